"""The words of an invented report: chosen from a few, with numbers that differ from year to year."""

import re
from collections.abc import Sequence
from random import Random

from evaluations.demo.department_profile import DepartmentProfile, common_prose
from evaluations.demo.money_of_year import MONEY_SEED, MoneyOfYear
from evaluations.facts.document import AchievementFacts

VARIED_NUMBER = re.compile(r"\[(\d+)\]")


def report_dice(profile: DepartmentProfile, year: int) -> Random:
    """The chance of one report's words: the same for the same department and year."""
    return Random(f"{MONEY_SEED}-words-{profile.code}-{year}")


def chosen_line(profile: DepartmentProfile, year: int, lines: Sequence[str]) -> str:
    """One of the lines; another one the year after."""
    return lines[(int(profile.code) + year) % len(lines)]


def common_line(profile: DepartmentProfile, year: int, name: str) -> str:
    """The same of a list in prose/common.toml."""
    return chosen_line(profile, year, common_prose()[name])


def varied_text(text: str, dice: Random) -> str:
    """The text with each [120] as a number near it."""
    return VARIED_NUMBER.sub(lambda found: str(varied_number(int(found[1]), dice)), text)


def varied_number(usual: int, dice: Random) -> int:
    """A whole number within a tenth of the usual one."""
    return max(1, usual * dice.randint(92, 109) // 100)


def report_achievements(profile: DepartmentProfile, year: int) -> tuple[AchievementFacts, ...]:
    """What the year brought."""
    dice = report_dice(profile, year)
    return tuple(AchievementFacts(one["title"], varied_text(one["body"], dice)) for one in profile.achievements)


def problems_and_measures(profile: DepartmentProfile, year: int) -> tuple[str, str]:
    """Two or three problems, and the measures that answer them, each on a line of its own."""
    pairs = common_prose()["problems"]
    first = int(profile.code) + year * 3
    chosen = [pairs[(first + step) % len(pairs)] for step in range(2 + (first + year) % 2)]
    return "\n".join(one["problem"] for one in chosen), "\n".join(one["measure"] for one in chosen)


def three_public_words(profile: DepartmentProfile, money: MoneyOfYear) -> str:
    """Why the budget for the three public expenses went up or down."""
    if money.three_public.begin > money.last_three_public:
        return str(common_prose()["three_public_more"])
    if not money.three_public.begin:
        return f"本单位没有公务用车，也没有公务接待任务，{money.year}年和上一年度都没有安排“三公经费”预算。"
    return common_line(profile, money.year, "three_public_less")


def common_narratives(profile: DepartmentProfile, year: int) -> dict[str, str]:
    """The texts that both generations of the form ask for."""
    problems, measures = problems_and_measures(profile, year)
    funds = varied_text(profile.government_funds.format(year=year), report_dice(profile, year))
    return ({"government_funds": funds} if funds else {}) | {
        "duties": "\n".join(profile.duties),
        "organisation": profile.organisation,
        "problems": problems,
        "measures": measures,
        "usage": common_line(profile, year, "usage"),
    }


def empty_chapters(profile: DepartmentProfile) -> tuple[str, ...]:
    """The chapters that say 无."""
    chapters = ("government_funds", "state_capital", "social_insurance", "other")
    return tuple(one for one in chapters if one != "government_funds" or not profile.government_funds)
