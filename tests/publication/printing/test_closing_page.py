"""What closes a report: its proof needs no page of its own where a hand's breadth is left below the signature."""

from django.template.loader import render_to_string

from tests.publication.papers import printed_proof
from tests.publication.printing.test_table_breaks import page_texts

LEFT = 40  # millimetres; A4 with the margins of GB/T 9704 has 225
FILLED = f'<div style="height:{225 - LEFT}mm">署名</div>'


def test_the_proof_stands_below_the_signature_where_four_centimetres_are_left():
    (only,) = page_texts(FILLED + render_to_string("report/proof.html", {"proof": printed_proof()}))
    assert only.startswith("署名核验信息报告编号：2020-102001") and "附件各表和指标体系" in only
