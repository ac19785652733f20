"""The county's departments: added, renamed, stopped, merged, imported, and one page for each."""
