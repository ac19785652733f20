"""Who takes part: the departments of a county and what becomes of them."""
