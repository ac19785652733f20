"""How names, years and comparisons change what is open while a text is read, and how a claim is made of it."""

import re
from collections import deque
from collections.abc import Sequence
from typing import Any

from evaluations.claims.claim_nouns import (
    OTHER_PARTY,
    WHOLE_DEPARTMENT,
    Claim,
    ClaimSubject,
    ClaimYear,
    ColumnWord,
    ComparisonBasis,
    PrintedNumber,
    Relation,
    SubjectKind,
)
from evaluations.claims.figures.income_and_spending import is_total
from evaluations.claims.reading.claim_frames import RATE_RELATION, is_amount_of_change, said_part
from evaluations.claims.reading.heading_scopes import TextScope
from evaluations.claims.reading.listed_numbers import ListedNumbers
from evaluations.claims.reading.prose_words import OTHER_UNIT, ProseLexer
from evaluations.claims.reading.sentence_state import NO_COLUMN, VALUE_RELATION, SentenceState, year_behind
from evaluations.claims.words.plain_prose import PlainProse
from evaluations.claims.words.purpose_words import says_purpose
from evaluations.language.units import MONEY_UNIT

GENERAL_RATE = re.compile("(?:预算|支出|资金|收入)*...")  # 预算执行率 may be a project's, 公用经费控制率 may not
CHANGE_RATES, ASKED = ("变动率", "增减率"), ("?\n", "？\n")
COMPARED_AMOUNT = re.compile(r"的?\d[\d.,]*[万亿]?元(?:相比|比较|相较)[，,]")
LEADING_SIGNS, LEADING_WORDS = ("，", ",", "、", ":", ""), ("相比", "比较", "相较")
COMPARING, QUOTE_WINDOW = (
    (Relation.CHANGE, Relation.DIRECTION),
    40,
)  # characters before a number that are quoted with it


