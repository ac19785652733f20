"""A county is made by one command, and renamed by the same."""

import pytest
from django.core.management import CommandError, call_command

from departments.models import County

pytestmark = pytest.mark.django_db


def create(code="431023", name="永兴县", bureau="永兴县财政局"):
    call_command("create_county", code, name=name, bureau=bureau)


def test_a_county_is_made_and_a_second_call_changes_its_names(capsys):
    create()
    create(name=" 永兴市 ", bureau="永兴市财政局")
    county = County.objects.get()
    assert (county.code, county.name, county.bureau_name) == ("431023", "永兴市", "永兴市财政局")
    assert capsys.readouterr().out.splitlines() == [
        "永兴县（431023，永兴县财政局）已建立。",
        "永兴市（431023，永兴市财政局）已修改。",
    ]


@pytest.mark.parametrize("wrong", [{"code": "四三"}, {"name": ""}, {"bureau": ""}, {"name": "县" * 41}])
def test_what_cannot_be_a_county_is_refused(wrong):
    with pytest.raises(CommandError) as refused:
        create(**wrong)
    assert refused.value.returncode == 2 and not County.objects.exists()
