"""The sheets of temporary passwords: the answer to a POST, kept nowhere, so that nobody can open them again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from departments.accounts import TEMPORARY_PASSWORD_DAYS
from departments.models import Membership, User

# Where, and who with which password.
SlipSheet = tuple[str, list[tuple[User, str]]]


@sensitive_variables("sheets", "context")
def show_slips(request: HttpRequest, sheets: list[SlipSheet]) -> HttpResponse:
    """The page to print, a sheet of paper for each place."""
    roles = roles_in_words([user for _, slips in sheets for user, _ in slips])
    context = {
        "sheets": [(place, [(user, roles.get(user.pk, ""), word) for user, word in slips]) for place, slips in sheets],
        "site": settings.SITE_URL,
        "days": TEMPORARY_PASSWORD_DAYS,
    }
    answer = render(request, "administration/accounts/slips.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def roles_in_words(users: list[User]) -> dict[int, str]:
    """Number of the account → 经办人、单位负责人."""
    words: dict[int, list[str]] = {}
    for held in Membership.objects.filter(user__in=users).order_by("-role"):
        label = held.get_role_display()
        if label not in words.setdefault(held.user_id, []):
            words[held.user_id].append(label)
    return {number: "、".join(labels) for number, labels in words.items()}
