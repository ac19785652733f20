"""A form of a section page, drawn by its layout alone.

crispy's own tag draws three templates around it for what these forms have not: a form tag, buttons, faults of no field.
"""

from functools import lru_cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.templatetags.crispy_forms_tags import BasicNode
from crispy_forms.templatetags.crispy_forms_utils import remove_spaces
from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from evaluations.filing.section.parts.placed_forms import PlacedForm

register = template.Library()


@lru_cache
def crispy_words() -> dict[str, Any]:
    """What crispy tells the templates of fields; the same for all forms that a section page shows."""
    return {**BasicNode("form", None).get_response_dict(FormHelper(), {}, False), "is_bound": True}


@register.simple_tag(takes_context=True)
def placed_form(context: Context, form: PlacedForm) -> SafeString:
    """The fields in their places, as `{% crispy form %}` would draw them."""
    with context.update(crispy_words()):
        return mark_safe(remove_spaces(form.helper.render_layout(form, context).strip()))
