"""The county itself: its name and its bureau's."""
