"""A table of departments and people: shown old → new, stored on the person's word, all of it or nothing."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from departments.models import Department, DepartmentName, Membership, User
from departments.roles import Role
from evaluations.cycles.opening.order import missing_departments
from evaluations.models import Event
from tests.factories import make_department, make_member
from tests.foreign_files.in_process import answer_in_process

pytestmark = pytest.mark.django_db
HEAD = "预算编码,单位名称,简称,主管部门,姓名,角色,用户名,联系电话"
HEALTH = "301001,县卫生健康局,卫健,,王芳,经办人,,0735-5521234"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    answer_in_process(monkeypatch)


@pytest.fixture
def send(client, at):
    """Upload a table of these lines below the heading."""

    def upload(*lines: str, head: str = HEAD):
        content = "\n".join((head, *lines)).encode()
        return client.post(at("import_departments"), {"file": SimpleUploadedFile("单位名录.csv", content)})

    return upload


@pytest.fixture
def confirm(client, at):
    """Press the button below what was shown."""

    def press(shown):
        page = shown.content.decode()
        names = ("source", "name", "fingerprint")
        fields = {name: unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1]) for name in names}
        return client.post(at("save_import"), fields)

    return press


def rows_stored() -> tuple[int, ...]:
    return Department.objects.count(), User.objects.count(), Membership.objects.count(), DepartmentName.objects.count()


def test_a_county_is_set_up_from_one_table(client, office, send, confirm):
    before = rows_stored()
    shown = send(
        "301002,县疾病预防控制中心,疾控,县卫生健康局,李明,会计,,",
        HEALTH,
        "301001,县卫生健康局,卫健,,赵刚,单位负责人,zhaogang,",
        "301003,县爱卫办,,县卫生健康局,,,,",
    )
    page = shown.content.decode()
    assert rows_stored() == before and "3 个单位要写入，其中新增 3" in page and "尚未导入" in page
    answer = confirm(shown)
    handed = answer.content.decode()
    assert answer["Cache-Control"] == "no-store" and "只显示这一次" in handed
    centre = Department.objects.get(budget_code="301002")
    assert (str(centre.supervising_department), centre.short_name) == ("县卫生健康局", "疾控")
    people = {
        (row.user.username, row.role) for row in Membership.objects.filter(department__budget_code__startswith="301")
    }
    assert people == {("liming", "preparer"), ("wangfang", "preparer"), ("zhaogang", "head")}
    wang = User.objects.get(username="wangfang")
    password = re.search(r"wangfang</td>\s*<td[^>]*>(\w+)</td>", handed)[1]
    assert wang.check_password(password) and wang.must_change_password and wang.telephone == "0735-5521234"
    assert missing_departments(office.cycle).count() == 4  # with the office's own
    told = Event.objects.exclude(action__in=["sign_in", "new_password"]).order_by("pk")
    acts = list(told.values_list("action", flat=True))
    assert acts == ["add_department"] * 3 + ["create_account", "give_role"] * 3 + ["import_departments"]
    assert not any(password in str(event.detail) for event in Event.objects.all())


def test_the_same_table_again_changes_nothing(send, confirm):
    confirm(send(HEALTH))
    stored = rows_stored()
    again = send(HEALTH)
    assert "没有要写入的内容" in again.content.decode() and "<button" in again.content.decode()
    assert confirm(again).status_code == 422 and rows_stored() == stored


def test_what_differs_is_shown_old_and_new_and_a_new_name_keeps_the_old_one(office, send, confirm):
    row = make_department(office.county, "县卫生局", budget_code="301001", short_name="卫生")
    shown = send("301001,县卫生健康局,卫健", head="编码,部门名称,简称")
    cells = re.sub(r"<[^>]+>|\s+", " ", shown.content.decode())
    assert re.search("单位名称 +县卫生局 +县卫生健康局", cells) and re.search("简称 +卫生 +卫健", cells)
    confirm(shown)
    row.refresh_from_db()
    assert (row.name, row.short_name, DepartmentName.objects.get().name) == ("县卫生健康局", "卫健", "县卫生局")
    assert "单位名录.csv" in DepartmentName.objects.get().reason


def test_columns_that_are_not_there_change_nothing(office, send):
    make_department(
        office.county, "县卫生健康局", budget_code="301001", short_name="卫健", supervising_department=office.department
    )
    assert "没有要写入的内容" in send("301001,县卫生健康局", head="预算编码,单位名称").content.decode()


@pytest.mark.parametrize(
    "line, where, said",
    [
        (",县教育局,,,,,,", "A3 格", "请填写预算编码"),
        ("四〇一,县教育局,,,,,,", "A3 格", "读到 “四〇一”"),
        ("401001,,,,,,,", "B3 格", "单位全称"),
        ("401001,县教育局,,县政府,,,,", "D3 格", "本县在用单位的名称"),
        ("401001,县教育局,,县教育局,,,,", "D3 格", "不能在自己的下属之下"),
        ("401001,县卫生健康局,,,,,,", "B3 格", "编码是 301001"),
        ("301001,县卫健委,,,,,,", "B3 格", "同一单位的各行要一致"),
        ("401001,县教育局,,,张三,股长,,", "F3 格", "经办人 或 单位负责人"),
        ("401001,县教育局,,,,经办人,,", "E3 格", "有角色、用户名或电话的行要写姓名"),
        ("401001,县教育局,,,张三,经办人,zhang/san,", "G3 格", "用户名只能含字母、数字"),
        ("401001,县教育局,,,张三,经办人,taken,", "G3 格", "已被使用"),
        ("401001,县教育局,,,张三,经办人,xitong,", "G3 格", "已被使用"),
        ("900009,停用的站,,,,,,", "A3 格", "已停用或已并入"),
        (f"401001,县教育局,{'简' * 41},,,,,", "C3 格", "不超过 40 个字"),
    ],
)
def test_a_fault_names_its_cell_and_the_way_out_and_nothing_is_stored(office, send, line, where, said):
    User.objects.create_user("taken", display_name="他人")
    User.objects.filter(pk=office.system_admin.pk).update(username="xitong", display_name="张三")
    make_department(office.county, "停用的站", budget_code="900009", active=False)
    stored = rows_stored()
    answer = send(HEALTH, line)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422 and where in page and (said in page or said.replace("读到 ", "") in page)
    assert rows_stored() == stored


def test_a_table_without_the_two_columns_says_which(send):
    assert "前 10 行里没有表头" in send("a,b", head="甲,乙").content.decode()
    assert "一列的表头" in send("301001,卫健", head="预算编码,简称").content.decode()


def test_people_with_one_name_get_two_accounts_and_one_person_one(send, confirm):
    confirm(
        send(
            HEALTH,
            "301001,县卫生健康局,卫健,,王芳,单位负责人,,",
            "401001,县教育局,,,王芳,经办人,,",
        )
    )
    roles = sorted(
        (row.user.username, row.department.name, row.role)
        for row in Membership.objects.filter(user__username__startswith="wangfang")
    )
    assert roles == [
        ("wangfang", "县卫生健康局", Role.HEAD),
        ("wangfang", "县卫生健康局", Role.PREPARER),
        ("wangfang2", "县教育局", Role.PREPARER),
    ]


def test_who_has_an_account_here_only_gets_the_role(office, send, confirm):
    make_member(Role.PREPARER, office.department, username="zhangsan", display_name="张三")
    answer = confirm(send("401001,县教育局,,,张三,经办人,zhangsan,"))
    assert answer.status_code == 302  # no password to show
    assert Event.objects.filter(action="give_role").count() == 1
    assert Membership.objects.filter(user__username="zhangsan").count() == 2


def test_the_bureau_imports_departments_and_no_accounts(client, office, send, confirm):
    client.force_login(office.bureau_admin)
    shown = send(HEALTH)
    assert "账号由系统管理员建立，1 行里的人员没有读" in shown.content.decode()
    confirm(shown)
    assert Department.objects.filter(budget_code="301001").exists()
    assert not User.objects.filter(username="wangfang").exists()


def test_what_has_changed_since_it_was_shown_is_shown_again(office, send, confirm):
    shown = send(HEALTH)
    make_department(office.county, "县卫生局", budget_code="301001")
    answer = confirm(shown)
    page = answer.content.decode()
    assert answer.status_code == 409 and "有了变动，没有导入任何内容" in page and "县卫生局" in page
    assert not User.objects.filter(username="wangfang").exists()
    assert confirm(answer).status_code == 200 and Department.objects.get(budget_code="301001").name == "县卫生健康局"


def test_the_template_comes_back_without_changes(client, office, at):
    make_department(office.county, "县教育局", short_name="教体", supervising_department=office.department)
    content = client.get(at("import_template")).content
    heads = [cell.value for cell in load_workbook(BytesIO(content)).worksheets[0][1]]
    assert heads == HEAD.split(",")
    answer = client.post(at("import_departments"), {"file": SimpleUploadedFile("模板.xlsx", content)})
    assert "没有要写入的内容" in answer.content.decode()
    client.force_login(office.bureau_admin)
    content = client.get(at("import_template")).content
    assert len(load_workbook(BytesIO(content)).worksheets[0][1]) == 4


def test_what_is_no_telephone_is_a_fault_of_its_cell(send):
    answer = send(HEALTH.replace("0735-5521234", "abc"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "abc" in page and "由数字组成的电话号码" in page and "暂时没有的留空" in page


def test_two_people_of_one_name_in_one_department_are_not_made_unasked(send, office):
    first, second = HEALTH.replace("经办人,,", "经办人,wangfang,"), HEALTH.replace("经办人,,", "单位负责人,wangfang9,")
    page = send(first, second).content.decode()
    assert "同名的人只有一个用户名：本单位的“王芳”是 wangfang" in page
    there = office.preparer
    line = f"{office.department.budget_code},{office.department.name},,,{there},单位负责人,quite-new,"
    page = send(line).content.decode()
    assert f"是 {there.username}" in page and "在“账号”页单独开立" in page
