"""The web server's own lines in the form of all others: `gunicorn --logger-class config.gunicorn_lines.GunicornLines`.

It writes no access log: each request has its line from `config/request_lines.py`, with view and person and without the query.
"""

import os
from typing import Any

from gunicorn.glogging import Logger

from config.logs import JsonLineFormatter, NumberedLines, OneLineFormatter


class GunicornLines(Logger):
    """Starts, ends and time-outs of processes; read before Django is set up, so LOG_FORMAT is asked for here."""

    def setup(self, cfg: Any) -> None:
        """Give every handler of the error log our form."""
        super().setup(cfg)
        kind = OneLineFormatter if os.environ.get("LOG_FORMAT") == "line" else JsonLineFormatter
        for handler in self.error_log.handlers:
            handler.setFormatter(kind())
            handler.addFilter(NumberedLines())
