"""Have a page printed by the printer's process of this worker, and understand how that ended."""

from dataclasses import dataclass

from evaluations.jobs.job_rows import FinalFailure
from evaluations.publication.printing.frames import read_answer
from evaluations.publication.printing.printer_order import PaperAttachment, order_as_json
from evaluations.publication.printing.printer_process import PrinterGone, PrinterSlow, printer_of_process
from evaluations.workflow.unprintable_papers import UnprintableReport

LONGEST_HTML = 20 * 1024 * 1024


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
    try:
        answer = printer_of_process.answer(order_as_json(html, attachments))
    except PrinterSlow as slow:
        seconds = slow.args[0]
        raise RenderRefused(
            f"生成 PDF 超过 {seconds} 秒，已停止。请缩短报告，或请系统管理员检查服务器后重试。"
        ) from None
    except PrinterGone as gone:
        raise RenderRefused(f"生成 PDF 的程序意外结束（{gone}）。请重试；仍不成功请联系系统管理员。") from None
    return printer_outcome(answer)


def printer_outcome(answer: bytes) -> PrintedPaper:
    """Turn the printer's answer into a PDF or a reason."""
    told, pdf = read_answer(answer)
    if "pages" in told:
        return PrintedPaper(pdf, told["pages"])
    if "refused" in told:
        raise (UnprintableReport if told["glyphs"] else RenderRefused)(told["refused"])
    if told["spent"]:
        raise RenderRefused("生成 PDF 时超出了时间或内存限制，已停止。请缩短报告后重新报送。")
    raise RenderRefused(f"生成 PDF 的程序意外结束（{told['code']}）。请重试；仍不成功请联系系统管理员。")
