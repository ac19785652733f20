"""Which events a county's audit administrator sees: none of another county."""

from django.db.models import CharField, Q, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from departments.accounts import accounts_of
from departments.models import County
from evaluations.models import Event, ReaderRemark


def county_events(counties: QuerySet[County]) -> QuerySet[Event]:
    """Everything where these are all counties; else what their people did, and what was done to or tried with their names.

    What the system did by itself belongs to nobody and is seen by all; a citizen's remark by the county of its report.
    """
    if not County.objects.exclude(pk__in=counties).exists():
        return Event.objects.all()
    people = accounts_of(counties)
    keys = people.annotate(key=Cast("pk", CharField())).values("key")
    remarks = ReaderRemark.objects.filter(publication__department__county__in=counties)
    remark_keys = remarks.annotate(key=Cast("pk", CharField())).values("key")
    nobody = Q(actor=None)
    return Event.objects.annotate(typed=KT("detail__name")).filter(
        Q(actor__in=people)
        | nobody & Q(object_type="user", object_id__in=keys)
        | nobody & Q(object_type="readerremark", object_id__in=remark_keys)
        | nobody
        & ~Q(object_type__in=("user", "readerremark"))
        & (Q(typed=None) | Q(typed__in=people.values("username")))
    )
