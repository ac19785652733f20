"""Run the printer in a child process and understand how it ended."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings

from evaluations.fonts.private_fonts import font_environment
from evaluations.jobs.job_rows import FinalFailure
from evaluations.publication.printing.printer_order import PaperAttachment, order_as_json
from evaluations.publication.printing.refusal import REFUSED_EXIT
from evaluations.workflow.unprintable_papers import UnprintableReport

SECONDS = 120
LONGEST_HTML = 20 * 1024 * 1024
# What the libraries need to find themselves, fonts and their cache; no secret is among it.
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "LD_LIBRARY_PATH")


class RenderRefused(FinalFailure):
    """The PDF cannot be made; the text is a Chinese sentence that says why and what to do.

    Final: the same report is refused again however often it is tried, so people decide about the next attempt.
    """


@dataclass(frozen=True)
class PrintedPaper:
    """A finished PDF, its number of pages, and whose seal is on it, if any."""

    pdf: bytes
    pages: int
    sealed_by: str = ""


def print_html(html: str, attachments: tuple[PaperAttachment, ...] = ()) -> PrintedPaper:
    """Print a page to PDF, with files inside. Raises RenderRefused, or UnprintableReport for its characters, with the reason."""
    if len(html.encode()) > LONGEST_HTML:
        raise RenderRefused("报告内容过大，超过 20 MB，不能生成 PDF。请删减正文后重新报送。")
    command = [sys.executable, "-m", "evaluations.publication.printing.printer"]
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    environment = kept | font_environment() | {"PYTHONUTF8": "1"}
    try:
        child = subprocess.run(
            command,
            input=order_as_json(html, attachments),
            capture_output=True,
            cwd=settings.BASE_DIR,
            env=environment,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise RenderRefused(
            f"生成 PDF 超过 {SECONDS} 秒，已停止。请缩短报告，或请系统管理员检查服务器后重试。"
        ) from None
    return printer_outcome(child)


def printer_outcome(child: subprocess.CompletedProcess[bytes]) -> PrintedPaper:
    """Turn the child's end into a PDF or a reason."""
    last = child.stderr.decode(errors="replace").rpartition("\n")[2]
    if child.returncode == 0:
        return PrintedPaper(child.stdout, json.loads(last)["pages"])
    if child.returncode == REFUSED_EXIT:
        answer = json.loads(last)
        raise (UnprintableReport if answer["glyphs"] else RenderRefused)(answer["refused"])
    if child.returncode in (-signal.SIGXCPU, -signal.SIGKILL) or "MemoryError" in last:
        raise RenderRefused("生成 PDF 时超出了时间或内存限制，已停止。请缩短报告后重新报送。")
    raise RenderRefused(f"生成 PDF 的程序意外结束（{child.returncode}）：{last[:200]}")
