"""Finding departments by what somebody typed into a search box."""

from django.db.models import Q

from evaluations.language.texts import searched_words


def department_matches(text: str, code_lookup: str = "budget_code__icontains") -> Q:
    """Part of a department's name or of its budget code (or the whole of it), in the spelling typed or a plain one."""
    found = Q()
    for words in searched_words(text):
        found |= Q(department__name__icontains=words) | Q(**{f"department__{code_lookup}": words})
    return found
