"""A report's texts read once: claims are kept by the content of the text, so that an unchanged text is not read again."""

import re
from functools import lru_cache
from itertools import islice

from evaluations.claims.both_readings import BothReadings, weigh_scenes
from evaluations.claims.claim_nouns import WHOLE_DEPARTMENT, Claim, ClaimSubject
from evaluations.claims.figures.known_figures import KnownFigures, bare_name
from evaluations.claims.figures.subject_names import rate_names, row_names
from evaluations.claims.figures.weighed_names import weighed_names
from evaluations.claims.reading.claim_reader import read_prose
from evaluations.claims.reading.heading_scopes import TextScope, scopes_in
from evaluations.claims.reading.prose_words import ProseLexer, prose_lexer
from evaluations.claims.scenes.weighed_scenes import MOST_SCENES, ProseScene, scenes_of
from evaluations.claims.words.plain_prose import PlainProse, plain_prose
from evaluations.facts.document import Facts
from evaluations.facts.kept_names import KeptNames
from evaluations.schemes.scheme import ScoringScheme

KEPT_TEXTS, KEPT_SCENES, KEPT_LEXERS = 4096, 512, 64
# Of long texts few are kept: 100,000 characters of numbers take 12 MB as claims and 8 MB as scenes.
LONG_TEXT, KEPT_LONG = 4_000, 32
# The name of the place before a department's: 永兴, 郴州市 (whose 州 ends nothing), 恩施 before 州, 敖汉 before 旗.
PLACE_ENDS, OWN_PLACE = "县市区州旗盟", re.compile("^(?:.{1,8}?(?=[县市区])|.{2,8}?(?=[州旗盟]))")


def report_claims(
    scheme: ScoringScheme, facts: Facts, text: str, about: ClaimSubject = WHOLE_DEPARTMENT
) -> tuple[Claim, ...]:
    """What a text of this report says; `about` is what it speaks of before it names anything."""
    projects = _bare_names(facts.project_names)
    read = _claims if len(text) <= LONG_TEXT else _long_claims
    return read(scheme, projects, bare_name(facts.department), facts.year, text, about)


def says_something(scheme: ScoringScheme, facts: Facts, text: str, about: ClaimSubject = WHOLE_DEPARTMENT) -> bool:
    """Whether a text has anything that figures could confirm or contradict; names and titles, most texts of a report, do not."""
    return bool(report_claims(scheme, facts, text, about) or read_scenes(scheme, facts, text)[1])


def read_scenes(scheme: ScoringScheme, facts: Facts, text: str) -> tuple[PlainProse, tuple[ProseScene, ...]]:
    """What the second reading finds in a text of this report before it looks at the figures."""
    read = text_scenes if len(text) <= LONG_TEXT else long_scenes
    return read(scheme, _bare_names(facts.project_names), bare_name(facts.department), facts.year, text)


def report_both(
    scheme: ScoringScheme, facts: Facts, text: str, figures: KnownFigures, about: ClaimSubject = WHOLE_DEPARTMENT
) -> BothReadings:
    """What a text of this report says, read twice and held against its figures."""
    prose, scenes = read_scenes(scheme, facts, text)
    claims = report_claims(scheme, facts, text, about)
    if not (claims or scenes):
        return BothReadings((), {})  # names and titles, most texts of a report, say nothing of its figures
    # What one project bought and did is in no table: a text of its own is full of such numbers.
    return weigh_scenes(claims, figures, prose, scenes, with_strays=about == WHOLE_DEPARTMENT)


@lru_cache(maxsize=KEPT_SCENES)
def text_scenes(
    scheme: ScoringScheme, projects: tuple[str, ...], department: str, year: int | None, text: str
) -> tuple[PlainProse, tuple[ProseScene, ...]]:
    """What the second reading finds in a text before it looks at the figures, which change while the texts stand."""
    prose = plain_prose(text)
    names = weighed_names(scheme, projects, own_names(department))
    scopes = heading_scopes(scheme, projects, department, prose.text)
    return prose, tuple(islice(scenes_of(prose, names, year, scopes), MOST_SCENES))


@lru_cache(maxsize=KEPT_SCENES)
def heading_scopes(
    scheme: ScoringScheme, projects: tuple[str, ...], department: str, text: str
) -> tuple[TextScope, ...]:
    """What the parts of a plain text are about by their headings, found once for both readings."""
    return scopes_in(text, weighed_names(scheme, projects, own_names(department)))


long_scenes = lru_cache(maxsize=KEPT_LONG)(text_scenes.__wrapped__)


@lru_cache(maxsize=KEPT_LEXERS)
def _bare_names(names: KeptNames) -> KeptNames:
    return KeptNames(sorted(set(map(bare_name, names))))


@lru_cache(maxsize=KEPT_TEXTS)
def _claims(
    scheme: ScoringScheme,
    projects: tuple[str, ...],
    department: str,
    year: int | None,
    text: str,
    about: ClaimSubject,
) -> tuple[Claim, ...]:
    scopes = heading_scopes(scheme, projects, department, plain_prose(text).text)
    return read_prose(_lexer(scheme, projects, department), text, year, about, scopes)


_long_claims = lru_cache(maxsize=KEPT_LONG)(_claims.__wrapped__)


@lru_cache(maxsize=KEPT_LEXERS)
def _lexer(scheme: ScoringScheme, projects: tuple[str, ...], department: str) -> ProseLexer:
    return prose_lexer((*rate_names(scheme), *row_names(scheme)), projects, own_names(department))


def own_names(department: str) -> tuple[str, ...]:
    """永兴县政务服务中心, and as its own county says: 县政务服务中心, 政务服务中心."""
    short = OWN_PLACE.sub("", department)
    bare = short[1:] if short[:1] in PLACE_ENDS else short
    return department, short, bare, bare.removesuffix("人民政府"), bare.removesuffix("办事处")
