"""Checks on the department's own targets and on those of its projects: 16, 18, 19, 22, 25 and what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.checks.finding import ERROR, WARNING, Case, Finding
from evaluations.facts.document import Target
from evaluations.language.amounts import show_amount, show_percent
from evaluations.language.faults import did_you_mean, quoted
from evaluations.language.rounding import plain
from evaluations.schemes.scheme import Slot
from evaluations.schemes.target_nouns import QUALITATIVE
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.targets import DIRECTION_WORDS, NoNumber, attained_words, filled, goal_words, measure

BLANKS = {"target": "年度指标值", "attained": "实际完成值", "weight": "分值"}
QUALITATIVE_BLANKS = {"grade": "完成情况", "score": "得分"}


@dataclass(frozen=True)
class Table:
    """One table of targets: where it is filled in, its slots, its rows and their results, how much was spent."""

    where: str
    field: str
    section: str | None
    slots: Sequence[Slot]
    targets: Sequence[Target]
    results: dict[str, IndicatorResult]
    executed: Decimal | None

    def result(self, number: int) -> IndicatorResult:
        return self.results[f"target:{number + 1}"]

    def finding(self, check: str, level: str, number: int, column: str, *texts: str) -> Finding:
        """A finding at one cell; texts are read, expected, why and remedy."""
        where = f"{self.where} · {quoted(self.targets[number].name)}"
        read, expected, why, remedy = texts
        field = f"{self.field}.{number}.{column}"
        return Finding(check, level, where, read, expected, why, remedy, field, self.section)


def tables(case: Case) -> Iterator[Table]:
    """The department's table, then one for each project; none where the scheme has no slots."""
    scheme, facts, results = case.scheme, case.facts, case.assessment.results
    if scheme.slots:
        section = scheme.section_of_table("targets")
        where = scheme.section(section).label if section else "绩效指标"
        executed = case.number(scheme.targets.execution) if scheme.targets.execution else None
        yield Table(where, "targets", section or None, scheme.slots, facts.targets, dict(results), executed)
    if scheme.project_self_evaluation:
        section = scheme.section_of_table("projects")
        for number, (project, result) in enumerate(zip(facts.projects, case.assessment.projects, strict=True)):
            own = {one.code: one for one in result.targets}
            yield Table(f"项目{quoted(project.name)}", f"projects.{number}.targets", section,
                        scheme.project_self_evaluation.slots, project.targets, own, result.execution.exact)  # fmt: skip


def weights(case: Case) -> Iterator[Finding]:
    """16: the weights of the targets fill their slot; a slot without any target is still to be filled in."""
    for table in tables(case):
        for slot in table.slots:
            added = filled(slot, table.targets)
            count = sum(1 for target in table.targets if target.slot == slot.code)
            where, points = f"{table.where} · {slot.label}", f"{plain(slot.weight)}分"
            if not count:
                yield Finding("required", ERROR, where, "（未填）", f"分值合计 {points} 的绩效指标", "每类指标都要填写", "请补填",
                              table.field, table.section)  # fmt: skip
            elif added != slot.weight:
                read, why = f"{count}个指标的分值合计 {plain(added)}分", "同一类指标的分值之和应等于这一类的分值"
                yield Finding("16", ERROR, where, read, points, why, "请调整各指标的分值", table.field, table.section)


def homeless(case: Case) -> Iterator[Finding]:
    """Targets under a scheme that has no place for them."""
    own = any(project.targets for project in case.facts.projects)
    places = (("绩效指标", bool(case.facts.targets), case.scheme.slots),
              ("项目的绩效指标", own, case.scheme.project_self_evaluation))  # fmt: skip
    why = "这个方案没有单位自定的绩效指标，数据不会被使用"
    for words, there, place in places:
        if there and not place:
            yield Finding("names", ERROR, "数据文件的 targets", words, "方案里有的内容", why, "请核对所用的方案", "targets")


def rows(case: Case) -> Iterator[Finding]:
    """What a target lacks, what does not fit its kind (25), what does not exist in the scheme (names)."""
    for table in tables(case):
        for number, target in enumerate(table.targets):
            yield from _place(table, number, target)
            yield from _blanks(table, number, target)
            yield from _kinds(table, number, target)


