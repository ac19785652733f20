"""Log lines: one record, one line, so that typed text cannot forge a second record."""

import logging


class OneLineFormatter(logging.Formatter):
    """Escape line breaks and other control characters, also inside tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a single line."""
        text = super().format(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
