"""manage.py check_paper: many papers, sentences or JSON, and a code that tells whether all were read."""

import io
import json

import pytest
from django.core.management import call_command

from evaluations.foreign_files import old_word
from evaluations.foreign_files.file_refusals import OLE_FIRST_BYTES
from tests.foreign_files.in_process import answer_in_process
from tests.papers.reading import SEED


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    answer_in_process(monkeypatch)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "甲.txt"
    path.write_bytes(SEED)
    return str(path)


def run(*arguments):
    """(exit code, output, errors)."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("check_paper", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        code = int(str(ended.code))
    return code, out.getvalue(), err.getvalue()


def test_one_paper_as_json(paper):
    code, out, err = run(paper, "--json")
    result = json.loads(out)
    assert (code, err, result["scheme"], result["counts"]) == (
        0,
        "",
        "hunan-2013",
        {"error": 2, "warning": 4, "hint": 0},
    )
    assert result["facts"]["figures"]["basic.actual"] == "499.98"
    where = {one["name"]: one["where"] for one in result["figures"]}
    assert where["basic.actual"] == "“预算执行”部分，全文第39段"
    assert all(one["title"] and len(one["title"]) <= 14 for one in result["findings"])


def test_sentences_say_what_was_read_what_was_not_and_what_was_found(paper):
    code, out, _ = run(paper)
    assert code == 0 and "错误 2 处，警告 4 处，提示 0 处" in out
    assert "认出的：" in out and "没有读到指标得分表" in out and "[警告 27]" in out


def test_one_that_cannot_be_read_does_not_stop_the_others(paper, tmp_path):
    (tmp_path / "乙.pdf").write_bytes(b"%PDF-1.4")
    code, out, err = run(str(tmp_path / "乙.pdf"), paper, str(tmp_path / "丙.docx"))
    assert code == 2 and "共3个文件，核对了1个，2个没有读取" in out
    assert "PDF" in err and "文件无法打开" in err and "全选、复制" in err


def test_an_old_word_file_goes_by_libreoffice_where_it_is(tmp_path, monkeypatch):
    (tmp_path / "甲.doc").write_bytes(OLE_FIRST_BYTES)
    monkeypatch.setattr(old_word, "word_converter", lambda: "")
    assert "另存为" in run(str(tmp_path / "甲.doc"))[2]
    monkeypatch.setattr(old_word, "word_converter", lambda: "/usr/bin/soffice")
    monkeypatch.setattr(old_word, "modern_word", lambda content: SEED)
    code, out, _ = run(str(tmp_path / "甲.doc"))
    assert code == 0 and "错误 2 处" in out


def test_a_scheme_can_be_named(paper):
    assert json.loads(run(paper, "--json", "--scheme", "hunan-2023")[1])["scheme"] == "hunan-2023"
    code, out, err = run(paper, "--scheme", "hunan-2014")
    assert (code, out) == (2, "") and "hunan-2014" in err
