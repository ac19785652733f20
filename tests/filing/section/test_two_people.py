"""Two people at one section: random edits of rows and fields on both sides, merged as a save merges them."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from evaluations.filing.section.merging import THEIR_SIDE, merge_texts
from evaluations.filing.section.parts.base import rows_apart
from tests.patience import tries

FIELDS = ("budget", "note")
TEXT = st.sampled_from(["", "一", "二", "三"])
NAMES = "甲乙丙丁"
ITEMS = st.lists(st.tuples(st.sampled_from("电水网"), TEXT), max_size=2, unique_by=lambda one: one[0])
ROW = st.tuples(st.sampled_from(NAMES), TEXT, TEXT, ITEMS)
START = st.lists(ROW, max_size=3, unique_by=lambda row: row[0])
# What a person does to a list: (act, which row, what with).
ACT = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 3), ROW),
    st.tuples(st.just("remove"), st.integers(0, 3), st.none()),
    st.tuples(st.just("up"), st.integers(0, 3), st.none()),
    st.tuples(st.sampled_from(FIELDS), st.integers(0, 3), TEXT),
    st.tuples(st.just("name"), st.integers(0, 3), st.sampled_from(NAMES)),
    st.tuples(st.just("items"), st.integers(0, 3), ITEMS),
)
ACTS = st.lists(ACT, max_size=3)


def texts(rows, narrative=""):
    """Rows as a section's canonical texts."""
    found = {"text-note": narrative}
    for n, (name, budget, note, items) in enumerate(rows):
        found |= {f"project-{n}-name": name, f"project-{n}-budget": budget, f"project-{n}-note": note}
        for at, (item, amount) in enumerate(items):
            found |= {f"project-{n}-item-{at}-name": item, f"project-{n}-item-{at}-amount": amount}
    return {name: text for name, text in found.items() if text}


def done(rows, acts):
    """The list after somebody's acts."""
    rows = list(rows)
    for act, at, what in acts:
        if act == "add":
            rows.insert(min(at, len(rows)), what)
        elif at < len(rows):
            name, budget, note, items = rows[at]
            changed = {
                "name": (what, budget, note, items),
                "budget": (name, what, note, items),
                "note": (name, budget, what, items),
                "items": (name, budget, note, what),
            }
            if act == "remove":
                del rows[at]
            elif act == "up":
                rows.insert(max(at - 1, 0), rows.pop(at))
            else:
                rows[at] = changed[act]
    return rows


def by_name(side):
    """Name of a row → its texts without the number; two rows of one name side by side."""
    found: dict[str, list[dict[str, str]]] = {}
    for number, own in rows_apart(side, "project").items():
        start = f"project-{number}-"
        row = {name.removeprefix(start): text for name, text in own.items()}
        found.setdefault(row.get("name", ""), []).append(row)
    return found


def under(unit, side):
    return {name: text for name, text in side.items() if name == unit or name.startswith(f"{unit}-")}


@settings(max_examples=tries(100, 400))
@given(START, ACTS, ACTS, TEXT, TEXT, TEXT)
@example([("甲", "一", "", []), ("乙", "", "", [])], [("up", 1, None)], [("budget", 0, "二")], "", "", "")
@example([("甲", "一", "", [("电", "一")])], [("items", 0, [("水", "二")])], [("items", 0, [])], "", "", "")
def test_what_one_side_alone_did_is_there_once_and_nothing_is_made_up(rows, mine, theirs, before, my_note, their_note):
    base = texts(rows, before)
    one, other = texts(done(rows, mine), my_note), texts(done(rows, theirs), their_note)
    result = merge_texts(base, one, other, ("project",), {})
    for name in {*base, *one, *other}:
        if any(name == unit or name.startswith(f"{unit}-") for unit in result.asked):
            assert result.texts.get(name) == one.get(name), "what is asked shows mine until somebody has chosen"
    if not under("project", base) == under("project", one) == under("project", other):
        rows_survive(base, one, other, result)


def rows_survive(base, one, other, result):
    """Every row that only one side touched is in the result as that side left it, and none twice."""
    if "project" in result.asked:
        assert under("project", result.texts) == under("project", one)
        return
    was, here, there, now = map(by_name, (base, one, other, result.texts))
    for name, found in now.items():
        assert len(found) <= max(len(here.get(name, ())), len(there.get(name, ())))
    for name in {*was, *here, *there}:
        if here.get(name) == was.get(name):
            assert now.get(name) == there.get(name)
        elif there.get(name) == was.get(name):
            assert now.get(name) == here.get(name)


@settings(max_examples=tries(60, 200))
@given(START, ACTS, ACTS)
def test_whoever_saves_first_the_two_orders_agree(rows, mine, theirs):
    base, one, other = texts(rows), texts(done(rows, mine)), texts(done(rows, theirs))
    first, second = merge_texts(base, one, other, ("project",), {}), merge_texts(base, other, one, ("project",), {})
    assert sorted(first.asked) == sorted(second.asked)
    chosen = merge_texts(base, other, one, ("project",), dict.fromkeys(second.asked, THEIR_SIDE))
    assert first.texts == chosen.texts


@settings(max_examples=tries(60, 200))
@given(START, ACTS, ACTS)
def test_merging_once_more_changes_nothing(rows, mine, theirs):
    """A page that sends the same again, its answer lost, doubles no row."""
    base, one, other = texts(rows), texts(done(rows, mine)), texts(done(rows, theirs))
    result = merge_texts(base, one, other, ("project",), {})
    if not result.asked:
        again = merge_texts(one, one, result.texts, ("project",), {})
        assert not again.asked and again.texts == result.texts
