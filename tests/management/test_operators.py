"""What the smaller commands tell the operator, word for word."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from departments.models import County
from evaluations.audit.chain_head import last_seal
from evaluations.audit.refusals import Incomplete
from evaluations.cycles.opening.named_on_command_line import named_county, named_cycle, named_person, named_scheme
from evaluations.cycles.opening.order import OpenedCycle
from evaluations.management.commands.open_cycle import opening_in_words, option_day
from evaluations.management.commands.rehearse import scheme_named
from evaluations.models import Cycle, Evaluation, Scheme
from evaluations.schemes.loading import load_scheme
from evaluations.schemes.scheme import SchemeError
from tests.cycles.years import REVISED
from tests.factories import make_county, make_cycle, make_obligation, make_publication, make_scheme, make_user
from tests.proving import prove_record

CYCLE = Cycle(pk=7, county=County(name="永兴县", code="431023"), year=2021)


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    "new, listed, done",
    [(True, 12, "已下达"), (True, 0, "已下达"), (False, 2, "已在，补列"), (False, 0, "已在，没有重复建立")],
)
def test_opening_a_year_is_told_in_one_sentence(new, listed, done):
    assert opening_in_words(OpenedCycle(CYCLE, new, listed, 5)) == (
        f"永兴县2021年度任务{done}，编号 7：列入 {listed} 个单位，5 个单位开始填报时带入最近一次审核通过的内容。"
    )


def test_a_day_is_read_as_the_help_shows_it():
    assert option_day("--due", "2022-04-30") == date(2022, 4, 30)


@pytest.mark.parametrize("text", ["2022-4-30x", "30.04.2022", "2022-02-30", "", "明天"])
def test_what_is_no_day_is_refused_with_the_name_of_its_option(text):
    with pytest.raises(CommandError) as error:
        option_day("--due", text)
    assert (str(error.value), error.value.returncode) == (
        f"--due 读到“{text}”，应为 2022-03-01 这样的日期。",
        2,
    )


def test_the_demonstration_with_its_printed_passwords_never_comes_into_service(settings):
    settings.MODE = "production"
    with pytest.raises(CommandError, match="^示范数据只能在试用模式下载入：请去掉 JIXIAO_MODE=production 后再运行。$"):
        said("demo")


def test_a_rehearsal_reads_a_scheme_and_loads_none():
    """Without a database, as far as a file or a shipped name is meant."""
    assert scheme_named("hunan-2013") == load_scheme("hunan-2013")
    assert scheme_named(str(REVISED)).digest == load_scheme(REVISED).digest
    with pytest.raises(SchemeError):
        scheme_named("hunan-2031")


def test_a_sound_scheme_is_said_to_be_sound_with_its_size(tmp_path):
    scheme = load_scheme("hunan-2013")
    assert said("check_scheme", "hunan-2013").splitlines()[-1] == (
        f"hunan-2013：{scheme.title}，{len(scheme.indicators)}个指标，满分100分，没有发现问题。"
    )


def test_what_looks_like_a_slip_is_a_hint_before_the_verdict(tmp_path):
    path = tmp_path / "year.toml"
    text = load_scheme("hunan-2013").source
    path.write_text(text.replace("点扣0.5分", "点扣1分", 1))
    *hints, verdict = said("check_scheme", str(path)).splitlines()
    assert verdict.startswith(f"{path}：") and verdict.endswith("没有错误，1 处提示请对照通知原文核对。")
    assert len(hints) == 1 and all(line.startswith(f"提示 {path}：") for line in hints)


@pytest.mark.django_db
class TestNames:
    def test_a_county_is_known_by_name_and_by_code(self):
        county = make_county("永兴县", code="431023")
        assert named_county("永兴县") == county == named_county("431023")

    def test_who_asks_for_another_county_is_told_which_there_are(self):
        with pytest.raises(Incomplete, match="^没有“永兴”这个县（市、区）。已有：（无）。$"):
            named_county("永兴")
        make_county("资兴市", code="431081")
        make_county("永兴县", code="431023")
        with pytest.raises(Incomplete, match="已有：永兴县（431023）、资兴市（431081）。$"):
            named_county("永兴")

    def test_a_city_full_of_counties_does_not_fill_the_screen(self):
        for number in range(25):
            make_county(f"第{number}县")
        with pytest.raises(Incomplete) as error:
            named_county("永兴")
        assert error.value.message.count("县（4") == 20

    def test_a_year_without_task_names_the_years_that_have_one(self):
        county = make_county("永兴县")
        with pytest.raises(Incomplete, match="^永兴县没有 2019 年度的任务。已有年度：（无）。$"):
            named_cycle(county, 2019)
        cycles = {year: make_cycle(county, year) for year in (2020, 2021)}
        make_cycle(make_county(), 2019)
        with pytest.raises(Incomplete, match="已有年度：2021、2020。$"):
            named_cycle(county, 2019)
        assert named_cycle(county, 2020) == cycles[2020]

    def test_a_scheme_is_named_by_number_or_loaded_from_its_file(self):
        row = make_scheme()
        assert named_scheme(str(row.pk)) == row == named_scheme("hunan-2013")
        assert named_scheme(str(REVISED)).digest == load_scheme(REVISED).digest and Scheme.objects.count() == 2
        with pytest.raises(Incomplete, match="^没有编号为 999 的指标体系。编号见 manage.py load_scheme 的输出。$"):
            named_scheme("999")

    def test_only_a_person_in_use_answers_for_an_act(self):
        assert named_person(None) is None and named_person("") is None
        person, gone = make_user(username="liu"), make_user(username="gone", is_active=False)
        assert named_person("liu") == person
        with pytest.raises(Incomplete, match=f"^没有用户名为“{gone.username}”的在用用户。$"):
            named_person(gone.username)


@pytest.mark.django_db
class TestRecords:
    def test_loading_a_scheme_tells_number_and_hash_for_the_next_command(self):
        text = said("load_scheme", "hunan-2013")
        row = Scheme.objects.get()
        assert text == f"{row.title}（hunan-2013）编号 {row.pk}，SHA-256 {load_scheme('hunan-2013').digest}\n"

    def test_an_export_can_be_read_by_people_too(self, tmp_path):
        evaluation = Evaluation.objects.create(obligation=make_obligation())
        text = said("export_evaluation", str(evaluation.pk))
        assert json.loads(text)["department"] == evaluation.department.name in text
        assert text.endswith("}\n") and not text.endswith("\n\n") and text.splitlines()[1].startswith('  "')
        path = tmp_path / "out.json"
        assert said("export_evaluation", str(evaluation.pk), "--out", str(path)) == "" and path.read_text() == text

    def test_a_confirmed_record_is_counted(self):
        first = said("verify").splitlines()
        assert first[:2] == ["核验通过：日志 0 条、报送 0 份、文件 0 个。", f"日志封印：{last_seal()}"]
        make_publication(live=False)
        prove_record()
        assert "、报送 1 份、文件 0 个。" in said("verify")
