"""One record, one line."""

import logging

from hypothesis import given
from hypothesis import strategies as st

from config.logs import OneLineFormatter


def record(message: str, error=None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    return logging.LogRecord("x", logging.INFO, "f.py", 1, message, (), info)


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
