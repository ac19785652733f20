"""What the administrator types about a year's review: the criteria, the stages, the uses. Read into a plan, or said why not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from evaluations.language.amounts import AmountError, parse_amount
from evaluations.language.rounding import plain_number
from evaluations.language.texts import TextError, clean_line, clean_typed_text
from evaluations.schemes.review_plan import (
    WHOLE_SHARE,
    ResultUse,
    ReviewCriterion,
    ReviewPlan,
    standard_review_plan,
)

LONGEST_LABEL, LONGEST_REMARK, LONGEST_WORD, LONGEST_USE = 40, 200, 20, 200
OWN_LINES = 3
SHARES_WANTED = "用顿号隔开的百分数，每个大于 0、不超过 100，例如 30、60、100；只注明、不扣分的留空"


@dataclass
class CriterionLine:
    """One criterion on the page, as typed; a line that is not `used` stays on the page and out of the plan."""

    code: str
    used: bool
    label: str
    shares: str
    remark: str
    satisfaction: bool = False
    fault: str = ""


@dataclass
class UseLine:
    """What one grade means, as typed."""

    grade: str
    word: str
    text: str
    fault: str = ""


@dataclass
class PlanForm:
    """The whole page."""

    criteria: list[CriterionLine]
    uses: list[UseLine]
    sheet_required: bool
    second_person: bool
    notice_checked: bool
    read: list[ReviewCriterion] = field(default_factory=list)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(anchor, sentence) of everything that cannot be kept."""
        lines = [(f"id_label_{line.code}", line.fault) for line in self.criteria if line.fault]
        return lines + [(f"id_word_{n}", line.fault) for n, line in enumerate(self.uses) if line.fault]

    @property
    def plan(self) -> ReviewPlan:
        """What was typed as a plan; only where nothing is at fault."""
        uses = tuple(ResultUse(word=line.word, text=line.text) for line in self.uses)
        return ReviewPlan(
            criteria=tuple(self.read),
            uses=uses,
            sheet_required=self.sheet_required,
            second_person=self.second_person,
            notice_checked=self.notice_checked,
        )


def shown_plan(plan: ReviewPlan, grades: list[str]) -> PlanForm:
    """The page as it opens: what the year goes by, what of the standard it left out, room for own criteria."""
    kept = {one.code for one in plan.criteria}
    lines = [_line(one, True) for one in plan.criteria]
    lines += [_line(one, False) for one in standard_review_plan().criteria if one.code not in kept]
    free = [f"own{n}" for n in range(1, len(lines) + OWN_LINES + 1) if f"own{n}" not in kept][:OWN_LINES]
    lines += [CriterionLine(code, False, "", "", "") for code in free]
    uses = [(grade, plan.use_of(grade, grades)) for grade in grades]
    return PlanForm(
        lines,
        [UseLine(grade, use.word if use else "", use.text if use else "") for grade, use in uses],
        plan.sheet_required,
        plan.second_person,
        plan.notice_checked,
    )


def _line(one: ReviewCriterion, used: bool) -> CriterionLine:
    shares = "、".join(plain_number(share) for share in one.shares)
    return CriterionLine(one.code, used, one.label, shares, one.remark, one.satisfaction)


def sent_plan(post: Mapping[str, str], shown: PlanForm) -> PlanForm:
    """The page as sent; every line keeps what was typed, and says what is wrong about it."""
    form = PlanForm([], [], "sheet_required" in post, "second_person" in post, "notice_checked" in post)
    for line in shown.criteria:
        label, shares, remark = (post.get(f"{name}.{line.code}", "") for name in ("label", "shares", "remark"))
        used = f"used.{line.code}" in post
        sent = CriterionLine(line.code, used, label, shares, remark, line.satisfaction)
        form.criteria.append(sent)
        if sent.used:
            form.read += _criterion(sent)
        elif line.label == "" and any((sent.label, sent.shares, sent.remark)):
            sent.fault = "写了内容，没有勾选“采用”。请勾选，或者清空这一行"
    form.uses = [_use(post, n, line.grade) for n, line in enumerate(shown.uses)]
    return form


def _criterion(line: CriterionLine) -> Iterator[ReviewCriterion]:
    try:
        label = clean_line(line.label, limit=LONGEST_LABEL)
        remark = clean_typed_text(line.remark, limit=LONGEST_REMARK).strip()
        shares = tuple(_shares(line.shares))
    except (TextError, AmountError) as error:
        line.fault = str(error)
        return
    wrong = [share for share in shares if not 0 < share <= WHOLE_SHARE]
    if wrong:
        line.fault = f"扣分比例读到“{line.shares}”，应为{SHARES_WANTED}"
    elif not label or not remark:
        line.fault = "采用的情形须写明名称和备注"
    else:
        yield ReviewCriterion(code=line.code, label=label, remark=remark, shares=shares, satisfaction=line.satisfaction)


def _shares(typed: str) -> Iterator[Decimal]:
    for part in typed.replace("，", "、").replace(",", "、").replace("%", "").split("、"):
        if part.strip():
            number = parse_amount(part, unit="%")
            yield number if isinstance(number, Decimal) else Decimal(-1)


def _use(post: Mapping[str, str], place: int, grade: str) -> UseLine:
    line = UseLine(grade, post.get(f"word.{place}", ""), post.get(f"text.{place}", ""))
    try:
        word, text = clean_line(line.word, limit=LONGEST_WORD), clean_line(line.text, limit=LONGEST_USE)
    except TextError as error:
        line.fault = str(error)
        return line
    if not word:
        line.fault = f"请写明“{grade}”等级怎样应用"
    return UseLine(grade, word, text, line.fault)
