"""Opening a year: schemes loaded and compared, rehearsed on last year's reports, then a cycle with its obligations."""
