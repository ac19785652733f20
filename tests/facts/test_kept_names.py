"""The names of a report's projects, by which what its texts say is kept."""

from evaluations.facts.document import Facts, ProjectFacts
from evaluations.facts.kept_names import KeptNames


def test_they_are_put_together_once_for_all_texts_of_a_report():
    facts = Facts({}, projects=(ProjectFacts("甲"), ProjectFacts("乙")))
    assert facts.project_names is facts.project_names
    assert facts.project_names == ("甲", "乙")


def test_their_hash_is_found_once_and_is_that_of_the_plain_names():
    asked = list[str]()

    class Name(str):
        def __hash__(self) -> int:
            asked.append(self)
            return super().__hash__()

    names = KeptNames([Name("甲"), Name("乙")])
    assert {hash(names), hash(names), hash(("甲", "乙"))} == {hash(names)}
    assert asked == ["甲", "乙"]
    assert names in {("甲", "乙")}
