"""Whether a person can sign in, in one word for the list of accounts and the account's own page."""

from departments.models import User

IN_USE = ("live", "正常")


def account_state(account: User) -> tuple[str, str]:
    """(colour, word); the list's query says whether too many wrong passwords have paused the sign-in (`locked`)."""
    if not account.is_active:
        return "quiet", "已停用"
    if getattr(account, "locked", False):
        return "failed", "登录暂停"
    if account.password_ended:
        return "warning", "初始密码已过期"
    if account.must_change_password:
        return "draft", "待改初始密码" if account.password_ends_at else "待换密码"
    return IN_USE
