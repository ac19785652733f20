"""manage.py read_accounts: files in, figures with their cells as JSON or sentences, and a code that tells."""

import io
import json

import pytest
from django.core.management import call_command

from tests.filing.accounts.books import book, persons
from tests.final_accounts.small_accounts import spending
from tests.foreign_files.in_process import answer_in_process


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    answer_in_process(monkeypatch)


@pytest.fixture
def accounts(tmp_path):
    path = tmp_path / "决算.et"
    path.write_bytes(
        book({"Z04": spending(unit="元", total=900_000, basic=550_000, project=350_000), "F02": persons(68, 60)})
    )
    return str(path)


def run(*arguments):
    """(exit code, output, errors)."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("read_accounts", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, out.getvalue(), err.getvalue()


def test_figures_with_their_source_as_json(accounts):
    code, out, err = run(accounts, "--scheme", "hunan-2013", "--json")
    result = json.loads(out)
    assert (code, err) == (0, "") and set(result) >= {"figures", "sheets", "refused"}
    figure = result["figures"]["basic.actual"]
    assert (figure["value"], figure["unit"], figure["certain"]) == ("55", "万元", True)
    assert figure["source"] == {
        "file": "决算.et",
        "sheet": "Z04",
        "cells": ["D7"],
        "formula": "D7",
        "label": "支出决算表 · 合计 · 基本支出",
        "scope": "全部资金",
    }


def test_the_form_follows_from_the_year_and_sentences_say_the_same(accounts):
    code, out, _ = run(accounts)
    assert code == 0 and "2024 年度" in out and "✔ basic.actual = 55 万元" in out and "Z04：认出" in out


def test_what_cannot_be_opened_does_not_keep_the_others(accounts, tmp_path):
    (tmp_path / "甲.pdf").write_bytes(b"%PDF-1.4")
    code, out, err = run(str(tmp_path / "甲.pdf"), str(tmp_path / "无.xls"), accounts, "--json")
    assert code == 2 and "PDF" in err and "文件无法打开" in err
    assert json.loads(out)["figures"] and len(json.loads(out)["refused"]) == 2
