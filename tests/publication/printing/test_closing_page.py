"""What closes a report: its proof needs no page of its own where a hand's breadth is left below the signature."""

import re
import subprocess

from django.template.loader import render_to_string

from evaluations.publication.printing.print_child import print_html
from tests.publication.papers import composed, page, printed_proof
from tests.publication.printing.test_table_breaks import page_texts

LEFT = 40  # millimetres; A4 with the margins of GB/T 9704 has 225
FILLED = f'<div style="height:{225 - LEFT}mm">署名</div>'


def test_the_proof_stands_below_the_signature_where_four_centimetres_are_left():
    (only,) = page_texts(FILLED + render_to_string("report/proof.html", {"proof": printed_proof()}))
    assert only.startswith("署名核验信息报告编号：2020-102001") and "附件各表和指标体系" in only


def test_a_name_longer_than_a_line_is_signed_within_the_type_area():
    """GB/T 9704-2012, 5.2.1: 156 mm of type, 26 mm from the right edge."""
    name = "湖南省测试县人民政府驻粤港澳大湾区招商引资与劳务协作联络服务中心（测试县人力资源服务站）"
    head, body = page(composed(department=name)).split("<body>")
    closing = body[body.index('<div class="sign">') : body.index('<section class="annex')]
    signed = f"{head}<body>{closing}"
    (only,) = page_texts(signed)
    told = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=print_html(signed).pdf, capture_output=True, check=True
    )
    ends = [float(end) * 25.4 / 72 for end in re.findall(r'xMax="([\d.]+)"', told.stdout.decode())]
    assert only.startswith(f"{name}2021年4月20日") and len(ends) > 3 and max(ends) <= 210 - 26
