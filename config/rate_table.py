"""How often one person, or one address where nobody is signed in, may ask for what costs: views by their name.

The numbers are several times what the busiest person needs in ten minutes: who reaches them is a script.
tests/config/test_rate_limits.py misses a view that hands out or takes in a file and has no line here.
"""

from dataclasses import dataclass

RATE_SECONDS = 600


@dataclass(frozen=True)
class RateMeasure:
    """So many calls in ten minutes; the words for what was called; `by_address` where views are open to everybody."""

    name: str
    most: int
    words: str
    by_address: bool = False
    methods: tuple[str, ...] = ("GET", "HEAD", "POST")  # HEAD costs as much as GET
    asks: str = ""  # counted only where the query says something under this name


EXPORTS = RateMeasure("exports", 60, "下载")
FILES = RateMeasure("files", 600, "打开材料")  # a reviewer looks through 100 files of a report
UPLOADS = RateMeasure("uploads", 60, "上传", methods=("POST",))
EVIDENCE = RateMeasure("evidence", 300, "上传材料", methods=("POST",))  # a script sends up to 100 files one by one
PUBLIC = RateMeasure("public", 600, "下载", by_address=True)  # a whole county may lie behind one address
SEARCHES = RateMeasure("searches", 300, "查找", by_address=True, asks="q")  # words of all reports are looked through
PRINTS = RateMeasure("prints", 60, "下载", by_address=True)
CHECKS = RateMeasure("checks", 60, "核验", by_address=True, methods=("POST",))
REMARKS = RateMeasure("remarks", 60, "提交", by_address=True, methods=("POST",))
TOGETHER = RateMeasure("together", 60, "批量办理", methods=("POST",))  # up to fifty papers in one answer
SIGN_INS = RateMeasure("sign_ins", 600, "登录", by_address=True, methods=("POST",))

RATE_TABLE = {
    "administration:export_log": EXPORTS,
    "administration:import_template": EXPORTS,
    "administration:import_departments": UPLOADS,
    "cycles:approved": UPLOADS,
    "cycles:approved_template": EXPORTS,
    "cycles:source": EXPORTS,
    "cycles:upload": UPLOADS,
    "departments:login": SIGN_INS,
    "filing:accounts": UPLOADS,
    "filing:attach": EVIDENCE,
    "filing:evidence_file": FILES,
    "filing:paper": UPLOADS,
    "filing:word": EXPORTS,
    "filing:workbook": UPLOADS,
    "filing:workbook_file": EXPORTS,
    "filing:workbook_marked": EXPORTS,
    "manual:paper": PRINTS,
    "manual:picture": PUBLIC,
    "portal:corrections_csv": PUBLIC,
    "portal:corrections_json": PUBLIC,
    "portal:data": PUBLIC,
    "portal:home": SEARCHES,
    "portal:open_csv": PUBLIC,
    "portal:open_json": PUBLIC,
    "portal:open_workbook": PUBLIC,
    "portal:paper": PUBLIC,
    "portal:pdf": PUBLIC,
    "precheck:home": UPLOADS,
    "precheck:workbook": EXPORTS,
    "release_queue:copy": EXPORTS,
    "release_queue:pdf": EXPORTS,
    "release_queue:register_workbook": EXPORTS,
    "release_queue:together": TOGETHER,
    "remarks:form": REMARKS,
    "review:circular_file": EXPORTS,
    "review:evidence": FILES,
    "review:export": EXPORTS,
    "review:exported_file": EXPORTS,
    "review:protocol_file": EXPORTS,
    "review:sheet_file": EXPORTS,
    "review:statistics_file": EXPORTS,
    "review:uses_file": EXPORTS,
    "sign_in:code": SIGN_INS,
    "verification:home": CHECKS,
}
