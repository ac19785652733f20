"""A county in its second year: last year's reports under hunan-2013, a revised scheme, and what a form sends."""

from datetime import date
from typing import Any

from evaluations.cycles.opening.order import CycleOrder
from evaluations.models import Scheme
from tests.factories import Office, make_scheme
from tests.sources import ROOT

REVISED = ROOT / "tests" / "data" / "hunan-2013-revised.toml"
NOTICE = "《关于开展2021年度部门整体支出绩效评价工作的通知》（测财绩〔2022〕6号）"


def revised() -> Scheme:
    """hunan-2013 with other weights, loaded."""
    return make_scheme(str(REVISED))


def order(office: Office, **changes) -> CycleOrder:
    """The office's notice for 2021."""
    given: dict[str, Any] = {
        "county": office.county,
        "year": 2021,
        "scheme": changes.pop("scheme", None) or make_scheme(),
        "notice_reference": NOTICE,
        "opens_on": date(2022, 3, 1),
        "due_on": date(2022, 4, 30),
    }
    return CycleOrder(**given | changes)


def sent(order: CycleOrder, **changes) -> dict:
    """The notice as the page's form sends it."""
    fields = {
        "county": order.county.pk,
        "year": order.year,
        "scheme": order.scheme.pk,
        "notice_reference": order.notice_reference,
        "opens_on": order.opens_on.isoformat(),
        "due_on": order.due_on.isoformat(),
        "signature_required": "on",
        "sure": "on",
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}
