"""Passwords and authenticators held against the log, which vouches for each without telling it (audit/signed_secrets.py).

An event that does not vouch for a password leaves the last one that did in force: only whoever has the key can change that.
"""

from collections.abc import Iterator
from typing import Any

from departments.models import SecondFactor, User
from evaluations.audit.signed_secrets import (
    FACTOR_PROOF,
    PASSWORD_PROOF,
    Secrets,
    is_secret_told,
    signed_by_another,
    stored_password,
    told_secrets,
)

# Kind → what is said of one that does not fit, which also says what to do.
SECRET_SENTENCES = {
    PASSWORD_PROOF: "账号 {login}（{name}）的密码不是经系统设置的：与日志登记的不符。{upgrade}请核查，并重置该账号的密码。",
    FACTOR_PROOF: "账号 {login}（{name}）的动态码不是经系统启用或停用的：与日志登记的不符。{upgrade}请核查，并重置动态码。",
}
BY_OLD_PROCESS = "升级时由旧版本办理的也会列出。"


def secret_faults() -> Iterator[str]:
    """One Chinese sentence for each secret that the log does not vouch for, and one for all of another key."""
    people = list(User.objects.order_by("pk").only("username", "display_name"))  # before what is stored of each
    told, stored, elsewhere = told_secrets(), stored_secrets(), 0
    for user in people:
        for kind, sentence in SECRET_SENTENCES.items():
            proof = told[user.pk].get(kind, "")
            if signed_by_another(proof):
                elsewhere += 1
            elif not is_secret_told(proof, user.pk, kind, stored[user.pk][kind]):
                yield sentence.format(login=user.username, name=user, upgrade=BY_OLD_PROCESS)
    if elsewhere:
        yield (
            f"有 {elsewhere} 个密码或动态码登记时用的是本系统不认识的密钥，无法核对。"
            "更换过 SECRET_KEY 或 RECORD_KEY_FILE 的，请把原来的公钥写入 RECORD_KEYS_BEFORE。"
        )


def stored_secrets() -> Secrets:
    """What each account signs in with now; "" for nothing."""
    factors: dict[int, Any] = dict(SecondFactor.objects.values_list("user", "sealed_secret"))
    return {
        pk: {PASSWORD_PROOF: stored_password(encoded), FACTOR_PROOF: factors.get(pk, "")}
        for pk, encoded in User.objects.values_list("pk", "password")
    }
