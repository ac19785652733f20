"""nginx looks for copies at the addresses of public views alone.

Where it looks for one that never comes, those who ask for the same at once are served one after the other, each half a
second later: static files and the sign-in page in the morning.
"""

import re

import pytest
from django.urls import get_resolver

from departments.matrix import walk
from tests.config.test_body_limits import EXAMPLES, SITE

SHELF = re.findall(r'^    "~(\S+)" (jixiao_portal|off);$', SITE[: SITE.index("map $http_cookie")], re.M)


def may_be_kept(path: str) -> bool:
    """Whether nginx looks for a copy: the first pattern that is found decides."""
    return next((zone for pattern, zone in SHELF if re.search(pattern, path)), "off") != "off"


@pytest.mark.parametrize("root, elsewhere", [("/", []), ("/jixiao/", ["portal:home"])])
def test_copies_are_looked_for_where_a_public_view_lets_nginx_keep_its_answer(root, elsewhere):
    wrong, kept = [], 0
    for name, pattern, view in walk(get_resolver(), root, ""):
        path = re.sub(r"<(\w+):\w+>", lambda found: EXAMPLES.get(found[1], "x"), pattern)
        allowed = getattr(view, "kept_in_front", False)
        kept += allowed
        if may_be_kept(path) is not allowed:
            wrong.append(name)
    assert wrong == elsewhere and kept > 20
    assert not may_be_kept(f"{root}static/departments/sign_in.0123456789ab.css")


def test_who_may_be_signed_in_is_never_given_a_copy():
    people = r'map \$http_cookie \$jixiao_copies \{\n    "~(\S+)" off;\n    default \$jixiao_shelf;\n\}'
    cookies = re.search(people, SITE)
    assert cookies and "proxy_cache $jixiao_copies;" in SITE
    for header in ("__Host-jixiao_session=x", "a=b; __Secure-jixiao_session=x; c=d", "jixiao_session=x"):
        assert re.search(cookies[1], header)
    assert not re.search(cookies[1], "__Host-jixiao_csrf=x")
