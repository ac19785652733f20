"""The same report by other machines, in one run with ours (paper.py): Chromium warm and cold, LibreOffice, Typst.

None of them makes what we publish: Chromium and LibreOffice neither the archive nor the tags, Typst both, but from a
template of its own (here a plain one). What is not on this machine is named and left out.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from evaluations.report.blocks import Heading, Report, TableBlock
from evaluations.report.word import as_word

CHROMIUM_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PATIENCE = 120  # seconds
TYPST = """
import sys, time, typst
source, fonts, target, rounds = open(sys.argv[1], "rb").read(), sys.argv[2], sys.argv[3], int(sys.argv[4])
for number in range(rounds + 1):
    varied = source.replace("单位".encode(), f"单位{number}".encode())  # its cache of unchanged paragraphs cannot help
    begin, own = time.perf_counter(), time.process_time()
    pdf = typst.compile(varied, font_paths=[fonts], pdf_standards=["a-3a", "ua-1"])
    print(time.process_time() - own, time.perf_counter() - begin)
open(target, "wb").write(pdf)
"""


@dataclass(frozen=True)
class PaperCost:
    """What one machine took for one report: processor and clock in seconds, bytes of the file, MB of memory at most."""

    name: str
    processor: Sequence[float]
    clock: Sequence[float]
    size: int
    memory: int

    def row(self, stock: float) -> list[str]:
        """A line of the table; the ratio is of the least processor time to the stock engine's."""
        least = min(self.processor)
        took = [f"{least:.3f}", f"{median(self.processor):.3f}", f"{median(self.clock):.3f}"]
        return [self.name, *took, f"{self.size // 1024:,}", str(self.memory), f"{least / stock:.2f}"]


@dataclass(frozen=True)
class Spent:
    """One process from its start to its end, with the children that it waited for."""

    processor: float
    clock: float
    memory: int


