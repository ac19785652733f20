#!/usr/bin/env python3
"""Copy the front-end files named in ASSETS from npm packages to static/vendor; a style sheet without what no page of ours uses.

    .venv/bin/python scripts/vendor_assets.py

For whoever upgrades them (change the version in package.json), or uses a class of Bootstrap that no page used before
(tests/test_vendored_styles.py tells). Commit the result.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.page_classes import used_words

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
# htmx 2.0.5 and later do not parse in Chromium 78 (docs/decisions/0027-browser-floor.md).
ASSETS = {
    "bootstrap": ["dist/css/bootstrap.min.css", "LICENSE"],
    "htmx.org": ["dist/htmx.min.js", "LICENSE"],
}
# The map is not shipped, and the manifest storage refuses a reference to a file that is not there.
SOURCE_MAP = re.compile(rb"\n?/\*# sourceMappingURL=[^*]*\*/\s*$")


def main() -> None:
    """Install into a temporary folder, copy the allow-list, write VERSIONS.json."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(ROOT / "package.json", folder)
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
        subprocess.run(command, cwd=folder, check=True)
        versions = [copy_package(folder / "node_modules" / name, name) for name in sorted(ASSETS)]
    (VENDOR / "VERSIONS.json").write_text(json.dumps(versions, indent=2) + "\n", encoding="utf-8")


def copy_package(source: Path, name: str) -> dict:
    """Copy one package's files and describe what was copied."""
    target = VENDOR / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    facts = json.loads((source / "package.json").read_text(encoding="utf-8"))
    reduced = [source / file for file in ASSETS[name] if file.endswith(".css")]
    return {
        "name": name,
        "version": facts["version"],
        "licence": facts["license"],
        "sha256": {Path(file).name: copy_file(source / file, target) for file in ASSETS[name]},
        **({"reduced_from": {path.name: digest_of(path.read_bytes()) for path in reduced}} if reduced else {}),
    }


def copy_file(source: Path, target: Path) -> str:
    """Copy one file without its source map comment, a style sheet reduced, and return its digest."""
    content = reduced_style(source) if source.suffix == ".css" else source.read_bytes()
    content = SOURCE_MAP.sub(b"\n", content)
    (target / source.name).write_bytes(content)
    return digest_of(content)


def reduced_style(source: Path) -> bytes:
    """The style sheet without the rules, variables, fonts and keyframes that none of our pages uses; its licence stays."""
    tool = next(above for above in source.parents if above.name == "node_modules") / ".bin/purgecss"
    with tempfile.TemporaryDirectory() as place:
        words = Path(place) / "words.html"
        words.write_text(" ".join(sorted(used_words(source.read_text(encoding="utf-8")))), encoding="utf-8")
        removed = ["--font-face", "--keyframes", "--variables"]
        command = [str(tool), "--css", str(source), "--content", str(words), *removed, "--output", place]
        subprocess.run(command, check=True)
        return (Path(place) / source.name).read_bytes()


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
