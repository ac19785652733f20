"""Words that say whose number it is, and of which year: names, periods, parties."""

import re
from collections.abc import Callable

from evaluations.claims.claim_nouns import ClaimSubject, ClaimYear, Relation, SubjectKind
from evaluations.claims.prose_reading import ProseReading


def on_rest(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.residue.append(found.span())


def on_neutral(reading: ProseReading, found: re.Match[str]) -> None:
    """Words that change nothing."""


def on_row(reading: ProseReading, found: re.Match[str]) -> None:
    name = reading.lexer.name_at(found.string, found.start(), rate=False)
    if name.within and not re.search(name.within, found.string[reading.state.sentence_start : found.start()]):
        on_rest(reading, found)
        return
    reading.named(ClaimSubject(SubjectKind.ROW, name.codes, found[0], name.alone))
    reading.state.spent = reading.state.spent or found["spent"] is not None


def on_project(reading: ProseReading, found: re.Match[str]) -> None:
    name = re.sub(r"(?:项目|专项)?(?:资金|经费|支出)?$", "", found[0])
    reading.named(ClaimSubject(SubjectKind.PROJECT, (found[0], name), name))


def on_rate_name(reading: ProseReading, found: re.Match[str]) -> None:
    name = reading.lexer.name_at(found.string, found.start(), rate=True)
    if name.first and re.search(r"\d[^年]", found.string[reading.state.sentence_start : found.start()]):
        on_rate_kind(reading, found)
        return
    reading.state.rate = ClaimSubject(SubjectKind.RATE, name.codes, found[0])
    reading.state.relation = Relation.RATE


def on_rate_kind(reading: ProseReading, found: re.Match[str]) -> None:
    words = tuple(word for word in ("支出", "收入") if found[0].startswith(word))
    if words:
        reading.whole_department(words)
    reading.state.rate = ClaimSubject(SubjectKind.RATE, (), found[0])
    reading.state.relation = Relation.RATE


def on_overall(reading: ProseReading, found: re.Match[str]) -> None:
    """基本支出执行率…，整体执行率: that of what the text is about."""
    reading.back_to_whole()


def on_norm(reading: ProseReading, found: re.Match[str]) -> None:
    """按照…要求, 计划: what is asked for, and no grammar."""
    reading.state.norm = True
    reading.state.residue.append(found.span())


def on_scope(reading: ProseReading, found: re.Match[str]) -> None:
    reading.named(ClaimSubject(SubjectKind.UNKNOWN, (), found[0]))
    reading.state.spent = found[0].endswith("支出")


def on_item(reading: ProseReading, found: re.Match[str]) -> None:
    """行政运行（项）: an item of the functional classification, which no form of a report has."""
    words = reading.prose.text[reading.state.clause_start : found.start()]
    reading.opens(ClaimSubject(SubjectKind.UNKNOWN, (), words))
    reading.state.residue.clear()


def on_score(reading: ProseReading, found: re.Match[str]) -> None:
    reading.named(ClaimSubject(SubjectKind.SCORE, (), found[0], alone=True))


def on_year(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.year = reading.year_of(found[0])
    reading.state.led = reading.state.led or not reading.state.named_here


def on_year_end(reading: ProseReading, found: re.Match[str]) -> None:
    """截至12月31日: the whole year again, behind 截至9月底."""
    named = re.search(r"20\d\d年", found[0])
    reading.state.year = reading.year_of(named[0]) if named else ClaimYear.THIS


def on_other_time(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.year = ClaimYear.OTHER


def on_led(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.led = reading.state.led or not reading.state.named_here


def on_own(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.other_party, reading.state.led = False, True


def on_party(reading: ProseReading, found: re.Match[str]) -> None:
    reading.state.other_party = True


SUBJECT_WORDS: dict[str, Callable[[ProseReading, re.Match[str]], None]] = {
    "rest": on_rest,
    "own_name": on_own,
    "own": on_own,
    "hush": on_neutral,
    "led": on_led,
    "item": on_item,
    "overall": on_overall,
    "norm": on_norm,
    "score": on_score,
    "party": on_party,
    "project": on_project,
    "row": on_row,
    "rate_name": on_rate_name,
    "rate_kind": on_rate_kind,
    "scope": on_scope,
    "part_year": on_other_time,
    "other_time": on_other_time,
    "year_end": on_year_end,
    "year": on_year,
    "neutral": on_neutral,
}
