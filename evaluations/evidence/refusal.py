"""Why one file was not taken, in a sentence for the person who chose it."""

OFD_AGAIN = "可能是下载或复制中断：请重新获取原文件，用 OFD 阅读器能打开的再上传；也可以导出为 PDF 上传。"
SAVE_OFFICE_AGAIN = "请用 Word、Excel 或 WPS 打开，另存一份后重新上传；无法打开的请输出为 PDF。"


class UnacceptableFile(ValueError):
    """A file that is not kept; `sentence` names the file, what was read, what is expected and how to mend it."""

    def __init__(self, name: str, read: str, remedy: str, expected: str = "") -> None:
        wanted = f"，应为{expected}" if expected else ""
        self.sentence = f"“{name}”没有收下：{read}{wanted}。{remedy}"
        super().__init__(self.sentence)


class InfectedFile(UnacceptableFile):
    """A file in which the scanner found something."""
