"""Old Word files: read by way of LibreOffice where it is installed, refused with the way out where it is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from evaluations.facts.reading import load_facts
from evaluations.foreign_files import old_word
from evaluations.foreign_files.file_refusals import OLE_FIRST_BYTES, ForeignFileRefused
from evaluations.report.composing import compose_report
from evaluations.report.word import as_word
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts
from tests.foreign_files.in_process import answer_in_process
from tests.papers.reading import word_file
from tests.patience import thorough_only

EXAMPLES = Path(__file__).parent.parent / "examples"
SOFFICE = shutil.which("soffice")

OLD = OLE_FIRST_BYTES + b"\0" * 600
COPYING = """#!/bin/sh
while [ "$1" != "--outdir" ]; do shift; done
cp {made} "$2/paper.docx"
"""


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A program that makes this .docx of anything, in the place of LibreOffice, which takes ten seconds to start."""
    answer_in_process(monkeypatch)
    made, program = tmp_path / "made.docx", tmp_path / "soffice"
    made.write_bytes(word_file("<w:p><w:r><w:t>一、基本情况</w:t></w:r></w:p>"))
    program.write_text(COPYING.format(made=made))
    program.chmod(0o755)
    monkeypatch.setattr(old_word, "word_converter", lambda: str(program))
    return made


def test_an_old_word_file_is_converted_and_read(office):
    assert [one.text for one in old_word.opened_paper(OLD).paragraphs] == ["一、基本情况"]


def test_what_the_converter_makes_nothing_of_is_refused(office):
    office.unlink()
    with pytest.raises(ForeignFileRefused, match="没能打开"):
        old_word.opened_paper(OLD)


def test_an_office_without_its_writer_is_none(tmp_path, monkeypatch):
    """Debian has libreoffice-calc alone: it opens no Word file, and the page must not ask for one."""
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "soffice.bin").touch()
    (tmp_path / "soffice").touch(mode=0o755)
    assert old_word.word_converter() == ""
    (tmp_path / "libswlo.so").touch()
    assert old_word.word_converter() == str(tmp_path / "soffice")


def test_without_a_converter_the_refusal_says_how_to_save(monkeypatch):
    monkeypatch.setattr(old_word, "word_converter", lambda: "")
    with pytest.raises(ForeignFileRefused, match="另存为"):
        old_word.opened_paper(OLD)


@thorough_only
@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice (soffice, libreoffice-writer)")
def test_libreoffice_itself_reads_what_it_saved_as_an_old_file(tmp_path, monkeypatch):
    """WPS writes .wps in the same format: which it is say the first bytes, never the name."""
    answer_in_process(monkeypatch)
    facts, scheme = load_facts((EXAMPLES / "complete.json").read_bytes()), load_scheme("hunan-2013")
    new = as_word(compose_report(facts, scheme, assess_facts(scheme, facts)))
    (tmp_path / "paper.docx").write_bytes(new)
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "doc"]
    command += ["--outdir", str(tmp_path), str(tmp_path / "paper.docx")]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    old = (tmp_path / "paper.doc").read_bytes()
    assert old.startswith(OLE_FIRST_BYTES)
    saved, made = ([one.text for one in old_word.opened_paper(content).paragraphs] for content in (old, new))
    assert saved == made and len(made) > 20
