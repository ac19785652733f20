"""Tables as accountants know them from Excel: blocks found by name, both units, undo, keys, rows that are added."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.models.scheme import load_into_database
from tests.factories import complete_figures
from tests.filing.section import test_in_browser as browser
from tests.page_conditions import comes_true
from tests.patience import thorough_only

desk, faults, office, page, signed_in = browser.desk, browser.faults, browser.office, browser.page, browser.signed_in
paste = browser.paste
pytestmark = pytest.mark.django_db(transaction=True)
EXCEL = (
    "附件2　基础数据表\t\t\t\t\t\n"
    "行次\t项目\t2019年\t2020年\t\t完成率\n"
    "\t\t决算数\t预算数\t决算数\t\n"
    "5\t一、“三公经费”\t7.08\t2.20\t1.369\t62%\n"
    "8\t（1）公务用车运行维护（万元）\t3.5\t0.58\t0\t\n"
    "9\t其中：因公出国(境)经费\t \t-\t（不填）\t\n"
    "10\t３．公务接待费：\t￥3.58\t1,620.00元\t１．３６９\t\n"
    "77\t培训场地租金\t1\t2\t3\t\n"
)
BAR = "[data-paste-bar] [role=status]"
COLUMNS = '["last_actual", "budget", "actual"]'
ROWS = f'[[tables.rows]]\ncode = "extra_{{n}}"\nlabel = "附加行{{n}}"\noptional = true\ncolumns = {COLUMNS}\n\n'
GROUP = '[[tables.rows]]\ngroup = "“三公经费”"'


def holds(page, **texts):
    """Whether the cells come to hold these texts; a column stands behind two lines, other lines are dashes' own."""
    for figure, text in texts.items():
        expect(page.locator(f"#id_{figure.replace('__', '-')}")).to_have_value(text)


def blur(page):
    page.keyboard.press("Tab")


def test_a_block_with_names_and_years_finds_its_rows_and_columns(desk):
    page = desk("base_data")
    paste(page, "#id_establishment_posts", EXCEL)
    bar = page.locator(BAR)
    expect(bar).to_contain_text("已粘贴 8 格，按项目名称或行次对应；1 格不是数字或位数过多，已标红")
    expect(bar).to_contain_text("表中没有这些项目，未粘贴：培训场地租金")
    expect(bar).to_contain_text("表中没有这些列，未粘贴：完成率")
    holds(page, vehicle_operation__last_actual="3.50")
    holds(page, reception__last_actual="3.58", reception__budget="0.162", reception__actual="1.369")
    expect(page.locator("#id_three_public-budget")).to_have_text("0.742")
    page.get_by_role("button", name="查看第一处").click()
    expect(page.locator("#id_overseas_travel-actual")).to_be_focused()
    holds(page, overseas_travel__actual="（不填）")


def test_names_without_years_go_where_every_amount_has_a_cell(desk):
    page = desk("base_data")
    paste(page, "#id_establishment_posts", "公务接待费\t1\t2\t3\n公务用车运行维护\t4\t5\t6\n")
    holds(page, reception__last_actual="1.00", reception__budget="2.00", reception__actual="3.00")
    holds(page, vehicle_operation__actual="6.00")


def test_other_names_of_a_row_and_the_zero_of_the_accounting_format_are_known(desk):
    page = desk("base_data")
    block = "公务用车运行维护费\t -   \t ¥ -   \t 0.58 \n公务接待\t-\t 1.62 \t - \n"
    paste(page, "#id_establishment_posts", block)
    expect(page.locator(BAR)).to_contain_text("已粘贴 6 格")
    holds(
        page, vehicle_operation__last_actual="0.00", vehicle_operation__budget="0.00", vehicle_operation__actual="0.58"
    )
    holds(page, reception__last_actual="", reception__budget="1.62", reception__actual="0.00")


def test_amounts_in_yuan_are_turned_exactly_and_own_units_win(desk):
    page = desk("base_data")
    page.get_by_role("radio", name="元（自动换算）").check()
    paste(page, "#id_vehicle_operation-last_actual", "5,505,500.07\t0.01\t3万元\n12345.678\t(1.00)\t9元\n")
    holds(page, vehicle_operation__last_actual="550.550007")
    holds(page, vehicle_operation__budget="0.000001")
    holds(page, vehicle_operation__actual="3.00")
    expect(page.locator(BAR)).to_contain_text("以元计的已换算成万元；2 格不是数字或位数过多")
    page.get_by_role("button", name="查看第一处").click()
    expect(page.locator("#id_overseas_travel-last_actual")).to_be_focused()
    holds(page, overseas_travel__actual="0.0009")


def test_the_unit_named_in_the_block_is_followed(desk):
    page = desk("base_data")
    paste(page, "#id_establishment_posts", "项目\t2020年决算数（元）\n公务接待费\t13,690\n")
    holds(page, reception__actual="1.369")


