"""Workbooks that another program has opened, calculated and saved: LibreOffice stands for WPS and Excel here."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from evaluations.filing.workbook.dry_run.inspecting import inspect_workbook
from evaluations.foreign_files.file_refusals import ForeignFileRefused
from tests.foreign_files.making import BASE, PROJECTS, SOFFICE, changed
from tests.foreign_files.office_hands import by_hand

pytestmark = [
    pytest.mark.office,
    pytest.mark.django_db,
    pytest.mark.usefixtures("quick"),
    pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice (libreoffice-calc)"),
]


def typed_in(book):
    book[BASE]["H16"] = "=1.1+1.2"
    book[BASE]["H7"] = 26
    book[PROJECTS]["H5"] = "=1+1 不是公式"
    book[PROJECTS]["H5"].data_type = "s"


@pytest.fixture(scope="module")
def saved(sample, tmp_path_factory):
    """Name → the workbook as the other program saved it, having done nothing else; one start for all of them."""
    _, content = sample
    made = {
        "typed": changed(typed_in)(content),
        "typed_old": changed(typed_in)(content),
        "divided": changed(lambda book: book[BASE].__setitem__("H16", "=1/0"))(content),
        "opendocument": content,
    }
    cases = {name: (content, "") for name, content in made.items()}
    return by_hand(tmp_path_factory.mktemp("saved"), cases, {"typed_old": "xls", "opendocument": "ods"})


def test_what_a_person_did_and_nothing_else_comes_back(sample, saved):
    found = inspect_workbook(sample[0], saved["typed"])
    lines = [(one.kind, one.label, one.old, one.new) for part in found.differences for one in part.changes]
    assert (
        not found.faults
        and not found.remarks
        and lines
        == [
            ("修改", "年末在职人数（在编）（2020年决算数）", "24", "26"),
            ("修改", "公务接待费（2020年决算数）", "3.00", "2.30"),
            ("修改", "项目“电子政务运行维护” 项目内容和完成情况", "全年网络运行平稳。", "=1+1 不是公式"),
        ]
    )
    sums = load_workbook(BytesIO(saved["typed"]), data_only=True)[BASE]
    assert [round(sums[f"{column}11"].value, 6) for column in "FGH"] == [6.5, 6, 4.5]


def test_a_division_by_zero_is_named(sample, saved):
    (fault,) = inspect_workbook(sample[0], saved["divided"]).faults
    assert fault.cell == "H16" and "读到 #DIV/0!（除数为 0 或空着）" in fault.message


def test_an_old_format_is_read_like_a_new_one(sample, saved):
    found = inspect_workbook(sample[0], saved["typed_old"])
    lines = [(one.label, one.old, one.new) for part in found.differences for one in part.changes]
    assert not found.faults and lines == [
        ("年末在职人数（在编）（2020年决算数）", "24", "26"),
        ("公务接待费（2020年决算数）", "3.00", "2.30"),
        ("项目“电子政务运行维护” 项目内容和完成情况", "全年网络运行平稳。", "=1+1 不是公式"),
    ]


def test_an_open_document_is_refused(sample, saved):
    with pytest.raises(ForeignFileRefused, match=r"这是 \.ods 文件"):
        inspect_workbook(sample[0], saved["opendocument"])
