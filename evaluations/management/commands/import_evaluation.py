"""manage.py import_evaluation FILE.json: a facts document into the department's draft, all of it or nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import Q, QuerySet

from departments.forms import login_name
from departments.models import User
from evaluations.audit.events import record_event
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.document import Facts, FactsError
from evaluations.facts.reading import load_facts
from evaluations.fonts.glyph_coverage import has_glyph
from evaluations.language.character_table import named_spelling
from evaluations.language.faults import FileFault
from evaluations.language.texts import UNDRAWN_REMEDY
from evaluations.models import Evaluation, Obligation
from evaluations.models.scheme import parsed_scheme
from evaluations.schemes.unprintable_texts import unprintable_texts
from evaluations.workflow.acting import ActRefused, Conflict, lock_for_edit
from evaluations.workflow.obstacles import mark_done, stopping_findings


class Command(BaseCommand):
    help = "把一份 JSON（docs/data-format.md）导入填报中的报告，替换其全部内容。有任何一处不合要求就什么也不改。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--county", type=named_spelling, help="县的名称或行政区划代码；不写则以文件为准")
        parser.add_argument("--department", type=named_spelling, help="单位名称或预算编码；不写则以文件为准")
        parser.add_argument("--cycle", type=int, help="评价年度；不写则以文件为准")
        parser.add_argument("--user", help="经办人的用户名，记入日志并作为勾稽说明的说明人")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Exit 2 with every fault in Chinese; nothing is stored then."""
        try:
            facts = load_facts(file.read_bytes())
            obligation = find_obligation(facts, options)
            refuse_other_form(facts, obligation)
            refuse_unprintable(facts, obligation)
            evaluation, left = replace_document(obligation, facts, find_user(options["user"]))
        except OSError as error:
            raise CommandError(f"不能打开 {file}：{error.strerror}。请核对路径。", returncode=2) from error
        except (FactsError, ActRefused) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"已导入 {evaluation}，填报编号 {evaluation.pk}，提交前还有 {left} 处需要处理。")


def replace_document(obligation: Obligation, facts: Facts, user: User | None) -> tuple[Evaluation, int]:
    """Store the document under the lock of the draft, with its event; also how much still stops a submission.

    Raises FactsError or Conflict.
    """
    if obligation.exempted:
        raise Conflict(f"{obligation} 本年度免报，原因：{obligation.exemption_reason}")
    with transaction.atomic(), lock_for_edit(Evaluation.objects.get_or_create(obligation=obligation)[0].pk) as draft:
        store_facts(draft, facts, person=user)
        found = mark_done(draft)
        record_event("import", user=user, object=draft, detail={"figures": len(facts.figures)})
        return draft, len(stopping_findings(draft, found.facts, found.findings))


def find_obligation(facts: Facts, options: dict[str, Any]) -> Obligation:
    """The one duty to report that options and document point to; raises FactsError."""
    found: QuerySet[Obligation] = Obligation.objects.select_related("cycle__scheme", "department__county")
    if county := options["county"] or facts.county:
        found = found.filter(Q(department__county__name=county) | Q(department__county__code=county))
    if year := options["cycle"] or facts.year:
        found = found.filter(cycle__year=year)
    department = options["department"]
    if department is None and facts.budget_code:
        found = found.filter(department__budget_code=facts.budget_code)
    if department := department or facts.department:
        found = found.filter(Q(department__name=department) | Q(department__budget_code=department))
    matching = list(found[:2])
    named = department or facts.budget_code
    if len(matching) != 1 or not named:
        read = f"{county or '（未写县）'} {named or '（未写单位）'} {year or '（未写年度）'}"
        expected = "一个已列入年度任务的单位" if not matching else "只对应一个单位和年度"
        remedy = "请核对名称，或用 --county、--department、--cycle 指明；年度任务和应报单位须先设好"
        raise FactsError([FileFault(where="文件", key="department", read=read, expected=expected, remedy=remedy)])
    return matching[0]


def refuse_other_form(facts: Facts, obligation: Obligation) -> None:
    """A document made for another form, year or department would change its meaning silently."""
    cycle, department = obligation.cycle, obligation.department
    here = {
        "scheme": cycle.scheme.code,
        "year": cycle.year,
        "county": department.county.name,
        "department": department.name,
        "budget_code": department.budget_code,
        "notice_reference": cycle.notice_reference,
    }
    faults = [
        FileFault(
            where="文件",
            key=key,
            read=f"“{read}”",
            expected=f"“{expected}”",
            remedy="请改正文件，或删去这一项，以系统中登记的为准",
        )
        for key, expected in here.items()
        if (read := getattr(facts, key)) and read != expected
    ]
    if faults:
        raise FactsError(faults)


def refuse_unprintable(facts: Facts, obligation: Obligation) -> None:
    """What the paper could not show is said now, not after the approval. Raises FactsError."""
    found = unprintable_texts(parsed_scheme(obligation.cycle.scheme), facts, has_glyph)
    faults = [
        FileFault(where=one.where, read=one.characters, expected="打印字体里有的字", remedy=UNDRAWN_REMEDY)
        for one in found
    ]
    if faults:
        raise FactsError(faults)


def find_user(username: str | None) -> User | None:
    """The person who answers for the import; raises CommandError."""
    if not username:
        return None
    user = User.objects.filter(username=login_name(username), is_active=True).first()
    if user is None:
        raise CommandError(f"没有用户名为“{username}”的在用用户。", returncode=2)
    return user
