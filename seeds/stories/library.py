"""The stories there are, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from seeds.stories.telling import Telling


@dataclass(frozen=True, slots=True)
class Story:
    """A small world with one known truth: the question it answers, and the answer."""

    name: str
    title: str
    question: str
    answer: str
    tell: Callable[[date], Telling]


STORIES: dict[str, Story] = {}
