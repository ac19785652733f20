"""No table of a shipped form is wider than its sheet: every printed word ends before the margin."""

import re
import subprocess

import pytest

from evaluations.facts.reading import read_facts
from evaluations.publication.printing.print_child import print_html
from evaluations.report import compose_report
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.publication.papers import HEAD, page
from tests.scoring.test_further_systems import own

UPRIGHT, MARGIN = 600, 60  # points; the margins are 73 and more
SHEET = re.compile(r'<page width="([\d.]+)"|<word xMin="[\d.]+" yMin="[\d.]+" xMax="([\d.]+)"[^>]*>(.*?)</word>')
TARGET = {"name": "政务服务事项网上可以办理的比率", "unit": "个百分点", "deviation_reason": "两处没有验收，已限期整改"}


@pytest.mark.parametrize(("form", "slot"), [("sichuan-2017", "own_indicators"), ("mof-project-2020", "output")])
def test_every_word_ends_before_the_margin(form, slot):
    scheme = load_scheme(form)
    level2 = "" if form == "sichuan-2017" else "数量指标"
    targets = [own(slot, level2, "10.5", "不低于1234.56", "1234.56", **TARGET)] * 2
    facts = read_facts({"year": 2024, "scheme": form, "targets": targets, **HEAD})
    paper = print_html(page(compose_report(facts, scheme, assess_facts(scheme, facts))))
    command = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(command, input=paper.pdf, capture_output=True, check=True).stdout.decode()
    width, outside, upright = 0.0, [], 0
    for sheet, end, word in SHEET.findall(told):
        width = float(sheet or width)
        upright += bool(word) and width < UPRIGHT
        outside += [word] if word and float(end) > width - MARGIN else []
    assert outside == [] and upright > 50
