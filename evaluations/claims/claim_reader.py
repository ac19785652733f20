"""The reader: one text → its claims, word by word from left to right.

What is open at a word is remembered (SentenceState): whose numbers these are, of which column and year, held against
what. A subject carries on over clauses and sentences until another opens. Words that are neither names nor grammar are
`residue`: a number behind some of it is about a thing that the form does not have, and so never a contradiction.
"""

import re
from collections import Counter
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
from evaluations.claims.printed_numbers import MONEY, PEOPLE, PERCENT, POINTS, printed_number
from evaluations.claims.prose_words import FORBIDDEN_BEFORE_NUMBER, OTHER_UNIT, ProseLexer

WINDOW = 40
MONEY_NOUN = re.compile(r"费|经费|支出|资金|项目|采购|收入|工程|专项|补助|补贴|款|奖|工资|投资|成本|税|债")
HEADING = 16  # characters of a heading such as 行政运行
NO_HEADING = re.compile(r"按|根据|为|因|由于|通过|严格|认真|进一步|坚持|贯彻|落实|截至|总体")
SENTENCE_END = "。!?！？\n"


@dataclass
class SentenceState:
    """What is open while a text is read; `reset_*` closes what ends with a clause, a half-sentence or a sentence."""

    subject: ClaimSubject = WHOLE_DEPARTMENT
    broad: ClaimSubject = WHOLE_DEPARTMENT
    paragraph_named: bool = False
    against_end: int = -1
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
    group: ClaimSubject | None = None
    part_of: int | None = None
    listed: bool = False
    absent: bool = False
    mentions: Counter[str] = field(default_factory=Counter)
    residue: list[tuple[int, int]] = field(default_factory=list)
    sentence_start: int = 0
    clause_start: int = 0
    sentence: int = 0

    def after_number(self) -> None:
        self.column, self.spent, self.sign, self.relation = ColumnWord.NO_COLUMN, False, None, Relation.VALUE
        self.rate, self.whole, self.sharing, self.absent = None, None, False, False
        self.residue.clear()
        self.mentions.clear()


