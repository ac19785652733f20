"""Writing notices: in the transaction of the act that people are told of, one row for each person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Q

from departments.models import Membership, User
from departments.roles import DEPARTMENT_ROLES
from evaluations.models import Notice
from evaluations.notices.delivering import send_at_once
from evaluations.notices.notice_lines import NOTICE_LINES, NoticeLine
from evaluations.notices.occasion import Occasion

# (role, department or None, county) → who holds it.
Holders = dict[tuple[str, int | None, int], list[User]]


def tell_people(*occasions: Occasion) -> list[Notice]:
    """Write what the table of notices says, in the caller's transaction, and have the urgent ones sent after it.

    Raises KeyError for an act without its line.
    """
    wanted = [one for one in occasions if NOTICE_LINES[one.action]]
    if not wanted:
        return []
    holders = role_holders(wanted)
    known = told_before(wanted)
    notices = [notice for one in wanted for notice in _notices(one, holders) if (notice.user_id, one.once) not in known]
    made = Notice.objects.bulk_create(notices)
    send_at_once([notice for notice in made if notice.urgent])
    return made


def told_before(occasions: Iterable[Occasion]) -> set[tuple[int, str]]:
    """(person, occasion) of what may be told once only and has been."""
    once = {one.once for one in occasions if one.once}
    return set(Notice.objects.filter(once__in=once).values_list("user", "once")) if once else set()


def role_holders(occasions: Iterable[Occasion]) -> Holders:
    """Everybody with a role in the departments that answer for these reports, or in their counties, in one query."""
    departments = {one.department.answering_id for one in occasions}
    counties = {one.department.county_id for one in occasions}
    roles = {role for one in occasions for line in NOTICE_LINES[one.action] for role in line.roles}
    here = Q(department__in=departments) | Q(department=None, county__in=counties)
    rows = Membership.objects.filter(here, role__in=roles, user__is_active=True).select_related("user")
    found: Holders = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.role, row.department_id, row.county_id].append(row.user)
    return found


def _notices(occasion: Occasion, holders: Holders) -> Iterator[Notice]:
    """One notice a person: the first line of the table that names him or her."""
    told = {occasion.actor.pk} if occasion.actor else set()
    for line in NOTICE_LINES[occasion.action]:
        if not line.when(occasion):
            continue
        for person in _audience(line, occasion, holders):
            if person.pk not in told:
                told.add(person.pk)
                yield _notice(line, occasion, person)


def _audience(line: NoticeLine, occasion: Occasion, holders: Holders) -> list[User]:
    """Who is told by this line."""
    department = occasion.department
    found = [
        person
        for role in sorted(line.roles)
        for person in holders.get(
            (role, department.answering_id if role in DEPARTMENT_ROLES else None, department.county_id), []
        )
    ]
    if line.only is None:
        return found
    meant = line.only(occasion)
    narrowed = [person for person in found if person.pk in meant]
    return found if line.or_all and not narrowed else narrowed


def _notice(line: NoticeLine, occasion: Occasion, person: User) -> Notice:
    return Notice(
        user=person,
        obligation=occasion.obligation,
        action=occasion.action,
        audience=line.audience,
        subject=line.subject,
        text=line.words.format(**occasion.words()).strip(),
        urgent=line.urgent or occasion.urgent,
        once=occasion.once,
        at=occasion.at,
    )
