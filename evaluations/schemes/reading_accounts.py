"""Reads the `accounts` of a form: where its own figures stand in the final accounts."""

from evaluations.final_accounts.account_mapping import FigureMapping
from evaluations.final_accounts.account_tables import account_vocabulary
from evaluations.language.faults import did_you_mean
from evaluations.language.table_reader import TableReader

READING_EXPECTED = "决算表里的数，如 spending.total.basic（evaluations/final_accounts/account_tables.toml）"


def read_accounts_mapping(owner: TableReader) -> dict[str, FigureMapping]:
    """Figure → how it is found; figures that every form has need no entry."""
    return {part.code("figure", dots=True): read_figure_mapping(part) for part in owner.tables("accounts", "figure")}


def read_figure_mapping(part: TableReader) -> FigureMapping:
    """One entry; a reading that no table has is a fault."""
    found = FigureMapping(
        take=part.words("take"),
        narrower=part.words("narrower"),
        last=part.words("last"),
        same_if=part.text("same_if", ""),
        doubt=part.text("doubt", ""),
        doubt_narrower=part.text("doubt_narrower", ""),
        doubt_last=part.text("doubt_last", ""),
    )
    for name in found.unknown_readings():
        part.fault(
            "take",
            read=name,
            expected=READING_EXPECTED,
            remedy=did_you_mean(name, account_vocabulary().reading_names()),
        )
    part.close()
    return found
