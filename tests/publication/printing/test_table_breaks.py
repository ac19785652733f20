"""A line of a table stays whole where a page holds it, its heading with it; read back from the printed pages."""

import subprocess

import pytest

from evaluations.facts.reading import read_facts
from evaluations.publication.printing.print_child import print_html
from evaluations.report import compose_report
from evaluations.scoring.assessing import assess_facts
from tests.publication.papers import HEAD, page
from tests.report.test_walked_forms import scheme_of

STYLE = "<style>@page{{size:150mm}}p{{height:{above}mm}}td{{height:{line}mm}}</style>"
TABLE = """<p>上文<h2>标题</h2><table class="table-targets"><thead><tr><th>表头<th>表头</thead>
<tbody><tr><td rowspan="2">甲甲<td><br><br>乙乙<br>丙丙<tr><td>丁丁</tbody><tbody><tr><td>总分<td>一百</tbody></table>"""
REASON = "全年执行数低于全年预算数，是因为质保金未到期，按合同结转下年支付"


def page_texts(html: str) -> list[str]:
    """What each page says, without blanks."""
    told = subprocess.run(["pdftotext", "-", "-"], input=print_html(html).pdf, capture_output=True, check=True)
    return ["".join(one.split()) for one in told.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize(
    ("above", "line", "heads"),
    [(5, 3, [1]), (45, 3, [2]), (45, 30, [2, 3])],
    ids=["it fits", "it fits the next page", "it fits none"],
)
def test_the_first_lines_of_a_table_go_to_the_next_page_with_their_heading(above, line, heads):
    """What no page holds is torn, and the head of the table is said again."""
    pages = page_texts(STYLE.format(above=above, line=line) + TABLE)
    assert [n for n, text in enumerate(pages, 1) if "表头" in text] == heads
    assert "标题表头" in pages[heads[0] - 1] and "上文" in pages[0]
    if len(heads) == 1:
        assert all(word in pages[heads[0] - 1] for word in ("甲甲", "乙乙", "丙丙", "丁丁", "总分"))


@pytest.mark.parametrize("goal_lines", range(1, 14, 4))
def test_no_line_of_a_self_evaluation_is_torn_wherever_the_page_ends(goal_lines):
    scheme = scheme_of("self-evaluation")
    facts = read_facts(
        {
            "year": 2018,
            "scheme": scheme.code,
            **HEAD,
            "figures": {f"{row}.{column}": "90" for row in ("fiscal",) for column in ("begin", "full_year", "actual")},
            "narratives": {"goal": "\n".join(["全年办件6000件以上。"] * goal_lines)},
            "entries": {"execution_rate": {"reason": REASON}},
        }
    )
    pages = page_texts(page(compose_report(facts, scheme, assess_facts(scheme, facts))))
    heads = [text for text in pages if "三级指标" in text]
    assert sum("预算执行率" in text and REASON[-4:] in text and REASON[:4] in text for text in heads) == 1
    assert "绩效指标一级指标" in heads[0]


@pytest.mark.parametrize("kind", ["targets", "rates", "project-form"])
@pytest.mark.parametrize("above", [0, 20])
@pytest.mark.parametrize(("groups", "lines"), [(2, 14), (3, 9), (2, 40), (4, 40)])
def test_lines_that_are_to_stay_together_part_where_no_page_holds_them(kind, above, groups, lines):
    """Of every line its beginning and its end are on the paper, in order."""
    told = [f"始{n}" + "<br>".join(["乙"] * lines) + f"终{n}" for n in range(groups)]
    head = "" if kind == "project-form" else "<thead><tr><th>表头<th>表头</thead>"
    body = "".join(f"<tbody><tr><td>甲<td>{text}</tbody>" for text in told)
    pages = page_texts(
        f"<style>@page{{size:150mm}}</style><div style='height:{above}mm'></div><h2>标题</h2>"
        f"<table class='table-{kind}'>{head}{body}</table>"
    )
    whole = "".join(pages)
    marks = [mark for n in range(groups) for mark in (f"始{n}", f"终{n}")]
    assert sorted(marks, key=whole.index) == marks and all(whole.count(mark) == 1 for mark in marks)
    assert whole.count("乙") == groups * lines


def lines_of_pages(head: str, groups: list[list[str]], above: int, kind: str) -> list[list[str]]:
    """The lines of such a table on each page, without its head; each page must have that."""
    body = "".join(f"<tbody>{''.join(f'<tr><td>{line}' for line in group)}</tbody>" for group in groups)
    style = f"<style>@page{{size:150mm}}</style><div style='height:{above}mm'>上文</div>"
    pages = page_texts(f"{style}<table class='table-{kind}'><thead><tr><th>{head}</thead>{body}</table>")
    told = [text.replace("上文", "").partition("—")[0] for text in pages]
    assert all(text.startswith(head) for text in told if text)
    return [text.removeprefix(head).split("行")[:-1] for text in told if text]


@pytest.mark.parametrize("above", range(36, 75, 3))
@pytest.mark.parametrize(
    ("kind", "groups"),
    [
        ("base_data", [[f"甲{n}行" for n in range(13)]]),
        ("projects", [["项行", "乙1行", "乙2行", "乙3行"], ["目行", "丙1行", "丙2行"], ["丁1行", "丁2行", "丁3行"]]),
        ("written", [[f"戊{n}行"] for n in range(11)]),
        ("buildings", [[f"己{n}行"] for n in range(11)]),
    ],
)
def test_no_page_has_one_line_of_a_table_alone(kind, groups, above):
    pages = lines_of_pages("表头", groups, above, kind)
    assert sum(pages, []) == [line.removesuffix("行") for group in groups for line in group]
    assert all(len(lines) > 1 for lines in pages), pages


@pytest.mark.parametrize("above", range(36, 75, 3))
def test_the_sum_never_stands_alone(above):
    body = "".join(f"<tr><td>甲{n}行" for n in range(9))
    pages = page_texts(
        f"<style>@page{{size:150mm}}</style><div style='height:{above}mm'></div><table><thead><tr><th>表头</thead>"
        f"<tbody>{body}</tbody><tbody><tr class='row-total'><td>合计行</tbody></table>"
    )
    assert all("甲" in text for text in pages if "合计" in text)


@pytest.mark.parametrize(("total", "shared"), [("", "甲乙"), (" class='row-total'", "甲")])
def test_only_a_sum_keeps_the_group_above_it_on_its_page(total, shared):
    """Indicators without a sum fill the page before their last group goes to the next."""
    rows = "".join(
        f"<tbody><tr{last}><td>{name}" + "<br>字" * 6 for name, last in (("甲", ""), ("乙", ""), ("丙", total))
    )
    pages = page_texts(
        f"<style>@page{{size:150mm}}</style><table class='table-targets'><thead><tr><th>头</thead>{rows}</table>"
    )
    assert pages[0].removeprefix("头").replace("字", "").partition("—")[0] == shared
