"""The fonts of printed reports, where scripts/report_fonts.py has made them: then nothing else of the host is printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Info, register

FONTS_WANTED = ("FandolSong-Bold", "FandolHei-Regular", "FandolKai-Regular", "FandolFang-Regular", "FandolSong-Regular")


def font_environment() -> dict[str, str]:
    """What makes fontconfig of a child process see these fonts alone; nothing while they have not been made."""
    described = Path(settings.REPORT_FONTS) / "fonts.conf"
    return {"FONTCONFIG_FILE": str(described)} if described.is_file() else {}


@register
def report_fonts_there(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Info]:
    """Says at the start whether papers have the fonts of official documents, or those of the host."""
    missing = [name for name in FONTS_WANTED if not (Path(settings.REPORT_FONTS) / f"{name}.ttf").is_file()]
    if not missing:
        return []
    words = "打印报告用的是本机字体，没有小标宋、楷体、仿宋等公文字体。"
    return [Info(words, hint="scripts/report_fonts.py", id="fonts.I001")]
