"""What the system administrator types: a new account, a role, a reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from departments.accounts import proposed_username
from departments.forms import login_name
from departments.models import County, Department
from departments.roles import DEPARTMENT_ROLES, Role
from evaluations.forms.desk_forms import BureauForm, LimitedLineField, TelephoneField
from evaluations.language.words import PEOPLE_LABELS

LONGEST_REASON, SHORTEST_REASON = 200, 4
USERNAME_HELP = "字母和数字，如姓名拼音；不分大小写，以后不能更改。"


class DepartmentChoice(forms.ModelChoiceField):
    """A department in use, called by its budget code and name."""

    def label_from_instance(self, department: Department) -> str:
        """Code first, as the list is sorted."""
        return f"{department.budget_code} {department.name}"


class ReasonForm(BureauForm):
    """Why something is done to an account."""

    reason = LimitedLineField(label="理由", longest=LONGEST_REASON, shortest=SHORTEST_REASON)


class AnswerForm(BureauForm):
    """Why something that was asked for is refused; who asked reads it."""

    answer = LimitedLineField(label="不同意的理由", longest=LONGEST_REASON, shortest=SHORTEST_REASON)


class NamesakeField(forms.BooleanField):
    """Ticked where another person of a name is meant that the place has already; hidden until that is asked."""

    def __init__(self) -> None:
        super().__init__(label="确是另一个人", required=False, widget=forms.HiddenInput)


def ask_about_namesake(form: BureauForm, message: str) -> None:
    """Show the box, with what is to be decided."""
    form.fields["namesake"].widget = forms.CheckboxInput()
    form.add_error("namesake", message)


class UsernameForm(BureauForm):
    """A sign-in name, in one spelling, as the sign-in page reads it."""

    namesake = NamesakeField()

    username = forms.CharField(label="用户名", max_length=150, help_text=USERNAME_HELP)

    def clean_username(self) -> str:
        """Full-width letters narrowed, case folded, blanks and invisible marks removed."""
        return login_name(self.cleaned_data["username"])


class PersonForm(BureauForm):
    """What the account says of the person; the sign-in name stays, for papers and slips carry it."""

    display_name = LimitedLineField(label="姓名", longest=40)
    telephone = TelephoneField(label=PEOPLE_LABELS["phone"])


class RoleForm(BureauForm):
    """A role, its department where it has one, and a reason where the security administrator decides."""

    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *Role.choices])
    department = DepartmentChoice(
        Department.objects.none(),
        label="单位",
        required=False,
        empty_label="财政局",
        help_text="经办人、单位负责人须选单位；其他角色属于财政局。",
    )
    reason = LimitedLineField(
        label="理由",
        longest=LONGEST_REASON,
        shortest=SHORTEST_REASON,
        required=False,
        help_text="财政局和管理员的角色由安全管理员同意后生效，须写明理由。",
    )

    def __init__(self, *args: Any, counties: QuerySet[County], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Department.objects.filter(county__in=counties, active=True).order_by("budget_code")
        field.error_messages["invalid_choice"] = "没有这个单位，请重新选择。"

    def clean(self) -> dict[str, Any]:
        """Department roles belong to a department, the others do not, and those need a reason."""
        given = super().clean() or {}
        role, department = given.get("role"), given.get("department")
        if role in DEPARTMENT_ROLES and not department:
            self.add_error("department", "经办人和单位负责人属于一个单位，请选择单位。")
        if role and role not in DEPARTMENT_ROLES:
            given["department"] = None
            if not given.get("reason") and "reason" not in self.errors:
                self.add_error("reason", f"{Role(role).label}的角色须由安全管理员同意，请写明理由。")
        return given


class NewAccountForm(RoleForm):
    """A person's account, with the first role when it is known already."""

    county = forms.ModelChoiceField(County.objects.none(), label="县（市、区）", empty_label=None)
    display_name = LimitedLineField(label="姓名", longest=40)
    username = forms.CharField(
        label="用户名", max_length=150, required=False, help_text=f"{USERNAME_HELP}留空由系统按姓名拼音拟定。"
    )
    telephone = TelephoneField(label=PEOPLE_LABELS["phone"])
    namesake = NamesakeField()
    field_order = ["county", "display_name", "username", "telephone", "role", "department", "reason"]

    def __init__(self, *args: Any, counties: QuerySet[County], **kwargs: Any) -> None:
        super().__init__(*args, counties=counties, **kwargs)
        county, role = self.fields["county"], self.fields["role"]
        assert isinstance(county, forms.ModelChoiceField) and isinstance(role, forms.ChoiceField)
        county.queryset, county.initial = counties, counties.first()
        role.required, role.choices = False, [("", "以后再授予"), *Role.choices]
        if len(counties) == 1:
            county.widget = forms.HiddenInput()

    def clean_username(self) -> str:
        """One spelling, as the sign-in page reads it."""
        return login_name(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        """The department lies in the chosen county; a sign-in name is proposed where none was typed."""
        given = super().clean()
        if name := given.get("display_name"):
            given["username"] = given.get("username") or proposed_username(name)
        department, county = given.get("department"), given.get("county")
        if department and county and department.county_id != county.pk:
            raise ValidationError({"department": "所选单位不属于该县（市、区），请重新选择。"})
        return given
