"""Bootstrap as it is shipped holds what our pages use, and little else."""

import json

from scripts.page_classes import class_names, program_classes, template_classes, used_classes
from scripts.vendor_assets import digest_of
from tests.sources import ROOT

WHOLE = ROOT / "node_modules/bootstrap/dist/css/bootstrap.min.css"
REDUCED = ROOT / "static/vendor/bootstrap/bootstrap.min.css"


def test_the_reduced_style_sheet_has_every_class_that_a_page_uses():
    whole, reduced = WHOLE.read_text(), REDUCED.read_text()
    missing = used_classes(whole) - class_names(reduced)
    assert not missing, "run: .venv/bin/python scripts/vendor_assets.py"
    assert {"btn-primary", "form-control", "visually-hidden"} <= class_names(reduced)


def test_it_is_a_tenth_of_what_came_and_says_whose_it_is():
    facts = json.loads((ROOT / "static/vendor/VERSIONS.json").read_text())[0]
    assert facts["reduced_from"]["bootstrap.min.css"] == digest_of(WHOLE.read_bytes())
    assert REDUCED.stat().st_size < 0.15 * WHOLE.stat().st_size and "Licensed under MIT" in REDUCED.read_text()


def test_classes_are_found_where_they_stand():
    page = """<p class="a {% if b %}c{% else %}d-{{ e }}{% endif %}" id="f">{% include "g" with css="h i" %}</p>"""
    assert {"a", "c", "h", "i"} <= template_classes(page) and not {"b", "e", "f"} & template_classes(page)
    program = """attrs={"class": "row"}; f("col", "mb-2 lead"); '<b class="mark">'; element.className = 'h5'"""
    assert program_classes(program, {"mb-2", "col", "row"}) == {"row", "mb-2", "lead", "mark", "h5"}
