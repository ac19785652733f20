"""What stands around the rows of the list and differs in an address and in numbers alone: tabs and heads, drawn once."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_once, value_mark
from evaluations.review.queue.filter_form import QueueFilter
from evaluations.review.queue.line_order import sort_heads
from evaluations.review.queue.queue_tabs import QUEUE_TABS

TABS, HEADS = "review/queue/tabs.html", "review/queue/heads.html"


def written_tabs(chosen: QueueFilter, numbers: Mapping[str, int]) -> SafeString:
    """The tabs with how many reports each has; a tab has an order and pages of its own."""

    def draw() -> str:
        tabs = [(code, label, value_mark(code)) for code, (label, _) in QUEUE_TABS.items()]
        return render_to_string(TABS, {"tabs": tabs, "chosen": chosen.tab_code, "kept": value_mark("kept")})

    told = {code: str(number) for code, number in numbers.items()}
    return drawn_once((TABS, chosen.tab_code), draw, told | {"kept": _address_without(chosen, "tab", "sort")})


def written_heads(chosen: QueueFilter) -> SafeString:
    """The heads of the table, each with its ways to sort."""

    def draw() -> str:
        return render_to_string(HEADS, {"heads": sort_heads(chosen.order, value_mark("kept"))})

    return drawn_once((HEADS, chosen.order), draw, {"kept": _address_without(chosen, "sort")})


def _address_without(chosen: QueueFilter, *names: str) -> str:
    return urlencode([(name, value) for name, value in chosen.given if name not in names])
