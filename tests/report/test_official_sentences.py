"""Every sentence that the shipped forms can say, over the states of their figures: official words, no machine words."""

import re
from itertools import product

import pytest

from evaluations.facts.reading import read_facts
from evaluations.report import compose_report
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.publication.papers import document
from tests.report.small_reports import example_2023, report_paragraphs

MACHINE_WORDS = {
    "a number with the sign of its own word": r"(?:增加|减少|变动率|核减|结余)-",
    "不适用 as if it were a number": r"不适用万元|[率额算出购]不适用|不适用[，；]",
    "nothing computed": r"无法计算|由0到有",
    "words said twice": r"原因：.{0,6}原因|主要用于：(?:主要)?用于|包括：(?:主要)?包括|比上年与上年|与上年比上年",
    "marks beside marks": r"[，；：、。][，；、。]|[，；：、]$|^[，；、。]|：。",
    "number before number": r"^\d+\. *(?:[⑴-⒇①-⑳]|[（(]?[\d一二三四五六七八九十]+[）)、])",
    "a kind said twice": r"其他项目支出（其他项目）",
    "a name glued to its amount": r"[a-zA-Z]\d|明细\d\d",
    "marks of the form's own language": r"[\[\]{}|]",
}
STATES = ("0", "n/a", "12.5", "250")
THREE = ("three_public", "vehicle", "vehicle_operation", "vehicle_purchase", "overseas_travel", "reception")
GROUPS = [THREE, ("procurement",), ("establishment_posts",), ("budget_added",), ("project",), ("operating",)]
FUNDS = ("funds_government", "funds_special_account", "funds_other")


def in_state(figures: dict, names: tuple[str, ...], budget: str, rest: str) -> dict:
    """The figures with those of these names in two states: what was planned, and what came."""
    planned = ("", "budget", "begin", "full_year", "last_budget")
    return {
        name: (budget if name.partition(".")[2] in planned else rest) if name.partition(".")[0] in names else value
        for name, value in figures.items()
    }


@pytest.mark.parametrize("given", [document(), example_2023()], ids=["hunan-2013", "hunan-2023"])
def test_no_state_of_a_figure_makes_a_form_speak_like_a_machine(given):
    scheme, heard = load_scheme(given["scheme"]), set()
    for names, budget, rest in product([*GROUPS, FUNDS], STATES, STATES):
        facts = read_facts(given | {"figures": in_state(given["figures"], names, budget, rest)})
        for text in report_paragraphs(compose_report(facts, scheme, assess_facts(scheme, facts))):
            heard |= {f"{fault}: {text}" for fault, pattern in MACHINE_WORDS.items() if re.search(pattern, text)}
    assert not heard, "\n".join(sorted(heard))
