"""Removing logs whose retention period has passed: whole days, the oldest first, so that the rest stays provable."""

import shutil
from dataclasses import dataclass
from datetime import date

from graph.clock import Clock
from graph.errors import LogError
from graph.logs.log_folders import PARTS, LogFolder
from graph.policy.borders import months_after
from graph.policy.policies import POLICY
from graph.times import start_of_day


@dataclass(frozen=True, slots=True)
class Expired:
    """One day of one part of the logs whose period has passed."""

    part: str
    day: str


def expired(folder: LogFolder, clock: Clock) -> list[Expired]:
    """What may no longer be kept, oldest day first."""
    months = dict.fromkeys(PARTS, POLICY.parameters.log_months)
    months["facts"] = POLICY.parameters.facts_months
    found = [Expired(part, day) for part in PARTS for day in folder.days(part) if _is_over(day, months[part], clock)]
    return sorted(found, key=lambda one: (one.day, one.part))


def remove(folder: LogFolder, days: list[Expired]) -> None:
    """Remove these days. Raises LogError where one cannot be removed."""
    for one in days:
        try:
            shutil.rmtree(folder.part(one.part) / one.day)
        except OSError as error:
            raise LogError(f"{one.part}/{one.day} cannot be removed: {error.strerror}", "remove it by hand") from None


def _is_over(day: str, months: int, clock: Clock) -> bool:
    try:
        end = months_after(start_of_day(date.fromisoformat(day)), months)
    except ValueError:
        return False
    return end is not None and end <= clock.now()
