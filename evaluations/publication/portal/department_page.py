"""One department over the years: its reports on show beside each other, as a table and as bars."""

from typing import Any

from evaluations.language.units import MONEY_UNIT
from evaluations.models import Publication
from evaluations.publication.portal.portal_frame import whole_address
from evaluations.publication.portal.shelf import PortalSearch, publications_on_show, shelf_counties
from evaluations.publication.portal.shelf_lines import ShelfLine, shelf_lines
from evaluations.report.blocks import Chart
from evaluations.report.charts import drawn_chart


def department_context(budget_code: str, search: PortalSearch) -> dict[str, Any] | None:
    """The years of a department that are on show; None when there are none. Of counties that share a code the first."""
    rows = publications_on_show().filter(department__budget_code=budget_code)
    found: list[Publication] = list(search.in_place(rows))
    if not found:
        return None
    department = found[0].department
    own = [row for row in found if row.department_id == department.pk]
    lines = shelf_lines(own, shelf_counties())
    return {
        "department": department,
        "former_names": [row.name for row in department.former_names.all()],
        "lines": lines,
        "charts": department_charts(lines) if len(lines) > 1 else [],
        "here": whole_address("department", budget_code),
    }


def department_charts(lines: list[ShelfLine]) -> list[Chart]:
    """Budget and expenditure, and 三公经费, by year; the newest on top."""
    years = [(f"{line.publication.year} 年度", line.figures) for line in lines]
    money = [(label, [one.budget, one.spent]) for label, one in years]
    three_public = [(label, [one.three_public_budget, one.three_public_spent]) for label, one in years]
    drawn = (
        drawn_chart("chart-years", "预算和支出", MONEY_UNIT, ("预算", "支出"), money),
        drawn_chart("chart-three-public", "“三公经费”", MONEY_UNIT, ("预算", "支出"), three_public),
    )
    return [chart for chart in drawn if chart]
