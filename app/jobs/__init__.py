"""Work that runs by schedule, with leases and heartbeats."""
