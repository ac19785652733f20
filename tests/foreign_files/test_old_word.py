"""Old Word files: read by way of LibreOffice where it is installed, refused with the way out where it is not."""

import pytest

from evaluations.foreign_files import old_word
from evaluations.foreign_files.file_refusals import OLE_FIRST_BYTES, ForeignFileRefused
from tests.foreign_files.in_process import answer_in_process
from tests.papers.reading import word_file

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


def test_without_a_converter_the_refusal_says_how_to_save(monkeypatch):
    monkeypatch.setattr(old_word, "word_converter", lambda: "")
    with pytest.raises(ForeignFileRefused, match="另存为"):
        old_word.opened_paper(OLD)
