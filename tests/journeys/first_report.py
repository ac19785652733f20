"""The accountant files her first report: one table by hand and the rest brought in; in scripts/test --long all of it by hand."""

from departments.models import User
from evaluations.drafts.facts_of_draft import store_facts
from evaluations.facts.reading import read_facts
from evaluations.models import Evaluation
from evaluations.workflow.obstacles import mark_done
from tests.journeys.people import SEED
from tests.patience import cases


def file_everything(me):
    me.start()
    me.section("附件2 基础数据表")
    me.enters_figures()
    me.types({"person-preparer": "填表人", "person-phone": "0735-0000000"})
    me.finishes()
    cases(bring_the_rest, type_the_rest)(me)


def bring_the_rest(me):
    """All else as an import brings it; typed into every page it is in test_effort.py and in scripts/test --long."""
    evaluation = Evaluation.objects.get()
    store_facts(evaluation, read_facts(SEED), person=User.objects.get(username="kuaiji"))
    mark_done(evaluation)
    evaluation.explanations.all().delete()  # she explains it herself
    me.section("六（四）预算支出绩效")
    me.finishes()


def type_the_rest(me):
    """Every part by hand."""
    me.section("二（一）基本支出和收支情况")
    me.enters_figures()
    me.writes("personnel_use", "operating_use")
    me.finishes()
    me.section("二（二）项目支出")
    me.enters_projects()
    me.writes("projects_note")
    me.finishes()
    for label, codes in WRITTEN.items():
        me.section(label)
        me.writes(*codes)
        me.finishes()
    for label in ("三、政府性基金", "四、国有资本经营", "五、社会保险基金", "九、其他说明"):
        me.section(label)
        me.ticks("无此项")
        me.finishes()
    me.section("六（四）预算支出绩效")
    me.enters_achievements()
    me.finishes()
    me.section("附件1 指标自评表")
    me.enters_indicators()
    me.finishes()


WRITTEN = {
    "一、基本情况": ("duties", "organisation"),
    "六（一）预算配置": ("staff_note", "three_public_reason"),
    "六（二）预算执行": ("execution_note",),
    "六（三）预算管理": ("operating_note", "management_note"),
    "七、问题和改进措施": ("problems", "measures"),
    "八、结果应用和公开": ("usage",),
}
