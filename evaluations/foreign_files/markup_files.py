"""Web pages and XML under the name .xls, as many systems of the administration export tables: what such a file is."""

import re

from lxml import etree

from evaluations.foreign_files.file_refusals import (
    LOOKED_AT,
    SAVE_AS_XLSX,
    UTF_16_FIRST_BYTES,
    ForeignFileRefused,
)

TEXT_ENCODINGS = ("utf-8-sig", "gb18030")
EXCEL_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
# A page may declare what it likes, for its parser expands nothing; a spreadsheet has no reason to.
ENTITY_DECLARATION = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
EXPORT_AGAIN = "请回到导出它的系统，重新登录后再导出一次；或用 Excel、WPS 打开核对，另存为 .xlsx 后上传。"


def markup_text(content: bytes) -> str:
    """The file as text without its declaration; raises ForeignFileRefused for what has no known encoding."""
    encodings = ("utf-16",) if content.startswith(UTF_16_FIRST_BYTES) else TEXT_ENCODINGS
    for encoding in encodings:
        try:
            return ENCODING_DECLARATION.sub("", content.decode(encoding), count=1)
        except UnicodeDecodeError:
            continue
    raise ForeignFileRefused("网页或 XML 文件的编码不认识，没有打开", SAVE_AS_XLSX)


def spreadsheet_root(text: str) -> etree._Element | None:
    """The root of an XML spreadsheet of Excel 2003; None for a page. Raises ForeignFileRefused for any other XML."""
    if EXCEL_NAMESPACE in text[:LOOKED_AT] and "<html" not in text[:LOOKED_AT].lower():
        if ENTITY_DECLARATION.search(text):
            raise ForeignFileRefused("文件里有不该有的实体声明，没有打开", SAVE_AS_XLSX)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(text, parser)
    if "<table" not in text.lower():
        what = (
            "这是网页，里面没有表格（可能是登录页，或只是目录页）"
            if "<html" in text.lower()
            else "这是 XML 文件，不是表格"
        )
        raise ForeignFileRefused(what, EXPORT_AGAIN)
    return None
