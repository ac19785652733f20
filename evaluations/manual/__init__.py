"""The manual: docs/manual as pages at /help/, searched, printed, and reached from every page at its chapter."""
