"""Addressees, facilities, places, organisations and jurisdictions."""
