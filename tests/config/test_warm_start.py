"""A fresh web process has libraries, views and templates before its first request."""

import pytest
from django.template import TemplateSyntaxError, engines

from config import warm_start


def test_a_web_process_compiles_what_pages_are_made_of_before_anybody_asks(monkeypatch):
    names = warm_start.our_templates()
    assert "filing/section/section.html" in names and "503.html" in names
    monkeypatch.setattr(warm_start, "our_templates", lambda: ["503.html"])
    loaded: list[str] = []
    monkeypatch.setattr(warm_start, "get_template", loaded.append)
    monkeypatch.setattr(warm_start, "import_module", loaded.append)
    warm_start.load_ahead()
    assert loaded == ["cn2an", "pypinyin", "503.html"]


def test_a_template_that_is_broken_is_told_at_the_start(monkeypatch, tmp_path):
    (tmp_path / "broken.html").write_text("{% if %}")
    monkeypatch.setattr(warm_start, "get_template", engines["django"].from_string)
    monkeypatch.setattr(warm_start, "our_templates", lambda: [(tmp_path / "broken.html").read_text()])
    with pytest.raises(TemplateSyntaxError):
        warm_start.load_ahead()