class ProseReader:
    """Reads one text of a report of one year."""

    def __init__(self, lexer: ProseLexer, prose: PlainProse, year: int | None, about: ClaimSubject) -> None:
        self.lexer, self.prose, self.year, self.about = lexer, prose, year, about
        self.state, self.claims = SentenceState(subject=about, broad=about), list[Claim]()
        self.last_value: int | None = None

    def read(self) -> tuple[Claim, ...]:
        """All claims, in the order of the text."""
        position, text = 0, self.prose.text
        for found in self.lexer.pattern.finditer(text):
            if found.start() > position:
                self.state.residue.append((position, found.start()))
            position = found.end()
            kind = self._kind(found)
            self.state.mentions[MENTIONED.get(kind, "")] += kind in MENTIONED
            HANDLERS[kind](self, found)
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
        self._named(ClaimSubject(SubjectKind.ROW, name.codes, found[0], name.alone))
        self.state.spent = self.state.spent or found["spent"] is not None

    def on_project(self, found: re.Match[str]) -> None:
        name = re.sub(r"(?:项目|专项)?(?:资金|经费|支出)?$", "", found[0])
        self._named(ClaimSubject(SubjectKind.PROJECT, (found[0], name), name))

    def on_rate_name(self, found: re.Match[str]) -> None:
        name = self.lexer.name_at(found.string, found.start(), rate=True)
        self.state.rate = ClaimSubject(SubjectKind.RATE, name.codes, found[0])
        self.state.relation = Relation.RATE

    def on_rate_kind(self, found: re.Match[str]) -> None:
        self.state.rate = ClaimSubject(SubjectKind.RATE, (), found[0])
        self.state.relation = Relation.RATE

    def on_scope(self, found: re.Match[str]) -> None:
        self._named(ClaimSubject(SubjectKind.UNKNOWN, (), found[0]))
        self.state.spent = found[0].endswith("支出")

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
            state.other_party = state.other_party or bool(OTHER_UNIT.search(self._residue()))
            subject = ClaimSubject(SubjectKind.UNKNOWN, (), self._residue() + subject.words)
            state.residue.clear()
        if subject.words != state.subject.words:
            state.against, state.against_year = ColumnWord.NO_COLUMN, False
        state.column, state.spent = ColumnWord.NO_COLUMN, False
        self._opens(subject)

    def _opens(self, subject: ClaimSubject) -> None:
        state = self.state
        state.subject = subject
        if not subject.alone:
            state.broad = subject
        state.named_here = state.named_in_clause = state.paragraph_named = True

    def on_item(self, found: re.Match[str]) -> None:
        """行政运行（项）: an item of the functional classification, which no form of a report has."""
        words = self.prose.text[self.state.clause_start : found.start()]
        self._opens(ClaimSubject(SubjectKind.UNKNOWN, (), words))
        self.state.residue.clear()

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

    def on_score(self, found: re.Match[str]) -> None:
        self._named(ClaimSubject(SubjectKind.SCORE, (), found[0], alone=True))

    def on_grade(self, found: re.Match[str]) -> None:
        if not self.state.residue and not self.state.other_party:
            start = found.start("grade_word")
            self.state.subject = ClaimSubject(SubjectKind.SCORE, (), found[0], alone=True)
            self._add(Relation.GRADE, start, found.end(), word=found["grade_word"])

    def on_led(self, found: re.Match[str]) -> None:
        self.state.led = self.state.led or not self.state.named_here

    def on_own(self, found: re.Match[str]) -> None:
        self.state.other_party, self.state.led = False, True

    def on_party(self, found: re.Match[str]) -> None:
        self.state.other_party = True

    # ------------------------------------------------------------------ columns and relations
    def on_column(self, found: re.Match[str]) -> None:
        if self.state.relation == Relation.SHARE and found.lastgroup != "actual":
            self.state.relation = Relation.OF_BUDGET
        words = tuple(word for word in ("支出", "收入") if word in found[0])
        if words:
            self._whole_department(words)
        self.state.column = ColumnWord(self._kind(found))

    def on_spend(self, found: re.Match[str]) -> None:
        self._whole_department(("支出",))
        self.state.spent = True
        if self.state.column == ColumnWord.BUDGET:  # 预算支出: what was planned, or what was spent of it
            self.state.column = ColumnWord.NO_COLUMN

    def on_income(self, found: re.Match[str]) -> None:
        self._whole_department(("收入",))

    def on_both(self, found: re.Match[str]) -> None:
        self._whole_department(("支出", "收入"))

    def on_budget(self, found: re.Match[str]) -> None:
        if "收支" in found[0]:
            self._whole_department(("支出", "收入"))
        self.on_column(found)

    def _whole_department(self, words: tuple[str, ...]) -> None:
        """Bare 支出 and 收入 mean those of the department when nothing else is open, or a year opens the sentence."""
        state, carried = self.state, self.state.subject
        if self.about != WHOLE_DEPARTMENT:
            return
        if state.sharing and not state.residue:
            state.whole = ClaimSubject(SubjectKind.DEPARTMENT, words, words[0])
        if state.residue or state.sharing or (state.named_here and carried.kind != SubjectKind.DEPARTMENT):
            return
        whole = ClaimSubject(SubjectKind.DEPARTMENT, words, words[0])
        if carried.kind == SubjectKind.DEPARTMENT or (state.led and not state.paragraph_named):
            self._opens(whole)
        elif state.led and carried.kind == SubjectKind.ROW:
            self._opens(replace(carried, or_whole=words))

    def on_against_year(self, found: re.Match[str]) -> None:
        state, words = self.state, re.sub(r"^(?:相?比|相?较|与|同|较之)", "", found[0])
        far = self._year_of(words) if words[:2] == "20" else ClaimYear.LAST
        state.against, state.against_year, state.against_end = ColumnWord.NO_COLUMN, True, found.end()
        if far != ClaimYear.LAST:
            state.against_year, state.year = False, ClaimYear.OTHER
        if "预算" in words and state.column == ColumnWord.NO_COLUMN:
            state.column = ColumnWord.BUDGET

    def on_against_budget(self, found: re.Match[str]) -> None:
        self.state.against = ColumnWord.BEGIN if "年初" in found[0] else ColumnWord.BUDGET
        self.state.against_year, self.state.against_end = False, found.end()

    def on_of_which(self, found: re.Match[str]) -> None:
        if self.last_value is not None and not self.state.residue:
            self.state.part_of = self.last_value

    def on_among(self, found: re.Match[str]) -> None:
        """三公经费支出决算中，: what follows are parts of it."""
        if self.state.named_here and not self.state.residue:
            self.state.group = self.state.subject

    def on_all_of(self, found: re.Match[str]) -> None:
        """分别为: of one number all its parts; behind two names, columns or years, who has which number is not read."""
        state = self.state
        if max(state.mentions.values(), default=0) > 1:
            state.year = ClaimYear.OTHER
        elif self.last_value is not None and self.claims[self.last_value].sentence == state.sentence:
            state.part_of = self.last_value if state.part_of is None else state.part_of
        state.listed = True

    def on_share(self, found: re.Match[str]) -> None:
        self.state.relation, self.state.sharing = Relation.SHARE, True

    def on_of_budget(self, found: re.Match[str]) -> None:
        self.state.relation, self.state.sharing = Relation.OF_BUDGET, False
        self.state.column = ColumnWord.BEGIN if "年初" in found[0] else ColumnWord.BUDGET

    def on_rise(self, found: re.Match[str]) -> None:
        self._changes(1, saved="超" in found[0])

    def on_fall(self, found: re.Match[str]) -> None:
        self._changes(-1)

    def on_either(self, found: re.Match[str]) -> None:
        self._changes(0)

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
        if number.unit == MONEY and self._names_what_is_compared(found.start(), number):
            return
        self._claim_number(number)
        self.state.after_number()

    def _names_what_is_compared(self, start: int, number: PrintedNumber) -> bool:
        """比上年的7.08万元减少, 占基本支出499.98万元的: a value in the middle of a comparison, which goes on behind it."""
        state = self.state
        if state.relation == Relation.SHARE and state.whole:
            self._add_value(state.whole, ColumnWord.NO_COLUMN, ClaimYear.THIS, number)
            return True
        if state.relation == Relation.OF_BUDGET and not state.residue:
            self._add_value(state.subject, state.column, state.year, number)
            return True
        if state.relation == Relation.VALUE and start == state.against_end and not state.residue:
            column = state.against or (ColumnWord.BUDGET if state.column == ColumnWord.BUDGET else ColumnWord.NO_COLUMN)
            year = ClaimYear.LAST if state.against_year else state.year
            self._add_value(state.subject, column, year, number)
            return True
        return False

    def _add_value(self, subject: ClaimSubject, column: ColumnWord, year: ClaimYear, number: PrintedNumber) -> None:
        state = self.state
        written = self.prose.written(number.start, number.end)
        quote = self.prose.text[max(state.sentence_start, number.start - WINDOW) : number.end]
        subject = OTHER_PARTY if state.other_party else subject
        firm = column != ColumnWord.NO_COLUMN
        self.claims.append(
            Claim(subject, Relation.VALUE, *written, quote, column, firm, year, number, order=len(self.claims))
        )

    def _claim_number(self, number: PrintedNumber) -> None:
        state, relation = self.state, self.state.relation
        if number.unit == PERCENT and relation == Relation.VALUE:
            relation = Relation.RATE if state.rate else relation
        if state.residue and number.unit in (MONEY, PERCENT) and relation not in (Relation.CHANGE,):
            state.subject, state.named_here = ClaimSubject(SubjectKind.UNKNOWN, (), self._residue()), True
        if (number.unit == POINTS) != (state.subject.kind == SubjectKind.SCORE):
            return
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
            more["whole"] = state.whole or state.group
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
        if state.residue and not state.named_here and self._opens_unknown(end - len(sign)):
            state.subject = ClaimSubject(SubjectKind.UNKNOWN, (), self._residue())
        state.residue.clear()
        if state.subject.alone and sign != "(":
            state.subject = state.broad
        if sign in "，,":
            state.relation, state.sign, state.rate, state.sharing = Relation.VALUE, None, None, False
        state.absent, state.named_in_clause, state.clause_start = False, False, end
        if sign in ";；" or sign in SENTENCE_END:
            state.after_number()
            state.against, state.against_year, state.carried_column = ColumnWord.NO_COLUMN, False, ColumnWord.NO_COLUMN
            state.named_here = False
        if sign in SENTENCE_END:
            state.mentions.clear()
            state.year, state.other_party, state.led = ClaimYear.THIS, False, False
            state.part_of, state.group, state.listed, state.sentence_start = None, None, False, end
            state.sentence += 1
        if sign == "\n":
            state.paragraph_named = False

    def _opens_unknown(self, end: int) -> bool:
        """Whether words without a number name what the next clauses are about: an expense, or a heading on its own."""
        words, state = self._residue(), self.state
        if MONEY_NOUN.search(words):
            return True
        first = state.clause_start == state.sentence_start
        return first and len(words) <= HEADING and end - state.clause_start == len(words) and not NO_HEADING.match(words)


