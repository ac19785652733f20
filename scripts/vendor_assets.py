#!/usr/bin/env python3
"""Copy the front-end files named in ASSETS from npm packages to static/vendor.

Only whoever upgrades them runs this: change the version in package.json, run it, commit the result.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

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
    return {
        "name": name,
        "version": facts["version"],
        "licence": facts["license"],
        "sha256": {Path(file).name: copy_file(source / file, target) for file in ASSETS[name]},
    }


def copy_file(source: Path, target: Path) -> str:
    """Copy one file without its source map comment and return its digest."""
    content = SOURCE_MAP.sub(b"\n", source.read_bytes())
    (target / source.name).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    main()
