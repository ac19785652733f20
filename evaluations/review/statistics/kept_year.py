"""The numbers of a year and what is written of them, kept in this process until a line of the year changes.

To add up 13,000 reports took a quarter of a second a page. Whether anything has changed is told by the marks of the lines
(models/report_line.py), which the database adds up from an index. What is handed out as a file or made into a 通报 is
added up afresh.
"""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from threading import Lock

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from evaluations.report.county_statistics import YearStatistics
from evaluations.report.statistics_tables import StatisticsTable, ranking_table, statistics_tables
from evaluations.review.statistics.year_statistics import RANKING_ROWS, YearNumbers

MOST_YEARS, MOST_PAGES = 16, 20


@dataclass(frozen=True)
class KeptYear:
    """`year` without its ranking, the tables before that as text, how many are ranked, and pages of the ranking as text."""

    key: tuple[object, ...]
    year: YearStatistics
    ranked: int
    tables: SafeString
    pages: dict[int, SafeString] = field(default_factory=dict)

    def ranking(self, numbers: YearNumbers, first: int) -> SafeString:
        """The ranking from this line on (from 0)."""
        if first not in self.pages:
            if len(self.pages) >= MOST_PAGES:
                self.pages.clear()
            rows = numbers.ranking(first, RANKING_ROWS)
            table = ranking_table(replace(self.year, ranking=rows, first_place=first + 1))
            self.pages[first] = written_tables([table] if rows else [])
        return self.pages[first]


_kept: OrderedDict[tuple[int, bool], KeptYear] = OrderedDict()
_lock = Lock()


def kept_year(numbers: YearNumbers) -> KeptYear:
    """What is known of the year while nothing of it has changed; else what is added up now.

    The day and the form are part of the key: a name that a person changes is shown a day later at the latest.
    """
    place, cycle = (numbers.cycle.pk, numbers.passed_only), numbers.cycle
    told = (cycle.year, cycle.scheme.digest, str(cycle.county), cycle.county.bureau_name, timezone.localdate())
    key = (*numbers.mark(), *told)
    with _lock:
        last = _kept.get(place)
    if last is None or last.key != key:
        last = added_up_year(key, numbers)
    with _lock:
        _kept[place] = last
        _kept.move_to_end(place)
        if len(_kept) > MOST_YEARS:
            _kept.popitem(last=False)
    return last


def added_up_year(key: tuple[object, ...], numbers: YearNumbers) -> KeptYear:
    """All numbers but the ranking. The mark was read before: what changes in between makes the next page add up again."""
    year = numbers.statistics(most=1)
    tables = statistics_tables(replace(year, ranking=()))
    return KeptYear(key, year, numbers.ranked_lines().count(), written_tables(tables))


def written_tables(tables: list[StatisticsTable]) -> SafeString:
    """Tables with their charts, as they stand on the page."""
    return mark_safe("".join(render_to_string("review/statistics/table.html", {"table": table}) for table in tables))


def forget_years() -> None:
    """Forget everything: each test begins with nothing kept."""
    with _lock:
        _kept.clear()
