"""The request of somebody who is signed in: what every view behind `allow_roles` is handed."""

from departments.models import User
from departments.site_request import SiteRequest


class SignedInRequest(SiteRequest):
    """A request whose user is a person; `allow_roles` sends everybody else to the sign-in page."""

    user: User
