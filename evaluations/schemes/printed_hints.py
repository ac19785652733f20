"""Slips in what a scheme prints: brackets without a partner, a year that is not the form's."""

import re
from collections.abc import Iterator

from evaluations.language.faults import FileFault, quoted_label
from evaluations.schemes.scheme import SchemeTable, ScoringScheme

PARTNERS = {"）": "（", ")": "(", "”": "“", "》": "《", "】": "【", "〕": "〔"}
YEAR = re.compile(r"(?<![\d.])(20\d\d)年(?!版|修订|第|\d|发布|印发|起)")


def printed_hints(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Every printed text of the file, each looked at alone."""
    first, last = (scheme.years[0], scheme.years[-1]) if scheme.years else (0, 9999)
    yield from _lone_brackets("scheme", "notice", scheme.notice)  # of which year the notice is says nothing
    for where, key, text in _printed_texts(scheme):
        yield from _lone_brackets(where, key, text)
        for year in dict.fromkeys(map(int, YEAR.findall(text))):
            if not first - 1 <= year <= last:
                yield FileFault(
                    where=where,
                    key=key,
                    read=f"{year}年",
                    expected=f"适用年度（years）{first}～{last}年或上年"
                    if first != last
                    else f"{first}年或{first - 1}年",
                    remedy="可能是从往年通知抄来的；随年度变化的写 {year}、{last_year}",
                )


def _lone_brackets(where: str, key: str, text: str) -> Iterator[FileFault]:
    if lone := lone_bracket(text):
        read = f"{quoted_label(shortened(text))}，其中的 {lone} 没有成对"
        yield FileFault(where=where, key=key, read=read, expected="成对的括号、引号、书名号", remedy="请补上另一半")


def shortened(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}…"


def lone_bracket(text: str) -> str:
    """The first bracket or quotation mark whose partner is missing; "" if all have one."""
    text, opened = re.sub(r"(?<![^\s；。])[（(]?[\d一二三四五六七八九十]{1,2}[）)]", "", text), []
    for sign in text:
        if sign in PARTNERS.values():
            opened.append(sign)
        elif sign in PARTNERS and (not opened or opened.pop() != PARTNERS[sign]):
            return sign
    return opened[-1] if opened else ""


def _printed_texts(scheme: ScoringScheme) -> Iterator[tuple[str, str, str]]:
    """(place, key, text) of what is printed."""
    for key, text in (("title", scheme.title), ("report_title", scheme.report_title), ("lead", scheme.lead)):
        yield "scheme", key, text
    for table in scheme.tables:
        yield from _texts_of_table(table)
    for one in scheme.indicators:
        for key, text in (("label", one.label), ("standard", one.standard), ("evidence", one.evidence)):
            yield f"indicators[{one.code}]", key, text
    for section in scheme.sections:
        yield f"sections[{section.code}]", "label", section.label
        for asked in section.texts:
            yield f"sections[{section.code}].texts[{asked.code}]", "prompt", asked.prompt


def _texts_of_table(table: SchemeTable) -> Iterator[tuple[str, str, str]]:
    where = f"tables[{table.code}]"
    yield where, "title", table.title
    yield from ((f"{where}.columns[{column.code}]", "label", column.label) for column in table.columns)
    yield from ((f"{where}.rows[{row.code or row.group}]", "label", row.group or row.label) for row in table.rows)
