"""What still stands between a draft and its submission."""

from collections.abc import Iterator, Mapping, Sequence

from evaluations.checks.registry import Finding, blocking_findings
from evaluations.drafts.facts_of_draft import AssessedDraft, assess_evaluation, scheme_of
from evaluations.facts.document import Facts
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.severities import ERROR_LEVEL
from evaluations.language.texts import UNDRAWN_REMEDY
from evaluations.models import Evaluation, SectionState
from evaluations.schemes.report_place import ReportPlace
from evaluations.schemes.scheme import ScoringScheme, Section
from evaluations.schemes.unprintable_texts import unprintable_texts
from evaluations.workflow.outstanding_comments import unanswered_comments

SECTION_CHECK = "section"


def stopping_findings(evaluation: Evaluation, facts: Facts, findings: Sequence[Finding]) -> list[Finding]:
    """Everything that stops a submission: parts not done, text not valid, unanswered comments, errors, unexplained
    warnings."""
    states = {state.section: state for state in SectionState.objects.filter(evaluation=evaluation)}
    return [
        *unanswered_comments(evaluation),
        *unfinished_sections(scheme_of(evaluation), states),
        *unprintable_obstacles(scheme_of(evaluation), facts),
        *blocking_findings(findings, facts),
    ]


def unfinished_sections(scheme: ScoringScheme, states: Mapping[str, SectionState]) -> list[Finding]:
    """The parts of the form that nobody has gone on from as finished, or that hold text which is no value yet."""
    found = []
    for section in scheme.sections:
        state = states.get(section.code)
        if state and state.raw:
            found.append(_invalid(section, len(state.raw)))
        elif not (state and state.done):
            found.append(_not_done(section))
    return found


def unprintable_obstacles(scheme: ScoringScheme, facts: Facts) -> Iterator[Finding]:
    """Texts with characters that no font draws: the paper could not be made after the approval."""
    for found in unprintable_texts(scheme, facts, has_glyph):
        yield Finding(
            check="unprintable",
            level=ERROR_LEVEL,
            place=found.place,
            where=found.where,
            read=f"印不出来的字符 {found.characters}",
            expected="打印字体里有的字",
            why="报告印成 PDF 时没有这个字",
            remedy=UNDRAWN_REMEDY,
        )


def mark_done(evaluation: Evaluation) -> AssessedDraft:
    """After an import: tick every part that nothing in it stops. Returns the reading that this was judged by."""
    draft = assess_evaluation(evaluation)
    stopped = {finding.section for finding in blocking_findings(draft.findings, draft.facts)}
    SectionState.objects.filter(evaluation=evaluation, raw={}).exclude(section__in=stopped).update(done=True, left=True)
    return draft


def _finding(section: Section, read: str, why: str, remedy: str) -> Finding:
    return Finding(
        check=SECTION_CHECK,
        level=ERROR_LEVEL,
        place=ReportPlace(section.code),
        where=section.label,
        read=read,
        expected="已填完",
        why=why,
        remedy=remedy,
    )


def _not_done(section: Section) -> Finding:
    return _finding(section, "尚未确认填完", "各部分都填完才能提交", "请打开这一部分，核对后按“填完，下一部分”")


def _invalid(section: Section, count: int) -> Finding:
    return _finding(section, f"有 {count} 处内容未通过检查", "这些内容还不是有效的数据", "请打开这一部分，按提示改正")
