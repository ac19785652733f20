"""The virus scanner's word counts, and its silence counts as no."""

import shlex

import pytest

from evaluations.evidence.refusal import InfectedFile, UnacceptableFile
from evaluations.evidence.scanner import scan_file


@pytest.fixture
def scanner(settings, tmp_path):
    """Install a scanner that runs these lines of shell."""

    def install(lines: str, seconds: float = 10):
        script = tmp_path / "scanner"
        script.write_text(f"#!/bin/sh\n{lines}\n")
        script.chmod(0o755)
        settings.EVIDENCE_SCANNER, settings.EVIDENCE_SCANNER_SECONDS = shlex.split(f"{script} --quick"), seconds

    return install


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "file with blanks"
    path.write_bytes(b"EICAR")
    return path


def test_without_a_scanner_nothing_is_asked(file):
    scan_file(file, "批复.pdf")  # raises nothing


def test_a_clean_file_passes_and_its_path_comes_last(file, scanner, tmp_path):
    scanner(f'test "$1" = --quick && cat "$2" > {tmp_path}/seen')
    scan_file(file, "批复.pdf")
    assert (tmp_path / "seen").read_bytes() == b"EICAR"


def test_an_infected_file_is_refused(file, scanner):
    scanner("exit 1")
    with pytest.raises(InfectedFile, match="可疑内容"):
        scan_file(file, "批复.pdf")


@pytest.mark.parametrize("lines, seconds", [("exit 2", 10), ("kill -SEGV $$", 10), ("exec sleep 20", 0.2)])
def test_a_scanner_that_fails_or_is_too_slow_lets_nothing_pass(file, scanner, lines, seconds):
    scanner(lines, seconds)
    with pytest.raises(UnacceptableFile, match="没有完成") as error:
        scan_file(file, "批复.pdf")
    assert not isinstance(error.value, InfectedFile)


def test_a_scanner_that_is_not_there_lets_nothing_pass(file, settings):
    settings.EVIDENCE_SCANNER = ["/no/such/scanner"]
    with pytest.raises(UnacceptableFile, match="没有完成"):
        scan_file(file, "批复.pdf")
