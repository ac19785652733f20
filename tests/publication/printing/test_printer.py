"""The printed report, read back with other people's tools."""

import re
import subprocess

import pytest

from evaluations.publication.printing import printer, printer_process, requirements_check
from evaluations.publication.printing.print_child import RenderRefused, print_html
from evaluations.publication.printing.printer import print_pdf
from evaluations.report.blocks import Paragraph, TableBlock
from evaluations.workflow.unprintable_papers import UnprintableReport
from tests.patience import thorough_only
from tests.publication.papers import composed, document, page, pdf_info, pdf_text, printed

LONG = "按合同约定分期支付，资金拨付与项目进度一致。" * 20  # more than 400 characters


@pytest.fixture(scope="module")
def paper():
    return printed()


def test_text_comes_back_in_reading_order(paper):
    facts = document()
    expected = [
        facts["department"],
        f"{facts['year']}年度部门整体支出绩效评价报告",
        facts["notice_reference"],
        *(["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、"]),
    ]
    text, position = pdf_text(paper.pdf), 0
    for words in expected:
        found = text.find("".join(words.split()), position)
        assert found >= 0, f"{words} is missing or out of order"
        position = found


def test_every_narrative_and_indicator_is_there(paper):
    text = re.sub(r"—\d+—", "", pdf_text(paper.pdf))  # page numbers stand between two halves of a sentence
    report = composed()
    paragraphs = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    assert not [words for words in paragraphs if "".join(words.split()) not in text]
    table = report.annexes[0].blocks[0]
    assert isinstance(table, TableBlock)
    names = [row.cells[-5].text for group in table.groups[:-1] for row in group]
    assert len(names) == 16
    by_cell = pdf_text(paper.pdf, "-raw")  # otherwise pdftotext mixes cells of two lines that stand side by side
    assert not [name for name in names if name not in by_cell]


def test_page_one_carries_the_title_and_annexes_turn(paper):
    assert pdf_text(paper.pdf, "-f", "1", "-l", "1").startswith(document()["department"])
    info = pdf_info(paper.pdf, "-f", "1", "-l", str(paper.pages))
    assert f"Pages:           {paper.pages}" in info
    sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", info)
    turned = [number for number, (width, height) in enumerate(sizes, 1) if float(width) > float(height)]
    assert turned and "附件1" in pdf_text(paper.pdf, "-f", str(turned[0]), "-l", str(turned[0]))


def test_metadata_is_of_the_data_not_of_the_clock(paper):
    info = pdf_info(paper.pdf, "-isodates")
    assert document()["department"] in info and "2021-04-20T09:00:00+08" in info
    assert "Tagged:          yes" in info


def test_clerks_stay_out(paper):
    people = document(people={"preparer": "王某某", "head": "李某某", "phone": "0735-5550123"})["people"]
    text = pdf_text(printed(people=people).pdf)
    assert not [value for value in people.values() if value in text]


def test_two_processes_write_the_same_bytes(paper):
    """A child of the warm parent, and this process with fonts of its own."""
    assert print_pdf(page(composed()))[0] == paper.pdf


def test_qpdf_finds_no_fault(paper, tmp_path):
    (tmp_path / "a.pdf").write_bytes(paper.pdf)
    subprocess.run(["qpdf", "--check", tmp_path / "a.pdf"], check=True, capture_output=True)


def test_a_draft_says_so_on_every_page():
    draft = printed(draft=True)
    assert all("草稿：未经审核" in pdf_text(draft.pdf, "-f", str(n), "-l", str(n)) for n in range(1, draft.pages + 1))


def test_four_hundred_words_in_one_cell_are_all_printed():
    entries = document()["entries"] | {"staff_control_rate": {"reason": LONG}}
    assert LONG in re.sub(r"—\d+—", "", pdf_text(printed(entries=entries).pdf))


@thorough_only
def test_a_hundred_projects_are_all_printed():
    projects = [
        {"name": f"第{n}号专项", "kind": "other", "budget": "1", "in_place": "1", "actual": "1", "items": []}
        for n in range(1, 101)
    ]
    text = pdf_text(printed(projects=projects).pdf)
    assert not [n for n in range(1, 101) if text.count(f"第{n}号专项") != 2]  # in the chapter and in annex 2


def test_markup_is_printed_as_it_was_typed():
    hostile = '<script>alert(1)</script><img src="file:///etc/passwd">{{7|add:7}}'
    texts = {code: hostile for code in document()["narratives"]}
    achievements = [{"title": hostile, "body": hostile}]
    pdf = printed(narratives=texts, achievements=achievements, department=hostile).pdf
    text = re.sub(r"—\d+—", "", pdf_text(pdf))
    assert text.count("".join(hostile.split())) >= len(texts) + 3
    assert "root:x:" not in text


def test_missing_characters_are_named():
    with pytest.raises(UnprintableReport, match="U\\+FFFFD"):
        # put in after composing: the document itself refuses such a character
        print_html(page(composed()).replace("政务服务中心", "\U000ffffd中心"))


def test_endless_input_is_refused_before_it_is_printed():
    with pytest.raises(RenderRefused, match="20 MB"):
        print_html("x" * (20 * 1024 * 1024 + 1))


def test_the_child_has_limits_and_no_secrets(monkeypatch):
    asked = []
    monkeypatch.setattr(printer.resource, "setrlimit", lambda *given: asked.append(given[0]))
    printer.limit_process()
    assert {printer.resource.RLIMIT_AS, printer.resource.RLIMIT_CPU} <= set(asked)
    assert not [name for name in printer_process.KEPT_VARIABLES if "SECRET" in name or "DATABASE" in name]


def test_the_start_check_names_the_missing_library(monkeypatch):
    assert requirements_check.printing_possible(None) == []
    monkeypatch.setattr(requirements_check, "find_library", lambda name: None)
    (error,) = requirements_check.printing_possible(None)
    assert "libharfbuzz-subset0" in error.hint


def test_without_the_subsetter_nothing_is_printed(monkeypatch):
    monkeypatch.setattr(printer, "subsetting_available", lambda: False)
    with pytest.raises(printer.PrinterRefused, match="libharfbuzz-subset0"):
        printer.print_pdf("<p>x")


@pytest.mark.parametrize("lines", [16, 20])
def test_the_signature_never_stands_alone_on_a_page(lines):
    problems = "\n".join(f"{number}. 预算编制还不够细。" for number in range(1, lines + 1))
    paper = printed(narratives=document()["narratives"] | {"problems": problems})
    pages = [pdf_text(paper.pdf, "-f", str(n), "-l", str(n)) for n in range(1, paper.pages + 1)]
    signed = next(text for text in pages if "2021年4月20日" in text)
    assert "附件：1." in signed and "九、其他需要说明的情况" in signed
