"""The table as it was sent: one row a department, or a row for each of its people; what cannot be read is a fault."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.administration.departments.forms import BudgetCodeField, printed_name
from evaluations.foreign_files.child_tasks import ForeignTable
from evaluations.foreign_files.headed_table import HeadedTable, found_heading, normal_spelling
from evaluations.language.telephones import TELEPHONE_EXPECTED, telephone_fault

# Column → what its heading may say; the first is what the blank table says.
REGISTER_HEADINGS = {
    "budget_code": ("预算编码", "部门编码", "单位编码", "部门预算编码", "编码"),
    "name": ("单位名称", "部门名称", "预算单位", "单位", "部门"),
    "short_name": ("简称", "单位简称"),
    "supervising": ("主管部门", "主管部门名称"),
    "person": ("姓名", "联系人"),
    "role": ("角色", "岗位"),
    "username": ("用户名", "登录名", "账号"),
    "telephone": ("联系电话", "电话", "手机", "手机号码"),
}
PERSON_COLUMNS = ("person", "role", "username", "telephone")
LONGEST_TEXTS = {"short_name": 40, "person": 40, "username": 150, "telephone": 30}
ROLE_WORDS = {role.label: role.value for role in Role if role in DEPARTMENT_ROLES} | {
    "会计": Role.PREPARER.value,
    "负责人": Role.HEAD.value,
}
BOTH_NEEDED = "表里要有“预算编码”和“单位名称”两列。可以先下载模板，在模板里填写"


@dataclass(frozen=True)
class RegisterRow:
    """One row: texts by column as REGISTER_HEADINGS calls them, and where they stand."""

    number: int
    texts: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.texts[key]

    @property
    def has_person(self) -> bool:
        return any(self.texts[key] for key in PERSON_COLUMNS)


@dataclass
class RegisterTable(HeadedTable):
    """The sent table with its heading found."""

    columns: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, table: ForeignTable) -> "RegisterTable":
        """From what was read of the file. Raises TableError where a column is missing that must be there."""
        needed = (*REGISTER_HEADINGS["budget_code"], *REGISTER_HEADINGS["name"])
        start, headings = found_heading(name, table.rows, needed, normal_spelling, BOTH_NEEDED)
        made = cls(name, table, start, headings)
        found = {key: made.column(*names) for key, names in REGISTER_HEADINGS.items()}
        made.columns = {key: column for key, column in found.items() if column is not None}
        for key in ("budget_code", "name"):
            if key not in made.columns:
                made.fault(start, 0, f"有“{REGISTER_HEADINGS[key][0]}”一列的表头", BOTH_NEEDED)
        return made

    @property
    def unused(self) -> list[str]:
        """Headings that name nothing here: the person should know that these columns are not read."""
        read = set(self.columns.values())
        return [text for column, text in self.headings.items() if column not in read and text != "序号"]

    def lines(self) -> Iterator[RegisterRow]:
        """Every row with something in it; what is wrong with its cells is noted."""
        if self.faults:
            return
        for number in range(self.start + 1, len(self.rows)):
            texts = {key: self.text(number, self.columns.get(key)) for key in REGISTER_HEADINGS}
            if any(texts.values()):
                yield RegisterRow(number, self.checked(number, texts))

    def checked(self, number: int, texts: dict[str, str]) -> dict[str, str]:
        """The texts in their stored spelling."""
        try:
            texts["budget_code"] = BudgetCodeField().clean(texts["budget_code"])
        except ValidationError:
            self.fault_at(number, "budget_code", "预算编码（数字、字母、“-”和“_”，不超过 20 位）", "请填写预算编码")
        try:
            texts["name"] = printed_name(texts["name"])
        except ValidationError as error:
            self.fault_at(number, "name", "单位全称，2 至 80 个字", "；".join(error.messages).rstrip("。"))
        if telephone_fault(texts["telephone"]):
            self.fault_at(number, "telephone", TELEPHONE_EXPECTED, "请改正号码；暂时没有的留空")
        for key, longest in LONGEST_TEXTS.items():
            if len(texts[key]) > longest:
                self.fault_at(number, key, f"不超过 {longest} 个字", "请写短一些")
        return texts

    def fault_at(self, number: int, key: str, expected: str, remedy: str) -> None:
        """Note what is wrong with a row's cell of this column."""
        self.fault(number, self.columns.get(key, 0), expected, remedy)
