"""The words of change come from one table, and stand in each pattern as it says."""

import re

import pytest

from evaluations.claims.reading.prose_words import PROSE_WORDS
from evaluations.claims.words.change_words import CHANGE_TABLE, ChangeKind, WordUse, change_words
from evaluations.claims.words.weighed_hints import TO_VALUE, hints_in

GROUPS = {
    ChangeKind.RISE: "rise",
    ChangeKind.FALL: "fall",
    ChangeKind.OVERSPENT: "overspent",
    ChangeKind.SAVED: "saved",
}
WORDS = [(word, row) for row in CHANGE_TABLE for word in row.words.split()]


@pytest.mark.parametrize("use", list(WordUse))
def test_a_longer_word_is_never_hidden_by_a_shorter_one(use: WordUse) -> None:
    pattern = re.compile(change_words(use))
    for word, row in WORDS:
        if use in row.uses and not (row.before or row.behind):
            assert pattern.match(word)[0] == word


def test_no_word_says_two_things_to_one_reader() -> None:
    kinds = {(word, use, row.before, row.behind): row.kind for word, row in WORDS for use in row.uses}
    for word, row in WORDS:
        assert {kinds[word, use, row.before, row.behind] for use in row.uses} == {row.kind}
    assert len(kinds) == sum(len(row.uses) for _, row in WORDS), "a word stands twice for the same reader"


def test_the_reader_takes_each_word_for_what_the_table_says() -> None:
    groups = {name: re.compile(source) for name, source in PROSE_WORDS if name in GROUPS.values()}
    for word, row in WORDS:
        if WordUse.READ in row.uses:
            lead = {"(?<=[净略])": "略", "(?<=略)": "略"}.get(row.before, "")
            found = groups[GROUPS[row.kind]].search(f"{lead}{word}5万元")
            assert found and word in found[0], word


def test_the_second_reading_hears_a_change_in_each_of_its_words() -> None:
    heard = [word for word, row in WORDS if WordUse.HINT in row.uses]
    assert [word for word in heard if hints_in(word) != (("change", word),)] == []


@pytest.mark.parametrize(("words", "kind"), [("差值为", "change"), ("节约为", "change"), ("调整为", "adjusted")])
def test_what_a_difference_is_does_not_turn_to_a_value(words: str, kind: str) -> None:
    assert hints_in(words)[-1][0] == kind and not TO_VALUE.search(words)
