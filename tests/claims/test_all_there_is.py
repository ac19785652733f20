"""A part that is all there is: its share is 100%, and neither nothing nor the share of another column."""

from dataclasses import replace

from evaluations.checks.registry import run_checks
from evaluations.scoring.assessing import assess_facts
from tests.claims.corpus import SCHEME, corpus_report


def test_the_share_of_a_part_that_equals_its_whole_is_a_hundred():
    facts = corpus_report()[0]
    figures = {**facts.figures, "expenditure.actual": facts.figures["basic.actual"]}
    for share, expected in (("90.00", ["100.00%"]), ("100.00", [])):
        text = f"基本支出551.16万元，占总支出的{share}%。"
        said = replace(facts, figures=figures, narratives={"management_note": text})
        found = run_checks(SCHEME, said, assess_facts(SCHEME, said))
        assert [one.expected for one in found if one.spot] == expected
