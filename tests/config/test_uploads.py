"""A file that is larger than any page takes is read to its end and thrown away; the others arrive whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

MOST = 1000


@pytest.fixture(autouse=True)
def limit(settings):
    """Files of a size that a test can write down."""
    settings.EVIDENCE_FILE_BYTES = MOST


def received(**files: bytes):
    """The request as a view sees it, after Django has read the body by the handlers of the settings."""
    named = {field: SimpleUploadedFile(f"{field}.pdf", content) for field, content in files.items()}
    request = RequestFactory().post("/x/", named | {"note": "说明"})
    request.FILES  # noqa: B018  # reading them is what parses the body
    return request


@given(st.integers(0, 3 * MOST))
def test_a_file_arrives_whole_or_not_at_all(size):
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    with override_settings(EVIDENCE_FILE_BYTES=MOST):
        request = received(a=content)
    assert [file.read() for file in request.FILES.values()] == ([content] if size <= MOST else [])
    assert getattr(request, "too_large", []) == ([] if size <= MOST else ["a.pdf"])


@pytest.mark.parametrize("size, kept", [(MOST - 1, True), (MOST, True), (MOST + 1, False)])
def test_the_limit_itself_is_allowed(size, kept):
    request = received(a=b"x" * size)
    assert ("a" in request.FILES) is kept and hasattr(request, "too_large") is not kept


def test_every_file_has_the_whole_limit_for_itself():
    request = received(a=b"a" * MOST, b=b"b" * MOST)
    assert {name: file.size for name, file in request.FILES.items()} == {"a": MOST, "b": MOST}


def test_the_names_of_all_that_were_left_out_are_told_and_what_was_typed_is_kept():
    request = received(a=b"x" * (MOST + 1), b=b"fits", c=b"x" * (5 * MOST))
    assert request.too_large == ["a.pdf", "c.pdf"]
    assert list(request.FILES) == ["b"] and request.POST["note"] == "说明"


def test_a_file_that_comes_in_pieces_is_measured_as_a_whole(monkeypatch):
    monkeypatch.setattr(MemoryFileUploadHandler, "chunk_size", 64)
    request = received(a=b"x" * MOST, b=b"x" * (MOST + 1))
    assert list(request.FILES) == ["a"] and request.FILES["a"].size == MOST
    assert request.too_large == ["b.pdf"]
