"""What contradicts itself in a reviewer's own score sheet: errors keep it from being confirmed, warnings and hints do not.

Every loss has a reason, and the reason agrees with the points.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluations.checks.finding import Finding
from evaluations.facts.document import Facts
from evaluations.language.rounding import plain_number
from evaluations.language.severities import ERROR_LEVEL, HINT_LEVEL, WARNING_LEVEL
from evaluations.schemes.place_lookup import place_of_score
from evaluations.schemes.review_plan import WHOLE_SHARE
from evaluations.schemes.scheme import ScoringScheme
from evaluations.scoring.review_sheet import ReviewedLine, ReviewedSheet
from evaluations.scoring.review_values import TARGET_PREFIX
from evaluations.scoring.targets import NoNumber, target_and_attained

REVIEW_CHECK = "review"
LOSS_WORDS = re.compile(r"扣(?:除|减|掉|去|分)?(?:(?:该)?(?:指标)?分值的?)?\s*(\d+(?:\.\d+)?)\s*(%|％|分)")
NOTHING_WORDS = re.compile(r"不得分|不予得分|[得记计]\s*0\s*分|[得记计]零分")
OVER_TARGET = Decimal("1.3")
NO_EVIDENCE, OVER_CODE, TWICE_CODE = "no_evidence", "over_target", "counted_twice"


@dataclass(frozen=True)
class SheetCase:
    """The sheet with all that it is held against; `files`: pieces of evidence by the indicator's code."""

    scheme: ScoringScheme
    facts: Facts
    sheet: ReviewedSheet
    files: Mapping[str, int]

    def finding(self, line: ReviewedLine, level: str, read: str, expected: str, why: str, remedy: str) -> Finding:
        """One contradiction on a line."""
        return Finding(
            check=REVIEW_CHECK,
            level=level,
            place=place_of_score(self.scheme, self.facts, line.own.code),
            where=line.own.label,
            read=read,
            expected=expected,
            why=why,
            remedy=remedy,
        )


def review_findings(case: SheetCase) -> list[tuple[str, Finding]]:
    """(indicator's code, finding) of the whole sheet, in the order of its lines."""
    found = [(line.own.code, one) for line in case.sheet.lines for one in _line_findings(case, line)]
    return [*found, *_counted_twice(case)]


def _line_findings(case: SheetCase, line: ReviewedLine) -> Iterator[Finding]:
    yield from _unreadable(case, line)
    yield from _without_reason(case, line)
    yield from _other_points(case, line)
    yield from _reason_disagrees(case, line)
    yield from _criterion_misfits(case, line)
    yield from _far_over(case, line)


def points_words(points: Decimal | None) -> str:
    """7.5 分; 没有得分."""
    return "没有得分" if points is None else f"{plain_number(points)} 分"


def _unreadable(case: SheetCase, line: ReviewedLine) -> Iterator[Finding]:
    for sentence in line.wrong:
        read, _, expected = sentence.partition("，应为")
        yield case.finding(
            line, ERROR_LEVEL, read, expected or "本年度的复核标准", "这一格读不出来，没有计入合计", "请改正这一格"
        )
    if line.score is None and not line.wrong:
        yield case.finding(
            line, ERROR_LEVEL, "没有复核得分", "一个得分", "有一项没有得分，不能评定等级", "请填写复核得分和备注"
        )


def _without_reason(case: SheetCase, line: ReviewedLine) -> Iterator[Finding]:
    """A loss, or a gain, that nobody explains."""
    if not line.change or line.mark.reason.strip() or line.choice or line.rescored:
        return
    word, points = ("扣了", -line.change) if line.change < 0 else ("加了", line.change)
    read = f"{word} {points_words(points)}，没有写原因"
    yield case.finding(
        line,
        ERROR_LEVEL,
        read,
        "选择扣分情形，或者在备注里写明原因",
        "复核得分与自评得分不同，须有原因",
        "请补写备注；没有原因的，请恢复自评得分",
    )


def _other_points(case: SheetCase, line: ReviewedLine) -> Iterator[Finding]:
    """Points typed that the chosen criterion or the value found does not give."""
    computed = (line.choice and line.choice.share is not None) or line.rescored
    if (
        not computed
        or not line.mark.score.strip()
        or None in (line.score, line.expected)
        or line.score == line.expected
    ):
        return
    yield case.finding(
        line,
        ERROR_LEVEL,
        f"复核得分 {points_words(line.score)}",
        points_words(line.expected),
        f"按所填的复核完成值和扣分情形：{line.working}",
        "请清空复核得分，由系统计算；要给别的分数的，请改选扣分情形，并在备注里写明",
    )


