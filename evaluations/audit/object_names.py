"""What the objects of events are called: one query for each kind of object, however many events there are."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps

from evaluations.models import Event

Naming = tuple[str, tuple[str, ...], Callable[[Any], str]]
REPORT = "obligation__department", "obligation__cycle"


def report_name(evaluation: Any) -> str:
    """永兴县档案馆2020年度报告."""
    return f"{evaluation.obligation.department}{evaluation.obligation.cycle.year}年度报告"


def submission_name(submission: Any) -> str:
    """The report, and which time it was filed."""
    return f"{report_name(submission.evaluation)}第 {submission.number} 次报送"


# Kind of object → its model, what is fetched with it, its name. Every other kind is called by its verbose name.
OBJECT_NAMES: dict[str, Naming] = {
    "user": ("departments.User", (), lambda row: f"{row}（{row.username}）"),
    "county": ("departments.County", (), lambda row: row.bureau_name),
    "department": ("departments.Department", (), lambda row: row.name),
    "accountrequest": (
        "departments.AccountRequest",
        ("user",),
        lambda row: f"{row.get_kind_display()}（{row.user}）" if row.user else row.display_name,
    ),
    "cycle": ("evaluations.Cycle", ("county",), lambda row: f"{row.county}{row.year}年度任务"),
    "obligation": (
        "evaluations.Obligation",
        ("department", "cycle"),
        lambda row: f"{row.department}{row.cycle.year}年度报告",
    ),
    "evaluation": ("evaluations.Evaluation", REPORT, report_name),
    "submission": (
        "evaluations.Submission",
        tuple(f"evaluation__{path}" for path in REPORT),
        submission_name,
    ),
    "comment": (
        "evaluations.Comment",
        tuple(f"evaluation__{path}" for path in REPORT),
        lambda row: f"{report_name(row.evaluation)}的意见",
    ),
    "publication": ("evaluations.Publication", ("department",), lambda row: f"{row.department}{row.year}年度报告"),
    "readerremark": (
        "evaluations.ReaderRemark",
        ("publication__department",),
        lambda row: f"{row.publication.department}{row.publication.year}年度报告的第 {row.pk} 号纠错",
    ),
    "scheme": ("evaluations.Scheme", (), lambda row: row.title),
}
BULKY_COLUMNS = {"submission": ("facts", "result"), "scheme": ("source",)}


class ObjectNames:
    """The names of everything that these events speak of."""

    def __init__(self, events: Iterable[Event]) -> None:
        wanted: dict[str, set[str]] = defaultdict(set)
        for event in events:
            if event.object_type in OBJECT_NAMES and event.object_id.isdecimal():
                wanted[event.object_type].add(event.object_id)
        self.names = {
            (kind, str(row.pk)): OBJECT_NAMES[kind][2](row)
            for kind, keys in wanted.items()
            for row in _rows(kind, keys)
        }

    def of(self, event: Event) -> str:
        """The object's name; its number where it is gone or has no name; "" where there is none."""
        if not event.object_type:
            return ""
        return self.names.get((event.object_type, event.object_id)) or f"{_kind_word(event)} {event.object_id}"


def _rows(kind: str, keys: set[str]) -> Iterable[Any]:
    path, related, _ = OBJECT_NAMES[kind]
    rows = apps.get_model(path)._default_manager.filter(pk__in=keys).select_related(*related)
    return rows.defer(*BULKY_COLUMNS.get(kind, ()))


def _kind_word(event: Event) -> str:
    found = [model for model in apps.get_models() if model._meta.model_name == event.object_type]
    return str(found[0]._meta.verbose_name) if found else "对象"
