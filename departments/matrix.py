"""The permission matrix, read off the URLconf: one line for each address. docs/permissions.md is its printed form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from departments.access import PUBLIC_ACCESS, SIGNED_IN
from departments.roles import COUNTY_ROLES, DEPARTMENT_ROLES, Role

ROLE_WORDS = {PUBLIC_ACCESS: "所有人", SIGNED_IN: "已登录"} | {role.value: role.label for role in Role}
ROLE_ORDER = list(ROLE_WORDS)
MATRIX_HEAD = """# 权限矩阵

本表由 `manage.py permissions` 按网址配置生成，`tests/access/test_matrix.py` 逐行检验：
每个网址 × 每个角色 × 本单位、外单位 × 未登录。新增网址而不更新本表，测试不通过。

- 未登录：转到登录页；缺少角色：403，并记入操作日志；不在范围内的对象：404，不透露它是否存在。
- 范围“本单位”：只能办理自己单位的报告；“本县”：只能办理自己所在县（市、区）的报告；
  “全系统”：指标体系等各县共用的内容，有此角色的都能查看；“本人”：只有本人的通知。
- GET、HEAD 只读：执行中出现写语句即报错。POST 须带防伪令牌，否则 403。
- `/metrics/` 不在本表：不按角色开放，只有持采集口令（METRICS_TOKEN）的程序可读，见 docs/operations.md。

| 名称 | 网址 | 方法 | 角色 | 范围 |
| --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class MatrixLine:
    """One address: its name, pattern, methods, who may call it, and whose objects it reaches (`shared`: everybody's)."""

    name: str
    pattern: str
    methods: tuple[str, ...]
    roles: frozenset[str]
    shared: bool = False

    @property
    def public(self) -> bool:
        """Open to people who are not signed in."""
        return PUBLIC_ACCESS in self.roles

    @property
    def scope(self) -> str:
        """With an object in the address, a department role reaches its department's, a county role its county's.

        What is open to whoever is signed in has objects of the person.
        """
        if self.public or "<" not in self.pattern:
            return "—"
        if self.shared:
            return "全系统"
        if SIGNED_IN in self.roles:
            return "本人"
        reach = {"本单位": DEPARTMENT_ROLES, "本县": COUNTY_ROLES}
        return "、".join(word for word, roles in reach.items() if roles & self.roles)

    def allows(self, role: str) -> bool:
        """Whether the view lets this role in."""
        return bool({role, SIGNED_IN, PUBLIC_ACCESS} & self.roles)

    def __str__(self) -> str:
        roles = "、".join(ROLE_WORDS[role] for role in sorted(self.roles, key=ROLE_ORDER.index)) or "（未声明）"
        return f"| `{self.name}` | `{self.pattern}` | {', '.join(self.methods)} | {roles} | {self.scope} |"


def matrix_lines() -> list[MatrixLine]:
    """Every address of the site, sorted by its pattern."""
    found = [
        MatrixLine(name, pattern, methods_of(view), roles_of(view), getattr(view, "shared", False))
        for name, pattern, view in walk(get_resolver(), "/", "")
    ]
    return sorted(found, key=lambda line: (line.pattern, line.name))


def walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[tuple[str, str, Callable]]:
    """Yield (name, pattern, view) of everything below the resolver."""
    for entry in resolver.url_patterns:
        pattern = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", pattern, entry.callback
        else:
            yield from walk(entry, pattern, f"{space}{entry.namespace}:" if entry.namespace else space)


def roles_of(view: Callable) -> frozenset[str]:
    """What @allow_roles or @allow_everybody noted; a view of Django's kind that needs no login is public."""
    unmarked = frozenset() if getattr(view, "login_required", True) else frozenset({PUBLIC_ACCESS})
    return getattr(view, "roles", unmarked)


def methods_of(view: Callable) -> tuple[str, ...]:
    """What @reads_only or @writes_only noted; any other view is asked which methods it would take."""
    if hasattr(view, "methods"):
        return view.methods
    answer = view(RequestFactory().generic("PROBE", "/"))
    return tuple(answer.headers.get("Allow", "?").split(", "))


def permission_matrix() -> str:
    """The whole matrix as Markdown."""
    return MATRIX_HEAD + "".join(f"{line}\n" for line in matrix_lines())
