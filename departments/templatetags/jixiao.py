"""Small parts of pages: the summary of errors on top, the tag that names a status, how long a sign-in lasts."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django import template
from django.forms import BaseForm, BaseFormSet
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from departments.lasting import session_time_left
from departments.models import AccountRequest, User

register = template.Library()

Message = tuple[str, object]  # (anchor or "", the sentence or what prints as one)
ErrorSource = BaseForm | BaseFormSet | Iterable[Message] | None

# Colour supports the word in the tag and never replaces it.
STATUS_COLOURS = {
    "draft": "doing",
    "awaiting_signature": "doing",
    "submitted": "doing",
    "preparing": "doing",
    "ready": "doing",
    "returned": "warn",
    "withdrawn": "warn",
    "superseded": "quiet",
    "approved": "ok",
    "published": "ok",
    "live": "ok",
    "error": "err",
    "warning": "warn",
    "hint": "quiet",
    "failed": "err",
    "required": "err",
    "advice": "warn",
}


@register.simple_tag(takes_context=True)
def session_lasts(context: Context) -> dict[str, int]:
    """Seconds that the reader's sign-in still lasts, for a warning before it ends."""
    return session_time_left(context["request"])


@register.simple_tag
def status_tag(code: str, label: str) -> SafeString:
    """The label in the colours of its code (a status of an evaluation or publication, a finding's level)."""
    return _written_tag(code, label)


@lru_cache(maxsize=512)
def _written_tag(code: str, label: str) -> SafeString:
    """Kept, for a list says the same few words fifty times."""
    return format_html('<span class="tag tag-{}">{}</span>', STATUS_COLOURS.get(code, "quiet"), label)


@register.simple_tag
def waiting_roles(user: User) -> list[str]:
    """The roles that were proposed for the person and wait for the second administrator."""
    asked = AccountRequest.objects.filter(user=user.pk, kind=AccountRequest.Kind.GIVE)
    waiting = asked.filter(state=AccountRequest.State.WAITING).order_by("pk")
    return [str(row.get_role_display()) for row in waiting]


@register.inclusion_tag("departments/error_summary.html")
def error_summary(*sources: ErrorSource) -> dict[str, list[Message]]:
    """Every error of the forms, formsets or lists of (anchor, message), each with a link to its field."""
    return {"errors": [error for source in sources for error in errors_of(source)]}


@register.simple_tag
def error_title(*sources: ErrorSource) -> str:
    """Beginning of the page title while there are errors, for those who hear the page: "有 2 处需要核对 - "."""
    count = sum(1 for source in sources for _ in errors_of(source))
    return f"有 {count} 处需要核对 - " if count else ""


def errors_of(source: ErrorSource) -> Iterator[Message]:
    """Yield (anchor or "", message) of a form, a formset, or of such pairs themselves."""
    if isinstance(source, BaseFormSet):
        yield from (("", message) for message in source.non_form_errors())
        for form in source.forms:
            yield from errors_of(form)
    elif isinstance(source, BaseForm):
        for name, messages in source.errors.items():
            anchor = source[name].id_for_label if name in source.fields else ""
            yield from ((anchor, message) for message in messages)
    elif source:
        yield from source
