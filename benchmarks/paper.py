"""What a printed report costs: our warm printer against the stock engine in a warm process, a cold printer, and other
machines (paper_peers.py).

    .venv/bin/python benchmarks/paper.py [--quick]
Seconds of processor time of all processes that take part; the ratio is to the stock engine of the same run.
"""

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
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
    begin, own = time.perf_counter(), time.process_time()
    document = HTML(string=page).render(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a")
    pdf = document.write_pdf(pdf_variant="pdf/a-3a")
    print(time.process_time() - own, time.perf_counter() - begin)
open(sys.argv[2] + ".pdf", "wb").write(pdf)
"""


def main(quick: bool) -> None:
    """Print the table of costs, and what a batch takes of clock and memory."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from evaluations.publication.printing.printer_order import order_as_json

    report = composed_report()
    page, rounds = report_page(report), 1 if quick else 8
    order = order_as_json(page, ())
    if quick:
        print(f"one report: {min(warm(order, rounds).processor):.3f} s")
    else:
        compare(report, page, order, rounds)
    batch(order, 4 if quick else 100)


def compare(report: Any, page: str, order: bytes, rounds: int) -> None:
    """The table of all machines."""
    from benchmarks.paper_peers import peers

    stock = stock_cost(page, rounds)
    costs = [warm(order, rounds), stock, cold(order, 2), *peers(report, page, 3)]
    head = ("", "least CPU s", "median", "clock s", "KB", "MB", "× stock")
    table("one report", head, [one.row(min(stock.processor)) for one in costs])


def warm(order: bytes, rounds: int) -> Any:
    """Our printer as it runs in production: a process that stays, a child for each report."""
    from benchmarks.paper_peers import PaperCost
    from evaluations.publication.printing.printer_process import PrinterProcess

    printer = PrinterProcess()
    printer.answer(order)
    clocks, ours, size = [], [], 0
    for _ in range(rounds):
        begin, own = time.perf_counter(), time.process_time() + processor_seconds(printer)
        size = len(printer.answer(order))
        ours.append(time.process_time() + processor_seconds(printer) - own)
        clocks.append(time.perf_counter() - begin)
    memory = resident(printer)
    printer.end()
    return PaperCost("our printer, warm", ours, clocks, size, memory)


def composed_report() -> Any:
    """The demo paper, composed."""
    from benchmarks.papers import paper
    from evaluations.facts.reading import read_facts
    from evaluations.report import compose_report
    from evaluations.schemes.loading import load_scheme
    from evaluations.scoring.assessing import assess_facts

    facts, scheme = read_facts(paper()), load_scheme("hunan-2013")
    return compose_report(facts, scheme, assess_facts(scheme, facts))


def report_page(report: Any) -> str:
    """The report as the printer gets it."""
    import datetime

    from django.template.loader import render_to_string

    from evaluations.report.signature import signature_lines

    signature = signature_lines(report.meta.department, datetime.date(2021, 4, 20))
    context = {"report": report, "stamp": "2021-04-20T09:00:00+08:00", "signature": signature, "proof": None}
    return render_to_string("report/print.html", context)


def processor_seconds(printer: Any) -> float:
    """Of the printer's process and the children it has waited for."""
    fields = Path(f"/proc/{printer.child.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(int(fields[place]) for place in (11, 12, 13, 14)) / os.sysconf("SC_CLK_TCK")


def stock_cost(page: str, rounds: int) -> Any:
    """The engine as it is installed, with our style sheet; the first paper of the process is left out."""
    from benchmarks.paper_peers import Spent, cost_of
    from evaluations.publication.printing.printer import STYLE_SHEET
    from evaluations.publication.printing.printer_process import printer_environment
    from evaluations.report.type_roles import type_rules

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(page, encoding="utf-8")
        (Path(folder) / "print.css").write_text(
            type_rules() + STYLE_SHEET.read_text(encoding="utf-8"), encoding="utf-8"
        )
        command = [sys.executable, "-c", STOCK, f"{folder}/page.html", f"{folder}/print.css", str(rounds)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=printer_environment()) as child:
            lines = [line.split() for line in child.stdout or ()]
            _, _, usage = os.wait4(child.pid, 0)
            child.returncode = 0
        runs = [Spent(float(own), float(clock), usage.ru_maxrss // 1024) for own, clock in lines[1:]]
        return cost_of("stock WeasyPrint A-3a, warm", runs, Path(folder) / "print.css.pdf")


def cold(order: bytes, rounds: int) -> Any:
    """A printer that is started for one paper and ended after it."""
    from benchmarks.paper_peers import PaperCost
    from evaluations.publication.printing.printer_process import PrinterProcess

    clocks, ours, size, memory = [], [], 0, 0
    for _ in range(rounds):
        begin, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        printer = PrinterProcess()
        size = len(printer.answer(order))
        memory = resident(printer)
        printer.end()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        ours.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        clocks.append(time.perf_counter() - begin)
    return PaperCost("our printer, started for it", ours, clocks, size, memory)


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


if __name__ == "__main__":
    main("--quick" in sys.argv)
