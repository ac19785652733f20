"""Log lines: one record, one line, so that typed text cannot forge a second record."""

import logging
from typing import Any


class OneLineFormatter(logging.Formatter):
    """Escape line breaks and other control characters, also inside tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a single line."""
        text = super().format(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def logging_settings(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from this level on goes to stderr, line by line."""
    formatter = {"()": "config.logs.OneLineFormatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django": {"handlers": [], "level": level}},
    }
