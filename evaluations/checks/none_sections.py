"""14: a section ticked 无此项, or a text that says only 无, while the table has money under the same name."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.claims.figures.subject_names import plain_label
from evaluations.language.amounts import show_amount
from evaluations.language.severities import WARNING_LEVEL
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import Figure, ScoringScheme

NUMBERING = re.compile(r"^[一二三四五六七八九十]+、|（.*?）")
SHORTEST_STEM = 4
MOST_STEMS = 512  # sections of forms


@lru_cache(maxsize=MOST_STEMS)
def figures_called(scheme: ScoringScheme, stem: str) -> tuple[Figure, ...]:
    """The figures of a form whose rows are called so, or begin so."""
    return tuple(one for one in scheme.figures.values() if plain_label(one.row_label).startswith(stem))


def check_none_sections(case: CheckCase) -> Iterator[Finding]:
    """政府性基金 ticked 无此项 beside 政府性基金拨款 120 万元."""
    for section in case.scheme.sections:
        if section.code not in case.facts.none_sections:
            continue
        stem = plain_label(NUMBERING.sub("", section.label))
        if len(stem) < SHORTEST_STEM:
            continue
        for figure in figures_called(case.scheme, stem):
            value = case.value(figure.name)
            if isinstance(value, Decimal) and value > 0:
                yield Finding(
                    check="14",
                    level=WARNING_LEVEL,
                    place=ReportPlace(section.code, PlaceKind.NONE, field=section.code),
                    where=section.label,
                    read="无此项",
                    expected=f"{show_amount(value)}万元（{case.where(figure.name)}）",
                    why="这一部分勾选了“无此项”，表中同名的一行却有数",
                    remedy="请取消“无此项”并填写情况，或核对表中的数；口径不同的，请说明",
                    title="写“无”，表中却有数",
                )
                break
