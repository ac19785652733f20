"""Amounts that go on with what a heading or an earlier number is about, though their own words could mean all there is."""

import re

from evaluations.claims.claim_nouns import ClaimYear, ColumnWord
from evaluations.claims.figures.income_and_spending import is_total
from evaluations.claims.figures.weighed_values import KnownSubject, is_among
from evaluations.claims.scenes.weighed_columns import WeighedMeaning
from evaluations.claims.weighing.weighed_numbers import WeighedScene

OF_PROJECTS = re.compile("项目\\d|个项目|项目共")


def goes_on_before(weighed: WeighedScene, order: int) -> bool:
    """Whether an amount is right of what stands before it, or of another budget than the form has."""
    return is_of_thing_before(weighed, weighed.meanings[order]) or is_of_later_budget(weighed, order)


def is_of_thing_before(weighed: WeighedScene, one: WeighedMeaning) -> bool:
    """“三公”经费。支出合计36.63万元; 实施项目4个，…；全年支出612.39万元: what was spent on the thing of the heading, on the
    one that its sentence names before, or on all projects."""
    if not is_total(one.subject):
        return False
    spent = (each.cells[ColumnWord.ACTUAL, ClaimYear.THIS] for each in things_spoken_of(weighed, one))
    return any(is_among(one.at.number, (each.value for each in known)) for known in spent)


def things_spoken_of(weighed: WeighedScene, one: WeighedMeaning) -> list[KnownSubject]:
    """What a sentence, or a heading right before it, has named up to a number."""
    scene, heading = weighed.scene, weighed.scene.heading
    named = [*(heading.mentions if heading else ()), *scene.named_between(0, one.at.number.start)]
    things = [weighed.net.of(each.subject) for each in named if not is_total(each.subject)]
    return [*things, weighed.net.all_projects] if OF_PROJECTS.search(scene.text, 0, one.at.number.start) else things


def is_of_later_budget(weighed: WeighedScene, order: int) -> bool:
    """年初预算数95万元，全年预算数88.60万元: whether the only budget of the form is the one that was printed before it."""
    one = weighed.meanings[order]
    first = [
        each.at.number for each in weighed.meanings[:order] if "begin" in each.kinds and each.subject == one.subject
    ]
    return "adjusted" in one.kinds and any(is_among(each, [right.value for right in one.expected]) for each in first)
