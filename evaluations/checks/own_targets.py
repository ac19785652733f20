"""Checks on how the department's own targets and those of its projects are filled in: 25 and what is missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding
from evaluations.facts.document import TargetFacts
from evaluations.language.directions import DIRECTION_WORDS, QUALITATIVE_DIRECTION
from evaluations.language.faults import did_you_mean, quoted_label
from evaluations.language.severities import ERROR_LEVEL
from evaluations.language.words import COLLECTION_LABELS, TARGET_LABELS
from evaluations.schemes.place_lookup import row_place
from evaluations.schemes.report_place import PlaceKind, ReportPlace
from evaluations.schemes.scheme import TargetColumn, TargetSlot
from evaluations.scoring.indicator import IndicatorResult
from evaluations.scoring.targets import NoNumber, does_not_apply, measured_number, sorted_direction

TARGET_BLANKS = ("target", "attained", "weight")
QUALITATIVE_BLANKS = ("grade", "score")


@dataclass(frozen=True)
class TargetTable:
    """One table of targets: where it is filled in, its slots, its rows and their results, how much was spent."""

    where: str
    place: ReportPlace
    slots: Sequence[TargetSlot]
    targets: Sequence[TargetFacts]
    results: dict[str, IndicatorResult]
    executed: Decimal | None
    columns: tuple[TargetColumn, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether the targets have points."""
        return any(slot.weight for slot in self.slots)

    def slot_of(self, target: TargetFacts) -> TargetSlot | None:
        """The slot of a target; None where the scheme has no such one."""
        return next((slot for slot in self.slots if slot.code == target.slot), None)

    def unanswered(self, target: TargetFacts) -> bool:
        """Whether the department says of a target that it does not apply, where the form lets it."""
        slot = self.slot_of(target)
        return slot is not None and does_not_apply(target, slot)

    def result(self, number: int) -> IndicatorResult:
        return self.results[f"target:{number + 1}"]

    def finding(
        self, number: int, column: str, *, check: str, level: str, read: str, expected: str, why: str, remedy: str
    ) -> Finding:
        """A finding at one cell."""
        where = f"{self.where} · {quoted_label(self.targets[number].name)}"
        return Finding(
            check=check,
            level=level,
            place=self.place.nth(number).at(column),
            where=where,
            read=read,
            expected=expected,
            why=why,
            remedy=remedy,
        )


def target_tables(case: CheckCase) -> Iterator[TargetTable]:
    """The department's table, then one for each project; none where the scheme has no slots."""
    scheme, facts, results = case.scheme, case.facts, case.assessment.results
    if scheme.slots:
        section = scheme.section_of_table("targets")
        where = scheme.section(section).label if section else COLLECTION_LABELS["targets"]
        executed = case.number(scheme.targets.execution) if scheme.targets.execution else None
        place = row_place(scheme, PlaceKind.TARGET)
        yield TargetTable(where, place, scheme.slots, facts.targets, dict(results), executed, scheme.target_columns)
    if scheme.project_self_evaluation:
        for number, (project, result) in enumerate(zip(facts.projects, case.assessment.projects, strict=True)):
            own = {one.code: one for one in result.targets}
            yield TargetTable(
                f"项目{quoted_label(project.name)}",
                row_place(scheme, PlaceKind.PROJECT, number, "targets"),
                scheme.project_self_evaluation.slots,
                project.targets,
                own,
                result.execution.exact,
                scheme.target_columns,
            )


def check_homeless_targets(case: CheckCase) -> Iterator[Finding]:
    """Targets under a scheme that has no place for them."""
    own = any(project.targets for project in case.facts.projects)
    places = (
        (COLLECTION_LABELS["targets"], bool(case.facts.targets), case.scheme.slots),
        ("项目的绩效指标", own, case.scheme.project_self_evaluation),
    )
    why = "这个方案没有单位自定的绩效指标，数据不会被使用"
    for words, there, place in places:
        if there and not place:
            yield Finding(
                check="names",
                level=ERROR_LEVEL,
                place=ReportPlace(kind=PlaceKind.TARGET),
                where="数据文件的 targets",
                read=words,
                expected="方案里有的内容",
                why=why,
                remedy="请核对所用的方案",
            )


