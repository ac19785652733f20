"""One record, one line."""

import errno
import json
import logging

import pytest
from django.core.exceptions import (
    DisallowedHost,
    DisallowedRedirect,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousFileOperation,
    SuspiciousMultipartForm,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.handlers.exception import convert_exception_to_response
from django.db.utils import OperationalError
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st
from psycopg.errors import QueryCanceled

from config.gunicorn_lines import GunicornLines
from config.logs import JsonLineFormatter, NumberedLines, OneLineFormatter
from departments.request_number import request_numbered


def record(message: str, error=None, name="x", level=logging.INFO) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord(name, level, "f.py", 1, message, (), info)


def told(message: str, error=None, secrets=(), **more) -> dict:
    """The line as a collector of logs reads it."""
    made = record(message, error, **more)
    assert NumberedLines().filter(made)
    line = JsonLineFormatter(secrets=secrets).format(made)
    assert len(line.splitlines()) == 1
    return json.loads(line)


def test_typed_line_breaks_cannot_forge_a_record():
    line = OneLineFormatter("%(message)s").format(record("用户 a\r\nINFO 登录成功\x1b[31m\u2028"))
    assert line == "用户 a\\r\\nINFO 登录成功\\x1b[31m\\u2028"


def test_an_exception_stays_on_the_line():
    line = OneLineFormatter().format(record("failed", ValueError("两\n行")))
    assert "\n" not in line and "ValueError: 两\\n行" in line


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_was_typed_is_one_line_of_what_a_terminal_may_show(text):
    line = OneLineFormatter("%(message)s").format(record(text))
    assert len(line.splitlines()) <= 1 and all(c.isprintable() for c in line)


@given(st.text(st.characters(categories=["L", "N", "P"])))
def test_readable_text_stands_in_the_log_as_it_was_typed(text):
    assert OneLineFormatter("%(message)s").format(record(text)) == text


def test_a_line_of_json_says_when_what_and_in_which_request():
    with request_numbered("r-1"):
        line = told("用户 a\n\u2028登录")
    assert (line["level"], line["logger"], line["request"], line["message"]) == (
        "INFO",
        "x",
        "r-1",
        "用户 a\n\u2028登录",
    )
    assert line["time"].endswith("+00:00") and told("later")["request"] == "-"


def test_a_line_that_django_writes_behind_the_middleware_has_the_number_too(client):
    seen = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(vars(record)["request_number"])

    keeping = Keeping()
    keeping.addFilter(NumberedLines())
    logging.getLogger("django.request").addHandler(keeping)
    try:
        answer = client.post("/healthz/")
    finally:
        logging.getLogger("django.request").removeHandler(keeping)
    assert answer.status_code == 405 and seen == [answer["X-Request-ID"]]


def test_a_fault_has_its_traceback_and_no_secret():
    line = told("failed", ValueError("with k3y-of-the-site"), secrets=["k3y-of-the-site", "k3y-of"])
    assert "ValueError: with ***" in line["traceback"] and "k3y" not in json.dumps(line)


def test_no_line_holds_a_secret_of_the_settings_or_a_password_in_an_address():
    text = "connect postgresql://jixiao:geheim-1@db/x and redis://:geheim-2@r/0, key geheim-3"
    line = OneLineFormatter("%(message)s", secrets=["geheim-3", "db"]).format(record(text))
    assert line == "connect postgresql://jixiao:***@db/x and redis://:***@r/0, key ***"


@pytest.mark.parametrize(
    "error, name, level",
    [
        (PermissionDenied("missing role"), "django.request", logging.WARNING),
        (OperationalError("connection refused"), "django.request", logging.ERROR),
        (OSError(errno.ENOSPC, "No space left"), "evaluations.jobs", logging.ERROR),
        (DisallowedHost("evil.example"), "django.security.DisallowedHost", logging.ERROR),  # as Django tells it
    ],
)
def test_what_is_only_refused_or_away_has_no_traceback(error, name, level):
    line = told("Forbidden: /x/", error, name=name, level=level)
    assert "traceback" not in line and type(error).__name__ in line["message"]


def test_a_fault_of_the_program_keeps_its_traceback():
    slow = OperationalError("canceling statement due to statement timeout")
    slow.__cause__ = QueryCanceled()
    for error in (KeyError("x"), slow):
        assert "traceback" in told("failed", error, name="django.request", level=logging.ERROR)


@pytest.mark.parametrize("kind", [RequestDataTooBig, SuspiciousMultipartForm, TooManyFieldsSent, TooManyFilesSent])
def test_what_the_sender_did_wrong_has_none_either(kind):
    error = kind("too much")
    line = told("too much", error, name=f"django.security.{kind.__name__}", level=logging.ERROR)
    assert "traceback" not in line and line["level"] == "ERROR"


@pytest.mark.parametrize(
    "error", [SuspiciousFileOperation("/etc/x"), DisallowedRedirect("x:"), SuspiciousOperation("?")]
)
def test_what_is_suspicious_of_our_own_code_says_where_it_arose(rf, caplog, error):
    def view(request):
        raise error

    with caplog.filtering(NumberedLines()):
        convert_exception_to_response(view)(rf.get("/"))  # which answers 400, and tells of it
    [written] = caplog.records
    assert "in view" in json.loads(JsonLineFormatter().format(written))["traceback"]


def test_the_web_servers_own_lines_have_the_same_form(capfd):
    logger = GunicornLines(Config())
    logger.info("Booting worker with pid: %d", 7)
    line = json.loads(capfd.readouterr().err)
    assert (line["logger"], line["message"]) == ("gunicorn.error", "Booting worker with pid: 7")
