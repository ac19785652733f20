"""我校为县委直属事业单位，核定编制19人: words of another party that only say what the department is."""

import re

WHAT_WE_ARE = re.compile(
    "(?:为(?!所属|下属|下辖|各|全|其)|是|系(?!统)|属(?!下))于?[^，,。；;\\d]{0,30}(?:单位|机构|部门|组织|团体)[，,。；;(]"
)
WE, CLAUSE_SIGNS = "[我本](?:单位|部门|中心|街道|[一-龥])", "，,。；;、("


def says_what_we_are(text: str, own_end: int, place: int) -> bool:
    """Whether a place stands in such words, right behind the department's own name, which ends at `own_end`."""
    said = WHAT_WE_ARE.match(text, own_end)
    return said is not None and place < said.end()


def end_of_own(text: str, place: int, own: re.Pattern[str] | None) -> int:
    """Where the department's own name, or 我校, that begins the clause of a place ends; -1 if it begins with another."""
    begin = max(text.rfind(sign, 0, place) for sign in CLAUSE_SIGNS) + 1
    named = re.compile(f"{own.pattern}|{WE}" if own else WE).match(text, begin)
    return named.end() if named else -1
