"""A scheme file made text, stored once, and the rows and cells of its tables as people see them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.cycles.schemes.loading import LARGEST_SCHEME_FILE, decoded_scheme, store_scheme
from evaluations.cycles.schemes.scheme_page import ShownScheme, cell_mark, row_marks, row_title
from evaluations.cycles.schemes.upload_views import scheme_fault_summary
from evaluations.language.faults import FileFault
from evaluations.models import Event, Scheme
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import SchemeError
from tests.factories import make_user

SCHEME = load_scheme("hunan-2013")
ROWS = [row for table in SCHEME.tables for row in table.rows]


def refusal(content: bytes) -> str:
    """The one sentence that says why this is no scheme file."""
    with pytest.raises(SchemeError) as error:
        decoded_scheme(content, "next.toml")
    (fault,) = error.value.faults
    return str(fault)


# --- the file -----------------------------------------------------------------------------------


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_a_file_in_utf8_is_its_text_with_or_without_a_mark_at_the_beginning(text):
    text = text.removeprefix("\ufeff") or "x"
    if text.strip():
        assert decoded_scheme(text.encode("utf-8-sig"), "x") == text


@pytest.mark.parametrize("lines", [0, 1, 7])
def test_a_file_in_another_encoding_is_refused_with_the_line_where_it_begins(lines):
    assert refusal(b"# ok\n" * lines + "# 指标".encode("gbk")) == (
        f"next.toml 第 {lines + 1} 行：读到 不是 UTF-8 编码的文字，应为UTF-8 编码的 TOML 文件。"
        "请用记事本或 WPS 打开，另存为 UTF-8 编码后重新选择。"
    )


@pytest.mark.parametrize("content", [b"", b"\n \t\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused_as_empty(content):
    assert refusal(content) == "next.toml：读到 空文件，应为写好的指标体系（.toml）。请确认选对了文件。"


def test_a_file_may_have_its_whole_size_and_no_byte_more():
    assert len(decoded_scheme(b"#" * LARGEST_SCHEME_FILE, "x")) == LARGEST_SCHEME_FILE
    assert refusal(b"#" * (LARGEST_SCHEME_FILE + 1)) == (
        "next.toml：读到 128 KB，应为不超过 128 KB 的文件。请确认选对了文件。"
    )


def test_faults_are_listed_with_their_rows_and_keys():
    faults = [
        FileFault(where="A", read="甲", expected="乙"),
        FileFault(where="B", key="weight", read="丙", expected="丁"),
    ]
    assert scheme_fault_summary(faults) == [("fault-1", "A：读到 甲"), ("fault-2", "B 的 weight：读到 丙")]


@pytest.mark.django_db
def test_the_same_content_is_stored_once_and_told_once():
    user = make_user()
    row, new = store_scheme(SCHEME, user=user)
    assert new and (row.code, row.title, row.source) == (SCHEME.code, SCHEME.title, SCHEME.source)
    assert store_scheme(SCHEME, user=make_user()) == (row, False)
    event = Event.objects.get(action="load_scheme")
    assert (event.actor, event.role, event.object_id) == (user, "bureau_admin", str(row.pk))
    assert event.detail == {"code": "hunan-2013", "sha256": SCHEME.digest}


@pytest.mark.django_db
def test_another_content_of_the_same_code_is_another_version():
    first, _ = store_scheme(SCHEME, user=None)
    second, new = store_scheme(replace(SCHEME, source=SCHEME.source + "# x\n"), user=None)
    assert new and second != first and Scheme.objects.filter(code="hunan-2013").count() == 2


# --- its tables ---------------------------------------------------------------------------------


def test_a_row_is_called_by_its_group_or_by_its_name():
    named = next(row for row in ROWS if row.label and not row.group and not row.each)
    assert row_title(named) == named.label
    assert row_title(replace(named, group="一、收入")) == "一、收入"


@pytest.mark.parametrize("each, title", [("earmarked", "（每个专项资金项目一行）"), ("other", "（每个其他项目一行）")])
def test_a_row_that_stands_for_many_says_so(each, title):
    row = replace(ROWS[0], each=each, label="", group="")
    assert row_title(row) == title and row_title(replace(row, label="各项目")) == "各项目"


def test_a_row_without_any_name_is_called_nothing():
    assert row_title(replace(ROWS[0], each="", label="", group="")) == ""


def test_a_cell_is_filled_in_or_added_up_or_taken_from_elsewhere_or_not_there():
    cells = [cell for row in ROWS for cell in row.cells if cell is not None]
    typed = next(cell for cell in cells if not cell.computed and not cell.shown)
    summed = next(cell for cell in cells if cell.computed)
    assert [cell_mark(cell) for cell in (None, typed, summed)] == ["", "填", "合计"]
    assert {cell_mark(cell) for cell in cells if cell.shown and not cell.computed} <= {"引用"}


def test_amounts_of_projects_are_marked_as_taken_from_the_projects():
    row = replace(ROWS[0], each="earmarked", fields=("budget", "", "actual"))
    assert row_marks(row) == ("引用", "", "引用")
    plain = next(row for row in ROWS if row.cells and not row.each)
    assert row_marks(plain) == tuple(cell_mark(cell) for cell in plain.cells)


def test_every_table_is_shown_with_a_mark_for_each_of_its_columns():
    shown = ShownScheme(SCHEME).tables
    assert len(shown) == len(SCHEME.tables)
    for (title, headings, lines), table in zip(shown, SCHEME.tables, strict=True):
        assert title and "{" not in title and not any("{" in text for text in headings)
        assert len(headings) == len(table.columns) and len(lines) == len(table.rows)
        assert all(len(line.marks) in (0, len(headings)) for line in lines)
        assert [line.label for line in lines if "{" in line.label] == []


@pytest.mark.parametrize("name", ["hunan-2013", "hunan-2023"])
def test_every_part_of_a_scheme_has_its_words(name):
    scheme, shown = load_scheme(name), ShownScheme(load_scheme(name))
    assert len(shown.indicators) == len(scheme.indicators) and len(shown.slots) >= len(scheme.slots)
    assert len(shown.checks) == len(scheme.checks) and len(shown.rates) == len(scheme.rates)
    assert len(shown.texts) == len(scheme.texts) and len(shown.grades) >= len(scheme.grades)
    assert scheme.title in shown.head.values()