HANDLERS: dict[str, Callable[[ProseReader, re.Match[str]], None]] = {
    "rest": ProseReader.on_rest, "own_name": ProseReader.on_own, "own": ProseReader.on_own, "hush": ProseReader.on_neutral,
    "led": ProseReader.on_led, "item": ProseReader.on_item, "score": ProseReader.on_score, "grade": ProseReader.on_grade, "party": ProseReader.on_party, "project": ProseReader.on_project, "row": ProseReader.on_row,
    "rate_name": ProseReader.on_rate_name, "rate_kind": ProseReader.on_rate_kind, "scope": ProseReader.on_scope,
    "part_year": ProseReader.on_other_time, "other_time": ProseReader.on_other_time, "year": ProseReader.on_year,
    "against_year": ProseReader.on_against_year, "against_budget": ProseReader.on_against_budget,
    "of_which": ProseReader.on_of_which, "among": ProseReader.on_among, "all_of": ProseReader.on_all_of, "share": ProseReader.on_share,
    "of_budget": ProseReader.on_of_budget, "direction": ProseReader.on_direction, "level": ProseReader.on_level,
    "to_value": ProseReader.on_to_value, "rise": ProseReader.on_rise, "fall": ProseReader.on_fall,
    "either": ProseReader.on_either, "saved": ProseReader.on_saved, "none": ProseReader.on_none, "begin": ProseReader.on_column,
    "adjusted": ProseReader.on_column, "actual": ProseReader.on_column, "in_place": ProseReader.on_column,
    "budget": ProseReader.on_budget, "both": ProseReader.on_both, "spend": ProseReader.on_spend,
    "income": ProseReader.on_income, "number": ProseReader.on_number, "neutral": ProseReader.on_neutral,
    "stop": ProseReader.on_stop,
}  # fmt: skip
OUTER_GROUPS = tuple(HANDLERS)
MENTIONED = {"row": "name", "project": "name", "year": "year"} | dict.fromkeys(("begin", "adjusted", "actual", "budget"), "column")


def read_prose(
    lexer: ProseLexer, text: str, year: int | None, about: ClaimSubject = WHOLE_DEPARTMENT
) -> tuple[Claim, ...]:
    """The claims of a text as written; `about` is what it speaks of before it names anything."""
    return ProseReader(lexer, plain_prose(text), year, about).read()
