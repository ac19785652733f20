"""A county and its finance bureau: made on the server, named on a page; each with its event."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from departments.models import County, User
from departments.roles import Role
from evaluations.audit.events import record_event
from evaluations.audit.refusals import Conflict, refusals_noted
from evaluations.audit.told_rows import changed_rows, new_row, stored_rows

COUNTY_COLUMNS = {"name": "名称", "bureau_name": "财政局名称"}


def store_county(
    code: str, names: dict[str, str], actor: User | None, request: HttpRequest | None = None, **more: Any
) -> list[list[str]]:
    """Make the county of this code, or give it these COUNTY_COLUMNS; return [what, old, new] of what has changed.

    `more` is further detail of the event. Raises Conflict in the model's words.
    """
    with refusals_noted("edit_county", actor, request), transaction.atomic():
        row = County.objects.select_for_update().filter(code=code).first() or County(code=code)
        action = "edit_county" if row.pk else "create_county"
        changes = [[label, getattr(row, name), names[name]] for name, label in COUNTY_COLUMNS.items()]
        if not (changes := [change for change in changes if change[1] != change[2]]):
            return []
        before = stored_rows("county", [row.pk]) if row.pk else {}
        for name, value in names.items():
            setattr(row, name, value)
        try:
            row.full_clean()
        except ValidationError as error:
            raise Conflict("；".join(error.messages)) from error
        row.save()
        role = Role.SYSTEM_ADMIN if actor else ""
        detail = {"changes": changes} | (changed_rows("county", before) if before else new_row(row)) | more
        record_event(action, user=actor, object=row, detail=detail, request=request, role=role)
        return changes
