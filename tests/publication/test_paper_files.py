"""Files are whole or not there, and never sent unchecked."""

import os
import resource
import subprocess
import sys

import pytest

from evaluations.publication import paper_files

PDF = b"%PDF-1.7\n" + b"x" * 4096


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / paper_files.PDF_FOLDER


def test_the_same_content_is_the_same_file(files):
    assert paper_files.keep_pdf(PDF) == paper_files.keep_pdf(PDF)
    (name,) = files.iterdir()
    assert name.stem == paper_files.keep_pdf(PDF)[1]
    assert name.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_nothing(files, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        paper_files.keep_pdf(PDF)
    assert not list(files.iterdir())


def test_the_kernel_s_own_limit_leaves_nothing(files, settings):
    script = (
        "import signal, resource, django; from django.conf import settings;"
        f"settings.configure(MEDIA_ROOT={str(settings.MEDIA_ROOT)!r}, FILE_UPLOAD_PERMISSIONS=0o640,"
        "FILE_UPLOAD_DIRECTORY_PERMISSIONS=0o750,"
        "STORAGES={'default': {'BACKEND': 'evaluations.evidence.durable_files.DurableFiles'}});"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "from evaluations.publication import paper_files; paper_files.keep_pdf(b'x' * 5000)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "OSError" in done.stderr and resource.RLIMIT_FSIZE is not None
    assert not list(files.iterdir())


def test_a_flipped_byte_is_noticed(files):
    name, digest = paper_files.keep_pdf(PDF)
    path = files.parent / name
    path.chmod(0o640)
    path.write_bytes(PDF[:-1] + b"y")
    with pytest.raises(paper_files.DamagedFile, match="校验值"):
        paper_files.pdf_content(name, digest)


def test_a_lost_file_is_noticed(files):
    name, digest = paper_files.keep_pdf(PDF)
    (files.parent / name).unlink()
    with pytest.raises(paper_files.DamagedFile, match="不在原处"):
        paper_files.pdf_content(name, digest)
