"""Addressees, facilities, places, organisations, and the periods that rules count with."""
