"""What is made ahead of the tests' files is what pytest finds when it reads them."""

from importlib.util import module_from_spec, spec_from_file_location

import pytest
from _pytest.assertion import rewrite

from tests.read_ahead import make_bytecode_of


def read(path, config):
    """The module as pytest reads it."""
    spec = spec_from_file_location(path.stem, path, loader=rewrite.AssertionRewritingHook(config))
    spec.loader.exec_module(module := module_from_spec(spec))
    return module


def test_asserts_that_were_rewritten_ahead_are_not_rewritten_again(tmp_path, pytestconfig, monkeypatch):
    path = tmp_path / "test_sum.py"
    path.write_text("def test_sum():\n    assert 1 + 1 == int('3')\n")
    make_bytecode_of([path], pytestconfig)
    monkeypatch.setattr(rewrite, "_rewrite_test", None)
    with pytest.raises(AssertionError, match=r"where 3 = int\('3'\)"):
        read(path, pytestconfig).test_sum()


def test_a_file_that_cannot_be_compiled_stops_nothing(tmp_path, pytestconfig):
    for name in ("test_broken.py", "broken.py"):
        (tmp_path / name).write_text("def (")
    make_bytecode_of(sorted(tmp_path.iterdir()), pytestconfig)
    with pytest.raises(SyntaxError):
        read(tmp_path / "test_broken.py", pytestconfig)
