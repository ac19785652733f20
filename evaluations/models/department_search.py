"""Finding departments by what somebody typed into a search box."""

from django.db.models import Q

from evaluations.language.texts import searched_words


def department_matches(text: str, code_lookup: str = "budget_code__icontains", path: str = "department__") -> Q:
    """Part of a department's name, short name, initials (wjj) or budget code (or the whole of it).

    In the spelling typed or a plain one; `path` leads to the department.
    """
    found = Q()
    for words in searched_words(text):
        found |= Q(**{f"{path}name__icontains": words}) | Q(**{f"{path}short_name__icontains": words})
        found |= Q(**{f"{path}{code_lookup}": words}) | Q(**{f"{path}initials__contains": words.lower()})
    return found
