"""What tests are spared must not change what they see."""

import pytest

from evaluations.models import Event
from tests.factories import make_office


@pytest.mark.django_db
def test_who_is_signed_in_lightly_is_that_person_and_then_the_next(client):
    office = make_office()
    client.force_login(office.preparer)
    assert client.get("/desk/").wsgi_request.user == office.preparer
    assert not Event.objects.filter(action="sign_in").exists()
    client.force_login(office.reviewer)
    assert client.get("/desk/").wsgi_request.user == office.reviewer
