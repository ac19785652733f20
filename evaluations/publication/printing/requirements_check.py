"""A system check at every start: without the HarfBuzz subsetter no report can be printed."""

from collections.abc import Sequence
from ctypes.util import find_library
from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, register

INSTALL_HINT = "apt-get install libharfbuzz-subset0"


@register
def printing_possible(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """An error that names the missing package; the printer itself refuses to work without it, too."""
    if find_library("harfbuzz-subset"):
        return []
    return [Error("缺少系统库 libharfbuzz-subset，不能生成 PDF。", hint=INSTALL_HINT, id="publication.E001")]