def test_pastes_are_taken_back_one_by_one_and_typing_in_between_stays(desk):
    page = desk("base_data")
    page.locator("#id_reception-actual").fill("7")
    blur(page)
    paste(page, "#id_reception-budget", "1\t2\n")
    paste(page, "#id_reception-budget", "3\t4\n")
    page.keyboard.press("Control+z")
    holds(page, reception__budget="1.00", reception__actual="2.00")
    page.locator("#id_reception-budget").fill("9")
    blur(page)
    page.get_by_role("button", name="撤销粘贴").click()
    expect(page.locator(BAR)).to_contain_text("已撤销粘贴，1 格恢复原样，1 格后来改过，未动")
    holds(page, reception__budget="9.00", reception__actual="7.00")
    page.keyboard.press("Control+z")
    holds(page, reception__budget="1.00")


def test_keys_are_those_of_excel(desk):
    page = desk("base_data")
    page.locator("#id_reception-budget").click()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("6")
    holds(page, reception__budget="6")
    page.keyboard.press("Escape")
    holds(page, reception__budget="5.00")
    page.keyboard.press("Delete")
    blur(page)
    holds(page, reception__budget="")
    expect(page.locator("#id_reception-actual")).to_be_focused()
    page.keyboard.press("Control+z")
    holds(page, reception__budget="5.00")


def test_a_negative_is_marked_unless_the_row_allows_it(desk):
    page = desk("base_data")
    paste(page, "#id_reception-budget", "(3.42)\n")
    expect(page.locator("#id_reception-budget")).to_have_attribute("aria-invalid", "true")
    paste(page, "#id_budget_added", "(3.42)\n")
    holds(page, budget_added="-3.42")


@thorough_only
def test_twenty_items_are_pasted_at_once_and_stored(desk):
    page = desk("projects")
    page.get_by_label("项目名称").fill("机房")
    page.get_by_role("button", name="项目1的详情").click()
    items = "".join(f'{n}\t"明细\n{n}"\t{n}.5\n' for n in range(1, 21))
    paste(page, "#id_project-0-item-0-name", "序号\t明细名称\t预算数\n" + items)
    expect(page.locator(BAR)).to_contain_text("已粘贴 40 格；增加了 19 行。")
    expect(page.locator("#id_project-0-item-19-amount")).to_have_value("20.50")
    page.locator(".actions").get_by_role("button", name="先放着").click()
    expect(page.locator("#notices")).to_contain_text("已暂存")
    stored = collect_facts(desk.draft).projects[0].items
    assert (len(stored), stored[0].name, stored[19].amount) == (20, "明细 1", Decimal("20.5"))


def test_added_rows_go_with_the_paste_that_brought_them(desk):
    page = desk("execution")
    page.get_by_role("button", name="增加一处楼堂馆所").click()
    page.get_by_role("radio", name="元（自动换算）").check()
    paste(page, "#id_building-0-name", "办公楼\t1000\t1100\t5000000\t5100000\n食堂\t300\t300\t2000000\t1900000\n")
    expect(page.locator("#id_building-1-name")).to_have_value("食堂")
    holds(page, **{"building-0-approved_area": "1,000.00", "building-0-actual_investment": "510.00"})
    page.locator("#id_building-0-name").press("Control+z")
    expect(page.locator("[data-rows] tr")).to_have_count(1)
    expect(page.locator("#id_building-0-name")).to_have_value("")


@pytest.fixture
def modules(page, live_server, transactional_db):
    """One call of a function of our own modules: (file, function, arguments) → its answer."""
    page.goto(f"{live_server.url}/accounts/login/")
    call = """async ([file, name, given]) => {
        const found = (await import(`/static/filing/section/${file}`))[name];
        return given.map(one => { const answer = found(...one); return typeof answer === 'bigint' ? String(answer) : answer; });
    }"""
    return lambda file, name, given: page.evaluate(call, [file, name, given])


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(min_value=0, max_value=10**15), min_size=20, max_size=60))
def test_yuan_become_ten_thousands_without_losing_a_fen(modules, fen):
    texts = [f"{n // 100:,}.{n % 100:02}" for n in fen]
    assert modules("amounts.js", "pasted", [[text, True] for text in texts]) == [str(n) for n in fen]
    shown = modules("amounts.js", "pasted", [[f"{text}元"] for text in texts])
    assert shown == [str(n) for n in fen]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.text(st.sampled_from('甲1"\t\n ,.“'), max_size=6), min_size=2, max_size=4), min_size=1, max_size=6
    )
)
def test_cells_are_read_as_excel_writes_them(modules, rows):
    quoted = [['"' + text.replace('"', '""') + '"' for text in row] for row in rows]
    read = modules("block.js", "read", [["\r\n".join("\t".join(row) for row in quoted) + "\r\n"]])[0]
    assert read == [[" ".join(text.split()) for text in row] for row in rows]


