"""What lets others watch the site and keeps one caller from taking it all: figures, log lines, alarms, rate limits."""

from dataclasses import dataclass, field

from environs import validate

from config.environment import TrimmedEnv

LEAST_TOKEN, MOST_TOKEN = 16, 200
ALARM_SECONDS = 60


@dataclass(frozen=True)
class WatchingSettings:
    """The word that opens /metrics/ ("": there is no such page); `json` log lines for a collector, `line` for people;
    how often a web process looks whether the background work goes on; whether config/rate_table.py holds; how old the last
    good backup and the last drill may be before it is an alarm, 0: nobody is told."""

    metrics_token: str = field(repr=False)
    log_format: str
    alarm_seconds: int
    rate_limits: bool
    backup_hours: int
    drill_days: int


def watching_settings(env: TrimmedEnv, mode: str) -> WatchingSettings:
    """Read them; raises EnvError, which names the variable, for what cannot be used. Tests ring and count by themselves."""
    given = env.str("METRICS_TOKEN", "")
    token = env.str("METRICS_TOKEN", validate=validate.Length(LEAST_TOKEN, MOST_TOKEN)) if given else ""
    usual = "json" if mode == "production" else "line"
    return WatchingSettings(
        token,
        env.str("LOG_FORMAT", usual, validate=validate.OneOf(["json", "line"])),
        0 if mode == "test" else ALARM_SECONDS,
        env.bool("RATE_LIMITS", mode != "test"),
        env.int("BACKUP_HOURS", 26 if mode == "production" else 0, validate=validate.Range(0, 24 * 366)),
        env.int("DRILL_DAYS", 35, validate=validate.Range(0, 366)),
    )
