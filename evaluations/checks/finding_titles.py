"""What a finding is called in a few words, by its check, where what is found in a text has no title of its own."""

LONGEST_TITLE = 14  # characters
# By the numbers of docs/cross-checks.md and the words beside them.
CHECK_TITLES = {
    "1": "在职人员控制率不符",
    "2": "合计与各项之和不符",
    "3": "公务用车合计不符",
    "4": "变动率与两年预算不符",
    "5": "数或比率不合常理",
    "6": "预算各部分与总数不符",
    "7": "支出与各部分或预算不符",
    "8": "人员公用与基本支出不符",
    "9": "年末结余对不上",
    "10": "年初加追加与全年不符",
    "11": "资金来源与总额不符",
    "12": "明细合计与预算不符",
    "13": "各项目与项目支出不符",
    "14": "同一个数各处不一致",
    "15": "部分大于整体",
    "16": "分值合计不符",
    "17": "总分与各项得分不符",
    "18": "得分与评分标准不符",
    "19": "扣分没有写原因",
    "20": "等级与总分不符",
    "21": "个数与列出的不符",
    "22": "花得少，完成却超目标",
    "23": "全年预算对不上",
    "24": "单位可能填错",
    "25": "填的不是这一类值",
    "26": "模板或上年的字没有改",
    "27": "比率不符",
    "28": "正负号或大小写反了",
    "required": "还没有填",
    "names": "指标体系里没有这一项",
    "none": "勾了无此项，还有内容",
    "comment": "必改意见没有办完",
    "section": "这一部分没有填完",
    "unprintable": "有不能打印的字",
    "review": "评审得分要核对",
}


def finding_title(check: str, own: str = "") -> str:
    """The finding's own title, else that of its check."""
    return own or CHECK_TITLES.get(check, "")
