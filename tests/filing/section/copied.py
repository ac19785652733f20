"""What Word, WPS and Excel put on the clipboard for a table: (plain text, HTML), as they write it."""

EXCEL = (
    "项目\t金额\t\t备注\n\t年初预算\t决算数\t\n基本支出\t468.30\t481.22\t年中调资\n合计\t468.30\t481.22\t\n",
    """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">
<head><meta name=Generator content="Microsoft Excel 15"><style><!--table {mso-displayed-decimal-separator:"\\.";} .xl65
 {text-align:center;} --></style></head>
<body link="#0563C1"><table border=0 cellpadding=0 cellspacing=0 width=288 style='border-collapse:collapse'>
<!--StartFragment--> <col width=72 span=4 style='width:54pt'>
 <tr height=18 style='height:13.5pt'><td rowspan=2 height=36 class=xl65 width=72>项目</td>
  <td colspan=2 class=xl65 width=144>金额</td><td rowspan=2 class=xl65 width=72>备注</td></tr>
 <tr height=18><td height=18 class=xl65>年初预算</td><td class=xl65>决算数</td></tr>
 <tr height=18><td height=18>基本支出</td><td align=right>468.30</td><td align=right>481.22</td><td>年中<span
  style='mso-spacerun:yes'></span>调资</td></tr>
 <tr height=18><td height=18>合计</td><td align=right>468.30</td><td align=right>481.22</td><td></td></tr>
<!--EndFragment--></table></body></html>""",
)
EXCEL_SHOWN = "项目｜金额｜｜备注\n｜年初预算｜决算数｜\n基本支出｜468.30｜481.22｜年中调资\n合计｜468.30｜481.22｜"
# Word: the plain text has no tab for what a merged cell covers sidewards, and a line for each paragraph of a cell.
WORD = (
    "支出如下：\n类别\t项目\t2020年\t做法\n\t\t预算数\t决算数\t\n基本支出\t人员经费\t438.00\t436.40\t1.定编。\n2.定岗。\n"
    "\t公用经费\t101.26\t99.80\t从严从紧。\n\n压减一般性支出。\n以上均为财政拨款。\n",
    """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"></head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal><span style='font-family:仿宋'>支出如下：<span lang=EN-US><o:p></o:p></span></span></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0'><td width=80 rowspan=2><p class=MsoNormal>类别<span lang=EN-US><o:p></o:p></span></p></td>
  <td width=80 rowspan=2><p class=MsoNormal>项目</p></td><td width=160 colspan=2><p class=MsoNormal><span
  lang=EN-US>2020</span>年</p></td><td width=90 rowspan=2><p class=MsoNormal>做法</p></td></tr>
 <tr><td><p class=MsoNormal>预算数</p></td><td><p class=MsoNormal>决算数</p></td></tr>
 <tr><td rowspan=2><p class=MsoNormal>基本支出</p></td><td><p>人员经费</p></td><td><p><span lang=EN-US>438.00</span></p></td>
  <td><p>436.40</p></td><td><p class=MsoListParagraph><![if !supportLists]><span lang=EN-US><span
  style='mso-list:Ignore'>1.</span></span><![endif]>定编。</p><p class=MsoListParagraph><span
  lang=EN-US>2.</span>定岗。</p></td></tr>
 <tr style='mso-yfti-lastrow:yes'><td><p>公用经费</p></td><td><p>101.26</p></td><td><p>99.80</p></td>
  <td><p>从严从紧。</p><p>&nbsp;</p><p>压减一般性支出。</p></td><td style='mso-cell-special:placeholder'><p>&nbsp;</p></td></tr>
</table><p class=MsoNormal>以上均为财政拨款。</p><!--EndFragment--></body></html>""",
)
WORD_SHOWN = (
    "支出如下：\n类别｜项目｜2020年｜｜做法\n｜｜预算数｜决算数｜\n基本支出｜人员经费｜438.00｜436.40｜1.定编。 2.定岗。\n"
    "｜公用经费｜101.26｜99.80｜从严从紧。 压减一般性支出。\n以上均为财政拨款。\n"
)
WPS = (
    "问题\t措施\r\n管理不细\t细化\r\n定责\r\n核算不准\t核对\r\n",
    """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name="Generator" content="Kingsoft WPS Writer"/></head>
<body><!--StartFragment--><table border="1"><tr><td valign="top"><p>问题</p></td><td><p>措施</p></td></tr><tr>
<td><p>管理不细</p></td><td><p>细化</p><p>定责</p></td></tr><tr><td><p>核算不准</p></td><td><p>核对</p></td></tr></table><!--EndFragment--></body></html>""",
)
WPS_SHOWN = "问题｜措施\n管理不细｜细化 定责\n核算不准｜核对\n"
QUOTED = (
    '问题\t措施\n"不细\n不准"\t细化\n迟报\t督办\n',
    "<table><tr><td>问题</td><td>措施</td></tr><tr><td>不细<br>不准</td><td>细化</td></tr><tr><td>迟报</td><td>督办</td></tr></table>",
)
QUOTED_SHOWN = "问题｜措施\n不细 不准｜细化\n迟报｜督办"
# What says something else than the plain text, or of a layout, says nothing.
OTHERS = {
    ("项目\t数\n甲\t1\n乙\t2", "<table><tr><td>别的</td><td>表</td></tr></table>"): "项目｜数\n甲｜1\n乙｜2",
    ("一段话。", "<table><tr><td>一段话。</td></tr></table>"): "一段话。",
    ("甲\n乙", "<table><tr><td><table><tr><td>甲</td><td>乙</td></tr></table></td></tr></table>"): "甲\n乙",
    ("前甲\t乙\n丙\t丁后", "<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"): "前\n甲｜乙\n丙｜丁\n后",
    ("看甲乙丙丁。\n甲\t乙\n丙\t丁", "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"): "看甲乙丙丁。\n甲｜乙\n丙｜丁",
}
COPIES = {EXCEL: EXCEL_SHOWN, WORD: WORD_SHOWN, WPS: WPS_SHOWN, QUOTED: QUOTED_SHOWN} | OTHERS