class ProseReading:
    """One text of a report of one year, half read. `about` is what it speaks of before it names anything."""

    def __init__(
        self,
        lexer: ProseLexer,
        prose: PlainProse,
        year: int | None,
        about: ClaimSubject,
        scopes: Sequence[TextScope] = (),
    ) -> None:
        self.lexer, self.prose, self.year, self.about = lexer, prose, year, about
        self.scopes, self.row_of_heading = deque(scopes if about == WHOLE_DEPARTMENT else ()), WHOLE_DEPARTMENT
        self.state, self.claims = SentenceState(subject=about, broad=about), list[Claim]()
        self.last_value: int | None = None
        self.last_change: int | None = None
        self.paragraph_start = 0
        self.listing = ListedNumbers()
        self.first_row: ClaimSubject | None = None  # of the paragraph
        self.projects: set[tuple[str, ...]] = set()  # those that have numbers

    def residue_words(self) -> str:
        """The words that are neither names nor grammar, with what stands between them."""
        residue = self.state.residue
        return self.prose.text[residue[0][0] : residue[-1][1]] if residue else ""

    def opens(self, subject: ClaimSubject) -> None:
        state = self.state
        state.subject = subject
        if state.part_of is None and state.change_of is None and not subject.alone:
            state.listed_whole = None
        if not subject.alone:
            state.broad = subject
        state.named_here = state.named_in_clause = state.paragraph_named = state.named_since_cause = True
        state.named_in_sentence = True
        state.counting = False

    def back_to_whole(self) -> None:
        """What follows is about the department (or project) again, and about no row of it."""
        state = self.state
        whole = ClaimSubject(SubjectKind.DEPARTMENT, ("支出",), "支出")
        if state.subject.kind in (SubjectKind.PROJECT, SubjectKind.UNKNOWN):
            whole = ClaimSubject(SubjectKind.UNKNOWN)  # of these projects together, as likely as of all there is
        state.subject, state.led = (whole if self.about == WHOLE_DEPARTMENT else self.about), True
        state.named_here = state.named_in_clause = False

    def enter_scope(self, end: int) -> None:
        """A sentence ended there: where a heading opened or closed a scope, what follows is about its project, or about the
        department again."""
        while self.scopes and self.scopes[0].start <= end:
            subject, left = self.scopes.popleft().subject or WHOLE_DEPARTMENT, self.about
            is_row = subject.kind == SubjectKind.ROW
            self.row_of_heading = subject if is_row else WHOLE_DEPARTMENT
            self.about = WHOLE_DEPARTMENT if is_row else subject
            if self.about != left:
                self.state.subject = self.state.broad = subject
                self.state.listed_whole = None

    def opens_own(self) -> bool:
        """本园支出: whether the department's own name ends what an unknown thing has opened."""
        return self.state.subject.kind == SubjectKind.UNKNOWN and not self.state.sharing

    def is_part_of_change(self, number: PrintedNumber) -> bool:
        """结余17.17万元，其中A9.60万元: a part of what is left, and not what A is."""
        state = self.state
        if state.change_of is None or state.column != ColumnWord.NO_COLUMN or state.spent:
            return False
        amounts = [
            one.number.value
            for one in self.claims[max(0, state.change_of - 1) : state.change_of + 1]
            if one.number and is_amount_of_change(one)
        ]
        return bool(amounts) and number.value <= amounts[0]

    def end_paragraph(self) -> None:
        """A paragraph that is no heading leaves it open whether the next goes on about its thing or about the whole."""
        state = self.state
        if len(self.claims) > self.paragraph_start and state.subject != self.about:
            state.listed_whole = self.about
        state.paragraph_named &= self.prose.text.endswith(ASKED, 0, state.sentence_start)  # 降了没有？\n答：…
        self.paragraph_start = len(self.claims)
        self.last_value = self.last_change = self.first_row = None

    def end_half_sentence(self, within: bool) -> None:
        """；(`within` a sentence) or its end."""
        self.listing.forget()
        if within:
            self.leave_unknown_list()
        elif self.first_row and self.first_row != self.state.subject and self.state.listed_whole is None:
            self.state.listed_whole = self.first_row  # 三公经费…。公务接待费…。年初预算31万元: of either
        if self.state.year == ClaimYear.LAST:
            self.state.year = year_behind(self.state, self.claims)
        self.state.end_half_sentence()
        self.state.half_claims = len(self.claims)

    def leave_unknown_list(self) -> None:
        """；ends a list of parts of something that the form does not have."""
        state = self.state
        whole = self.claims[state.part_of].subject if state.part_of is not None else None
        if whole and (whole.kind == SubjectKind.UNKNOWN or whole.alone):
            state.part_of = state.listed_whole = None

    def year_of(self, words: str, is_date: bool = False) -> ClaimYear:
        """2023年, 上年, 本年 in a report of this year; 2024年3月 is when it was written (`is_date`)."""
        if words[:2] == "20":
            if self.year is None:
                return ClaimYear.THIS
            gap = self.year - int(words[:4])
            self.state.later_in = self.state.sentence if gap < 0 and not is_date else self.state.later_in
            return {0: ClaimYear.THIS, 1: ClaimYear.LAST}.get(gap, ClaimYear.OTHER)
        return ClaimYear.LAST if words[0] in "上去" else ClaimYear.THIS

    def add(self, relation: Relation, start: int, end: int, **more: Any) -> None:
        """One more claim, about what is open; `more` are further fields of Claim."""
        state = self.state
        column, year, firm = self._column(relation), state.year, state.column != NO_COLUMN
        subject, fresh = state.subject, state.named_here
        if relation == VALUE_RELATION:
            # 原因是购车1辆，支出18万元。其中…: of what it was the cause of
            if state.named_since_cause or not state.cause:
                self.last_value = len(self.claims)
            state.carried_column = state.column or state.carried_column
        elif relation == RATE_RELATION and state.rate:
            led = state.led and not state.named_here  # 2020年预算执行率: nobody else's
            alone = state.rate.codes and not state.residue and not state.named_in_clause
            own = alone and (led or not GENERAL_RATE.fullmatch(state.rate.words))
            whole = self.about if own else state.subject
            year = ClaimYear.THIS if year == ClaimYear.LAST and state.rate.words.endswith(CHANGE_RATES) else year
            year = ClaimYear.THIS if self._is_behind_per_unit() else year
            subject, fresh, more["whole"] = state.rate, state.named_in_clause, whole
        elif relation == Relation.SHARE:
            more |= state.whole_of_share()
        elif relation in COMPARING:
            year = self._year_of_change(year, more.get("number"))
            more["basis"] = state.basis
            self.last_change = len(self.claims)
        if state.part_of is not None and relation == VALUE_RELATION:
            subject = said_part(self.claims[state.part_of], subject, column, year, more.get("number"))
        more["part_of"], more["listed"], more["fresh"], more["mark"] = state.part_of, state.listed, fresh, state.mark
        more["base"], more["after_list"], more["change_of"] = state.base, state.after_list, state.change_of
        more["or_subject"], more["column"], more["firm"], more["year"] = self.other_subject(), column, firm, year
        self._write(subject, relation, (start, end), more)

    def _is_behind_per_unit(self) -> bool:
        """人均2.01万元，控制率96%: whether what one person costs was said before, of which there is no such rate."""
        last = self.claims[-1] if self.claims else None
        said = last is not None and last.sentence == self.state.sentence and last.year == ClaimYear.OTHER
        return said and self.state.per_unit

    def other_subject(self) -> ClaimSubject | None:
        """The whole of a list that came before, which a clause without a name may be about again."""
        whole, state = self.state.listed_whole, self.state
        return None if whole is None or state.named_in_clause or whole == state.subject else whole

    def _year_of_change(self, year: ClaimYear, number: PrintedNumber | None) -> ClaimYear:
        """A change is one of this year, unless words make it another thing's, or it is only asked for."""
        state = self.state
        asked = state.norm and state.basis not in (ComparisonBasis.SAID, ComparisonBasis.LED)
        counted = state.counting and number is not None and number.unit != MONEY_UNIT
        caused = state.cause and not state.named_since_cause
        of_either = state.after_per_unit and not state.named_here
        if state.residue or asked or counted or caused or of_either or state.goes_on_with_later(self.prose.text):
            return ClaimYear.OTHER
        return ClaimYear.THIS if year == ClaimYear.LAST else year

    def compares(self, against: ColumnWord, with_year: bool, found: re.Match[str]) -> None:
        """比上年, 较预算: what changes are held against from here; with a clause of its own, for all that follow."""
        state = self.state
        after = self.prose.text[found.end() : found.end() + 1]
        leads = bool(COMPARED_AMOUNT.match(self.prose.text, found.end()))  # 与年初预算4615.20万元相比，
        leads = leads or after in LEADING_SIGNS or found[0].endswith(LEADING_WORDS)
        state.against, state.against_year, state.against_end = against, with_year, found.end()
        state.basis = ComparisonBasis.LED if leads and not state.named_in_clause else ComparisonBasis.SAID

    def _column(self, relation: Relation) -> ColumnWord:
        """The column named, or the weaker 支出 for what was spent; a change is one of the column before it."""
        state = self.state
        column = state.column or (ColumnWord.ACTUAL if state.spent else NO_COLUMN)
        return column or (state.carried_column if relation in COMPARING else column)

    def _write(self, subject: ClaimSubject, relation: Relation, span: tuple[int, int], more: dict[str, Any]) -> None:
        subject = OTHER_PARTY if self.state.other_party else subject
        start, end = self.prose.written(*span)
        number = more.get("number")
        begin = max(self.state.sentence_start, span[0] - QUOTE_WINDOW)
        quote = self.prose.as_written(begin, number.until if number else span[1])
        if subject.kind == SubjectKind.PROJECT:
            self.projects.add(subject.codes)
        more["order"], more["sentence"] = len(self.claims), self.state.sentence
        self.claims.append(Claim(subject, relation, start, end, quote, **more))

    def add_earlier(self, number: PrintedNumber) -> None:
        """由95万元增加到99.8万元: what it was before, last year or in a budget."""
        state, span = self.state, (number.start, number.end)
        subject = ClaimSubject(SubjectKind.UNKNOWN, (), self.residue_words()) if state.residue else state.subject
        state.subject = subject  # 培训费由8万元降为6万元
        with_last = state.against_year and state.basis != ComparisonBasis.USUAL
        basis = state.basis if with_last else ComparisonBasis.USUAL
        told = {"number": number, "earlier": True, "basis": basis, "or_subject": self.other_subject()}
        told |= {"column": state.column, "year": state.year}
        self._write(subject, VALUE_RELATION, span, told)

    def add_value(self, subject: ClaimSubject, column: ColumnWord, year: ClaimYear, number: PrintedNumber) -> None:
        """A value in the middle of a comparison, which leaves open what is open."""
        span, firm = (number.start, number.end), column != ColumnWord.NO_COLUMN
        self.state.base = len(self.claims)
        other = self.other_subject() if subject == self.state.subject else None
        told = {"column": column, "firm": firm, "year": year, "number": number, "or_subject": other}
        self._write(subject, VALUE_RELATION, span, told)

    def changes(self, sign: int, saved: bool = False) -> None:
        state = self.state
        state.relation, state.sign = Relation.CHANGE, sign
        if saved and state.basis == ComparisonBasis.CARRIED and state.against:
            state.basis = ComparisonBasis.SAID  # the word itself speaks of the budget
        said = state.basis in (ComparisonBasis.SAID, ComparisonBasis.LED)
        if saved and not said and state.against == ColumnWord.NO_COLUMN:
            state.against, state.basis = ColumnWord.BUDGET, ComparisonBasis.USUAL

    @property
    def is_said_of_own(self) -> bool:
        """我局按计划推进，全年支出862.4万元: whether a sentence below a project's heading speaks of the department."""
        return self.state.own_end >= self.state.sentence_start

    def _is_of_a_part(self, subject: ClaimSubject) -> bool:
        """某项目年初预算100万元，年中追加50万元: what was added to that project, not to the department."""
        state = self.state
        added = re.search("追加|调整", subject.words)
        kinds = (SubjectKind.PROJECT, SubjectKind.ROW) if added else (SubjectKind.PROJECT,)
        whole = is_total(state.subject) or state.subject.or_whole
        return state.named_here and state.subject.kind in kinds and not state.subject.alone and not whole

    def only_describes(self) -> bool:
        """办公费、水电费等公用经费; 用于保障机关正常运转的基本支出: words that say what a thing is for, and name no other."""
        end = self.state.residue[-1][1] + 1
        return self.residue_words().endswith("等") or says_purpose(self.prose.text, self.state.sentence_start, end)

    def named(self, subject: ClaimSubject) -> None:
        """A name opens its subject, unless other words stand right before it: 信息化+项目支出 is another thing."""
        state = self.state
        if state.sharing:
            state.whole = subject if not state.residue else ClaimSubject(SubjectKind.UNKNOWN, (), subject.words)
            if state.residue and self.prose.text.find("占", state.clause_start, state.residue[0][0]) < 0:
                state.subject = ClaimSubject(SubjectKind.UNKNOWN, (), self.residue_words())  # 用车费用占“三公”经费
            state.residue.clear()
            return
        if state.residue and self.only_describes():
            state.residue.clear()
        if state.residue:
            state.other_party = state.other_party or bool(OTHER_UNIT.search(self.residue_words()))
            subject = ClaimSubject(SubjectKind.UNKNOWN, (), self.residue_words() + subject.words)
            state.residue.clear()
        if subject.alone and self._is_of_a_part(subject):
            subject = ClaimSubject(SubjectKind.UNKNOWN, (), subject.words, alone=True)
        if subject.words != state.subject.words and state.basis == ComparisonBasis.SAID and state.against_end >= 0:
            state.basis = ComparisonBasis.CARRIED
        state.column, state.spent = ColumnWord.NO_COLUMN, False
        self.listing.say("subject", subject)
        if subject.kind == SubjectKind.ROW and not subject.alone:
            self.first_row = self.first_row or subject
        self.opens(subject)
