"""What an account signs in with, vouched for in the log without being told: a signature over the stored hash or secret.

Who writes another hash into the database cannot sign it. The signature is over the account's number, too: a hash that is
copied from one account to another does not fit there, and what vouched for an earlier one is not taken a second time. That
nothing is left is signed as well. Keys are those of the chain's head (signed_head.py).
"""

from collections import defaultdict

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.contrib.auth.hashers import is_password_usable

from departments.models import SecondFactor, User
from evaluations.audit.events import OUTCOME_OK
from evaluations.audit.signed_head import public_hex, record_key, trusted_keys
from evaluations.models import Event

PASSWORD_PROOF, FACTOR_PROOF = "password", "factor"
# Begins what is signed, so that no signature of another kind can be taken for one of these.
PURPOSE = "jixiao-account-secret-1"
Secrets = dict[int, dict[str, str]]  # account → kind of secret → the secret, or what vouches for it


def password_told(user: User) -> dict[str, dict[str, str]]:
    """For the detail of the event of a new password."""
    return {"proofs": {PASSWORD_PROOF: sign_secret(user.pk, PASSWORD_PROOF, stored_password(user.password))}}


def factor_told(user: User) -> dict[str, dict[str, str]]:
    """For the detail of the event of a second factor that was enrolled, replaced or removed."""
    secret = SecondFactor.objects.filter(user=user).values_list("sealed_secret", flat=True).first()
    return {"proofs": {FACTOR_PROOF: sign_secret(user.pk, FACTOR_PROOF, secret or "")}}


def is_password_told(account: int) -> bool:
    """Whether the hash that is stored now is the one that the log vouched for last; inside the transaction that changes it.

    Two sign-ins of one person at the same moment wait here for each other.
    """
    row = User.objects.select_for_update(no_key=True).filter(pk=account)
    stored = stored_password(row.values_list("password", flat=True).get())
    proof = told_secrets(account)[account].get(PASSWORD_PROOF, "")
    return bool(proof) and is_secret_told(proof, account, PASSWORD_PROOF, stored)


def told_secrets(account: int | None = None) -> Secrets:
    """What the log vouches for, of all accounts or this one: its last word, but for words that were said before."""
    told: Secrets = defaultdict(dict)
    events = Event.objects.filter(outcome=OUTCOME_OK, object_type="user", detail__has_key="proofs").order_by("pk")
    if account is not None:
        events = events.filter(object_id=str(account))
    seen: set[tuple[int, str]] = set()
    for pk, detail in events.values_list("object_id", "detail").iterator(500):
        for kind, proof in detail["proofs"].items():
            said = (int(pk), proof)
            # Hashes and sealed secrets are salted: none is signed twice, but that nothing is left may be.
            if proof and (said not in seen or is_secret_told(proof, int(pk), kind, "")):
                told[int(pk)][kind] = proof
            seen.add(said)
    return told


def stored_password(encoded: str) -> str:
    """The hash as it is vouched for: "" for one that opens nothing."""
    return encoded if encoded and is_password_usable(encoded) else ""


def sign_secret(account: int, kind: str, stored: str) -> str:
    """Public key and signature, hexadecimal; `stored` "": that there is none. Raises ImproperlyConfigured for a bad key file."""
    key = record_key()
    return f"{public_hex(key)} {key.sign(_signed_text(account, kind, stored)).hex()}"


def signed_by_another(proof: str) -> bool:
    """Whether its key is none that this installation trusts: nothing can be said of the secret."""
    return bool(proof) and proof.partition(" ")[0] not in trusted_keys()


def is_secret_told(proof: str, account: int, kind: str, stored: str) -> bool:
    """Whether what is stored is what a trusted key vouched for; where nothing was, nothing may be stored."""
    if not proof:
        return not stored
    if signed_by_another(proof):
        return False
    key, _, signature = proof.partition(" ")
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), _signed_text(account, kind, stored))
    except (ValueError, InvalidSignature):
        return False
    return True


def _signed_text(account: int, kind: str, stored: str) -> bytes:
    return f"{PURPOSE}\n{account}\n{kind}\n{stored}".encode()
