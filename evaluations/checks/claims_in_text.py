"""14 and 20: the score and the grade that a text gives the report itself, against the computed ones.

The texts are read in evaluations/claims/; a project's score, another year's and the bureau's are other subjects there.
"""

from collections.abc import Iterator
from dataclasses import replace

from evaluations.checks.case import CheckCase
from evaluations.checks.finding import Finding, TextSpot
from evaluations.checks.passages import Passage
from evaluations.checks.quoting import quoted_clause
from evaluations.checks.stated_values import ceiling_reasons
from evaluations.claims.claim_nouns import Claim, ClaimYear, Relation, SubjectKind
from evaluations.claims.report_reading import report_claims
from evaluations.language.faults import quoted_label
from evaluations.language.rounding import half_up, plain_number

REMEDY = "请改正文字或核对数据；如指的是别的事项，请说明"


def check_claimed_scores(case: CheckCase) -> Iterator[Finding]:
    """“自评综合得分91分” against the total, or what can still be reached."""
    result = case.assessment
    for passage, claim in own_results(case, Relation.VALUE) if case.scheme.scored else ():
        number = claim.number
        if number is None:
            continue
        if result.complete and number.value != half_up(result.total, number.places):
            expected = f"{plain_number(result.total)}分（{result.ceiling or '各项得分合计'}）"
            why, right = "文字中的自评得分与各项得分的合计不一致", plain_number(result.total)
            yield _differs("14", passage, claim, ("自评得分与合计不一致", expected, why, right))
        elif not result.complete and number.value > result.reachable:
            reasons = "；".join(ceiling_reasons(number.value, case)) or "已有指标已经失分"
            expected = f"最多 {plain_number(result.reachable)}分（{reasons}）"
            yield _differs("14", passage, claim, ("自评得分达不到", expected, "按已填数据，这个自评得分达不到", ""))


def check_claimed_grades(case: CheckCase) -> Iterator[Finding]:
    """“自评等级为优” against the band of the total."""
    grade = case.assessment.grade if case.assessment.complete else None
    if not grade:
        return
    for passage, claim in own_results(case, Relation.GRADE):
        if claim.word[0] != grade[0] and claim.word != "较差":
            expected = f"{grade}（总分 {plain_number(case.assessment.total)} 分）"
            why = "文字中的等级与总分对应的等级不一致"
            yield _differs("20", passage, claim, ("等级与总分不一致", expected, why, grade))


def own_results(case: CheckCase, relation: Relation) -> tuple[tuple[Passage, Claim], ...]:
    """What the texts say of this report's own result."""
    return case.once_of_texts(("own results", relation), lambda: tuple(_own_results(case, relation)))


def _own_results(case: CheckCase, relation: Relation) -> Iterator[tuple[Passage, Claim]]:
    for passage in case.passages:
        for claim in report_claims(case.scheme, case.facts, passage.text, passage.about):
            own = claim.subject.kind == SubjectKind.SCORE and claim.year == ClaimYear.THIS
            if own and claim.relation == relation:
                yield passage, claim


def _differs(check: str, passage: Passage, claim: Claim, words: tuple[str, str, str, str]) -> Finding:
    title, expected, why, right = words
    read, counted = quoted_clause(passage.text, claim.quote, claim.end), quoted_label(claim.quote)
    found = passage.warning(check=check, read=read, expected=expected, why=why, remedy=REMEDY)
    found = replace(found, counted=counted if counted != read else "")
    return passage.at(found, title, TextSpot(claim.start, claim.end, right))
