"""What makes a file one of our workbooks: where codes stand, and what its sheets and marks are called.

The limited child that marks faults reads this too, so it imports nothing.
"""

WORKBOOK_FORMAT = "jixiao-workbook/1"
# Hidden: row 1 holds the sheet's code and its columns' codes, column A the codes of the rows.
CODES_ROW, CODES_COLUMN = 1, 1
TITLE_ROW, NOTE_ROW, HEAD_ROW, FIRST_ROW = 2, 3, 4, 5
# How far down a list is checked while one types; it may go on below.
LIST_ROWS = 2_000
SHEET_MARK = "jixiao:"
# What a line is called that nobody reads back: headings, groups, amounts that come from elsewhere.
UNREAD_CODE = "-"
HIDDEN_SHEET = "_jixiao"
GUIDE_SHEET = "填写说明"
FAULTS_SHEET = "需要修改的地方"
MARK_AUTHOR = "绩效评价系统"
# A fill tells what a cell is; marking.py gives the colour of an entry back when its fault has gone.
ENTRY_FILL, GREY_FILL, FAULT_FILL = "FFFBE6", "EEF2F7", "FFC7CE"
