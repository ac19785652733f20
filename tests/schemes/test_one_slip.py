"""One slip anywhere in a scheme file is told once: nothing is reported that only follows from it, nothing that is not there."""

import re
from collections.abc import Iterator

import pytest

from evaluations.language.faults import FileFault
from evaluations.schemes.loading import parse_scheme
from evaluations.schemes.scheme import SchemeError
from tests.schemes.small_targets import SMALL_WITH_TARGETS

LINES = SMALL_WITH_TARGETS.splitlines()
KEYS = {number: line.partition(" = ") for number, line in enumerate(LINES) if re.match(r"\w+ = ", line)}


def found(number: int, line: str) -> list[FileFault]:
    """The faults of the file with another line in that place."""
    try:
        parse_scheme("\n".join([*LINES[:number], line, *LINES[number + 1 :]]), "slip.toml")
    except SchemeError as error:
        return error.faults
    return []


def another_kind(value: str) -> str:
    """A number where a text, a list or a table is asked, a text where a number is."""
    return "5" if value[0] in '"[{' else '"x"'


def slips(change: str) -> Iterator[tuple[str, list[FileFault]]]:
    """Every key of the file, missing or of another kind, with the faults that are told."""
    for number, (key, _, value) in KEYS.items():
        yield key, found(number, "" if change == "missing" else f"{key} = {another_kind(value)}")


def test_the_file_is_sound_and_holds_the_keys():
    assert not found(0, LINES[0]) and len(KEYS) > 100


def test_a_value_of_the_wrong_kind_is_told_once_and_at_its_own_key():
    for key, faults in slips("kind"):
        if key != "number":  # of a cross-check: 14, or a text as in 14a
            assert [fault.key for fault in faults] == [key], faults


def test_a_key_that_is_missing_is_told_once_where_it_is_asked_for():
    for key, faults in slips("missing"):
        if key == "group":  # a row that is no heading wants a code and a label
            assert [fault.key for fault in faults] == ["code", "label"]
        elif key == "sentence":
            assert [str(fault) for fault in faults] == [
                "sections[text].body[1] 的 body：读到 0 种内容，应为heading、text、sentence、table 中的一种。"
            ]
        elif key in ("annex", "chapter"):  # one of the two
            assert [fault.key for fault in faults] in (["chapter"], ["annex"])
        else:
            # A section for projects that lost its table is missed by the form that is printed for each project.
            assert [fault.key or "table" for fault in faults] in ([], [key]), faults


@pytest.mark.parametrize("key", ["weight", "full_marks", "from"])
def test_a_number_below_zero_is_told_once(key):
    numbers = [number for number, (name, _, _) in KEYS.items() if name == key]
    assert numbers
    for number in numbers:
        assert len(found(number, f"{key} = -1")) == 1


WHOLE = [
    ("full_marks = 100", 'full_marks = "100分"', "scheme 的 full_marks：读到 “100分”，应为数字，不加引号。请写 100。"),
    (
        'code = "base"\ntitle',
        "title",
        "tables[1] 的 code：读到 （没有这一项），应为一段文字，写在引号里。请补上这一项。",
    ),
    ("annex = 3", "annex = 0", "project_self_evaluation 的 annex：读到 0，应为不小于 1 的整数。最小写 1。"),
    ("annex = 2", 'annex = "附件2"', "sections[base] 的 annex：读到 “附件2”，应为整数，不加引号。请写 2。"),
    (
        "actual / budget * 100",
        "actual / budgets * 100",
        "project_self_evaluation.execution 的 formula：读到 “budgets”，应为项目的金额：budget、full_year、in_place、actual。",
    ),
    (
        'label = "项目执行率"\n',
        "",
        "project_self_evaluation.execution 的 label：读到 （没有这一项），应为一段文字，写在引号里。请补上这一项。",
    ),
    ('table = "projects"', "table = 3", "sections[projects] 的 table：读到 3，应为一段文字，写在引号里。"),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), WHOLE, ids=range(len(WHOLE)))
def test_what_follows_from_a_slip_is_not_told_besides(right, wrong, sentence):
    assert right in SMALL_WITH_TARGETS
    with pytest.raises(SchemeError) as caught:
        parse_scheme(SMALL_WITH_TARGETS.replace(right, wrong, 1), "slip.toml")
    assert str(caught.value) == sentence


def test_two_slips_that_do_not_follow_from_each_other_are_both_told():
    text = SMALL_WITH_TARGETS.replace("weight = 80", 'weight = "80"').replace("{change|change}", "{chnge}")
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text.replace("from = 0", "from = 1"), "slip.toml")
    assert [(fault.where, fault.key) for fault in caught.value.faults] == [
        ("project_self_evaluation.slots[done]", "weight"),
        ("grades", "from"),
        ("sections[text].body", "sentence"),
    ]


def test_two_codes_that_are_missing_are_told_as_missing_and_not_as_the_same():
    text = SMALL_WITH_TARGETS.replace('code = "output"\n', "").replace('code = "effect"\n', "")
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text, "slip.toml")
    assert [(fault.where, fault.key, fault.read) for fault in caught.value.faults] == [
        ("slots[1]", "code", "（没有这一项）"),
        ("slots[2]", "code", "（没有这一项）"),
    ]


def test_a_line_for_each_project_needs_no_code_and_hides_no_other_slip():
    line = '[[tables.rows]]\neach = "other"\nlabel = "其他项目"\ncells = { actual = "actual" }\n\n[[rates]]'
    text = SMALL_WITH_TARGETS.replace("[[rates]]", line).replace("{change|change}", "{chnge}")
    with pytest.raises(SchemeError) as caught:
        parse_scheme(text, "slip.toml")
    assert [(fault.where, fault.key) for fault in caught.value.faults] == [("sections[text].body", "sentence")]
