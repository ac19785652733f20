"""A quotient in the file that is the other way round than the printed one: 编制数÷在职人数 for 在职人员数÷编制数."""

import re
from collections.abc import Iterator

from evaluations.language.faults import FileFault, quoted_label
from evaluations.schemes.printed_standard import plain_standard
from evaluations.schemes.scheme import ScoringScheme

PRINTED_QUOTIENT = re.compile(r"=\(?(?P<above>[^=÷/。;]{2,40})[÷/](?P<below>[^=÷/。;×]{2,40})")
PLAIN_QUOTIENT = re.compile(r"(?P<above>[a-z_.0-9]+) / (?P<below>[a-z_.0-9]+) \* 100")
SHORTEST_NAME = 3
SPENT, PLANNED = re.compile(r"实际|决算|执行|支付|完成"), re.compile(r"预算|计划|批准|批复|安排|概算")
SPENT_COLUMN, PLANNED_COLUMN = re.compile(r"actual|executed"), re.compile(r"budget|full_year|begin|approved|planned")


def formula_hints(scheme: ScoringScheme) -> Iterator[FileFault]:
    """Every indicator whose formula divides by what its text divides; what cannot be told for sure is silent."""
    for indicator in scheme.indicators:
        printed = PRINTED_QUOTIENT.search(plain_standard(indicator.standard))
        formula = PLAIN_QUOTIENT.fullmatch(indicator.formula.text) if indicator.formula else None
        if printed and formula and is_turned(scheme, printed, formula):
            words = f"{printed['above']}÷{printed['below'].rstrip(')')}"
            yield FileFault(
                where=f"indicators[{indicator.code}]",
                key="formula",
                read=f"{quoted_label(formula[0])}，而 standard 印的是{quoted_label(words)}",
                expected="与印出的算式同样的分子和分母",
                remedy="分子和分母可能写反了，请对照通知原文",
            )


def is_turned(scheme: ScoringScheme, printed: re.Match[str], formula: re.Match[str]) -> bool:
    """Whether the upper figure of the formula stands below in print, and nothing says otherwise: by the names of two rows,
    or within one row by its columns."""
    above, below = formula["above"], formula["below"]
    if above.partition(".")[0] != below.partition(".")[0]:
        upper, lower = row_labels(scheme, above), row_labels(scheme, below)
        right = names(printed["above"], upper) or names(printed["below"], lower)
        return not right and (names(printed["below"], upper) or names(printed["above"], lower))
    spent_below = SPENT_COLUMN.search(below) and PLANNED_COLUMN.search(above)
    told_above = SPENT.search(printed["above"]) and not PLANNED.search(printed["above"])
    told_below = PLANNED.search(printed["below"]) and not SPENT.search(printed["below"])
    return bool(spent_below and told_above and told_below)


def names(words: str, labels: tuple[str, ...]) -> bool:
    """Whether one of the names stands in the words."""
    return any(label in words for label in labels)


def row_labels(scheme: ScoringScheme, name: str) -> tuple[str, ...]:
    """The names of the row of a figure, as a text would give them."""
    figure = scheme.figures.get(name)
    rows = [row for table in scheme.tables for row in table.rows if figure and row.code and row.code == figure.row]
    labels = [label for row in rows for label in (row.label, *row.aliases)]
    labels += [figure.label] if figure and not rows else []
    return tuple(plain_standard(label) for label in labels if len(label) >= SHORTEST_NAME)
