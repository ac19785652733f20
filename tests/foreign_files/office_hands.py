"""A machine's hands in LibreOffice: steps of a macro on workbooks, under the protection that a person meets."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from tests.foreign_files.making import SOFFICE

XBA = '<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="http://openoffice.org/2000/script" '
XBA += 'script:name="{}" script:language="StarBasic">{}</script:module>'
CASE = """
Sub {name}
  On Error Goto Ended
  Dim asked(0) As New com.sun.star.beans.PropertyValue
  asked(0).Name = "Hidden" : asked(0).Value = True
  doc = StarDesktop.loadComponentFromURL("file://{source}", "_blank", 0, asked())
  book = doc.Sheets
{steps}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName" : kind(0).Value = "{saved_as}"
  doc.calculateAll()
  doc.storeToURL("file://{target}", kind())
  doc.close(True)
  Ended:
End Sub
"""
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "xls": "MS Excel 97", "ods": "calc8"}


def by_hand(
    folder: Path, cases: Mapping[str, tuple[bytes, str]], kinds: Mapping[str, str] = MappingProxyType({})
) -> dict[str, bytes]:
    """Name → the workbook after the steps (lines of Basic about `book`, its sheets); one program does them all.

    `kinds` names the cases that are saved as .xls or .ods.
    """
    subs, targets = [], {}
    for name, (content, steps) in cases.items():
        kind = kinds.get(name, "xlsx")
        source, targets[name] = folder / f"{name}.in", folder / f"{name}.{kind}"
        source.write_bytes(content)
        subs.append(CASE.format(name=name, source=source, target=targets[name], steps=steps, saved_as=FILTERS[kind]))
    main = "Sub Main\n" + "\n".join(cases) + "\nStarDesktop.terminate()\nEnd Sub\n"
    program = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/home", "--headless"]
    # The first start makes a person's folder with an empty module, which then gets the steps.
    subprocess.run([*program, "--terminate_after_init"], check=True, timeout=120, capture_output=True)
    module = folder / "home" / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(XBA.format("Module1", escape("\n".join(subs) + main)), encoding="utf-8")
    subprocess.run([*program, "macro:///Standard.Module1.Main"], check=True, timeout=150, capture_output=True)
    return {name: path.read_bytes() for name, path in targets.items() if path.exists()}
