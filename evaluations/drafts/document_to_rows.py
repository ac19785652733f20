"""A facts document into the rows of an evaluation: all of it or, with every misfit named, nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F

from departments.models import Membership, User
from departments.roles import Role
from evaluations.facts.document import Facts, FactsError, TargetFacts
from evaluations.language.amounts import AMOUNT_LIMIT, NotApplicable
from evaluations.language.faults import FileFault, did_you_mean, shown_in_fault
from evaluations.language.words import PUBLIC_AUDIENCE
from evaluations.models import (
    Achievement,
    BasicInfo,
    BudgetLine,
    Building,
    Evaluation,
    Explanation,
    IndicatorEntry,
    Narrative,
    Project,
    ProjectItem,
    SectionState,
    StatedValue,
    Target,
)
from evaluations.models.project import MOST_ITEMS, MOST_PROJECTS
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.scheme import ScoringScheme

REPLACED_MODELS: tuple[type[models.Model], ...] = (
    BudgetLine, Project, Target, Building, IndicatorEntry, Achievement, Narrative, Explanation, StatedValue, BasicInfo,
)  # fmt: skip
LARGEST_COUNT = 32_767  # PostgreSQL's smallint; SQLite would take more
PlacedRows = list[tuple[str, models.Model]]


@transaction.atomic
def store_facts(evaluation: Evaluation, facts: Facts, *, person: User | None = None) -> None:
    """Replace all rows of the evaluation by the document, in one transaction.

    The caller has made sure that the evaluation may be edited. `person` answers for the explanations;
    left out, the department's first preparer does. Sections get a new version, so that an open page does
    not overwrite what came in. Raises FactsError with everything that does not fit the scheme or the
    database; nothing is stored then.
    """
    scheme = parsed_scheme(evaluation.obligation.cycle.scheme)
    rows = list(_rows(evaluation, facts, person))
    if faults := [*_unknown(scheme, facts), *_too_many(facts), *_unfit(rows)]:
        raise FactsError(faults)
    for kind in REPLACED_MODELS:
        kind._default_manager.filter(evaluation=evaluation).delete()
    kinds: tuple[type[models.Model], ...] = (*REPLACED_MODELS, ProjectItem)
    for kind in kinds:
        kind._default_manager.bulk_create([one for _, one in rows if type(one) is kind])
    _touch_sections(evaluation, scheme, facts.none_sections)


def _touch_sections(evaluation: Evaluation, scheme: ScoringScheme, none_sections: Iterable[str]) -> None:
    states = SectionState.objects.filter(evaluation=evaluation)
    present = set(states.values_list("section", flat=True))
    states.update(version=F("version") + 1, raw={}, none=False, done=False, left=True, carried_year=None)
    SectionState.objects.bulk_create(
        SectionState(evaluation=evaluation, section=section.code, version=1, left=True)
        for section in scheme.sections
        if section.code not in present
    )
    states.filter(section__in=none_sections).update(none=True)


def _rows(evaluation: Evaluation, facts: Facts, person: User | None) -> Iterator[tuple[str, models.Model]]:
    """Each row to be, with its place in the document; parents before children."""
    yield from _named(evaluation, facts)
    for number, project in enumerate(facts.projects, 1):
        place = f"projects[{project.name}]"
        values = {name: value for name, value in vars(project).items() if name not in ("items", "targets")}
        row = Project(evaluation=evaluation, position=number, **values)
        yield place, row
        for position, item in enumerate(project.items, 1):
            yield f"{place}.items[{item.name}]", ProjectItem(project=row, position=position, **vars(item))
        yield from _targets(f"{place}.", project.targets, evaluation, row)
    yield from _targets("", facts.targets, evaluation, None)
    for kind, key in ((Building, "buildings"), (Achievement, "achievements")):
        for number, one in enumerate(getattr(facts, key), 1):
            yield f"{key}[{number}]", kind(evaluation=evaluation, position=number, **vars(one))
    for number, one in enumerate(facts.stated, 1):
        stated = StatedValue(name=one.name, value=one.value, place=one.where, position=number)
        stated.evaluation = evaluation
        yield f"stated[{number}]", stated
    yield from _explanations(evaluation, facts, person)


def _targets(
    place: str, targets: Iterable[TargetFacts], evaluation: Evaluation, project: Project | None
) -> Iterator[tuple[str, models.Model]]:
    for number, one in enumerate(targets, 1):
        row = Target(evaluation=evaluation, project=project, position=number, **vars(one))
        yield f"{place}targets[{one.name}]", row


def _named(evaluation: Evaluation, facts: Facts) -> Iterator[tuple[str, models.Model]]:
    """Figures, entries, texts and people: what has a name of its own."""
    for name, amount in facts.figures.items():
        if isinstance(amount, NotApplicable):
            yield f"figures.{name}", BudgetLine(evaluation=evaluation, figure=name, not_applicable=True)
        elif amount is not None:
            yield f"figures.{name}", BudgetLine(evaluation=evaluation, figure=name, amount=amount)
    for code, entry in facts.entries.items():
        values = vars(entry) | {"checked": None if entry.checked is None else list(entry.checked)}
        yield f"entries.{code}", IndicatorEntry(evaluation=evaluation, indicator=code, **values)
    for code, text in facts.narratives.items():
        yield f"narratives.{code}", Narrative(evaluation=evaluation, code=code, text=text)
    yield "people", BasicInfo(evaluation=evaluation, **vars(facts.people))


def _explanations(evaluation: Evaluation, facts: Facts, person: User | None) -> Iterator[tuple[str, models.Model]]:
    if not facts.explanations:
        return
    department = evaluation.obligation.department
    first = Membership.objects.filter(department=department, role=Role.PREPARER).select_related("user").first()
    answering = person or (first.user if first else None)
    if answering is None:
        raise FactsError(
            [
                FileFault(
                    where="explanations",
                    key="person",
                    read="（无人）",
                    expected="本单位的经办人",
                    remedy="请先为本单位设经办人",
                )
            ]
        )
    for number, one in enumerate(facts.explanations, 1):
        row = Explanation(check_number=one.check, field=one.field, text=one.text, found=one.found)
        row.public = one.audience == PUBLIC_AUDIENCE  # a document that does not say so is not made public
        row.evaluation, row.person, row.person_name = evaluation, answering, one.person
        yield f"explanations[{number}]", row


def _unknown(scheme: ScoringScheme, facts: Facts) -> Iterator[FileFault]:
    """Names that this scheme does not have: they would be kept and never shown."""
    named = {
        "figures": (facts.figures, set(scheme.figures)),
        "entries": (facts.entries, {indicator.code for indicator in scheme.indicators}),
        "narratives": (facts.narratives, set(scheme.texts)),
        "none_sections": (facts.none_sections, {one.code for one in scheme.sections if one.none_text}),
    }
    if facts.targets and not scheme.slots:
        remedy = f"指标体系“{scheme.code}”没有单位自定的绩效指标"
        yield FileFault(
            where="targets", read=f"{len(facts.targets)} 个绩效指标", expected="没有绩效指标", remedy=remedy
        )
    for where, (names, known) in named.items():
        for name in names:
            if name not in known:
                remedy = did_you_mean(name, known) or "请删去，或查对名称"
                yield FileFault(
                    where=where,
                    key=name,
                    read=shown_in_fault(name),
                    expected=f"指标体系“{scheme.code}”中已有的名称",
                    remedy=remedy,
                )


def _too_many(facts: Facts) -> Iterator[FileFault]:
    """More projects or items than the pages take."""
    counted = [("projects", len(facts.projects), MOST_PROJECTS)]
    counted += [(f"projects[{project.name}].items", len(project.items), MOST_ITEMS) for project in facts.projects]
    for place, count, most in counted:
        if count > most:
            yield FileFault(where=place, read=f"{count} 条", expected=f"不超过 {most} 条", remedy="请合并同类的小项")


def _unfit(rows: PlacedRows) -> Iterator[FileFault]:
    """What the columns cannot hold, and rows that would exist twice."""
    seen = set()
    for place, row in rows:
        for field in row._meta.concrete_fields:
            if not field.is_relation and field.name != "id":
                yield from _unfit_value(place, row, field)
        if isinstance(row, IndicatorEntry) and row.not_applicable and not row.reason:
            yield FileFault(
                where=place, key="reason", read="（空）", expected="不适用的原因", remedy="请写明为什么不适用"
            )
        if isinstance(row, Explanation):
            key = (row.check_number, row.field)
            if key in seen:
                yield FileFault(
                    where=place,
                    key="check",
                    read=shown_in_fault(row.check_number),
                    expected="每处只说明一次",
                    remedy="请合并为一条说明",
                )
            seen.add(key)


def _unfit_value(place: str, row: models.Model, field: models.Field) -> Iterator[FileFault]:
    value = getattr(row, field.attname)
    if isinstance(value, NotApplicable):
        yield FileFault(where=place, key=field.name, read="n/a", expected="数，或者空着", remedy="这里不能填“不适用”")
        return
    longest = field.max_length
    if isinstance(field, models.DecimalField) and value is not None and abs(value) >= AMOUNT_LIMIT:
        yield FileFault(
            where=place,
            key=field.name,
            read=shown_in_fault(value),
            expected=f"小于 {AMOUNT_LIMIT} 的数",
            remedy="请核对单位是否为万元",
        )
    elif longest and isinstance(value, str) and len(value) > longest:
        yield FileFault(
            where=place,
            key=field.name,
            read=f"{len(value)} 个字",
            expected=f"不超过 {longest} 个字",
            remedy="请精简文字",
        )
    else:
        yield from _unclean(place, row, field, value)


def _unclean(place: str, row: models.Model, field: models.Field, value: Any) -> Iterator[FileFault]:
    signed = isinstance(row, BudgetLine)
    if isinstance(field, models.DecimalField) and value is not None and value < 0 and not signed:
        yield FileFault(
            where=place, key=field.name, read=shown_in_fault(value), expected="不小于 0 的数", remedy="请去掉负号"
        )
        return
    if isinstance(field, models.PositiveSmallIntegerField) and value is not None and value > LARGEST_COUNT:
        yield FileFault(
            where=place,
            key=field.name,
            read=shown_in_fault(value),
            expected=f"不大于 {LARGEST_COUNT} 的整数",
            remedy="请核对",
        )
        return
    try:
        if value not in ("", None):
            field.clean(value, row)
    except ValidationError as error:
        # Django answers with a whole sentence, which cannot follow upon 应为: it is what to do.
        expected = "、".join(str(code) for code, _ in field.flatchoices) or "可以保存的值"
        remedy = "请改正" if field.flatchoices else "；".join(message.rstrip("。.") for message in error.messages)
        yield FileFault(where=place, key=field.name, read=shown_in_fault(value), expected=expected, remedy=remedy)
