"""Three texts become one: nothing that one side alone wrote is lost, and what both wrote is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.filing.section.merging import merge_texts

LISTS = ("project", "achievement")
NAMES = ("a", "b", "c", "text-x")
TEXTS = st.sampled_from(["", "一", "二", "三"])


def filled(texts):
    return {name: text for name, text in texts.items() if text}


SIDES = st.fixed_dictionaries({name: TEXTS for name in NAMES}).map(filled)
ROWS = st.lists(st.tuples(st.sampled_from("甲乙丙"), TEXTS), max_size=3).map(
    lambda rows: {
        f"achievement-{n}-{field}": text
        for n, (title, body) in enumerate(rows)
        for field, text in (("title", title), ("body", body))
        if text
    }
)


def merged(base, mine, theirs, **chosen):
    return merge_texts(base, mine, theirs, LISTS, chosen)


@given(SIDES, SIDES, SIDES)
def test_every_field_goes_to_who_changed_it_or_is_asked(base, mine, theirs):
    result = merged(base, mine, theirs)
    for name in NAMES:
        before, one, other = (texts.get(name, "") for texts in (base, mine, theirs))
        if one != before and other != before and one != other:
            assert name in result.clashes and result.texts.get(name, "") == one
        else:
            assert name not in result.clashes
            assert result.texts.get(name, "") == (one if one != before else other)


@given(SIDES, SIDES)
def test_one_side_alone_never_meets_a_question(base, changed):
    assert merged(base, changed, base).texts == changed == merged(base, base, changed).texts


@given(ROWS, ROWS, ROWS)
def test_rows_are_one_of_the_two_lists_or_what_both_left_and_added(base, mine, theirs):
    result = merged(base, mine, theirs)
    was, one, other = map(titles, (base, mine, theirs))
    gone = {title for title in was if title not in one or title not in other}
    assert result.texts in (mine, theirs) or sorted(titles(result.texts)) == sorted({*one, *other} - gone)


@given(ROWS, ROWS, ROWS, st.sampled_from(["mine", "theirs"]))
def test_a_chosen_side_is_taken_where_it_was_asked(base, mine, theirs, side):
    asked = merged(base, mine, theirs).clashes
    result = merge_texts(base, mine, theirs, LISTS, dict.fromkeys(asked, side))
    assert not result.clashes
    for unit in asked:
        source = mine if side == "mine" else theirs
        assert part(unit, result.texts) == part(unit, source)


def part(unit, texts):
    return {name: text for name, text in texts.items() if name == unit or name.startswith(f"{unit}-")}


def titles(texts):
    return [text for name, text in sorted(texts.items()) if name.endswith("-title")]


def test_without_a_known_start_every_difference_is_asked():
    result = merge_texts(None, {"a": "1", "b": "2"}, {"a": "1", "c": "3"}, LISTS, {})
    assert result.clashes == ["c", "b"] and result.texts == {"a": "1", "b": "2"}


def test_items_of_one_project_are_a_list_of_their_own():
    base = {"project-0-name": "机房", "project-0-item-0-name": "电费", "project-0-budget": "10.00"}
    mine = base | {"project-0-budget": "12.00"}
    theirs = base | {"project-0-item-1-name": "水费"}
    result = merged(base, mine, theirs)
    assert not result.clashes and result.texts == mine | theirs | {"project-0-budget": "12.00"}


def test_rows_that_two_people_added_stand_together_in_the_same_order_whoever_saves_first():
    base = {"project-0-name": "机房", "project-0-item-0-name": "电费"}
    mine, theirs = base | {"project-0-item-1-name": "网费"}, base | {"project-0-item-1-name": "水费"}
    both = theirs | {"project-0-item-2-name": "网费"}
    first, second = merged(base, mine, theirs), merged(base, theirs, mine)
    assert first.texts == second.texts == both and not first.asked and first.taken == first.kept == ["project-0-item"]


def test_a_row_that_goes_takes_nothing_of_the_others_along():
    base = {f"project-{n}-name": name for n, name in enumerate("甲乙丙")}
    mine = {"project-0-name": "甲", "project-1-name": "丙"}
    theirs = base | {"project-2-budget": "9", "project-0-kind": "other"}
    assert merged(base, mine, theirs).texts == {
        "project-0-name": "甲",
        "project-0-kind": "other",
        "project-1-name": "丙",
        "project-1-budget": "9",
    }


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"project-0-name": "甲"}, {"project-0-name": "甲", "project-1-name": "乙", "project-1-budget": "9"}),
        (
            {"project-0-name": "甲", "project-1-name": "乙", "project-2-name": "新", "project-2-budget": "1"},
            {"project-0-name": "甲", "project-1-name": "乙", "project-2-name": "新", "project-2-budget": "2"},
        ),
        (
            {"project-0-name": "新", "project-1-name": "甲", "project-1-budget": "1", "project-2-name": "乙"},
            {"project-0-name": "甲", "project-0-budget": "2", "project-1-name": "乙"},
        ),
        ({"project-0-name": "甲", "project-1-name": "乙二期"}, {"project-0-name": "甲"}),
    ],
    ids=[
        "taken out and changed",
        "two new ones of one name",
        "one field of a row that has moved down",
        "taken out and renamed",
    ],
)
def test_what_both_did_to_one_row_of_changed_lists_is_a_choice_of_lists(mine, theirs):
    base = {"project-0-name": "甲", "project-1-name": "乙"}
    result = merged(base, mine, theirs)
    assert result.asked == ["project"] and result.texts == mine


def test_rows_of_the_same_name_are_not_told_apart():
    base = {"achievement-0-title": "甲", "achievement-1-title": "甲"}
    mine, theirs = base | {"achievement-0-body": "一"}, base | {"achievement-1-body": "二"}
    assert merged(base, mine, theirs).clashes == ["achievement"]


def test_a_page_that_does_not_show_a_merged_field_does_not_take_it_back():
    """Its own half is the start: see SectionVersion.shown."""
    shown, stored = {"a": "1"}, {"a": "1", "b": "her"}
    assert merged(shown, {"a": "12"}, stored).texts == {"a": "12", "b": "her"}


def test_rows_come_out_by_number_whatever_order_the_database_gave_them():
    mine = {f"achievement-{n}-title": str(n) for n in (10, 2, 11, 1, 0, 3, 4, 5, 6, 7, 8, 9)}
    assert list(merged({}, mine, {"a": "1"}).texts.values())[1:] == [str(n) for n in range(12)]
