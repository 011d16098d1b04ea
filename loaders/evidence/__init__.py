"""Evidence of who controls a vehicle, found in one filing: one family of signs per module."""