def test_names_are_compared_without_what_differs_by_habit(modules):
    before = ["", " ", "其中：", "一、", "（一）", "1.", "1.2 ", "①", "３．", "2、 "]
    spelt = [f"{one}公务接待费" for one in before] + ["“公务接待费”（万元）", "公 务 接 待 费：", "公务接待费(元)"]
    spelt += ["⑴公务接待费", "⒈公务接待费", "㈠公务接待费", "公务接待费（㎡）", "公务\u200b接待\u00a0费"]
    assert set(modules("block.js", "nameKey", [[text] for text in spelt])) == {"公务接待费"}
    looks = [["公务⽤⻋运⾏维护"], ["公务用车运行维护"], ["龙\ue863"], ["第²项"]]
    assert modules("block.js", "nameKey", looks) == ["公务用车运行维护"] * 2 + ["龙䶮", "第²项"]
    assert modules("block.js", "nameKey", [["2020年预算"], ["十二项制度"]]) == ["2020年预算", "十二项制度"]


@thorough_only
def test_three_hundred_rows_take_a_block_of_nine_hundred_cells(desk, office, tmp_path, record_property):
    """How long it takes is told with --junitxml (property milliseconds); a busy machine must not fail it."""
    file = tmp_path / "long.toml"
    file.write_text(office.cycle.scheme.source.replace(GROUP, "".join(ROWS.format(n=n) for n in range(300)) + GROUP))
    office.cycle.scheme = load_into_database(str(file))
    office.cycle.save()
    page = desk("base_data")
    spent = {"load": page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")}
    page.evaluate("addEventListener('paste', () => { window.begun = performance.now(); }, true)")
    page.evaluate(
        """new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => { window.over ??= performance.now(); })))
             .observe(document.querySelector('[data-paste-bar] [role=status]'), { childList: true })"""
    )
    block = "".join(f"附加行{n}\t{n}.5\t1,000.00\t{n}\n" for n in range(300))
    paste(page, "#id_extra_0-budget", block)
    expect(page.locator(BAR)).to_contain_text("已粘贴 900 格")
    expect(page.locator("#id_extra_299-actual")).to_have_value("299.00")
    comes_true(page, "window.over")
    spent["paste 900"] = page.evaluate("window.over - window.begun")
    page.locator("#id_extra_150-budget").focus()
    page.evaluate("""addEventListener('keydown', () => { const begun = performance.now();
        requestAnimationFrame(() => setTimeout(() => { (window.keys ??= []).push(performance.now() - begun); })); }, true)""")
    for key in "1234":
        page.keyboard.press(key)
        page.keyboard.press("Enter")
    comes_true(page, "(window.keys ?? []).length >= 8")
    spent["key"] = max(page.evaluate("window.keys"))
    record_property("milliseconds", json.dumps(spent))
    holds(page, extra_153__budget="4.00")


def test_a_block_in_yuan_is_doubted_converted_and_taken_back(page, office, signed_in, live_server, faults):
    draft = office.evaluation(document=complete_figures(staff_in_post="24"))
    signed_in(page.context, office.preparer)
    page.goto(f"{live_server.url}/filing/{draft.pk}/s/base_data/")
    bar = page.locator(BAR)

    def stands(operation, actual, budget):
        holds(page, vehicle_operation__actual=operation, reception__actual=actual, reception__budget=budget)

    figures = ("vehicle_operation-actual", "reception-actual", "reception-budget")
    before = [page.locator(f"#id_{figure}").input_value() for figure in figures]
    paste(page, "#id_reception-last_actual", "公务用车运行维护\t25000\t24000\t22000\n公务接待费\t40000\t36000\t300\n")
    expect(bar).to_contain_text("支出合计（2020年预算数） 707.00 万元的 35.3 倍，原表可能以元为单位（6 格）")
    page.get_by_role("button", name="换算为万元").click()
    expect(bar).to_contain_text("已把 6 格换算为万元")
    stands("2.20", "0.03", "3.60")
    expect(page.get_by_role("button", name="撤销换算")).to_be_visible()
    expect(page.locator("#id_reception-last_actual")).to_be_focused()
    page.keyboard.press("Control+z")
    stands("22,000.00", "300.00", "36,000.00")
    page.get_by_role("button", name="撤销粘贴").click()
    stands(*before)
    paste(page, "#id_reception-last_actual", "公务接待费\t4\t3.6\t3\n")
    expect(page.get_by_role("button", name="换算为万元")).to_be_hidden()
    page.locator("#id_operating-actual").fill("137.26")  # a total that was typed just now, and nobody has saved
    paste(page, "#id_operating_office-last_actual", "办公经费\t\t\t412600\n")
    expect(bar).to_contain_text("公用经费（2020年决算数） 137.26 万元的 3005.9 倍，原表可能以元为单位（1 格）")
    paste(page, "#id_reception-last_actual", "公务接待费\t36000000\t4100000\t\n")
    expect(bar).to_contain_text("县级部门全年收支的上限（估算） 1,000,000.00 万元的 36 倍，原表可能以元为单位（2 格）")
