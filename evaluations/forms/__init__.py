"""What the forms of several desks have in common."""
