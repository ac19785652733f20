"""Papers of the tests: what their files hold, read in this process and checked."""

import io
import json
import zipfile
from pathlib import Path

from evaluations.facts.document import Facts
from evaluations.facts.reading import load_facts
from evaluations.foreign_files.child import child_answer
from evaluations.foreign_files.child_tasks import READ_PAPER
from evaluations.papers.paper_blocks import PaperDocument
from evaluations.papers.paper_result import PaperResult, check_paper
from evaluations.report.composing import compose_report
from evaluations.report.word import as_word
from evaluations.schemes.loading import load_scheme
from evaluations.scoring.assessing import assess_facts

TESTS = Path(__file__).resolve().parents[1]
SEED = (TESTS / "data" / "yongxing-2020.txt").read_bytes()
SHIPPED = [load_scheme("hunan-2023"), load_scheme("hunan-2013")]


def opened(content: bytes) -> PaperDocument:
    """What the child would tell of a file; fails where it refuses it."""
    answer = json.loads(child_answer("paper", b"null", content))
    assert "told" in answer, answer
    return READ_PAPER.told(answer["told"])


def refusal_of(content: bytes) -> str:
    """Why a file is refused."""
    what, remedy, expected = json.loads(child_answer("paper", b"null", content))["refused"]
    assert remedy and expected
    return what


def checked(content: bytes | str) -> PaperResult:
    """A paper, read and checked under the shipped forms."""
    return check_paper(opened(content.encode() if isinstance(content, str) else content), SHIPPED)


def example_facts(name: str) -> Facts:
    """One of the complete examples."""
    return load_facts((TESTS / "examples" / name).read_bytes())


def exported_word(facts: Facts) -> bytes:
    """The Word file that the system itself makes of a report."""
    scheme = load_scheme(facts.scheme)
    return as_word(compose_report(facts, scheme, assess_facts(scheme, facts)))


def word_file(body: str, **parts: str) -> bytes:
    """A .docx around the XML of a body; `parts` are further parts by name (numbering)."""
    stream, space = io.BytesIO(), 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return stream.getvalue()
