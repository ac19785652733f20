"""Chinese lines end on the edge of the type area; a new WeasyPrint that moves our two functions is noticed."""

import re
import subprocess

import weasyprint
from weasyprint.layout import inline
from weasyprint.text import line_break

from evaluations.publication.printing.justify import MOST_EM
from evaluations.publication.printing.printer import print_pdf

PARAGRAPH = "永兴县政务服务中心2020年度预算执行情况总体良好，" * 12
TYPE_AREA_RIGHT = 210 - 26  # mm


def test_the_functions_are_where_this_version_has_them():
    assert weasyprint.__version__ == "70.0"
    assert callable(inline.justify_line) and callable(line_break.Layout.reactivate)


def test_full_lines_end_at_the_edge():
    pdf, _ = print_pdf(f'<html lang="zh-CN"><body><p>{PARAGRAPH}')
    command = ["pdftotext", "-bbox-layout", "-", "-"]
    layout = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    ends = [float(x) / 72 * 25.4 for x in re.findall(r'<line [^>]*xMax="([\d.]+)"', layout)]
    full = ends[:8]
    assert len(ends) > 8 and all(abs(end - TYPE_AREA_RIGHT) < 0.5 for end in full), full


def test_the_widest_gap_stays_small():
    assert MOST_EM <= 0.15
