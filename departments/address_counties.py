"""Which county an address belongs to, as far as sign-ins tell: no county's administrator sees where another's people sit."""

from collections.abc import Iterable

from axes.models import AccessLog
from django.db.models import QuerySet

from departments.accounts import accounts_of
from departments.address_lockout import recent_attempts
from departments.models import County, User


def addresses_of(counties: QuerySet[County], addresses: Iterable[str]) -> set[str]:
    """Those of the addresses where accounts of the counties have signed in or were tried; and where no account ever was.

    An address at which only invented names are tried is nobody's office, and whoever looks may stop it.
    """
    wanted = set(addresses)
    return known_there(wanted, accounts_of(counties)) | (wanted - known_there(wanted, User.objects.all()))


def known_there(addresses: set[str], people: QuerySet[User]) -> set[str]:
    """The addresses at which one of the people has signed in, or was tried within the time that counts."""
    there = {"ip_address__in": addresses, "username__in": people.order_by().values("username")}
    signed_in = AccessLog.objects.filter(**there).values_list("ip_address", flat=True)
    return {one for one in (*signed_in, *recent_attempts().filter(**there).values_list("ip_address", flat=True)) if one}
