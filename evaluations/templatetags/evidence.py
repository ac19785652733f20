"""The link from a section or an indicator to its 佐证材料, with their number."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_once, value_mark
from departments.kept_addresses import kept_address
from evaluations.filing.desk.draft_desk import Desk
from evaluations.schemes.place_lookup import entry_place
from evaluations.schemes.report_place import ReportPlace

register = template.Library()
LINK = (
    '<a class="evidence-link" href="{address}?place={code}#add">佐证材料（{count}）'
    '<span class="visually-hidden">：{label}</span></a>'
)


@register.simple_tag
def evidence_link(desk: Desk, place: ReportPlace, label: str) -> SafeString:
    """佐证材料（2）: the page of evidence with this indicator or section chosen; `label` tells several links apart."""
    code, address = place.evidence_code, kept_address("filing:evidence", desk.evaluation.pk)
    told = {"address": address, "code": code, "count": str(desk.attached[code]), "label": label}
    return drawn_once(LINK, lambda: format_html(LINK, **{name: value_mark(name) for name in told}), told)


@register.simple_tag
def without_evidence(desk: Desk) -> list[str]:
    """The labels of indicators for which the form names evidence and none is attached."""
    indicators = [one for one in desk.scheme.indicators if one.evidence]
    return [one.label for one in indicators if not desk.attached[entry_place(desk.scheme, one.code).evidence_code]]
