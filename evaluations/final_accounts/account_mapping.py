"""Which figures are made of which readings: figure_sources.toml, and what a form adds in its own file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluations.final_accounts.account_tables import account_vocabulary
from evaluations.final_accounts.reading_sums import sum_terms

SOURCES_FILE = Path(__file__).with_name("figure_sources.toml")


@dataclass(frozen=True, kw_only=True)
class FigureMapping:
    """How one figure is found; figure_sources.toml says what each key means."""

    take: Sequence[str] = ()
    narrower: Sequence[str] = ()
    last: Sequence[str] = ()
    same_if: str = ""
    doubt: str = ""
    doubt_narrower: str = ""
    doubt_last: str = ""

    def unknown_readings(self) -> list[str]:
        """Names that no table has: a mistake of whoever wrote the mapping."""
        sums = [*self.take, *self.narrower, *self.last, *(self.same_if.split(" = ") if self.same_if else ())]
        known = account_vocabulary().reading_names()
        return [name for text in sums for _, name in sum_terms(text) if name.rstrip("?") not in known]


@cache
def shared_mapping() -> Mapping[str, FigureMapping]:
    """Figure → how it is found, for every form."""
    data = tomllib.loads(SOURCES_FILE.read_text(encoding="utf-8"))
    return {figure: FigureMapping(**parts) for figure, parts in data.items()}


def mapping_of(figures: Sequence[str], own: Mapping[str, FigureMapping] | None = None) -> dict[str, FigureMapping]:
    """The mapping of a form's figures in the order of the form; its own words go before the shared ones."""
    known = {**shared_mapping(), **(own or {})}
    return {figure: known[figure] for figure in figures if figure in known}
