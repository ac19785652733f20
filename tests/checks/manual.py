"""What docs/cross-checks.md says of each number: where the check is computed."""

import re

from tests.sources import ROOT

CHECK_ROWS = dict(re.findall(r"^\| (\d+) \| (.+) \|$", (ROOT / "docs/cross-checks.md").read_text(), re.M))
