"""What was compared and waits for a confirmation: it travels sealed on the page, and is stored only over what was compared."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from django.core import signing

from evaluations.filing.desk.draft_desk import Desk
from evaluations.models import SectionState
from evaluations.models.standing import standing_words
from evaluations.workflow.acting import lock_for_edit

LONGEST_WAIT = 12 * 60 * 60  # seconds: no session is longer
PARCEL_EXPIRED = "核对页已经失效（超过 12 小时、页面不完整，或者不是这份报告的）。没有导入任何内容，请重新选择文件。"


def import_locked_words(desk: Desk) -> str:
    """Why nothing can be imported into this report now."""
    return f"报告现在是“{standing_words(desk.evaluation)}”，内容已锁定，不能导入。"


class SpoiltParcel(Exception):
    """A parcel that is not ours, not for this evaluation and person, or too old."""


class SavedMeanwhile(Exception):
    """Somebody saved one of the sections after it was compared."""


class OwnedParcel(Protocol):
    """A parcel knows for which report and person it was made."""

    @property
    def evaluation(self) -> int: ...

    @property
    def user(self) -> int: ...


P = TypeVar("P", bound=OwnedParcel)


def sealed_parcel(data: Mapping[str, Any], salt: str) -> str:
    """The parcel for a hidden input: nobody can alter it or use it elsewhere."""
    return signing.dumps(data, salt=salt, compress=True)


def unsealed_parcel(text: str, salt: str, desk: Desk, make: Callable[[dict[str, Any]], P]) -> P:
    """The parcel of a hidden input, made of what was sealed; raises SpoiltParcel."""
    try:
        parcel = make(signing.loads(text, salt=salt, max_age=LONGEST_WAIT))
    except (signing.BadSignature, TypeError, ValueError, KeyError) as error:
        raise SpoiltParcel from error
    if (parcel.evaluation, parcel.user) != (desk.evaluation.pk, desk.user.pk):
        raise SpoiltParcel
    return parcel


@contextmanager
def locked_as_compared(desk: Desk, codes: Iterable[str], versions: Mapping[str, int]) -> Iterator[None]:
    """The draft under its lock, these sections as they were compared. Raises SavedMeanwhile, or ActRefused when the report
    was handed in."""
    with lock_for_edit(desk.evaluation.pk):
        states = SectionState.objects.filter(evaluation=desk.evaluation, section__in=codes)
        now = dict(states.values_list("section", "version"))
        if any(now.get(code, 0) != versions.get(code, 0) for code in codes):
            raise SavedMeanwhile
        yield