def _place(table: Table, number: int, target: Target) -> Iterator[Finding]:
    slots = {slot.code: slot for slot in table.slots}
    slot = slots.get(target.slot)
    if slot is None:
        remedy = did_you_mean(target.slot, slots) or "请重新选择指标类别"
        yield table.finding("names", ERROR, number, "slot", f"“{target.slot}”", "方案里有的指标类别",
                            "方案里没有这个类别，得分不会被计入", remedy)  # fmt: skip
        return
    if (target.level2 or len(slot.levels2) > 1) and target.level2 not in slot.levels2:
        yield table.finding("25", ERROR, number, "slot", f"“{target.level2}”" if target.level2 else "（未填）",
                            f"{'、'.join(slot.levels2)} 之一", "二级指标应是本类中的一个", "请重新选择指标类别")  # fmt: skip
    if target.direction not in slot.kinds:
        allowed = "、".join(DIRECTION_WORDS[kind] for kind in slot.kinds)
        yield table.finding("25", ERROR, number, "direction", DIRECTION_WORDS[target.direction], allowed,
                            f"{slot.label}不能用这种指标", "请改选方向，或换一个指标")  # fmt: skip


def _blanks(table: Table, number: int, target: Target) -> Iterator[Finding]:
    asked = BLANKS | (QUALITATIVE_BLANKS if target.direction == QUALITATIVE else {})
    for column, label in asked.items():
        if getattr(target, column) in ("", None):
            yield table.finding("required", ERROR, number, column, "（未填）", label, "计算得分需要", "请补填")


def _kinds(table: Table, number: int, target: Target) -> Iterator[Finding]:
    if target.direction == QUALITATIVE:
        result = table.result(number)
        if result.unfit and target.grade and target.score is not None:
            yield table.finding("25", ERROR, number, "score", *result.unfit, "填写的内容与评分规则不符", "请按完成情况的分档给分")
        return
    for column in ("target", "attained"):
        try:
            measure(getattr(target, column), target.unit)
        except NoNumber as error:
            yield table.finding("25", ERROR, number, column, f"“{error.read}”", error.expected,
                                "数量指标不能填文字", error.remedy)  # fmt: skip


def printed_scores(case: Case) -> Iterator[Finding]:
    """17 and 18: the score printed for a measured target against its weight and against the rule."""
    for table in tables(case):
        for number, target in enumerate(table.targets):
            result, given = table.result(number), target.score
            if target.direction == QUALITATIVE or not isinstance(given, Decimal):
                continue
            if given > result.weight:
                yield table.finding("17", ERROR, number, "score", f"{plain(given)}分", f"0～{plain(result.weight)}分",
                                    "得分不能超过分值", "请改正得分")  # fmt: skip
            elif result.score is not None and given != result.score:
                yield table.finding("18", ERROR, number, "score", f"{plain(given)}分",
                                    f"{show_amount(result.score, '分')}分：{result.explanation}",
                                    "得分应等于按评分标准算出的分数", "请核对数据或改正得分")  # fmt: skip


def deviations(case: Case) -> Iterator[Finding]:
    """19: points lost carry a reason."""
    for table in tables(case):
        for number, target in enumerate(table.targets):
            result = table.result(number)
            if result.score is not None and result.score < result.weight and not target.deviation_reason.strip():
                read = f"扣{plain(result.weight - result.score)}分，没有写偏差原因"
                yield table.finding("19", WARNING, number, "deviation_reason", read, "偏差原因和改进措施",
                                    "扣分要说明原因", "请填写偏差原因分析及改进措施")  # fmt: skip


def cheap_outputs(case: Case) -> Iterator[Finding]:
    """22: little of the money spent, and yet more attained than was planned."""
    little = case.scheme.targets.little
    for table in tables(case):
        if table.executed is None or table.executed >= little:
            continue
        for number, target in enumerate(table.targets):
            if _above(target):
                read = f"预算执行率 {show_percent(table.executed)}，目标 {goal_words(target)}，完成 {attained_words(target)}"
                why = f"预算执行不到 {plain(little)}%，产出却超过目标，可能目标定得过低或完成值有误"
                yield table.finding("22", WARNING, number, "attained", read, "与花钱多少相称的完成值", why,
                                    "请核对完成值；确实如此的，请说明原因")  # fmt: skip


def _above(target: Target) -> bool:
    """Whether a “the more the better” target was exceeded."""
    if target.direction != "ge":
        return False
    try:
        wanted, attained = measure(target.target, target.unit), measure(target.attained, target.unit)
    except NoNumber:
        return False
    return wanted is not None and attained is not None and attained > wanted
