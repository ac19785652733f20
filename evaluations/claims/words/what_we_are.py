"""我校为县委直属事业单位，核定编制19人: words of another party that only say what the department is."""

import re

from evaluations.claims.words.last_stretch import last_stretch

WHAT_WE_ARE = re.compile(
    "(?:为(?!所属|下属|下辖|各|全|其)|是|系(?!统)|属(?!下))于?[^，,。;\\d]{0,30}(?:单位|机构|部门|组织|团体)[，,。;(]"
)
WE, CLAUSE_SIGNS = re.compile("[我本](?:单位|部门|中心|街道|[一-龥])"), "，,。;、():"
LONGEST_CLAUSE = 120  # characters of one that is looked at: a name and what it is


def says_what_we_are(text: str, own_end: int, place: int) -> bool:
    """Whether a place stands in such words, right behind the department's own name, which ends at `own_end`."""
    said = WHAT_WE_ARE.match(text, own_end) if own_end >= 0 else None
    return said is not None and place < said.end()


def end_of_own(text: str, place: int, own: re.Pattern[str] | None) -> int:
    """Where the department's own name, or 我校, that begins the clause of a place ends; -1 if it begins with another, or far
    before."""
    lowest = max(0, place - LONGEST_CLAUSE)
    begin = last_stretch(text, lowest, place, CLAUSE_SIGNS)
    if begin == lowest > 0:
        return -1
    named = (own and own.match(text, begin)) or WE.match(text, begin)
    return named.end() if named else -1
