"""Which section of the manual helps on which page. tests/manual/test_page_help.py misses a page that is left out."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

# The name of a page or of its part of the site → chapter, section. A page without a line of its own takes that of its part.
PAGE_SECTIONS: dict[str, tuple[str, str]] = {
    "administration:ask": ("signing", "ask"),
    "administration:accounts": ("administering", "system-daily"),
    "administration:account": ("administering", "system-daily"),
    "administration:hand_over": ("administering", "system-daily"),
    "administration:new_account": ("administering", "system-daily"),
    "administration:requests": ("administering", "system-daily"),
    "administration:slips": ("administering", "slips"),
    "administration:department_slips": ("administering", "slips"),
    "administration:county": ("administering", "system-start"),
    "administration:import_departments": ("administering", "system-start"),
    "administration:security": ("administering", "security"),
    "administration:lockouts": ("administering", "security"),
    "administration:policy": ("administering", "security"),
    "administration:sessions": ("administering", "security"),
    "administration:log": ("administering", "audit"),
    "administration:chain": ("administering", "audit"),
    "administration:status": ("administering", "background"),
    "administration:retry_job": ("administering", "background"),
    "administration": ("managing", "departments"),
    "administration:second_factors": ("administering", "security"),
    "departments:login": ("first-steps", "sign-in"),
    "departments:password": ("first-steps", "sign-in"),
    "sign_in:provider": ("first-steps", "sign-in"),
    "sign_in:provider_back": ("first-steps", "sign-in"),
    "sign_in:provider_out": ("first-steps", "sign-in"),
    "sign_in": ("first-steps", "second-factor"),
    "departments": ("first-steps", "desk"),
    "filing:home": ("filing", "start"),
    "filing:units": ("filing", "start"),
    "filing:unit": ("filing", "start"),
    "filing:tasks": ("filing", "start"),
    "filing:section": ("filing", "tables"),
    "filing:split": ("filing", "texts"),
    "filing:tidy": ("filing", "texts"),
    "filing:workbook": ("filing", "workbook"),
    "filing:accounts": ("filing", "accounts"),
    "filing:accounts_import": ("filing", "accounts"),
    "filing:paper": ("filing", "texts"),
    "filing:paper_import": ("filing", "texts"),
    "filing:evidence": ("filing", "evidence"),
    "filing:evidence_item": ("filing", "evidence"),
    "filing:check": ("filing", "checking"),
    "filing:readings": ("filing", "checking"),
    "filing:nothing": ("filing", "start"),
    "filing:preview": ("signing", "sign"),
    "filing:review_scores": ("filing", "review-scores"),
    "filing:rectifications": ("filing", "review-scores"),
    "filing": ("filing", "ways-back"),
    "review:queue": ("reviewing", "queue"),
    "review:many": ("reviewing", "queue"),
    "review:assign": ("reviewing", "queue"),
    "review:export": ("reviewing", "queue"),
    "review:exported": ("reviewing", "queue"),
    "review:section": ("reviewing", "comments"),
    "review:sheet": ("reviewing", "score-sheet"),
    "review:uses": ("reviewing", "after"),
    "review:statistics": ("reviewing", "after"),
    "review:circular": ("reviewing", "after"),
    "review:draws": ("reviewing", "after"),
    "review:protocol": ("reviewing", "after"),
    "review:rectifications": ("reviewing", "after"),
    "review:rectification": ("reviewing", "after"),
    "review": ("reviewing", "report"),
    "desk": ("first-steps", "desk"),
    "precheck": ("filing", "precheck"),
    "cycles:cycle": ("managing", "overview"),
    "cycles:extend": ("managing", "overview"),
    "cycles:remind": ("managing", "overview"),
    "cycles:obligation": ("managing", "overview"),
    "cycles:settings": ("managing", "change-year"),
    "cycles:review_plan": ("managing", "review-plan"),
    "cycles": ("managing", "open-year"),
    "remark_desk": ("publishing", "remarks"),
    "remarks": ("reading", "remark"),
    "release_queue:batch": ("publishing", "together"),
    "release_queue:register": ("publishing", "register"),
    "release_queue": ("publishing", "publish"),
    "portal:open_data": ("reading", "open-data"),
    "portal:corrections": ("reading", "withdrawn"),
    "portal:version": ("reading", "withdrawn"),
    "portal": ("reading", "report"),
    "verification": ("reading", "verify"),
}


def help_section(page: str) -> tuple[str, str] | None:
    """Chapter and section for a page's name ("filing:check"); None where the table of contents is the best there is."""
    return PAGE_SECTIONS.get(page) or PAGE_SECTIONS.get(page.partition(":")[0])


def help_address(page: str) -> str:
    """The address of a page's section of the manual."""
    found = help_section(page)
    return "{}#{}".format(reverse("manual:chapter", args=found[:1]), found[1]) if found else reverse("manual:contents")


def help_link(request: HttpRequest) -> dict[str, object]:
    """Context processor: the address of the help for this page, worked out only where a template asks."""
    match = getattr(request, "resolver_match", None)
    return {"help_address": SimpleLazyObject(lambda: help_address(match.view_name if match else ""))}