def run_once(command: Sequence[str], env: dict[str, str] | None = None) -> Spent:
    """Run a program to its end; raises `subprocess.CalledProcessError` where it fails."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return Spent(usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, usage.ru_maxrss // 1024)


def peers(report: Report, page: str, rounds: int) -> list[PaperCost]:
    """All that are here; says which are not."""
    found = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.html").write_text(page, encoding="utf-8")
        (folder / "paper.docx").write_bytes(as_word(report))
        (folder / "paper.typ").write_text(typst_source(report), encoding="utf-8")
        for title, peer in PEERS.items():
            try:
                found.append(peer(folder, rounds))
            except (FileNotFoundError, ModuleNotFoundError) as absent:
                print(f"{title}: not on this machine ({absent})")
    return found


def program(name: str) -> str:
    """Its path; raises FileNotFoundError."""
    path = shutil.which(name)
    if path is None:
        raise FileNotFoundError(name)
    return path


def chromium_cold(folder: Path, rounds: int) -> PaperCost:
    """A browser started for each report. What its renderers take counts as far as the browser waits for them."""
    target = folder / "cold.pdf"
    printing = [f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", f"file://{folder}/page.html"]
    runs = [run_once([program("chromium"), *CHROMIUM_FLAGS, *printing]) for _ in range(rounds)]
    return cost_of("Chromium, started for it (no archive, no tags)", runs, target)


def chromium_warm(folder: Path, rounds: int) -> PaperCost:
    """One browser, a tab for each report."""
    from playwright.sync_api import sync_playwright

    target, runs = folder / "warm.pdf", []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for _ in range(rounds + 1):
            begin, own = time.perf_counter(), descendants_seconds()
            tab = browser.new_page()
            tab.goto(f"file://{folder}/page.html")
            tab.pdf(path=target, prefer_css_page_size=True)
            memory = descendants_memory()
            tab.close()
            runs.append(Spent(descendants_seconds() - own, time.perf_counter() - begin, memory))
        browser.close()
    return cost_of("Chromium, warm, a tab for it (no archive, no tags)", runs[1:], target)


def libreoffice(folder: Path, rounds: int) -> PaperCost:
    """The Word copy through LibreOffice, started for it; its profile is made by a run that does not count."""
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = [program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    runs = [run_once([*command, f"{folder}/paper.docx"]) for _ in range(rounds + 1)]
    return cost_of("LibreOffice from the Word copy (no archive, no tags)", runs[1:], folder / "paper.pdf")


def typst(folder: Path, rounds: int) -> PaperCost:
    """A plain template with the same texts and tables; the compiler stays, every text differs."""
    from django.conf import settings

    __import__("typst")
    target = folder / "typst.pdf"
    arguments = [f"{folder}/paper.typ", str(settings.REPORT_FONTS), str(target), str(rounds)]
    with subprocess.Popen([sys.executable, "-c", TYPST, *arguments], stdout=subprocess.PIPE, encoding="utf-8") as child:
        lines = [line.split() for line in child.stdout or ()]
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
    runs = [Spent(float(own), float(clock), usage.ru_maxrss // 1024) for own, clock in lines[1:]]
    return cost_of("Typst, warm, a plain template (archive and tags)", runs, target)


PEERS: dict[str, Callable[[Path, int], PaperCost]] = {
    "Chromium, warm": chromium_warm,
    "Chromium": chromium_cold,
    "LibreOffice": libreoffice,
    "Typst": typst,
}


def cost_of(name: str, runs: Sequence[Spent], target: Path) -> PaperCost:
    """Of several runs of one machine."""
    processor, clock = [one.processor for one in runs], [one.clock for one in runs]
    return PaperCost(name, processor, clock, target.stat().st_size, max(one.memory for one in runs))


def descendants() -> list[list[str]]:
    """The lines of /proc of all processes below this one, from the state on."""
    own, lines = os.getpid(), {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            lines[int(path.parent.name)] = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
    below = {own}
    while more := {pid for pid, fields in lines.items() if int(fields[1]) in below} - below:
        below |= more
    return [lines[pid] for pid in below - {own}]


def descendants_seconds() -> float:
    """Processor seconds of them and of those that they waited for."""
    ticks = sum(int(fields[place]) for fields in descendants() for place in (11, 12, 13, 14))
    return ticks / os.sysconf("SC_CLK_TCK")


def descendants_memory() -> int:
    """MB that they hold together; what they share counts for each."""
    return sum(int(fields[21]) for fields in descendants()) * os.sysconf("SC_PAGE_SIZE") // 2**20


def typst_source(report: Report) -> str:
    """The report as a Typst document: title, headings, paragraphs, tables."""
    parts = [
        f"#set document(title: {quoted(report.meta.title)})",
        '#set text(lang: "zh", font: ("FandolFang R", "FandolSong"), size: 15.8pt)',
        "#set page(margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm))",
        f"= #{quoted(''.join(report.title_lines))}",
        *(typst_block(block) for block in report.blocks),
    ]
    for annex in report.annexes:
        body = "\n".join([f"== #{quoted(annex.title)}", *(typst_block(block) for block in annex.blocks)])
        parts.append(f"#page(flipped: {str(annex.landscape).lower()})[\n#set text(size: 9pt)\n{body}\n]")
    return "\n\n".join(parts)


def typst_block(block: Any) -> str:
    """One block of the report."""
    if isinstance(block, Heading):
        return f"{'=' * (block.level + 1)} #{quoted(block.text)}"
    if isinstance(block, TableBlock):
        cells = [typst_cell(cell) for group in block.groups for row in group for cell in row.cells]
        head = ", ".join(quoted(column.label) for column in block.columns)
        return f"#table(columns: {len(block.columns)}, table.header({head}), {', '.join(cells)})"
    return f"#{quoted(block.lead + block.text)}"


def typst_cell(cell: Any) -> str:
    """A cell with the lines and columns that it spans."""
    return f"table.cell(rowspan: {cell.rows}, colspan: {cell.columns}, {quoted(cell.text)})"


def quoted(text: str) -> str:
    """A string of Typst."""
    return json.dumps(text, ensure_ascii=False)
