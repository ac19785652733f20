"""The commands for operators: import, export, load_scheme, verify."""

import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from evaluations.audit.append_only import trigger_removal
from evaluations.audit.chain_head import last_seal
from evaluations.drafts.facts_of_draft import collect_facts
from evaluations.facts.reading import load_facts
from evaluations.models import Evaluation, Event, Obligation, Publication, Scheme, Submission
from tests.asking import draft_obstacles
from tests.factories import complete_facts, complete_figures, make_obligation, make_office
from tests.proving import prove_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = make_office()
    make_obligation(office.cycle, office.department)
    return office


@pytest.fixture
def write(tmp_path):
    """Write a document for the office to a file."""

    def document(office, data: dict) -> Path:
        path = tmp_path / "facts.json"
        place = {"county": office.county.name, "department": office.department.name}
        path.write_text(json.dumps(place | data, ensure_ascii=False), encoding="utf-8")
        return path

    return document


def run(capsys, *command: object) -> str:
    call_command(*[str(part) for part in command])
    return capsys.readouterr().out


def refused(*command: object) -> CommandError:
    with pytest.raises(CommandError) as error:
        call_command(*[str(part) for part in command])
    return error.value


def test_import_and_export_give_the_same_document(office, write, capsys):
    path = write(office, complete_facts().to_json())
    assert "还有 0 处需要处理" in run(capsys, "import_evaluation", path)
    evaluation = Evaluation.objects.get()
    out = run(capsys, "export_evaluation", evaluation.pk)
    exported, given = load_facts(out), load_facts(path.read_bytes())
    assert exported.to_json()["figures"] == given.to_json()["figures"]
    path.write_text(out)
    run(capsys, "import_evaluation", path)
    assert run(capsys, "export_evaluation", evaluation.pk) == out
    assert draft_obstacles(evaluation) == []


def test_export_writes_a_file(office, write, tmp_path, capsys):
    run(capsys, "import_evaluation", write(office, complete_facts().to_json()))
    out = tmp_path / "out.json"
    run(capsys, "export_evaluation", Evaluation.objects.get().pk, "--out", out)
    assert load_facts(out.read_bytes()).department == office.department.name


def test_export_of_nothing_says_so():
    error = refused("export_evaluation", 999)
    assert (error.returncode, str(error)) == (2, "没有编号为 999 的填报。")


def test_an_import_is_logged_with_its_person(office, write, capsys):
    run(capsys, "import_evaluation", write(office, complete_facts().to_json()), "--user", office.preparer.username)
    event = Event.objects.get(action="import")
    assert (event.actor, event.object_id) == (office.preparer, str(Evaluation.objects.get().pk))


def test_options_replace_what_the_file_leaves_out(office, tmp_path, capsys):
    path = tmp_path / "bare.json"
    path.write_text(json.dumps({"figures": {"satisfaction_rate": 93.5}}))
    where = ["--county", office.county.code, "--department", office.department.budget_code, "--cycle", 2020]
    run(capsys, "import_evaluation", path, *where)
    assert str(collect_facts(Evaluation.objects.get()).figures["satisfaction_rate"]) == "93.500000"


@pytest.mark.parametrize(
    "data, said",
    [
        ({"figures": {}}, "至少一个数据"),
        ({"figures": {"project.budget": "十二万"}}, "figures 的 project.budget"),
        ({"figures": {"no_such": "1"}, "narratives": {"nor_this": "x"}}, "narratives 的 nor_this"),
        ({"figures": {"satisfaction_rate": "1"}, "department": "无此单位"}, "请核对名称"),
        ({"figures": {"satisfaction_rate": "1"}, "scheme": "hunan-2023"}, "hunan-2013"),
        ({"figures": {"satisfaction_rate": "1"}, "notice_reference": "别的通知"}, "别的通知"),
        ({"figures": {"satisfaction_rate": "1"}, "year": 2019}, "2019"),
    ],
)
def test_bad_documents_change_nothing(office, write, data, said):
    error = refused("import_evaluation", write(office, data))
    assert error.returncode == 2 and said in str(error)
    assert not Evaluation.objects.exists() and not Event.objects.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"figures": {"a": NaN}}', b"[" * 100_000])
