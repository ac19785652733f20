"""The link from a section or an indicator to its 佐证材料, with their number."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from evaluations.filing.desk.draft_desk import Desk
from evaluations.schemes.place_lookup import entry_place
from evaluations.schemes.report_place import ReportPlace

register = template.Library()


@register.simple_tag
def evidence_link(desk: Desk, place: ReportPlace, label: str) -> SafeString:
    """佐证材料（2）: the page of evidence with this indicator or section chosen; `label` tells several links apart."""
    code = place.evidence_code
    address = reverse("filing:evidence", args=[desk.evaluation.pk])
    return format_html(
        '<a class="evidence-link" href="{}?place={}#add">佐证材料（{}）<span class="visually-hidden">：{}</span></a>',
        address,
        code,
        desk.attached[code],
        label,
    )


@register.simple_tag
def without_evidence(desk: Desk) -> list[str]:
    """The labels of indicators for which the form names evidence and none is attached."""
    indicators = [one for one in desk.scheme.indicators if one.evidence]
    return [one.label for one in indicators if not desk.attached[entry_place(desk.scheme, one.code).evidence_code]]
