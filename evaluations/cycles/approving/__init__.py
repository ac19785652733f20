"""The year's approved budgets and targets: read from a table, shown department by department, then stored at once."""
