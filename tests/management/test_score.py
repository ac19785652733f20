"""manage.py score and check_scheme: once as an outsider calls them, with no database to be had; the rest in process,
where pytest-django forbids the database as well."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
DEAD = {
    **os.environ,
    "JIXIAO_MODE": "trial",
    "DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/nowhere",
    "CELERY_BROKER_URL": "",
}


def manage(*arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=DEAD,
        timeout=60,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def refused(*arguments):
    """What goes to stderr when the command ends with 2."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    assert (ended.value.code, out.getvalue()) == (2, "")
    return err.getvalue()


@pytest.fixture(scope="module")
def scored():
    done = manage("score", DATA / "yongxing-2020-printed.json", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_the_seed_is_scored_without_a_database(scored):
    values = {part["code"]: (part["value"], part["score"]) for part in scored["indicators"]}
    assert values["staff_control_rate"] == ("140.00", "0")
    assert values["three_public_change_rate"] == ("-68.93", "8")
    assert values["operating_control_rate"] == ("135.55", "0")
    assert values["management_system"] == (None, None)
    rates = {rate["code"]: rate["value"] for rate in scored["rates"]}
    assert rates["vehicle_operation_rate"] == "0.00" and rates["execution_rate"] == "77.87"
    assert (scored["scheme"], scored["grade"], scored["full_marks"], scored["reachable"]) == (
        "hunan-2013",
        None,
        "100",
        "82",
    )


def test_the_output_has_the_promised_shape(scored):
    assert set(scored) == {
        "scheme",
        "indicators",
        "rates",
        "findings",
        "ledger",
        "total",
        "full_marks",
        "grade",
        "complete",
        "reachable",
        "cap",
    }
    for line in scored["ledger"]:
        assert set(line) == {"check", "what", "status", "reason", "found"}
        assert line["status"] in ("checked", "not_applicable", "not_checkable")
    for part in scored["indicators"]:
        assert set(part) == {
            "code",
            "label",
            "level1",
            "level2",
            "value",
            "unit",
            "weight",
            "score",
            "status",
            "explanation",
            "policy",
        }
        assert part["status"] in ("computed", "missing", "not_applicable")
    for finding in scored["findings"]:
        assert set(finding) == {"check", "level", "where", "read", "expected", "why", "remedy", "field", "section"}
        assert all(finding[key] for key in ("where", "read", "expected", "why", "remedy"))
    assert scored["findings"][0]["check"] == "13"


def test_another_scheme_from_a_file_and_a_table_for_people():
    out = io.StringIO()
    scheme = str(DATA / "hunan-2018-annex.toml")
    call_command("score", str(DATA / "hunan-2018-annex.json"), "--scheme", scheme, stdout=out)
    assert "8 / 8    在职人员控制率：实际在职人数 136 ÷ 编制数 143 = 95.10%" in out.getvalue()
    assert "16 / 32   合计，等级“差”" in out.getvalue() and "勾稽关系：" in out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "不是 JSON"),
        ('{"figures": {"a": NaN}}', "NaN"),
        ("[" * 100_000, "嵌套"),
        ('{"figures": {"a": "\\u0000"}}', "a"),
        ('{"figures": {"a": 1}, "department": "\\ud800"}', "无法保存的字符"),
        ("[]", "JSON 对象"),
        ("{}", "figures"),
        ('{"figures": {"a": 1}}', "--scheme"),
        ('{"figures": {"a": 1}, "scheme": "hunan-20133"}', "是否应为“hunan-2013”"),
        ('{"figures": {"a": 1}, "scheme": "/etc/passwd"}', "方案名称"),
        ('{"figures": {"a": "12万"}, "county": 1}', "county"),
    ],
)
def test_unusable_input_ends_with_2_and_a_sentence(tmp_path, content, words):
    path = tmp_path / "facts.json"
    path.write_text(content)
    sentences = refused("score", path, "--json")
    assert words in sentences
    assert all(line.endswith("。") for line in sentences.splitlines())


@pytest.mark.parametrize(
    "arguments", [("no-such-file.json",), (".",), (DATA / "yongxing-2020-printed.json", "--scheme", "nope")]
)
def test_files_that_are_not_there(arguments):
    assert "应为" in refused("score", *arguments)


def test_a_refusal_seen_from_outside():
    done = manage("score", "no-such-file.json")
    assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith("文件：读到 “no-such-file.json”")


def test_check_scheme_prints_every_fault_with_file_table_and_key(tmp_path):
    path = tmp_path / "year.toml"
    text = (DATA / "hunan-2018-annex.toml").read_text()
    path.write_text(text.replace("weight = 8", "weight = 9", 1).replace("staff_in_post /", "staff_in_pots /"))
    lines = refused("check_scheme", path).splitlines()
    assert len(lines) == 3 and all(line.startswith(f"{path}：") for line in lines)
    assert any(
        "indicators[staff_control_rate] 的 formula" in line and "是否应为“staff_in_post”" in line for line in lines
    )
    assert any("33" in line and "满分（full_marks）32" in line for line in lines)
    assert any("levels[投入]" in line for line in lines)


def test_the_shipped_schemes_are_sound():
    for path in sorted((ROOT / "evaluations" / "schemes" / "shipped").glob("*.toml")):
        out = io.StringIO()
        call_command("check_scheme", path.stem, stdout=out)
        assert "没有发现问题" in out.getvalue()
