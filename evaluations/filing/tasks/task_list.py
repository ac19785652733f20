"""The task list: every section with its true state, in the order in which filing goes quickest."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from evaluations.checks.registry import Finding, blocking_findings
from evaluations.checks.required import row_fields
from evaluations.filing.comments.comment_list import Comments
from evaluations.filing.desk.draft_desk import Desk, SectionDesk
from evaluations.filing.section.parts import parts_of
from evaluations.language.severities import ERROR_LEVEL
from evaluations.language.states import COMMENT_LEVEL_LABELS
from evaluations.language.words import NOTHING_LABEL
from evaluations.models import SectionState
from evaluations.schemes.scheme import Figure, ScoringScheme, Section

# Marks and words together: colour is never alone.
TASK_MARKS = {"done": "✓", "none": "✓", "error": "!", "confirm": "◐", "doing": "◐", "todo": "○", "optional": "○"}
TASK_STYLES = {"done": "ok", "none": "ok", "error": "err", "confirm": "doing", "doing": "doing", "todo": "todo"}
REQUIRED_CHECK, COMMENT = "required", "comment"


@dataclass(frozen=True)
class SectionTask:
    """One section on the task list."""

    code: str
    label: str
    group: str
    kind: str
    words: str
    state: SectionState | None

    @property
    def mark(self) -> str:
        return TASK_MARKS[self.kind]

    @property
    def style(self) -> str:
        return TASK_STYLES.get(self.kind, "todo")

    @property
    def complete(self) -> bool:
        return self.kind in ("done", "none")


def filing_order(scheme: ScoringScheme) -> list[Section]:
    """Sections by group in the order of filing; `first` ones lead their group."""
    groups = ["先填数字", "再写文字", "最后核对"]
    named = [section.group for section in scheme.sections]
    order = {group: n for n, group in enumerate([*groups, *(g for g in named if g not in groups)])}
    return sorted(scheme.sections, key=lambda section: (order[section.group], not section.first))


def section_tasks(desk: Desk, comments: Comments) -> list[SectionTask]:
    """The task list of an evaluation; 必改 comments stop a section, too."""
    stopping = [*comments.findings, *blocking_findings(desk.findings, desk.facts)]
    return [task(desk, section, stopping) for section in filing_order(desk.scheme)]


def grouped_tasks(found: list[SectionTask]) -> list[tuple[str, list[SectionTask]]]:
    """Tasks under the headings of their groups."""
    return [(group, list(members)) for group, members in groupby(found, key=lambda one: one.group)]


def task(desk: Desk, section: Section, stopping: Sequence[Finding]) -> SectionTask:
    """One section with the first of its states that is true."""
    state = desk.states.get(section.code)
    kind, words = standing(desk, section, state, stopping)
    return SectionTask(section.code, desk.label(section.label), section.group, kind, words, state)


def standing(desk: Desk, section: Section, state: SectionState | None, stopping: Sequence[Finding]) -> tuple[str, str]:
    """(kind, words) of a section's state."""
    own = [one for one in stopping if one.section == section.code and (lacks(one) or is_loud(one, state))]
    wrong = len(state.raw if state else ()) + sum(
        1 for finding in own if finding.level == ERROR_LEVEL and not lacks(finding)
    )
    if state and state.none and not wrong:
        return ("none", NOTHING_LABEL) if state.done else ("confirm", "待确认")
    if wrong:
        asked_for = sum(1 for finding in own if finding.check == COMMENT)
        return "error", f"{COMMENT_LEVEL_LABELS['required']} {wrong} 条" if wrong == asked_for else f"有 {wrong} 处要改"
    missing = sum(1 for finding in own if lacks(finding))
    if state and state.done and not missing:
        return "done", "已完成"
    return progress(desk, section, state, missing)


def is_loud(finding: Finding, state: SectionState | None) -> bool:
    """What the bureau asks for is told at once, what the checks find when somebody has gone on from the section."""
    return finding.check == COMMENT or (state is not None and state.left)


def progress(desk: Desk, section: Section, state: SectionState | None, missing: int) -> tuple[str, str]:
    """(kind, words) while a section is not done."""
    total = required_count(desk, section)
    filled = max(total - missing, 0)
    if not (state and state.saved_at) and not any_filled(desk, section):
        return ("todo", "未填") if total else ("optional", "选填")
    if missing:
        return "doing", f"填写中 {filled}/{total}"
    return "confirm", "待确认"


def section_gaps(desk: SectionDesk) -> list[Finding]:
    """The required values that the desk's own section still lacks, in the order of the checks."""
    return [finding for finding in desk.findings if finding.section == desk.section.code and lacks(finding)]


def lacks(finding: Finding) -> bool:
    """Whether a finding says that something is not filled in, rather than wrong."""
    return finding.check == REQUIRED_CHECK


def required_count(desk: Desk, section: Section) -> int:
    """How many required values a section asks for."""
    figures = sum(1 for figure in desk.scheme.figures.values() if figure.section == section.code and wanted(figure))
    texts = sum(1 for text in section.texts if not text.optional and text.required_when is None)
    entries = [one for one in desk.scheme.indicators if not one.formula] if section.table == "indicators" else []
    slots = len(desk.scheme.slots) if section.table == "targets" else 0
    return figures + texts + len(entries) + required_amounts(desk, section) + section.minimum + slots


def required_amounts(desk: Desk, section: Section) -> int:
    """How many required amounts the rows of a section ask for."""
    if section.table not in ("projects", "buildings"):
        return 0
    return len(row_fields(desk.scheme, section.table)) * len(getattr(desk.facts, section.table))


def wanted(figure: Figure) -> bool:
    """Whether a figure must be typed in."""
    return figure.required and not figure.computed


def any_filled(desk: Desk, section: Section) -> bool:
    """Whether anything at all is stored in a section (an import leaves no time of saving)."""
    there = desk.at(section)
    return any(text.strip() for part in parts_of(desk.scheme, section) for text in part.stored(there).values())
