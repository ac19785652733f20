"""The audit administrator: the log in sentences, filters, files, the chain; and nothing can be changed."""

import ast
import csv
import io

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from openpyxl import load_workbook

from evaluations.audit.event_sentences import event_sentence
from evaluations.audit.event_words import EVENT_WORDS, GROUP_BEGINNINGS, event_word, grouped_words
from evaluations.audit.events import record_event
from evaluations.audit.object_names import ObjectNames
from evaluations.cycles.together import acting_together
from evaluations.filing.checking import converting
from evaluations.models import Event, Status
from evaluations.workflow import claiming
from evaluations.workflow.transitions import WORKFLOW_TRANSITIONS
from tests.access.site import client_of
from tests.factories import make_office, make_user
from tests.proving import prove_record
from tests.sources import modules, tree

pytestmark = pytest.mark.django_db
# Functions whose argument of this number is the action of an event.
RECORDERS = {"record_event": 0, "refusals_noted": 0, "_told": 0, "_locked": 0, "_own_draft": 0, "_judge": 0}
RECORDERS |= {"note_down": 0, "_changed": 1, "note_act": 0}


def recorded_actions() -> set[str]:
    """Every action that the code records: constants at the recorders, and the tables that they are read from."""
    found = {line.action for line in WORKFLOW_TRANSITIONS} | {converting.CONVERTED, converting.TAKEN_BACK}
    found |= {claiming.CLAIM_REVIEW, claiming.RELEASE_REVIEW, claiming.TAKE_OVER_REVIEW}
    found |= {acting_together.EXTEND_TOGETHER, acting_together.REVOKE_TOGETHER}
    for path in modules().values():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                number = RECORDERS.get(name, -1)
                if 0 <= number < len(node.args):
                    found |= set(constants(node.args[number]))
    return found


def constants(node: ast.expr) -> list[str]:
    """The texts that an argument can be: one, or one of two."""
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def client(office):
    return client_of(office.audit_admin)


def sentence(event) -> str:
    event = Event.objects.get(pk=event.pk)
    return event_sentence(event, ObjectNames([event]))


def test_every_act_that_the_code_records_has_its_words():
    recorded = recorded_actions()
    assert not recorded - set(EVENT_WORDS)
    assert {
        "sign",
        "close_comment",
        "extend",
        "attach_evidence",
        "convert_unit",
        "reset_password",
    } <= recorded


def test_the_sentence_tells_who_what_and_why(office):
    evaluation = office.evaluation(Status.RETURNED)
    event = Event.objects.get(action="return")
    name = f"{office.department}2020年度报告"
    assert sentence(event) == (f"陈审核（{office.county.bureau_name}，审核员）退回修改：{name}，理由：测试用的原因。")
    refused = record_event(
        "submit", user=office.preparer, object=evaluation, outcome="refused", detail={"message": "还有 2 处错误。"}
    )
    assert sentence(refused) == f"王会计（{office.department}）提交报告：{name}，未成功，原因：还有 2 处错误。"


def test_a_name_that_was_only_typed_is_not_said_to_be_a_person(client):
    refused = record_event("sign_in", user=None, outcome="refused", detail={"name": "zhangsan"})
    assert sentence(refused) == "未登录的人以用户名“zhangsan”登录，未成功。"
    assert sentence(record_event("replace_paper", user=None)) == "系统重新生成报告文件。"
    assert event_word("of_another_version") == "办理了事项 of_another_version"


def test_what_was_changed_stands_in_the_sentence(office):
    department, changes = office.department, [["姓名", "张三", "张三丰"], ["联系电话", "", "0735-1"]]
    edited = record_event("edit_account", user=office.system_admin, object=office.preparer, detail={"changes": changes})
    assert "姓名由 张三 改为 张三丰；联系电话由 （空） 改为 0735-1。" in sentence(edited)
    named = {"day": "2021-01-01", "old": "县文化局", "new": "县文旅局", "reason": "机构改革"}
    renamed = record_event("rename_department", user=office.system_admin, object=department, detail=named)
    assert sentence(renamed).endswith("自 2021-01-01 起由“县文化局”更名为“县文旅局”，依据：机构改革。")
    refused = record_event(
        "rename_department",
        user=office.system_admin,
        object=department,
        outcome="refused",
        detail={"message": "重名。"},
    )
    assert sentence(refused).endswith(f"单位更名：{department}，未成功，原因：重名。")
    duty = {"extended_to": "2021-08-01", "extension_reason": "洪灾"}
    extended = record_event(
        "extend", user=office.bureau_admin, object=office.cycle, detail={"before": {}, "after": duty}
    )
    assert "延期至 2021-08-01，理由：洪灾" in sentence(extended)
    assert sentence(
        record_event("change_cycle", user=None, detail={"changes": [[str(n), "", "1"] for n in range(9)]})
    ).endswith("等 9 处。")


