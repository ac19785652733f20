"""The top of every page."""

from django import template
from django.conf import settings
from django.template import Context
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString

from departments.drawn_once import drawn_part

register = template.Library()


@register.simple_tag(takes_context=True)
def site_header(context: Context) -> SafeString:
    """Whose site, the way to its parts, who is signed in (context processors of departments/access.py and others)."""
    user, signed_in = context.get("user"), bool(context.get("user") and context["user"].is_authenticated)
    told = {
        "bureau": str(context.get("bureau", "")),
        "workplace": str(context.get("workplace", "")),
        "person": str(user) if signed_in else "",
        "unread": str(context.get("unread") or ""),
        "help_address": str(context.get("help_address", "")),
        "token": str(context.get("csrf_token", "")) if signed_in else "",
    }
    flags = {"signed_in": signed_in, "trial": context.get("trial", ""), "links": tuple(context.get("links") or ())}
    # Where the site begins is in its addresses.
    return drawn_part("header.html", told, site=(get_script_prefix(), get_urlconf() or settings.ROOT_URLCONF), **flags)
