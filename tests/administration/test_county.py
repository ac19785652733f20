"""The county is named on a page, with old and new in the log."""

import pytest
from django.urls import reverse

from departments.models import County
from evaluations.models import Event
from tests.access.site import client_of
from tests.factories import make_county, make_office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_office")]
ADDRESS = "/administration/departments/county/"


@pytest.fixture
def office(request):
    from tests.kept_rows import kept_or_new

    return kept_or_new(request, "office", make_office)


def send(office, county, **given):
    names = {"county": county.pk, "name": "永兴市", "bureau_name": "永兴市财政局"} | given
    return client_of(office.system_admin).post(ADDRESS, names)


def test_new_names_are_stored_and_told(office):
    before = office.county
    for _ in range(2):
        assert send(office, before).status_code == 302
    county = County.objects.get(pk=before.pk)
    assert (county.name, county.bureau_name, county.code) == ("永兴市", "永兴市财政局", before.code)
    (event,) = Event.objects.filter(action="edit_county")
    assert event.detail["changes"][0] == ["名称", before.name, "永兴市"]
    page = client_of(office.audit_admin).get(reverse("administration:log"), {"act": "edit_county"}).content.decode()
    assert f"名称由 {before.name} 改为 永兴市" in page


def test_what_does_not_fit_stays_on_the_page_and_no_other_county_is_named(office):
    answer = send(office, office.county, bureau_name="")
    assert answer.status_code == 422 and 'value="永兴市"' in answer.content.decode()
    assert send(office, make_county()).status_code == 422
    assert not County.objects.filter(name="永兴市").exists()


def test_a_number_that_is_none_is_no_county(office):
    for number in ("%", "%s%s", "9" * 40):
        assert client_of(office.system_admin).post(ADDRESS, {"county": number}).status_code == 422
