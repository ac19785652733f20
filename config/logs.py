"""Log lines: one record, one line, so that typed text cannot forge a second record; as JSON where a collector reads them.

Every line carries the number of its request or job. No line holds a secret of the settings, and what was only refused
(a missing role, a forged host, a broker or database that is away) is told without a traceback. What Django calls suspicious
although only our own code can have led there (a file outside its folder, an address of a redirect) keeps it.
"""

import json
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from config.outage_reason import outage_reason
from departments.request_number import request_number

# Whatever stands before a host in an address: postgresql://user:password@host.
ADDRESS_PASSWORD = re.compile(r"(?<=://)([^\s/@:]*):[^\s/@]*@")
HIDDEN = "***"
LEAST_SECRET = 6  # letters; a shorter value would blacken ordinary words
UNKNOWN_NUMBER = "-"
# What PostgreSQL calls a statement of ours that took too long or got in another's way: only the traceback says which one.
OUR_STATEMENTS = {"QueryCanceled", "DeadlockDetected"}
# What Django calls suspicious of the request itself, before any view of ours has run: the sender's doing, of which a traceback
# says nothing. Any other of that kind comes out of our code (docs/decisions/0085-the-rim-once-more.md).
OF_THE_SENDER = {
    "django.security.csrf",
    "django.security.SuspiciousSession",
    "django.security.DisallowedHost",
    "django.security.RequestDataTooBig",
    "django.security.SuspiciousMultipartForm",
    "django.security.TooManyFieldsSent",
    "django.security.TooManyFilesSent",
}
# What our own lines may say besides their sentence (extra=…), and collectors search by.
TOLD_BESIDE = ("method", "path", "view", "status", "milliseconds", "user", "address")


class NumberedLines(logging.Filter):
    """Writes the number of the request or job on each record, and takes the traceback off what was only refused."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        # Django writes of an answer when the last middleware has let go of its request, and hands it along.
        handed = getattr(getattr(record, "request", None), "id", "")
        record.request_number = request_number() or handed or UNKNOWN_NUMBER
        if record.exc_info and is_refusal(record):
            error = record.exc_info[1]
            record.msg, record.args = f"{record.getMessage()} ({type(error).__name__}: {error})", ()
            record.exc_info = record.exc_text = None
        return True


def is_refusal(record: logging.LogRecord) -> bool:
    """Whether nothing is wrong with the program: Django's warnings on requests, what it calls suspicious of a sender (a forged
    host, an oversized form; told as an ERROR), and what is away or full."""
    if record.name.startswith("django.request") and record.levelno < logging.ERROR:
        return True
    if record.name in OF_THE_SENDER:
        return True
    error = record.exc_info[1] if record.exc_info else None
    return bool(outage_reason(error)) and type(getattr(error, "__cause__", None)).__name__ not in OUR_STATEMENTS


class OneLineFormatter(logging.Formatter):
    """Escape line breaks and other control characters, also inside tracebacks, and hide secrets."""

    def __init__(self, fmt: str | None = None, secrets: Iterable[str] = ()) -> None:
        super().__init__(fmt)
        # The longer one first: it may begin with the shorter one.
        self.secrets = sorted({one for one in secrets if len(one) >= LEAST_SECRET}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a single line."""
        text = self.without_secrets(super().format(record))
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)

    def without_secrets(self, text: str) -> str:
        """The text with stars for every secret of the settings and every password in an address."""
        for secret in self.secrets:
            text = text.replace(secret, HIDDEN)
        return ADDRESS_PASSWORD.sub(rf"\1:{HIDDEN}@", text)


class JsonLineFormatter(OneLineFormatter):
    """One JSON object for each record: time (UTC), level, logger, request, message, and what its request was."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a single line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_number", UNKNOWN_NUMBER),
            "message": self.without_secrets(record.getMessage()),
        }
        told |= {name: getattr(record, name) for name in TOLD_BESIDE if hasattr(record, name)}
        if record.exc_info:
            told["traceback"] = self.without_secrets(self.formatException(record.exc_info))
        text = json.dumps(told, ensure_ascii=False, default=str)
        # JSON lets some line breaks of Unicode stand (U+2028, U+0085), at which a reader of lines may stop.
        return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in text)


def logging_settings(level: str, kind: str, secrets: Iterable[str]) -> dict[str, Any]:
    """Django's LOGGING: everything from this level on goes to stderr, line by line, in the kind `json` or `line`."""
    formatters = {
        "line": {
            "()": "config.logs.OneLineFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s [%(request_number)s] %(message)s",
            "secrets": list(secrets),
        },
        "json": {"()": "config.logs.JsonLineFormatter", "secrets": list(secrets)},
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"numbered": {"()": "config.logs.NumberedLines"}},
        "formatters": formatters,
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": kind, "filters": ["numbered"]}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django": {"handlers": [], "level": level}},
    }
