"""What is changed in the engine: for its pinned version, to the same paper."""

import re
import subprocess

import pydyf
import pytest
import weasyprint
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TableBox

from evaluations.publication.printing import engine_patches, justify, quick_fonts, quick_layout, quick_text
from evaluations.publication.printing.engine_patches import EngineChanged, install_patches

CELLS = "<style>td{{border:solid #000;border-width:{widths}}}</style><table><tr><td>一<td>二<tr><td>三<td>四</table>"


@pytest.fixture(autouse=True)
def stock(monkeypatch):
    """Whatever is installed is taken out afterwards."""
    set_stock(monkeypatch)


def set_stock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine as it came."""
    monkeypatch.setattr(pydyf, "zlib", engine_patches.zlib)
    monkeypatch.setattr(pydyf.Stream, "data", property(engine_patches.written_by_pydyf))
    layout = weasyprint.text.line_break.Layout
    monkeypatch.setattr(layout, "setup", quick_layout.set_up_by_engine)
    monkeypatch.setattr(layout, "deactivate", quick_text.deactivated_by_engine)
    monkeypatch.setattr(weasyprint.pdf.fonts, "ffi", quick_fonts.ffi)
    monkeypatch.setattr(weasyprint.pdf.fonts.Font, "subset", quick_fonts.subset_by_engine)
    for name, (engines, ours) in engine_patches.REPLACED.items():
        for module in {*engine_patches.modules_with(name, ours), *engine_patches.modules_with(name, engines)}:
            monkeypatch.setattr(module, name, engines)


def test_another_version_stops_the_printer(monkeypatch):
    install_patches()
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(EngineChanged, match="71.0"):
        install_patches()


def test_a_stream_is_compressed_once_and_the_bytes_are_the_same(monkeypatch):
    page = HTML(string="<p>一页")
    plain = page.write_pdf(pdf_variant="pdf/a-3a")
    monkeypatch.setattr(pydyf.Stream, "data", property(engine_patches.data_once))
    assert page.write_pdf(pdf_variant="pdf/a-3a") == plain
    made = iter((b"first", b"second"))
    monkeypatch.setattr(engine_patches, "written_by_pydyf", lambda stream: next(made))
    stream = pydyf.Stream([b"q"])
    assert stream.data == stream.data == b"first"
    stream.stream.append(b"Q")
    assert stream.data == b"second"


@pytest.mark.parametrize("widths", ["0 1pt 1pt 0", "1pt", "0 0 2pt 1pt"])
def test_the_lines_of_a_table_are_drawn_where_the_engine_draws_them(widths):
    """Compared as pictures, for the engine reaches the same lines by clipping."""
    before = drawn(widths)
    install_patches()
    assert weasyprint.draw.draw_border is engine_patches.draw_border
    assert drawn(widths) == before


def test_a_table_ends_where_its_lines_end_when_a_line_has_gone_to_the_next_page(monkeypatch):
    """The engine counts a line in that it has moved on so that it stays with the one after it."""
    style = "@page{size:100px;margin:0}body{margin:0}table{border-spacing:0;border:solid}td{padding:0}.b{break-before:avoid}"
    line = '<tbody{}><tr><td><div style="height:30px"></div>'
    tables = []
    monkeypatch.setattr(weasyprint.draw, "draw_border", engine_patches.draw_border)
    monkeypatch.setattr(engine_patches, "drawn_by_engine", lambda stream, box: tables.append(box))
    HTML(string=f"<style>{style}</style><table>{line.format('') * 3}{line.format(' class=b')}</table>").write_pdf()
    assert [box.height for box in tables if isinstance(box, TableBox)] == [60, 60]


LINES = """<style>@page{{size:9cm 4cm;margin:5mm;@bottom-right{{content:counter(page)}}}}p{{margin:1mm 2%;text-align:{align}}}
u{{letter-spacing:1pt}}td{{border:solid 1pt;padding:1mm}}.n{{font-variant-numeric:tabular-nums}}</style><html lang="zh-CN">
<p>{text}<p>plain Latin words beside it, <u>under a line</u><table><tr><td class="n">1,002.00<td>二㐂</table>"""


def test_lines_of_text_lie_and_read_as_the_engine_draws_them(monkeypatch):
    """Over several pages, with margin boxes, features, underlines and blanks, which go the engine's way or ours.

    A line spread over its characters is written in one piece, with its gap said once; poppler counts the last gap in.
    """
    monkeypatch.setattr(weasyprint.layout.inline, "justify_line", justify.justify_line)
    monkeypatch.setattr(weasyprint.text.line_break.Layout, "reactivate", justify.reactivate)
    for align, gaps in (("left", 0), ("justify", 11)):
        page = HTML(string=LINES.format(align=align, text="全县2020年度支出1,369.05万元，比上年增加。" * 9))
        set_stock(monkeypatch)
        before = word_places(page.write_pdf())
        install_patches()
        pdf = page.write_pdf(uncompressed_pdf=True)
        pairs = list(zip(word_places(pdf), before, strict=True))
        assert all(ours[0] == engines[0] for ours, engines in pairs)
        assert max(abs(a - b) for ours, engines in pairs for a, b in zip(ours[1:], engines[1:], strict=True)) < 0.3
        assert pdf.count(b" Tc\n") == 2 * pdf.count(b"\n0 Tc\n") == 2 * gaps


def word_places(pdf: bytes) -> list[tuple]:
    """Each word with its box in points."""
    box = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    told = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [(word, *map(float, place)) for *place, word in re.findall(box, told)]


def drawn(widths: str) -> bytes:
    """The page as poppler draws it, without grey between its dots."""
    pdf = HTML(string=CELLS.format(widths=widths)).write_pdf()
    command = ["pdftoppm", "-r", "40", "-aaVector", "no", "-mono", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
