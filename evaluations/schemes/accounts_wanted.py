"""What a form asks of the final accounts: which of its figures are looked for, in this year's tables and in last year's."""

from collections.abc import Sequence

from evaluations.final_accounts.account_mapping import mapping_of
from evaluations.final_accounts.accounts_reading import AccountsAsked
from evaluations.schemes.scheme import ScoringScheme

LAST_YEAR_COLUMN = ".last_"


def accounts_wanted(scheme: ScoringScheme, year: int | None = None, owners: Sequence[str] = ()) -> AccountsAsked:
    """The figures of the form that its mapping knows; those of last year's columns as what they were then."""
    last = {name: name.replace(LAST_YEAR_COLUMN, ".") for name in scheme.figures if LAST_YEAR_COLUMN in name}
    names = dict.fromkeys((*scheme.figures, *last.values()))
    mapping = mapping_of(list(names), scheme.accounts)
    return AccountsAsked(mapping=mapping, last=last, year=year, owners=owners)
