"""The request of somebody who is signed in: what every view behind `allow_roles` is handed."""

from django.http import HttpRequest

from departments.models import User


class SignedInRequest(HttpRequest):
    """A request whose user is a person; `allow_roles` sends everybody else to the sign-in page."""

    user: User
