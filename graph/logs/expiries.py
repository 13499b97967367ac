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
    """What may no longer be kept, oldest day first. Raises LogError where the folders cannot be listed."""
    try:
        found = [Expired(part, day) for part in PARTS for day in folder.days(part) if is_over(part, day, clock)]
    except OSError as error:
        raise LogError(f"the logs cannot be read: {error.strerror}", "see logs/ in the home folder") from None
    return sorted(found, key=lambda one: (one.day, one.part))


def remove(folder: LogFolder, days: list[Expired]) -> None:
    """Remove these days. Raises LogError where one cannot be removed."""
    for one in days:
        try:
            shutil.rmtree(folder.part(one.part) / one.day)
        except OSError as error:
            raise LogError(f"{one.part}/{one.day} cannot be removed: {error.strerror}", "remove it by hand") from None


def is_over(part: str, day: str, clock: Clock) -> bool:
    """Whether the retention period of a day of one part of the logs has passed."""
    months = POLICY.parameters.facts_months if part == "facts" else POLICY.parameters.log_months
    try:
        end = months_after(start_of_day(date.fromisoformat(day)), months)
    except ValueError:
        return False
    return end is not None and end <= clock.now()
