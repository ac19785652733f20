"""What evidence may prove: an indicator of the scheme, or a section of the report."""

from dataclasses import dataclass

from evaluations.schemes.scheme import Scheme

INDICATOR, SECTION = "indicator", "section"


@dataclass(frozen=True)
class Place:
    """One line of the picker; `expected` is the 佐证材料 that the form names for it."""

    code: str
    label: str
    group: str
    expected: str = ""


def places(scheme: Scheme, year: int) -> dict[str, Place]:
    """Every place by its code, in the order of the form: indicators, then sections."""
    indicators = [
        Place(f"{INDICATOR}.{one.code}", one.label, f"{one.level1} · {one.level2}", one.evidence)
        for one in scheme.indicators
    ]
    sections = [Place(f"{SECTION}.{one.code}", scheme.label(one.label, year), "报告各部分") for one in scheme.sections]
    return {place.code: place for place in (*indicators, *sections)}


def place_of(known: dict[str, Place], code: str) -> Place:
    """The place; a scheme may have lost one that files were tied to."""
    return known.get(code) or Place(code, "已不在本年度指标体系中的项目", "其他")
