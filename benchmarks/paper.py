"""What a printed report costs: our warm printer against the stock engine in a warm process, a cold printer, and Chromium.

    .venv/bin/python benchmarks/paper.py [--quick]
Seconds of processor time of all processes that take part; the ratio is to the stock engine of the same run, in turn.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from benchmarks.measuring import table  # noqa: E402 — the path above makes it importable

STOCK = """
import sys, time
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
page, sheet, rounds = open(sys.argv[1], encoding="utf-8").read(), open(sys.argv[2], encoding="utf-8").read(), int(sys.argv[3])
fonts = FontConfiguration()
style = CSS(string=sheet, font_config=fonts)
for _ in range(rounds + 1):
    begin = time.process_time()
    document = HTML(string=page).render(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a")
    document.write_pdf(pdf_variant="pdf/a-3a")
    print(time.process_time() - begin)
"""


def main(quick: bool) -> None:
    """Print the table of costs, and what a batch takes of clock and memory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from evaluations.publication.printing.printer_order import order_as_json
    from evaluations.publication.printing.printer_process import PrinterProcess

    page = report_page()
    order, rounds = order_as_json(page, ()), 1 if quick else 8
    printer = PrinterProcess()
    printer.answer(order)
    ours = [spent(lambda: printer.answer(order), printer) for _ in range(rounds)]
    rows = [["our printer, warm", *figures(ours)]]
    if not quick:
        stock = stock_seconds(page, rounds)
        rows += [
            ["stock WeasyPrint A-3a, warm", *figures(stock)],
            ["our printer, started for it", *figures(cold(order))],
        ]
        rows += chromium(page)
        least = min(stock)
        rows = [[*row, f"{float(row[1]) / least:.2f}"] for row in rows]
    table("one report", ("", "least s", "median s", "× stock")[: len(rows[0])], rows)
    printer.end()
    batch(order, 4 if quick else 100)


def report_page() -> str:
    """The demo paper as the printer gets it."""
    import datetime

    from django.template.loader import render_to_string

    from benchmarks.papers import paper
    from evaluations.facts.reading import read_facts
    from evaluations.report import compose_report
    from evaluations.report.signature import signature_lines
    from evaluations.schemes.loading import load_scheme
    from evaluations.scoring.assessing import assess_facts

    facts, scheme = read_facts(paper()), load_scheme("hunan-2013")
    report = compose_report(facts, scheme, assess_facts(scheme, facts))
    signature = signature_lines(report.meta.department, datetime.date(2021, 4, 20))
    context = {"report": report, "stamp": "2021-04-20T09:00:00+08:00", "signature": signature, "proof": None}
    return render_to_string("report/print.html", context)


def spent(work: Callable[[], object], printer: Any) -> float:
    """Processor seconds of this process, the printer and its child for one paper."""
    begin = time.process_time() + processor_seconds(printer)
    work()
    return time.process_time() + processor_seconds(printer) - begin


def processor_seconds(printer: Any) -> float:
    """Of the printer's process and the children it has waited for."""
    fields = Path(f"/proc/{printer.child.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(int(fields[place]) for place in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def stock_seconds(page: str, rounds: int) -> list[float]:
    """The engine as it is installed, with our style sheet; the first paper of the process is left out."""
    from evaluations.publication.printing.printer import STYLE_SHEET
    from evaluations.publication.printing.printer_process import printer_environment
    from evaluations.report.type_roles import type_rules

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(page, encoding="utf-8")
        (Path(folder) / "print.css").write_text(
            type_rules() + STYLE_SHEET.read_text(encoding="utf-8"), encoding="utf-8"
        )
        command = [sys.executable, "-c", STOCK, f"{folder}/page.html", f"{folder}/print.css", str(rounds)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=printer_environment())
    return [float(line) for line in done.stdout.split()[1:]]


def cold(order: bytes) -> list[float]:
    """A printer that is started for one paper and ended after it."""
    from evaluations.publication.printing.printer_process import PrinterProcess

    def whole() -> None:
        printer = PrinterProcess()
        printer.answer(order)
        printer.end()

    return [children_seconds(whole) for _ in range(2)]


def chromium(page: str) -> list[list[str]]:
    """Chromium, started for it: no PDF/A, no PDF/UA, but everybody knows it."""
    program = shutil.which("chromium")
    if not program:
        return []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(page, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command = [program, *flags, f"--print-to-pdf={folder}/a.pdf", f"file://{folder}/page.html"]
        runs = [
            children_seconds(lambda: subprocess.run(command, capture_output=True, check=True, timeout=120))
            for _ in range(2)
        ]
    return [["Chromium, started for it (no archive, no tags)", *figures(runs)]]


def children_seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the children that this process has waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def batch(order: bytes, papers: int) -> None:
    """So many papers on two printers: papers a second, and what the printers hold before and after."""
    from evaluations.publication.printing.printer_process import PrinterProcess

    printers = [PrinterProcess(), PrinterProcess()]
    for printer in printers:
        printer.answer(order)
    before, begin = [resident(printer) for printer in printers], time.perf_counter()
    threads = [
        threading.Thread(target=lambda own=printer: [own.answer(order) for _ in range(papers // 2)])
        for printer in printers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - begin
    held = " ".join(f"{one} → {resident(printer)} MB" for one, printer in zip(before, printers, strict=True))
    print(f"\n{papers} reports on two printers: {wall:.1f} s, {papers / wall:.1f} a second; the printers hold {held}")
    for printer in printers:
        printer.end()


def resident(printer: Any) -> int:
    """Megabytes that the printer's process holds."""
    return int(Path(f"/proc/{printer.child.pid}/statm").read_text(encoding="utf-8").split()[1]) * 4096 // 2**20


def figures(runs: list[float]) -> list[str]:
    """Least and median."""
    return [f"{min(runs):.3f}", f"{statistics.median(runs):.3f}"]


if __name__ == "__main__":
    main("--quick" in sys.argv)
