"""The reader: one text → its claims, word by word from left to right.

What is open at a word is remembered (SentenceState): whose numbers these are, of which column and year, held against
what. A subject carries on over clauses and sentences until another opens. Words that are neither names nor grammar are
`residue`: a number behind some of it is about a thing that the form does not have, and so never a contradiction.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from evaluations.claims.claim_nouns import (
    OTHER_PARTY,
    WHOLE_DEPARTMENT,
    Claim,
    ClaimSubject,
    ClaimYear,
    ColumnWord,
    PrintedNumber,
    Relation,
    SubjectKind,
)
from evaluations.claims.plain_prose import PlainProse, plain_prose
from evaluations.claims.printed_numbers import MONEY, PEOPLE, PERCENT, POINTS, THINGS, printed_number
from evaluations.claims.prose_words import FORBIDDEN_BEFORE_NUMBER, ProseLexer

WINDOW = 40
MONEY_NOUN = re.compile(r"费|经费|支出|资金|项目|采购|收入|工程|专项|补助|补贴|款|奖|工资|投资|成本|税|债")
TIGHT = re.compile(r"[一-龥A-Za-z0-9]")
NUMBER_UNITS = (MONEY, PERCENT, PEOPLE, THINGS)
SENTENCE_END = "。!?！？\n"


@dataclass
class SentenceState:
    """What is open while a text is read; `reset_*` closes what ends with a clause, a half-sentence or a sentence."""

    subject: ClaimSubject = WHOLE_DEPARTMENT
    named_here: bool = False
    named_in_clause: bool = False
    column: ColumnWord = ColumnWord.NO_COLUMN
    carried_column: ColumnWord = ColumnWord.NO_COLUMN
    spent: bool = False
    year: ClaimYear = ClaimYear.THIS
    other_party: bool = False
    led: bool = False  # a year or the department itself opens this sentence
    against: ColumnWord = ColumnWord.NO_COLUMN
    against_year: bool = False
    sign: int | None = None
    relation: Relation = Relation.VALUE
    rate: ClaimSubject | None = None
    whole: ClaimSubject | None = None
    sharing: bool = False
    part_of: int | None = None
    listed: bool = False
    absent: bool = False
    residue: list[tuple[int, int]] = field(default_factory=list)
    sentence_start: int = 0
    clause_start: int = 0
    sentence: int = 0

    def after_number(self) -> None:
        self.column, self.spent, self.sign, self.relation = ColumnWord.NO_COLUMN, False, None, Relation.VALUE
        self.rate, self.whole, self.sharing, self.absent = None, None, False, False
        self.residue.clear()


class ProseReader:
    """Reads one text of a report of one year."""

    def __init__(self, lexer: ProseLexer, prose: PlainProse, year: int | None) -> None:
        self.lexer, self.prose, self.year = lexer, prose, year
        self.state, self.claims = SentenceState(), list[Claim]()
        self.last_value: int | None = None

    def read(self) -> tuple[Claim, ...]:
        """All claims, in the order of the text."""
        position, text = 0, self.prose.text
        for found in self.lexer.pattern.finditer(text):
            if found.start() > position:
                self.state.residue.append((position, found.start()))
            position = found.end()
            HANDLERS[self._kind(found)](self, found)
        self.on_stop_text("\n", len(text))
        return tuple(self.claims)

    def _kind(self, found: re.Match[str]) -> str:
        name = found.lastgroup or "neutral"
        return name if name in HANDLERS else next(one for one in OUTER_GROUPS if found[one] is not None)

    # ------------------------------------------------------------------ who
    def on_rest(self, found: re.Match[str]) -> None:
        self.state.residue.append(found.span())

    def on_row(self, found: re.Match[str]) -> None:
        name = self.lexer.name_at(found.string, found.start(), rate=False)
        self._named(ClaimSubject(SubjectKind.ROW, name.codes, found[0]))
        self.state.spent = self.state.spent or found["spent"] is not None

    def on_project(self, found: re.Match[str]) -> None:
        self._named(ClaimSubject(SubjectKind.PROJECT, (found[0],), found[0]))

    def on_rate_name(self, found: re.Match[str]) -> None:
        name = self.lexer.name_at(found.string, found.start(), rate=True)
        self.state.rate = ClaimSubject(SubjectKind.RATE, name.codes, found[0])
        self.state.relation = Relation.RATE

    def on_rate_kind(self, found: re.Match[str]) -> None:
        self.state.rate = ClaimSubject(SubjectKind.RATE, (), found[0])
        self.state.relation = Relation.RATE

    def on_scope(self, found: re.Match[str]) -> None:
        self._named(ClaimSubject(SubjectKind.UNKNOWN, (), found[0]))

    def _residue(self) -> str:
        """The words that are neither names nor grammar, with what stands between them."""
        residue = self.state.residue
        return self.prose.text[residue[0][0] : residue[-1][1]] if residue else ""

    def _named(self, subject: ClaimSubject) -> None:
        """A name opens its subject, unless other words stand right before it: 信息化+项目支出 is another thing."""
        state = self.state
        if state.sharing:
            state.whole = subject if not state.residue else ClaimSubject(SubjectKind.UNKNOWN, (), subject.words)
            state.residue.clear()
            return
        if state.residue:
            subject = ClaimSubject(SubjectKind.UNKNOWN, (), self._residue() + subject.words)
            state.residue.clear()
        if subject.words != state.subject.words:
            state.against, state.against_year = ColumnWord.NO_COLUMN, False
        state.subject, state.column = subject, ColumnWord.NO_COLUMN
        state.named_here = state.named_in_clause = True
        state.spent = False

    # ------------------------------------------------------------------ when, and of which party
    def on_year(self, found: re.Match[str]) -> None:
        self.state.year = self._year_of(found[0])
        self.state.led = self.state.led or not self.state.named_here

    def _year_of(self, words: str) -> ClaimYear:
        if words[:2] == "20":
            if self.year is None:
                return ClaimYear.THIS
            gap = self.year - int(words[:4])
            return {0: ClaimYear.THIS, 1: ClaimYear.LAST}.get(gap, ClaimYear.OTHER)
        return ClaimYear.LAST if words[0] in "上去" else ClaimYear.THIS

    def on_other_time(self, found: re.Match[str]) -> None:
        self.state.year = ClaimYear.OTHER

    def on_own(self, found: re.Match[str]) -> None:
        self.state.other_party, self.state.led = False, True

    def on_party(self, found: re.Match[str]) -> None:
        self.state.other_party = True

    # ------------------------------------------------------------------ columns and relations
    def on_column(self, found: re.Match[str]) -> None:
        if self.state.relation == Relation.SHARE and found.lastgroup != "actual":
            self.state.relation = Relation.OF_BUDGET
        self.state.column = ColumnWord(self._kind(found))

    def on_spend(self, found: re.Match[str]) -> None:
        self._whole_department(("支出",))
        self.state.spent = True

    def on_income(self, found: re.Match[str]) -> None:
        self._whole_department(("收入",))

    def on_both(self, found: re.Match[str]) -> None:
        self._whole_department(("支出", "收入"))

    def on_budget(self, found: re.Match[str]) -> None:
        words = tuple(word for word in ("支出", "收入") if word in found[0]) or (
            ("支出", "收入") if "收支" in found[0] else ()
        )
        if words:
            self._whole_department(words)
        self.on_column(found)

    def _whole_department(self, words: tuple[str, ...]) -> None:
        """Bare 支出 and 收入 mean those of the department when nothing else is open, or a year opens the sentence."""
        state = self.state
        if state.residue or state.named_here or state.sharing:
            return
        if state.led or state.subject.kind == SubjectKind.DEPARTMENT:
            state.subject, state.named_here = ClaimSubject(SubjectKind.DEPARTMENT, words, words[0]), True

    def on_against_year(self, found: re.Match[str]) -> None:
        state, words = self.state, re.sub(r"^(?:相?比|相?较|与|同|较之)", "", found[0])
        far = self._year_of(words) if words[:2] == "20" else ClaimYear.LAST
        state.against, state.against_year = ColumnWord.NO_COLUMN, True
        if far != ClaimYear.LAST:
            state.against_year, state.year = False, ClaimYear.OTHER
        if "预算" in words and state.column == ColumnWord.NO_COLUMN:
            state.column = ColumnWord.BUDGET

    def on_against_budget(self, found: re.Match[str]) -> None:
        self.state.against = ColumnWord.BEGIN if "年初" in found[0] else ColumnWord.BUDGET
        self.state.against_year = False

    def on_of_which(self, found: re.Match[str]) -> None:
        if self.last_value is not None and not self.state.residue:
            self.state.part_of = self.last_value

    def on_all_of(self, found: re.Match[str]) -> None:
        self.state.listed = True

    def on_share(self, found: re.Match[str]) -> None:
        self.state.relation, self.state.sharing = Relation.SHARE, True

    def on_of_budget(self, found: re.Match[str]) -> None:
        self.state.relation, self.state.sharing = Relation.OF_BUDGET, False
        self.state.column = ColumnWord.BEGIN if "年初" in found[0] else ColumnWord.BUDGET

    def on_rise(self, found: re.Match[str]) -> None:
        self._changes(1, saved="超" in found[0])

    def on_fall(self, found: re.Match[str]) -> None:
        self._changes(-1)

    def on_saved(self, found: re.Match[str]) -> None:
        self._changes(-1, saved=True)

    def _changes(self, sign: int, saved: bool = False) -> None:
        state = self.state
        state.relation, state.sign = Relation.CHANGE, sign
        if saved and not state.against_year and state.against == ColumnWord.NO_COLUMN:
            state.against = ColumnWord.BUDGET

    def on_to_value(self, found: re.Match[str]) -> None:
        self.state.relation, self.state.year = Relation.VALUE, ClaimYear.THIS

    def on_none(self, found: re.Match[str]) -> None:
        self.state.absent = not self.state.residue

    def on_neutral(self, found: re.Match[str]) -> None:
        """Words that change nothing."""

    # ------------------------------------------------------------------ what is claimed
    def on_direction(self, found: re.Match[str]) -> None:
        sign = 1 if found[0][:2] in ("大于", "高于", "多于", "超过") else 0 if found[0][:2] == "等于" else -1
        against = ColumnWord.BEGIN if "年初" in found[0] else ColumnWord.BUDGET
        self._claim_word(found, Relation.DIRECTION, sign, against)
        self.state.relation, self.state.sign, self.state.against = Relation.CHANGE, sign, against

    def on_level(self, found: re.Match[str]) -> None:
        against = ColumnWord.BUDGET if "预算" in found[0] else self.state.against
        loose = bool(found["rough"] or found["rough2"])
        self._claim_word(found, Relation.DIRECTION, 0, against, loose)

    def _claim_word(
        self, found: re.Match[str], relation: Relation, sign: int, against: ColumnWord, loose: bool = False
    ) -> None:
        self._add(relation, found.start(), found.end(), sign=sign, against=against, loose=loose)

    def on_number(self, found: re.Match[str]) -> None:
        number = None
        if not FORBIDDEN_BEFORE_NUMBER.search(self.prose.text, max(0, found.start() - 1), found.start()):
            number = printed_number(found, self.prose.text)
        if number is None or number.unit not in (MONEY, PERCENT, PEOPLE, POINTS, "个"):
            self.state.residue.append(found.span())
            return
        self._claim_number(number)
        self.state.after_number()

    def _claim_number(self, number: PrintedNumber) -> None:
        state, relation = self.state, self.state.relation
        if number.unit == PERCENT and relation == Relation.VALUE:
            relation = Relation.RATE if state.rate else relation
        if state.residue and number.unit in (MONEY, PERCENT) and relation not in (Relation.CHANGE,):
            state.subject, state.named_here = ClaimSubject(SubjectKind.UNKNOWN, (), self._residue()), True
        known = not state.residue or number.unit in (MONEY, PERCENT)
        if number.unit in (PEOPLE, "个"):
            known = known and state.named_in_clause
        if known:
            self._add(relation, number.start, number.end, number=number, sign=state.sign or 0, against=state.against)

    def _add(self, relation: Relation, start: int, end: int, **more: object) -> None:
        state = self.state
        written = self.prose.written(start, end)
        quote_start = max(state.sentence_start, start - WINDOW)
        subject = OTHER_PARTY if state.other_party else state.subject
        if relation == Relation.RATE and state.rate:
            named = state.subject if state.named_here or state.subject.kind == SubjectKind.UNKNOWN else None
            more["whole"] = named or state.subject
            subject = OTHER_PARTY if state.other_party else state.rate
        elif relation == Relation.SHARE:
            more["whole"] = state.whole
        column = state.column
        if column == ColumnWord.NO_COLUMN and state.spent:
            column = ColumnWord.ACTUAL
        firm = state.column != ColumnWord.NO_COLUMN
        if firm and relation == Relation.VALUE:
            state.carried_column = state.column
        year = state.year
        if relation in (Relation.CHANGE, Relation.DIRECTION):
            column = column or state.carried_column
            year = ClaimYear.THIS if year == ClaimYear.LAST else year
            year = ClaimYear.OTHER if state.residue else year
        if relation == Relation.VALUE:
            self.last_value = len(self.claims)
        self.claims.append(
            Claim(
                subject, relation, *written, self.prose.text[quote_start:end], column, firm, year,
                part_of=state.part_of, order=len(self.claims), sentence=state.sentence, fresh=state.named_here,
                listed=state.listed, **more,  # type: ignore[arg-type] # names of Claim's fields, two lines above
            )
        )  # fmt: skip

    def on_stop(self, found: re.Match[str]) -> None:
        self.on_stop_text(found[0], found.end())

    def on_stop_text(self, sign: str, end: int) -> None:
        """A clause, a half-sentence or a sentence ends; what stood in it without a number may open another subject."""
        state = self.state
        if state.absent and not state.residue and state.named_here and sign not in "(：、":
            self._add(Relation.NONE, state.clause_start, end - 1 if sign != "\n" else end)
        if state.residue and MONEY_NOUN.search(self._residue()) and not state.named_here:
            state.subject = ClaimSubject(SubjectKind.UNKNOWN, (), self._residue())
        state.residue.clear()
        state.absent, state.named_in_clause, state.clause_start = False, False, end
        if sign in ";；" or sign in SENTENCE_END:
            state.after_number()
            state.against, state.against_year, state.carried_column = ColumnWord.NO_COLUMN, False, ColumnWord.NO_COLUMN
            state.named_here = False
        if sign in SENTENCE_END:
            state.year, state.other_party, state.led = ClaimYear.THIS, False, False
            state.part_of, state.listed, state.sentence_start = None, False, end
            state.sentence += 1


HANDLERS: dict[str, Callable[[ProseReader, re.Match[str]], None]] = {
    "rest": ProseReader.on_rest, "own_name": ProseReader.on_own, "own": ProseReader.on_own, "hush": ProseReader.on_neutral,
    "party": ProseReader.on_party, "project": ProseReader.on_project, "row": ProseReader.on_row,
    "rate_name": ProseReader.on_rate_name, "rate_kind": ProseReader.on_rate_kind, "scope": ProseReader.on_scope,
    "part_year": ProseReader.on_other_time, "other_time": ProseReader.on_other_time, "year": ProseReader.on_year,
    "against_year": ProseReader.on_against_year, "against_budget": ProseReader.on_against_budget,
    "of_which": ProseReader.on_of_which, "all_of": ProseReader.on_all_of, "share": ProseReader.on_share,
    "of_budget": ProseReader.on_of_budget, "direction": ProseReader.on_direction, "level": ProseReader.on_level,
    "to_value": ProseReader.on_to_value, "rise": ProseReader.on_rise, "fall": ProseReader.on_fall,
    "saved": ProseReader.on_saved, "none": ProseReader.on_none, "begin": ProseReader.on_column,
    "adjusted": ProseReader.on_column, "actual": ProseReader.on_column, "in_place": ProseReader.on_column,
    "budget": ProseReader.on_budget, "both": ProseReader.on_both, "spend": ProseReader.on_spend,
    "income": ProseReader.on_income, "number": ProseReader.on_number, "neutral": ProseReader.on_neutral,
    "stop": ProseReader.on_stop,
}  # fmt: skip
OUTER_GROUPS = tuple(HANDLERS)


def read_prose(lexer: ProseLexer, text: str, year: int | None) -> tuple[Claim, ...]:
    """The claims of a text as written."""
    return ProseReader(lexer, plain_prose(text), year).read()
