"""The page where a county and its finance bureau are named."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render

from departments.access import allow_roles, counties_of, reads_and_writes
from departments.models import County
from departments.requests import SignedInRequest
from departments.roles import Role
from evaluations.administration.county.county_acts import store_county
from evaluations.audit.refusals import ActRefused
from evaluations.forms.desk_forms import BureauForm, LimitedLineField
from evaluations.language.small_numbers import small_number


class CountyForm(BureauForm):
    """What the county and its bureau are called; the code stays, for addresses and files carry it."""

    county = forms.ModelChoiceField(County.objects.none(), widget=forms.HiddenInput)
    name = LimitedLineField(label="县（市、区）名称", longest=40, help_text="例如 永兴县。印在报告封面和公开页面上。")
    bureau_name = LimitedLineField(
        label="财政局名称", longest=60, help_text="例如 永兴县财政局。印在每一页上方和初始密码单上。"
    )

    def __init__(self, *args: Any, counties: QuerySet[County], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["county"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = counties


@allow_roles(Role.SYSTEM_ADMIN)
@reads_and_writes
def county_page(request: SignedInRequest) -> HttpResponse:
    """The names of the person's counties, each with its form."""
    counties = counties_of(request.user, Role.SYSTEM_ADMIN)
    sent = None
    if request.method == "POST":
        sent = CountyForm(
            request.POST, counties=counties, auto_id=f"id_{small_number(request.POST.get('county', ''))}_%s"
        )
    status = 422 if sent else 200
    if sent and sent.is_valid():
        given = dict(sent.cleaned_data)
        try:
            changed = store_county(given.pop("county").code, given, request.user, request)
        except ActRefused as refused:
            sent.add_error(None, refused.message)
            status = refused.status_code
        else:
            messages.success(request, "名称已保存，以后生成的文件和页面用新名称。" if changed else "没有改动。")
            return redirect("administration:county")
    lines = [(one, county_form(one, counties, sent)) for one in counties]
    return render(request, "administration/county/county.html", {"lines": lines, "sent": sent}, status=status)


def county_form(county: County, counties: QuerySet[County], sent: CountyForm | None) -> CountyForm:
    """The form of one county; `sent` where it is this county's, with what was typed."""
    if sent and str(sent.data.get("county")) == str(county.pk):
        return sent
    names = {"county": county.pk, "name": county.name, "bureau_name": county.bureau_name}
    return CountyForm(counties=counties, initial=names, auto_id=f"id_{county.pk}_%s")