def check_target_rows(case: CheckCase) -> Iterator[Finding]:
    """What a target lacks, what does not fit its kind (25), what does not exist in the scheme (names)."""
    for table in target_tables(case):
        for number, target in enumerate(table.targets):
            yield from _place(table, number, target)
            yield from _blanks(table, number, target)
            yield from _kinds(table, number, target)


def _place(table: TargetTable, number: int, target: TargetFacts) -> Iterator[Finding]:
    slots = {slot.code: slot for slot in table.slots}
    slot = slots.get(target.slot)
    if slot is None:
        remedy = did_you_mean(target.slot, slots) or "请重新选择指标类别"
        yield table.finding(
            number,
            "slot",
            check="names",
            level=ERROR_LEVEL,
            read=f"“{target.slot}”",
            expected="方案里有的指标类别",
            why="方案里没有这个类别，得分不会被计入",
            remedy=remedy,
        )
        return
    if (target.level2 or len(slot.levels2) > 1) and target.level2 not in slot.levels2:
        yield table.finding(
            number,
            "slot",
            check="25",
            level=ERROR_LEVEL,
            read=f"“{target.level2}”" if target.level2 else "（未填）",
            expected=f"{'、'.join(slot.levels2)} 之一",
            why="二级指标应是本类中的一个",
            remedy="请重新选择指标类别",
        )
    if target.direction not in slot.kinds:
        allowed = "、".join(DIRECTION_WORDS[kind] for kind in slot.kinds)
        yield table.finding(
            number,
            "direction",
            check="25",
            level=ERROR_LEVEL,
            read=DIRECTION_WORDS[target.direction],
            expected=allowed,
            why=f"{slot.label}不能用这种指标",
            remedy="请改选方向，或换一个指标",
        )


def _blanks(table: TargetTable, number: int, target: TargetFacts) -> Iterator[Finding]:
    graded = target.direction == QUALITATIVE_DIRECTION and not table.unanswered(target)
    asked = TARGET_BLANKS + (QUALITATIVE_BLANKS if graded else ()) if table.scored else ("target",)
    asked += ("deviation_reason",) if table.unanswered(target) else ()
    asked += tuple(one.code for one in table.columns if one.code == "begin_target" and not one.optional)
    for column in asked:
        if getattr(target, column) in ("", None):
            yield table.finding(
                number,
                column,
                check="required",
                level=ERROR_LEVEL,
                read="（未填）",
                expected=TARGET_LABELS[column],
                why="计算得分需要",
                remedy="请补填",
            )


def _kinds(table: TargetTable, number: int, target: TargetFacts) -> Iterator[Finding]:
    if target.direction == QUALITATIVE_DIRECTION:
        result = table.result(number)
        if result.unfit and target.grade and target.score is not None:
            yield table.finding(
                number,
                "score",
                check="25",
                level=ERROR_LEVEL,
                read=result.unfit[0],
                expected=result.unfit[1],
                why="填写的内容与评分规则不符",
                remedy="请按完成情况的分档给分",
            )
        return
    for column in ("begin_target", "target", *(() if table.unanswered(target) else ("attained",))):
        try:
            if column == "target":
                sorted_direction(target.direction, target.target)  # a sign that says otherwise than the direction
            measured_number(getattr(target, column), target.unit)
        except NoNumber as error:
            yield table.finding(
                number,
                column,
                check="25",
                level=ERROR_LEVEL,
                read=f"“{error.read}”",
                expected=error.expected,
                why="数量指标不能填文字",
                remedy=error.remedy,
            )
