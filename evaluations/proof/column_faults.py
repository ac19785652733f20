"""Which columns of a row are not what the log tells."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

# Until 1.4.0 an event had its own moment, a little after that of its rows.
MOMENTS_APART = timedelta(minutes=1)


def differing_columns(row: Model, told: Mapping[str, Any]) -> str:
    """The labels of the columns that differ, joined with 、; "" when all are as told. None is no word, "" an empty column."""
    fields = {field.attname: field for field in row._meta.concrete_fields}
    wrong = [name for name, said in told.items() if name in fields and differs(getattr(row, name), said)]
    return "、".join(str(fields[name].verbose_name) for name in wrong)


def differs(stored: Any, said: Any) -> bool:
    """Whether the log says something else than what is stored."""
    if said is None:
        return False
    if isinstance(stored, datetime) and isinstance(said, datetime):
        return abs(stored - said) > MOMENTS_APART or timezone.localdate(stored) != timezone.localdate(said)
    return (stored if stored is not None else "") != said