def _reason_disagrees(case: SheetCase, line: ReviewedLine) -> Iterator[Finding]:
    """备注 names a loss, and the points lose something else."""
    if line.score is None or line.own.score is None:
        return
    weight, before = line.own.weight, line.own.score
    reason = line.mark.reason
    for number, unit in LOSS_WORDS.findall(reason):
        named = Decimal(number) if unit == "分" else weight * Decimal(number) / WHOLE_SHARE
        left = {max(start - named, Decimal(0)) for start in (before, weight)}
        if line.score not in left:
            expected = "、".join(points_words(one) for one in sorted(left))
            read = f"备注写“扣{number}{unit}”，复核得分 {points_words(line.score)}"
            yield case.finding(
                line, ERROR_LEVEL, read, expected, "备注写的扣分与得分不一致", "请改正备注，或者改正复核得分"
            )
    if NOTHING_WORDS.search(reason) and line.score:
        read = f"备注写“不得分”，复核得分 {points_words(line.score)}"
        yield case.finding(line, ERROR_LEVEL, read, "0 分", "备注写的扣分与得分不一致", "请改正备注，或者改正复核得分")


def _criterion_misfits(case: SheetCase, line: ReviewedLine) -> Iterator[Finding]:
    """A criterion on a line that it cannot be about, or that loses nothing."""
    if line.choice is None:
        return
    criterion = line.choice.criterion
    read = f"选了“{line.choice.label}”"
    if criterion.satisfaction and not asks_satisfaction(line):
        yield case.finding(line, ERROR_LEVEL, read, "满意度指标", "这一项不是满意度指标", "请改选扣分情形")
    files = case.files.get(line.own.code, 0)
    if criterion.code == NO_EVIDENCE and files:
        yield case.finding(
            line,
            WARNING_LEVEL,
            read,
            f"本指标附有 {files} 份佐证材料",
            "单位交了材料，却按没有材料扣分",
            "请看过材料；材料不能核实的，改选“不能核实完成值”",
        )
    if line.choice.share is not None and line.own.score == 0:
        yield case.finding(line, HINT_LEVEL, read, "自评已是 0 分", "没有可以扣的分", "只需要说明的，写在备注里即可")


def asks_satisfaction(line: ReviewedLine) -> bool:
    """Whether the line is about how satisfied people are."""
    return any("满意" in text for text in (line.own.level1, line.own.level2, line.own.label))


def _far_over(case: SheetCase, line: ReviewedLine) -> Iterator[Finding]:
    """Attained over 130 % of the target, and nothing said about it."""
    if not line.own.code.startswith(TARGET_PREFIX) or line.mark.said:
        return
    target = case.facts.targets[int(line.own.code.removeprefix(TARGET_PREFIX)) - 1]
    try:
        wanted, attained = target_and_attained(target)
    except NoNumber:
        return
    if target.direction == "ge" and wanted and attained and attained > wanted * OVER_TARGET:
        share = plain_number((attained * 100 / wanted).quantize(Decimal(1)))
        yield case.finding(
            line,
            HINT_LEVEL,
            f"完成值是指标值的 {share}%",
            "130% 以内",
            "指标值可能定得偏低",
            "请核对；确实偏低的，可选“完成值超过指标值130%”注明",
        )


def _counted_twice(case: SheetCase) -> Iterator[tuple[str, Finding]]:
    """The same target under two first levels: one of them earns nothing, not both and not neither."""
    groups: dict[str, list[ReviewedLine]] = {}
    for line in case.sheet.lines:
        if line.own.code.startswith(TARGET_PREFIX):
            groups.setdefault("".join(line.own.label.split()), []).append(line)
    for lines in groups.values():
        if len({line.own.level1 for line in lines}) < 2:
            continue
        struck = [line for line in lines if line.choice and line.choice.criterion.code == TWICE_CODE]
        places = "、".join(dict.fromkeys(line.own.level1 for line in lines))
        if not struck:
            finding = case.finding(
                lines[-1],
                HINT_LEVEL,
                f"“{lines[-1].own.label}”同时列在{places}",
                "只在一处得分",
                "同一指标重复设置",
                "请核对；确实重复的，其中一个选“产出、效益重复设同一指标”",
            )
            yield lines[-1].own.code, finding
        elif len(struck) == len(lines):
            finding = case.finding(
                struck[-1],
                ERROR_LEVEL,
                f"{len(struck)} 处都按重复扣分",
                "留一处得分",
                "重复设置的指标只扣其中一个",
                "请恢复其中一处的得分",
            )
            yield struck[-1].own.code, finding
