"""The account of the cross-checks: what was compared, what does not apply, what could not be compared."""
