"""The tables of projects on the desk: their lines have heads of their own, as on paper, and nothing empty above them."""

from django.template.loader import render_to_string

from evaluations.demo.department_profile import department_profiles
from evaluations.demo.invented_reports import invented_report
from evaluations.report import compose_report
from evaluations.report.blocks import TableBlock
from evaluations.review.desk.marked_paper import MarkedPaper
from evaluations.review.desk.place_marks import PlaceMarks
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts


def test_a_table_without_heads_has_no_empty_line_of_heads_and_names_its_inner_columns():
    scheme = load_scheme("hunan-2023")
    facts = invented_report(scheme, department_profiles()["109001"], 2023, {})
    report = compose_report(facts, scheme, assess_facts(scheme, facts))
    tables = [one for annex in report.annexes for one in annex.blocks if isinstance(one, TableBlock) and not one.headed]
    paper = MarkedPaper(report, PlaceMarks(1, scheme, facts, (), (), {}), None, 2023)
    assert tables
    for table, (_, marked) in zip(tables, paper._marked(tuple(tables)), strict=True):
        text = render_to_string("review/desk/paper_table.html", {"marked": marked, "table": table})
        assert "<thead>" not in text and '<th scope="col" class="level-0">全年预算数</th>' in text