def test_damaged_files_are_refused_in_a_sentence(office, tmp_path, content):
    path = tmp_path / "damaged.json"
    path.write_bytes(content)
    error = refused("import_evaluation", path)
    assert error.returncode == 2 and str(error).endswith("。")


def test_a_file_that_is_not_there(tmp_path):
    assert "请核对路径" in str(refused("import_evaluation", tmp_path / "none.json"))


def test_an_unknown_user_is_refused(office, write):
    error = refused("import_evaluation", write(office, complete_facts().to_json()), "--user", "nobody")
    assert "nobody" in str(error) and not Evaluation.objects.exists()


def test_what_was_handed_in_is_not_overwritten(office, write):
    office.evaluation("submitted")
    before = collect_facts(Evaluation.objects.get())
    error = refused("import_evaluation", write(office, complete_figures(satisfaction_rate="91").to_json()))
    assert error.returncode == 2 and "待审核" in str(error)
    assert collect_facts(Evaluation.objects.get()) == before


def test_an_exempted_department_gets_no_report(office, write):
    Obligation.objects.update(exempted=True, exemption_reason="机构已撤销")
    assert "机构已撤销" in str(refused("import_evaluation", write(office, complete_facts().to_json())))
    assert not Evaluation.objects.exists()


def test_a_scheme_is_loaded_by_name_and_by_file(tmp_path, capsys):
    Scheme.objects.all().delete()
    first = run(capsys, "load_scheme", "hunan-2013")
    assert run(capsys, "load_scheme", "hunan-2013") == first
    copy = tmp_path / "next.toml"
    copy.write_text(Scheme.objects.get().source + "\n# 另一版\n")
    run(capsys, "load_scheme", copy)
    assert Scheme.objects.count() == 2
    copy.write_text("[scheme\n")
    assert refused("load_scheme", copy).returncode == 2
    assert "hunan-2013" in str(refused("load_scheme", "hunan-2013x"))


@pytest.fixture
def record(office):
    """A published report in an intact record."""
    office.evaluation("published")
    prove_record()
    return office


def test_an_intact_record_is_confirmed(record, capsys):
    assert "核验通过" in run(capsys, "verify")
    assert last_seal() in run(capsys, "verify")


def opened() -> None:
    """Take the triggers off, as the owner of the tables could."""
    with connection.cursor() as cursor:
        for statement in trigger_removal(connection.vendor):
            cursor.execute(statement)


def test_missing_triggers_are_named(record):
    opened()
    error = refused("verify")
    assert error.returncode == 1
    assert f"核验发现 {str(error).count('触发器')} 处问题" in str(error)


def test_a_changed_submission_is_named(record):
    opened()
    Submission.objects.update(result={**Submission.objects.get().result, "total": "100.00"})
    assert f"报送 {Submission.objects.get().pk}" in str(refused("verify"))


def test_a_changed_scheme_is_named(record):
    Scheme.objects.update(source=Scheme.objects.get().source + "\n")
    assert "SHA-256 不符" in str(refused("verify"))


def test_a_changed_event_is_named(record):
    opened()
    Event.objects.filter(action="approve").update(actor_name="他人")
    assert f"操作日志 {Event.objects.get(action='approve').pk}" in str(refused("verify"))


def test_a_changed_file_is_named(record):
    publication = Publication.objects.get()
    path = Path(default_storage.path(publication.file))
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))
    assert f"公开报告 {publication.pk}" in str(refused("verify"))


def test_a_missing_file_is_named(record):
    default_storage.delete(Publication.objects.get().file)
    assert "不在原处" in str(refused("verify"))
