"""A page that outlived its session or its token: nothing typed is lost, nothing foreign is let in."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from departments.roles import Role
from tests.factories import make_department, make_member

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/logout/?x=1"  # any address that only takes forms
TYPED = {"reason": "第一行\n<b>第二行</b>", "amount": "1.369"}
KEPT = 'name="reason" hidden>\n第一行\n&lt;b&gt;第二行&lt;/b&gt;</textarea>'


@pytest.fixture
def person():
    return make_member(Role.PREPARER, make_department())


class TestSession:
    """Half an hour of silence, then the button."""

    @pytest.fixture
    def client(self, client, person):
        client.force_login(person)
        client.session.save()
        Session.objects.all().delete()
        return client

    def test_the_page_keeps_what_was_typed(self, client):
        answer = client.post(ADDRESS, TYPED)
        page = answer.content.decode()
        assert answer.status_code == 401 and "登录已过期，还没有保存" in page
        assert KEPT in page and f'action="{ADDRESS}"' in page

    def test_pressing_the_button_before_signing_in_keeps_it_too(self, client):
        client.post(ADDRESS, TYPED)
        assert "jixiao_session" not in {name for name, morsel in client.cookies.items() if morsel.value}
        assert KEPT in client.post(ADDRESS, TYPED).content.decode()

    def test_a_page_that_was_only_read_leads_to_the_login_and_back(self, client):
        assert client.get("/desk/?a=b").headers["Location"] == "/accounts/login/?next=/desk/%3Fa%3Db"

    def test_who_never_signed_in_is_sent_to_the_login(self):
        answer = Client().post(ADDRESS, TYPED)
        assert answer.headers["Location"].startswith("/accounts/login/") and "logout" not in answer.headers["Location"]

    def test_a_password_is_not_kept(self, client):
        answer = client.post("/accounts/password/", {"old_password": "secret-1", "new_password1": "secret-2"})
        assert answer.status_code == 302 and b"secret" not in answer.content


class TestToken:
    """A new login in another window has changed the token of this one."""

    @pytest.fixture
    def send(self, person):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(person)
        strict.get("/accounts/password/")

        def send(origin, **fields):
            headers = {"Origin": origin} if origin else {}
            return strict.post(ADDRESS, {"csrfmiddlewaretoken": "old", **fields}, headers=headers)

        return send

    def test_what_was_typed_on_our_page_can_be_sent_again(self, send):
        answer = send("http://testserver", **TYPED)
        page = answer.content.decode()
        assert answer.status_code == 403 and f'action="{ADDRESS}"' in page
        assert KEPT in page and "1.369" in page and 'value="old"' not in page

    @pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
    def test_what_another_site_sent_is_not_offered(self, send, origin):
        answer = send(origin, reason="转账")
        assert answer.status_code == 403 and "转账" not in answer.content.decode()

    def test_a_password_is_never_shown_again(self, send):
        assert "secret-1" not in send("http://testserver", password="secret-1").content.decode()


def test_the_address_of_a_form_opened_by_hand_says_so(client, person):
    client.force_login(person)
    answer = client.get(ADDRESS)
    assert answer.status_code == 405 and "这个网址不能直接打开" in answer.content.decode()
    assert answer.headers["Allow"] == "POST"


def test_a_stale_form_of_somebody_who_is_not_signed_in_is_not_offered_again():
    """Only after a login can it be sent again; and the login page itself takes a name that is nobody's business."""
    stranger = Client(enforce_csrf_checks=True)
    answer = stranger.post("/accounts/login/", {"username": "zhangsan"}, headers={"Origin": "http://testserver"})
    assert answer.status_code == 403 and "zhangsan" not in answer.content.decode()


def test_who_reads_and_thinks_can_put_the_end_off(client, person, settings):
    client.force_login(person)
    session = client.session
    session["seen_at"] = session["signed_in_at"] = 1_000
    session.save()
    settings.SESSION_ABSOLUTE_AGE = 10**10
    told = client.post("/accounts/stay/").json()
    assert client.session["seen_at"] > 1_000 and told["silence"] == 29 * 60


def test_a_script_is_told_in_json_that_the_session_ended(client, person):
    client.force_login(person)
    Session.objects.all().delete()
    answer = client.post("/accounts/stay/", headers={"Accept": "application/json"})
    assert answer.status_code == 401 and answer.json()["message"] == "登录已过期"
