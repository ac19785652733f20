"""单位名录: departments and their accounts come in as one table, are shown old → new, and stored on the person's word."""
