"""What a paper is called at the head of printed pages: by its own form, not by the form of most departments."""

from pathlib import Path

import pytest

from evaluations.publication.printing.print_child import print_html
from evaluations.schemes.loading import load_scheme, parse_scheme
from tests.publication.papers import composed as report_2013
from tests.publication.papers import page, pdf_info
from tests.report.test_walked_forms import report_of, scheme_of

UNSCORED = Path(__file__).parents[1] / "data/unscored-plan.toml"


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        (load_scheme("hunan-2013"), "2020年度部门整体支出绩效评价报告"),
        (load_scheme("mof-project-2020"), "2020年度项目支出绩效自评报告"),
        (scheme_of("earmarked"), "2020年度财政专项资金使用情况报告"),
        (
            scheme_of("earmarked", "{department}{year}", "{county}{department}{year}"),
            "2020年度财政专项资金使用情况报告",
        ),
        (parse_scheme(UNSCORED.read_text(), "unscored-plan"), "2020年度“三公”经费说明和绩效目标表"),
    ],
)
def test_the_name_of_a_paper_is_that_of_its_form(scheme, name):
    assert scheme.paper_name(2020) == name


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (report_2013(), "部门整体支出, 绩效评价, 2020年度"),
        (report_of("earmarked"), "2018年度财政专项资金使用情况报告, 2018年度"),
    ],
)
def test_the_file_is_found_by_the_words_of_its_form(report, words):
    assert f"Keywords:        {words}\n" in pdf_info(print_html(page(report)).pdf)
