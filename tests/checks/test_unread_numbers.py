"""Numbers that the reader took for nothing are said to be not read; what names a day or a paper is no number."""

import pytest

from evaluations.checks.case import CheckCase
from evaluations.checks.passages import Passage
from evaluations.checks.text_readings import text_readings
from evaluations.checks.unread_numbers import unread_numbers
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from tests.checks.changed_reports import OLD_FORM, check_case, old_report


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("新修水渠12.5公里，惠及群众3200人，维修１２处。", ["12.5", "3200", "１２"]),
        ("灌溉1,200亩，管网10-12公里。", ["1,200", "10", "12"]),
        ("2023年5月8日印发永财〔2023〕15号文件，第3次会议于8:30召开，2020-2023年实施。", []),
        ("1.加强管理；\n2、强化监督；\n（3）补齐短板，新增4台设备。", ["4"]),
        ("培训3期，修订制度5条，完成12项任务，第2项、第3条不变。", ["3", "5", "12"]),
        ("采用A4纸、5G网络，编码102001-kj。", ["102001"]),
    ],
)
def test_what_counts_something_is_found_and_what_names_something_is_not(text, numbers):
    assert [text[start:end] for start, end in unread_numbers(text, [])] == numbers


def test_what_was_read_is_not_said_again():
    assert [*unread_numbers("公用经费决算99.80万元，水渠12公里。", [(6, 11)])] == [(16, 18)]


def test_a_text_shows_each_of_its_numbers_once_in_their_order():
    text = "水渠12公里。公用经费决算99.80万元，惠及3200户。"
    passage = Passage(ReportPlace(kind=PlaceKind.TEXT, field="sentence"), "试读的句子", text)
    case = check_case(OLD_FORM, old_report())
    (found,) = text_readings(CheckCase(OLD_FORM, case.facts, case.assessment, (passage,)))
    assert [(text[one.start : one.end], one.standing.word, bool(one.read_as)) for one in found.numbers] == [
        ("12", "没有读", False),
        ("99.80", "相符", True),
        ("3200", "没有读", False),
    ]


def test_the_cells_of_a_table_are_listed_only_where_something_was_read():
    place = ReportPlace(kind=PlaceKind.TARGET, field="target", row=0)
    case = check_case(OLD_FORM, old_report())
    told = []
    for text in ("1296", "公用经费决算99.80万元"):
        texts = (Passage(place, "“硬化通组公路”", text),)
        told.append(len(text_readings(CheckCase(OLD_FORM, case.facts, case.assessment, texts))))
    assert told == [0, 1]
