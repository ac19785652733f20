"""The table of figures and the panel beside it, as the scheme and the server's results give them."""

import re

import pytest

from evaluations.drafts.facts_of_draft import scheme_of
from evaluations.filing.desk.draft_desk import Desk
from evaluations.filing.section.panel import panel_context
from evaluations.models import Status
from evaluations.models.scheme import load_into_database
from tests.factories import complete_figures
from tests.filing.pages import form_values, press
from tests.quickness import least_seconds

pytestmark = pytest.mark.usefixtures("kept_draft")

GROUP = '[[tables.rows]]\ngroup = "“三公经费”"'
ROW = '[[tables.rows]]\ncode = "extra_{n}"\nlabel = "附加行{n}"\noptional = true\ncolumns = ["budget", "actual"]\n\n'


@pytest.fixture
def complete(office):
    return office.evaluation(Status.DRAFT)


def html(client, evaluation, section):
    return client.get(f"/filing/{evaluation.pk}/s/{section}/").content.decode()


def test_every_figure_of_the_scheme_has_exactly_one_input(preparer, draft, address):
    scheme = scheme_of(draft)
    inputs = [name for section in scheme.sections for name in form_values(preparer.get(address(section.code)))]
    entered = [name for name, figure in scheme.figures.items() if not figure.computed]
    assert sorted(name for name in inputs if name in scheme.figures) == sorted(entered)


def test_every_cell_is_named_by_its_row_and_its_column(preparer, complete):
    page = html(preparer, complete, "base_data")
    named = re.findall(r'aria-labelledby="(row-\S+) (col-\S+)"', page)
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert len(named) > 40 and {one for pair in named for one in pair} <= ids


def test_each_row_is_explained_where_it_is_filled_in_and_the_explanation_is_no_part_of_its_name(preparer, complete):
    base, money = html(preparer, complete, "base_data"), html(preparer, complete, "general_budget")
    assert "公务用车的燃料费、维修费" in base and "决算数见：《支出决算表》“合计”行“基本支出”栏" in money
    assert base.count('class="row-help"') == 24 == len(re.findall(r'<th scope="row"[^>]*aria-label=', base))
    assert "公用经费的说明" in base and "公用经费的说明" not in money
    told = "".join(re.findall('<details class="row-help">.*?</details>', base, re.DOTALL))
    assert len(told.encode()) < 12_000


def test_sums_and_figures_of_other_sections_are_shown_and_not_asked(preparer, complete):
    base, money = html(preparer, complete, "base_data"), html(preparer, complete, "general_budget")
    assert re.search(r'<output id="id_three_public-actual" data-sum="[^"]+"[^>]*>5.20</output>', base)
    assert re.search(r'<output id="id_operating-actual"[^>]*>99.80</output>', money)


def test_a_wrong_printed_sum_is_mended_by_saving_the_table(preparer, office):
    evaluation = office.evaluation(document=complete_figures(three_public__actual="9"))
    page = f"/filing/{evaluation.pk}/s/base_data/"
    assert ">9.00</output>" in preparer.get(page).content.decode()
    press(preparer, page)
    assert ">5.20</output>" in preparer.get(page).content.decode()


def test_the_generated_sentences_stand_above_the_texts_as_they_will_be_printed(preparer, complete):
    sentence = "2020年度基本支出预算539.26万元，实际支出536.20万元。"
    assert sentence in html(preparer, complete, "general_budget")
    assert sentence in preparer.get(f"/filing/{complete.pk}/preview/").content.decode()


def test_persons_are_asked_where_filing_begins_and_nowhere_else(preparer, complete):
    assert "person-preparer" in html(preparer, complete, "base_data")
    assert "person-preparer" not in html(preparer, complete, "basic_info")


def test_the_panel_leads_with_what_lost_points(office, complete):
    readings = panel_context(Desk(complete, office.preparer))["readings"]
    assert readings[0].lost and not readings[-1].lost
    assert {reading.lost for reading in readings} == {True, False}


def test_the_panel_links_a_finding_to_its_field(preparer, office):
    evaluation = office.evaluation(document=complete_figures(basic__actual="550.55"))
    page = html(preparer, evaluation, "base_data")
    assert f'href="/filing/{evaluation.pk}/s/general_budget/#id_basic-actual"' in page


def test_a_value_over_its_limit_has_a_red_bar_and_says_so_in_words(preparer, office):
    evaluation = office.evaluation(document=complete_figures(staff_in_post="35"))
    page = html(preparer, evaluation, "base_data")
    assert 'class="bar-over"' in page and "140.00%" in page and "超过100%" in page


def test_three_hundred_rows_cost_no_query_and_little_time(
    preparer, office, address, tmp_path, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as few:
        preparer.get(address("base_data"))
    enough = len(few)
    rows = "".join(ROW.format(n=n) for n in range(270))
    file = tmp_path / "long.toml"
    file.write_text(office.cycle.scheme.source.replace(GROUP, rows + GROUP))
    office.cycle.scheme = load_into_database(str(file))
    office.cycle.save()
    preparer.get(address("base_data"))
    with django_assert_max_num_queries(enough):
        page = preparer.get(address("base_data")).content.decode()
    assert page.count("附加行") == 270 and least_seconds(lambda: preparer.get(address("base_data")), 2) < 2


@pytest.mark.parametrize(
    ("section", "offered"), [("base_data", True), ("projects", True), ("results", False), ("usage", False)]
)
def test_excel_is_offered_where_the_workbook_holds_the_section(preparer, address, section, offered):
    assert ("下载 Excel 表" in preparer.get(address(section)).content.decode()) is offered


def test_the_table_stands_before_the_sentences_made_of_it(preparer, address):
    page = preparer.get(address("general_budget")).content.decode()
    assert page.index('class="sheet"') < page.index('id="generated"')
    assert page.count('id="generated"') == 1


def rare_rows(page):
    """The labels of the rows that stay closed until somebody opens them."""
    rows = re.findall(r'<tr id="line-[^"]*" class="rare">.*?</tr>', page, re.S)
    return [re.search(r'class="lv\d"[^>]*>([^<]+)<', row)[1].strip() for row in rows]


def test_rare_rows_are_closed_until_they_hold_something_and_take_part_in_the_form(preparer, office):
    evaluation = office.evaluation(document=complete_figures(business__actual="3", business__budget="3"))
    page = html(preparer, evaluation, "general_budget")
    assert "对附属单位补助支出" in rare_rows(page) and "经营支出" not in rare_rows(page)
    assert 'id="rare-rows" data-rare' in page and 'name="rare' not in page
    assert 'name="subsidies.actual"' in page  # a plain form sends what is closed, too


def test_an_amount_typed_into_a_rare_row_is_kept_and_shown(preparer, draft, address):
    press(preparer, address("general_budget"), {"surplus_used": "12.5"})
    page = preparer.get(address("general_budget")).content.decode()
    assert "使用非财政拨款结余" not in rare_rows(page) and 'value="12.5' in page


def test_a_table_without_rare_rows_has_no_switch(preparer, complete):
    assert "data-rare" not in html(preparer, complete, "base_data")
