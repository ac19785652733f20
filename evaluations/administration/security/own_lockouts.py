"""Which lockouts a security administrator sees: of the county's accounts, and of nobody's names at nobody's addresses."""

from typing import Any

from axes.models import AccessAttempt
from django.db.models import Q, QuerySet

from departments.accounts import accounts_of
from departments.address_counties import addresses_of
from departments.address_lockout import locked_addresses, locked_names
from departments.lockouts import locked_attempts
from departments.models import County, User


def names_seen(counties: QuerySet[County]) -> Q:
    """Names of these counties' accounts, and names that nobody has."""
    nobody = ~Q(username__in=User.objects.values("username"))
    return Q(username__in=accounts_of(counties).values("username")) | nobody


def own_lockouts(counties: QuerySet[County]) -> list[tuple[AccessAttempt, User | None]]:
    """Locked pairs of name and address, with the account; a name that nobody has only at an address that is seen."""
    attempts = list(locked_attempts().filter(names_seen(counties)))
    people = accounts_of(counties).in_bulk([one.username for one in attempts], field_name="username")
    seen = addresses_of(counties, [one.ip_address for one in attempts if one.ip_address])
    lines = [(one, people.get(one.username or "")) for one in attempts]
    return [(one, person) for one, person in lines if person or not one.ip_address or one.ip_address in seen]


def own_tried_names(counties: QuerySet[County]) -> list[tuple[dict[str, Any], User | None]]:
    """Names tried from so many addresses that strangers are refused; addresses are not told."""
    tried = list(locked_names().filter(names_seen(counties)))
    people = accounts_of(counties).in_bulk([one["username"] for one in tried], field_name="username")
    return [(one, people.get(one["username"])) for one in tried]


def own_addresses(counties: QuerySet[County]) -> list[dict[str, Any]]:
    """Addresses from which nobody new is let in, as far as they concern these counties."""
    locked = list(locked_addresses())
    seen = addresses_of(counties, [one["ip_address"] for one in locked])
    return [one for one in locked if one["ip_address"] in seen]
