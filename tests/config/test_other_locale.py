"""Commands as real processes under a Chinese locale that is not UTF-8: PDF, export and import work as anywhere."""

import os
import re
import subprocess
import sys

import pytest

from evaluations.models import Evaluation, Submission
from evaluations.workflow.acting import perform_act
from tests.factories import make_office, make_submission
from tests.patience import cases, thorough_only
from tests.sources import ROOT

# To compile the locale of all Chinese characters takes eight seconds; the one before it says the same of our names.
CHARMAP = cases("GBK", "GB18030")
LOCALE = f"zh_CN.{CHARMAP}"


@pytest.fixture(scope="session")
def locale_folder(tmp_path_factory):
    """A folder with the compiled locale, as a desktop of a county has it."""
    folder = tmp_path_factory.mktemp("locales")
    subprocess.run(["localedef", "-i", "zh_CN", "-f", CHARMAP, str(folder / LOCALE)], capture_output=True)
    assert (folder / LOCALE).exists(), "scripts/setup --test installs the package locales"
    return folder


@pytest.fixture
def manage(child_environment, locale_folder):
    """Run manage.py in that locale, without any of the variables that say UTF-8."""
    spoken = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "PYTHONUTF8", "PYTHONIO"))}
    environment = spoken | child_environment | {"LANG": LOCALE, "LC_ALL": LOCALE, "LOCPATH": str(locale_folder)}
    environment.pop("PYTHONUTF8", None)

    def run(*command: object) -> subprocess.CompletedProcess[bytes]:
        # as a shell in that locale hands them over
        words = (sys.executable, "manage.py", *command)
        line = [word if isinstance(word, bytes) else str(word).encode(CHARMAP) for word in words]
        return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, timeout=300)

    return run


@thorough_only
def test_the_locale_of_the_test_is_not_utf8(child_environment, locale_folder):
    environment = child_environment | {"LC_ALL": LOCALE, "LOCPATH": str(locale_folder), "PYTHONUTF8": "0"}
    code = "import locale; print(locale.getpreferredencoding(False))"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True)
    assert done.stdout.strip().upper() == CHARMAP.encode()


@thorough_only
def test_a_report_is_printed_exported_and_imported(manage, tmp_path):
    office = make_office()
    submission = make_submission(office)
    paper = tmp_path / "paper.pdf"
    done = manage("render", submission.pk, "--out", paper)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert paper.read_bytes().startswith(b"%PDF")
    exported = manage("export_evaluation", submission.evaluation_id)
    assert exported.returncode == 0 and "单位" in exported.stdout.decode("utf-8")
    document = tmp_path / "facts.json"
    document.write_bytes(exported.stdout)
    perform_act(Evaluation.objects.get(), "withdraw", office.preparer, version=Evaluation.objects.get().version)
    back = manage("import_evaluation", document, "--county", office.county.name, "--department", office.department.name)
    assert back.returncode == 0 and "已导入" in back.stdout.decode("utf-8"), back.stderr.decode(errors="replace")
    assert Submission.objects.count() == 1


def test_a_name_in_another_encoding_is_refused_and_no_traceback(manage, tmp_path):
    document = tmp_path / "facts.json"
    document.write_text('{"figures": {"staff_in_post": "35"}}', encoding="utf-8")
    done = manage("import_evaluation", document, "--department", "县档案馆".encode())
    told = done.stderr.decode("utf-8")
    assert done.returncode == 2 and "Traceback" not in told and re.search("[一-龥]{4}", told)


@thorough_only
def test_a_refusal_is_readable_too(manage, tmp_path):
    document = tmp_path / "empty.json"
    document.write_text("{}", encoding="utf-8")
    done = manage("import_evaluation", document)
    assert done.returncode == 2 and "应为" in done.stderr.decode("utf-8")
