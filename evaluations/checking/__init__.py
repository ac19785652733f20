"""The cross-checks (勾稽关系) behind evaluations.checks, one family per file."""
