"""The list of sections beside every page of a report, and the pages on which it is checked and handed in."""

from collections.abc import Iterable, Iterator

from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString, mark_safe

from departments.drawn_once import drawn_part
from departments.kept_addresses import kept_address
from departments.kept_last import KeptLast
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.tasks.task_list import SectionTask

LINE = "filing/desk/nav_line.html"
# Page → what it is called; of 佐证材料 the number of files is told.
EVIDENCE_PAGE = "evidence"
LAST_PAGES = {EVIDENCE_PAGE: "佐证材料", "check": "勾稽校验和提交", "preview": "预览报告", "history": "报送记录"}


# A save changes the lines of one group, mostly none.
_lines: KeptLast[SafeString] = KeptLast(1_024)


def section_lines(desk: Desk, tasks: Iterable[SectionTask], current: str) -> SafeString:
    """The lines of these sections; only who files the report has the way to their pages."""
    tasks = list(tasks)
    told = tuple((task.code, task.kind, task.label, task.words) for task in tasks)
    draft = (desk.evaluation.pk, desk.may_file, get_script_prefix(), get_urlconf())
    return _lines.of(
        (*draft, current, told), lambda: mark_safe("".join(_section_line(desk, task, current) for task in tasks))
    )


def _section_line(desk: Desk, task: SectionTask, current: str) -> SafeString:
    address = kept_address("filing:section", desk.evaluation.pk, task.code) if desk.may_file else ""
    told = {"style": task.style, "mark": task.mark, "label": task.label, "words": task.words, "address": address}
    return drawn_part(LINE, told, current=desk.may_file and task.code == current)


def last_lines(desk: Desk, current: str) -> SafeString:
    """The lines of the pages after the sections."""
    draft = (desk.evaluation.pk, get_script_prefix(), get_urlconf())
    return _lines.of((*draft, current, desk.attached_files), lambda: mark_safe("".join(_last_lines(desk, current))))


def _last_lines(desk: Desk, current: str) -> Iterator[SafeString]:
    for page, label in LAST_PAGES.items():
        words = f"{desk.attached_files} 份" if page == EVIDENCE_PAGE else ""
        told = {"style": "todo", "mark": "→", "label": label, "words": words}
        address = kept_address(f"filing:{page}", desk.evaluation.pk)
        yield drawn_part(LINE, told | {"address": address}, current=page == current)
