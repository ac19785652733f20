"""One line of the permission matrix: whom it lets in, how far it reaches, and how it is printed."""

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from django.urls.resolvers import RegexPattern
from django.views.decorators.http import require_safe

from departments.access import PUBLIC_ACCESS, SIGNED_IN, allow_everybody, allow_roles, reads_and_writes, writes_only
from departments.matrix import MATRIX_HEAD, MatrixLine, matrix_lines, methods_of, permission_matrix, roles_of, walk
from departments.roles import Role


def line(*roles: str, pattern: str = "/x/<int:pk>/", shared: bool = False) -> MatrixLine:
    """An address with an object in it for these roles."""
    return MatrixLine("room:page", pattern, ("GET", "HEAD"), frozenset(roles), shared)


@pytest.mark.parametrize(
    "roles, scope",
    [
        ((Role.PREPARER,), "本单位"),
        ((Role.PREPARER, Role.HEAD), "本单位"),
        ((Role.REVIEWER,), "本县"),
        ((Role.AUDIT_ADMIN,), "本县"),
        ((Role.HEAD, Role.REVIEWER), "本单位、本县"),
        ((PUBLIC_ACCESS,), "—"),
    ],
)
def test_an_object_is_reached_in_the_own_department_or_the_own_county(roles, scope):
    assert line(*roles).scope == scope


def test_a_page_without_object_reaches_nothing_and_what_all_share_reaches_everything():
    assert line(Role.REVIEWER, pattern="/review/").scope == "—"
    assert line(Role.BUREAU_ADMIN, shared=True).scope == "全系统"
    assert line(Role.BUREAU_ADMIN, pattern="/manage/schemes/", shared=True).scope == "—"
    assert line(PUBLIC_ACCESS, shared=True).scope == "—"


def test_a_line_lets_in_its_roles_and_nobody_else():
    assert {role for role in Role if line(Role.HEAD, Role.REVIEWER).allows(role)} == {Role.HEAD, Role.REVIEWER}
    assert not line(Role.HEAD).public and not any(line().allows(role) for role in Role)


@pytest.mark.parametrize("word, public", [(SIGNED_IN, False), (PUBLIC_ACCESS, True)])
def test_signed_in_and_public_let_every_role_in(word, public):
    assert all(line(word).allows(role) for role in Role) and line(word).public is public


def test_a_line_is_printed_with_its_roles_in_the_order_of_the_list():
    printed = "| `room:page` | `/x/<int:pk>/` | GET, HEAD | 经办人、审核员、绩效股管理员 | 本单位、本县 |"
    assert str(line(Role.BUREAU_ADMIN, Role.PREPARER, Role.REVIEWER)) == printed


@pytest.mark.parametrize("role, word", [(SIGNED_IN, "已登录"), (PUBLIC_ACCESS, "所有人"), (Role.PUBLISHER, "门户人员")])
def test_roles_are_printed_as_people_call_them(role, word):
    assert f"| {word} |" in str(line(role))


def test_an_address_for_which_nobody_said_who_is_conspicuous():
    assert "| （未声明） |" in str(line())


def bare(request):
    """A view without any mark, as Django's own are."""
    return HttpResponse()


def test_marks_of_the_decorators_are_read_off_the_view():
    view = allow_roles(Role.HEAD, shared=True)(reads_and_writes(bare))
    assert roles_of(view) == {Role.HEAD} and methods_of(view) == ("GET", "HEAD", "POST")
    assert vars(view)["shared"] is True
    assert roles_of(allow_everybody(writes_only(bare))) == {PUBLIC_ACCESS}
    assert methods_of(allow_everybody(writes_only(bare))) == ("POST",)


def test_a_view_of_another_kind_is_asked_what_it_takes():
    assert methods_of(require_safe(bare)) == ("GET", "HEAD") and methods_of(bare) == ("?",)


def test_a_view_that_forgot_its_marks_counts_as_closed_and_as_undeclared():
    def open_view(request):
        return HttpResponse()

    open_view.login_required = False  # type: ignore[attr-defined]  # as Django's login_not_required does
    assert roles_of(bare) == frozenset() and roles_of(open_view) == {PUBLIC_ACCESS}


def test_addresses_are_found_below_each_other_with_the_space_of_their_names():
    inner = ([path("b/<int:pk>/", bare, name="deep")], "room")
    plain = [path("c/", bare, name="plain")]
    entries: list[URLPattern | URLResolver] = [
        path("", bare, name="top"),
        path("a/", include(inner)),
        path("d/", include(plain)),
    ]
    resolver = URLResolver(RegexPattern(r"^/"), entries)
    assert [(name, pattern) for name, pattern, _ in walk(resolver, "/", "")] == [
        ("top", "/"),
        ("room:deep", "/a/b/<int:pk>/"),
        ("plain", "/d/c/"),
    ]
    assert [view for *_, view in walk(resolver, "/", "")] == [bare] * 3


def test_every_address_of_the_site_has_one_line_and_they_are_sorted():
    lines = matrix_lines()
    assert sorted(lines, key=lambda one: (one.pattern, one.name)) == lines
    assert len({one.name for one in lines}) == len(lines) == len(list(walk(get_resolver(), "/", "")))
    shared = [one.name for one in lines if one.shared]
    assert shared == ["administration:retry_job", "cycles:scheme", "cycles:source", "review:many"]


def test_the_printed_matrix_is_a_table_of_all_lines(settings, tmp_path, capsys):
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    call_command("permissions")
    text = (tmp_path / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert text == permission_matrix() and text.startswith("# 权限矩阵\n")
    assert text.removeprefix(MATRIX_HEAD).splitlines() == [str(one) for one in matrix_lines()]
    assert capsys.readouterr().out == "已写入 docs/permissions.md。\n"


def test_where_the_table_cannot_be_written_the_command_says_so(settings, tmp_path):
    settings.BASE_DIR = tmp_path  # an installed release, whose docs belong to root
    with pytest.raises(CommandError, match="不能写入") as refused:
        call_command("permissions")
    assert refused.value.returncode == 2
