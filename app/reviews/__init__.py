"""What falls due when, and why: rules, snoozing, handing over, calendars."""
