"""Bare 支出 and 收入: whether they are those of the whole department, of the row that is spoken of, or of either."""

from evaluations.claims.claim_nouns import UNKNOWN_THING, WHOLE_DEPARTMENT, ClaimSubject, ClaimYear, SubjectKind
from evaluations.claims.figures.income_and_spending import is_income, is_spent, is_total
from evaluations.claims.reading.prose_reading import ProseReading

WITH_BALANCE = ("总收入", "总支出")  # what was brought forward or is left may be in it


def whole_department(reading: ProseReading, words: tuple[str, ...]) -> None:
    """Bare 支出 and 收入 mean those of the department when nothing else is open, or a year opens the sentence."""
    state, carried = reading.state, reading.state.subject
    if reading.about != WHOLE_DEPARTMENT and reading.is_said_of_own:
        reading.opens(UNKNOWN_THING)
    if reading.about != WHOLE_DEPARTMENT:
        return
    if state.sharing and not state.residue:
        state.whole = ClaimSubject(SubjectKind.DEPARTMENT, words, words[0])
    nobodys = carried.kind == SubjectKind.DEPARTMENT or (state.led and not state.named_here)
    if state.counting and nobodys and not state.sharing:
        state.subject = ClaimSubject(SubjectKind.UNKNOWN)  # 核酸检测8.6万人份，收入172万元: of what was counted
        return
    total = carried.kind == SubjectKind.DEPARTMENT or _turns_to_whole(reading, words)
    if state.residue or state.sharing or (state.named_here and not total):
        return
    whole = ClaimSubject(SubjectKind.DEPARTMENT, words, words[0], doubtful=not state.led)
    turned = _turns_to_whole(reading, words)
    below = _goes_on_below_heading(reading, words)
    if carried.kind == SubjectKind.DEPARTMENT or turned or (state.led and not state.paragraph_named and not below):
        reading.opens(whole)
    elif state.led and carried.kind == SubjectKind.ROW and not _goes_on_to_last_year(reading):
        reading.opens(carried._replace(or_whole=words))


def _goes_on_below_heading(reading: ProseReading, words: tuple[str, ...]) -> bool:
    """三、“三公”经费情况。2023年支出15.9万元: of the row that the heading names, and no less of the department."""
    return words == ("支出",) and not {*reading.row_of_heading.codes}.isdisjoint(reading.state.subject.codes)


def _goes_on_to_last_year(reading: ProseReading) -> bool:
    """三公经费预算30万元，支出25.42万元；上年支出32.22万元: of the same row."""
    return reading.state.year == ClaimYear.LAST and reading.state.named_in_sentence


def _turns_to_whole(reading: ProseReading, words: tuple[str, ...]) -> bool:
    """收入合计727万元，支出…; 收入总计739万元，其中本年收入…; a list of the whole that has ended: the department again."""
    state = reading.state
    carried, listed = state.subject, state.listed_whole
    if state.named_in_clause:
        return False
    if state.part_of is not None and carried.words in WITH_BALANCE:
        return True  # 总收入562.18万元，其中本年收入401.32万元
    after_list = state.after_list and listed is not None and is_total(listed)
    if words == ("支出",) and is_income(carried):
        return True  # nobody spends an income: 财政拨款收入…。决算支出…
    if words == ("收入",) and is_spent(carried, listed):
        return True  # nor has an expense one
    return after_list or (is_total(carried) and words[0] not in carried.words) or carried.words.endswith("总计")