def test_the_server_is_named_where_a_command_acted(office):
    made = record_event("create_account", user=None, object=office.preparer, detail={"name": "王", "by": "服务器命令"})
    assert sentence(made).startswith("服务器命令开立账号：王会计")


def test_the_filter_offers_every_act_in_its_group():
    assert [action for _, acts in grouped_words() for action, _ in acts] == list(EVENT_WORDS)
    assert {group for group, _ in grouped_words()} == set(GROUP_BEGINNINGS.values())


def shown(client, **chosen) -> str:
    return client.get(reverse("administration:log"), chosen).content.decode()


def test_filters_narrow_by_person_department_act_outcome_and_day(client, office):
    record_event("exempt", user=office.bureau_admin, object=office.cycle)
    record_event("publish", user=office.publisher, outcome="refused", detail={"message": "没有文件"})
    assert "准予免报：" in shown(client) and "没有文件" in shown(client)
    for chosen in (
        {"person": "刘股长"},
        {"act": "exempt"},
        {"outcome": "ok"},
        {"person": office.bureau_admin.username},
    ):
        assert "准予免报：" in shown(client, **chosen) and "没有文件" not in shown(client, **chosen)
    assert "准予免报：" in shown(client, department="财政局")
    assert "没有符合条件的记录" in shown(client, until="2020-01-01")
    assert "准予免报：" in shown(client, since="2020年1月1日")
    assert "准予免报：" in shown(client, act="no such act", since="no day")


def test_a_page_costs_the_same_however_many_events_there_are(client, office, django_assert_max_num_queries):
    evaluation = office.evaluation(Status.PUBLISHED)
    for _ in range(40):
        record_event("open", user=office.preparer, object=evaluation)
        record_event("exempt", user=office.bureau_admin, object=evaluation.obligation)
    with django_assert_max_num_queries(16):
        assert shown(client).count("<tr>") == 51


def test_another_countys_events_do_not_exist(client):
    other = make_office()
    record_event("exempt", user=other.bureau_admin, object=other.cycle)
    record_event("sign_in", user=None, outcome="refused", detail={"name": other.head.username})
    page = shown(client)
    assert "准予免报" not in page.partition("<tbody>")[2] and other.head.username not in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_holds_the_sentences_and_nothing_that_is_computed(client, office, kind):
    villain = make_user("=1+1", county=office.county)
    record_event("exempt", user=villain, object=office.cycle, detail={"reason": "@SUM(A1)\x07"})
    answer = client.post(reverse("administration:export_log") + "?act=exempt", {"kind": kind})
    assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert rows[1][2] == "'=1+1" and rows[1][-1].startswith("'=1+1")
    else:
        sheet = load_workbook(io.BytesIO(answer.content)).active
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
        assert [cell.value for cell in sheet[2]][2] == "=1+1"
    (taken,) = Event.objects.filter(action="export_log")
    assert taken.detail == {"kind": kind, "filter": {"act": "exempt"}}


def test_the_state_of_the_chain_is_said(client, office):
    record_event("exempt", user=office.bureau_admin, object=office.cycle)
    prove_record()
    said = client.get(reverse("administration:chain")).content.decode()
    first = localtime(Event.objects.order_by("at").first().at)
    assert "没有被改动或删除" in said and f"最早一条是 {first:%Y-%m-%d %H:%M:%S}。日志长期保存" in said


def test_the_ends_of_the_calendar_are_no_error_page():
    client = client_of(make_office().audit_admin)
    for day in ({"until": "9999-12-31"}, {"since": "0001-01-01"}):
        assert client.get(reverse("administration:log"), day).status_code == 200
