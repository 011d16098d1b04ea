"""What costs how much: each measured in one run against a named alternative, as a ratio."""
