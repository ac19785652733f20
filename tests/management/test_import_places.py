"""For which department and year a document is meant, and what may contradict it."""

import json

import pytest
from django.core.management import CommandError, call_command

from departments.models import County, Department
from evaluations.facts.document import Facts, FactsError
from evaluations.management.commands.import_evaluation import find_obligation, find_user, refuse_other_form
from evaluations.models import Cycle, Evaluation, Obligation, Scheme
from tests.factories import make_county, make_cycle, make_department, make_obligation, make_user

NOTHING = {"county": None, "department": None, "cycle": None}
HERE = {
    "scheme": "hunan-2013",
    "year": 2020,
    "county": "永兴县",
    "department": "县档案馆",
    "budget_code": "101001",
    "notice_reference": "永财绩函〔2021〕6号",
}


def duty() -> Obligation:
    """The duty to report that HERE describes, known without a database."""
    county = County(name="永兴县", code="431023")
    scheme = Scheme(code="hunan-2013")
    cycle = Cycle(county=county, year=2020, scheme=scheme, notice_reference="永财绩函〔2021〕6号")
    return Obligation(cycle=cycle, department=Department(county=county, name="县档案馆", budget_code="101001"))


def document(**head) -> Facts:
    """A document that says this about itself and has one figure."""
    return Facts(figures={}, **head)


@pytest.mark.parametrize("left_out", [None, *HERE])
def test_what_a_document_leaves_out_is_taken_from_what_is_registered(left_out):
    refuse_other_form(document(**{key: value for key, value in HERE.items() if key != left_out}), duty())


@pytest.mark.parametrize("key, other", [(key, 2019 if key == "year" else "别的") for key in HERE])
def test_whatever_contradicts_the_register_is_named_with_both_values(key, other):
    with pytest.raises(FactsError) as error:
        refuse_other_form(document(**HERE | {key: other}), duty())
    assert str(error.value) == (
        f"文件 的 {key}：读到 “{other}”，应为“{HERE[key]}”。请改正文件，或删去这一项，以系统中登记的为准。"
    )


def test_all_contradictions_are_named_at_once():
    with pytest.raises(FactsError) as error:
        refuse_other_form(document(scheme="hunan-2023", year=2023, county="资兴市"), duty())
    assert [fault.key for fault in error.value.faults] == ["scheme", "year", "county"]


@pytest.mark.django_db
class TestFinding:
    @pytest.fixture(autouse=True)
    def register(self):
        """Two counties with a 县档案馆 of one code each, and two years of the first."""
        self.county = make_county("永兴县", code="431023")
        self.archive = make_department(self.county, "县档案馆", budget_code="101001")
        library = make_department(self.county, "县图书馆", budget_code="101002")
        cycles = {year: make_cycle(self.county, year) for year in (2020, 2021)}
        self.owed = {year: make_obligation(cycle, self.archive) for year, cycle in cycles.items()}
        make_obligation(cycles[2020], library)
        elsewhere = make_cycle(make_county("资兴市", code="431081"), 2020)
        make_obligation(elsewhere, make_department(elsewhere.county, "县档案馆", budget_code="101001"))

    @pytest.mark.parametrize(
        "head, options",
        [
            ({"county": "永兴县", "department": "县档案馆", "year": 2020}, {}),
            ({"county": "431023", "department": "101001", "year": 2020}, {}),
            ({"county": "永兴县", "budget_code": "101001", "year": 2020}, {}),
            ({}, {"county": "永兴县", "department": "县档案馆", "cycle": 2020}),
            ({}, {"county": "431023", "department": "101001", "cycle": 2020}),
            (
                {"county": "资兴市", "department": "县图书馆", "year": 2021},
                {"county": "永兴县", "department": "101001", "cycle": 2020},
            ),
            ({"budget_code": "999999", "year": 2020}, {"county": "永兴县", "department": "县档案馆"}),
        ],
    )
    def test_names_and_codes_lead_there_and_the_options_go_before_the_file(self, head, options):
        assert find_obligation(document(**head), NOTHING | options) == self.owed[2020]

    @pytest.mark.parametrize(
        "head, read, expected",
        [
            ({"county": "永兴县", "department": "县档案馆"}, "永兴县 县档案馆 （未写年度）", "只对应一个单位和年度"),
            ({"department": "县档案馆", "year": 2020}, "（未写县） 县档案馆 2020", "只对应一个单位和年度"),
            ({"county": "永兴县", "year": 2021}, "永兴县 （未写单位） 2021", "只对应一个单位和年度"),
            (
                {"county": "永兴县", "department": "县图书馆", "year": 2021},
                "永兴县 县图书馆 2021",
                "一个已列入年度任务的单位",
            ),
            ({"county": "永兴县", "budget_code": "9", "year": 2020}, "永兴县 9 2020", "一个已列入年度任务的单位"),
            (
                {"county": "永兴县", "department": "县图书馆", "budget_code": "101001", "year": 2020},
                "永兴县 县图书馆 2020",
                "一个已列入年度任务的单位",
            ),
        ],
    )
    def test_where_several_or_none_are_meant_nothing_is_guessed(self, head, read, expected):
        with pytest.raises(FactsError) as error:
            find_obligation(document(**head), NOTHING)
        assert str(error.value) == (
            f"文件 的 department：读到 {read}，应为{expected}。"
            "请核对名称，或用 --county、--department、--cycle 指明；年度任务和应报单位须先设好。"
        )

    def test_a_document_stays_out_of_a_year_it_is_not_about(self, tmp_path):
        path = tmp_path / "facts.json"
        path.write_text(json.dumps({"figures": {"satisfaction_rate": "93"}, "year": 2021, "department": "县档案馆"}))
        with pytest.raises(CommandError) as error:
            call_command("import_evaluation", str(path), "--county", "永兴县", "--cycle", "2020")
        assert error.value.returncode == 2 and "读到 “2021”，应为“2020”" in str(error.value)
        assert not Evaluation.objects.exists()


@pytest.mark.django_db
def test_who_left_answers_for_nothing():
    make_user(username="zhangsan", is_active=False)
    for name in ("zhangsan", "lisi"):
        with pytest.raises(CommandError) as error:
            find_user(name)
        assert (str(error.value), error.value.returncode) == (f"没有用户名为“{name}”的在用用户。", 2)
    assert find_user(None) is None and find_user(make_user(username="wangwu").username).username == "wangwu"
