"""The stories there are, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from seeds.stories import failed_handover, family, homeless_short_stay, small_municipality, two_brothers, whole_case
from seeds.stories.telling import Telling


@dataclass(frozen=True, slots=True)
class Story:
    """A small world with one known truth: a question, and its answer as data; `told.marks` names the ids in it."""

    name: str
    title: str
    question: str
    answer: Mapping[str, object]
    tell: Callable[[date], Telling]


_ALL = (
    Story(
        "homeless-short-stay",
        "A homeless man with a stay of twelve days",
        homeless_short_stay.QUESTION,
        homeless_short_stay.ANSWER,
        homeless_short_stay.tell,
    ),
    Story("family", "A family with a dozen organisations", family.QUESTION, family.ANSWER, family.tell),
    Story(
        "failed-handover",
        "A handover that failed at release",
        failed_handover.QUESTION,
        failed_handover.ANSWER,
        failed_handover.tell,
    ),
    Story(
        "small-municipality",
        "Released to a small municipality far from the prison",
        small_municipality.QUESTION,
        small_municipality.ANSWER,
        small_municipality.tell,
    ),
    Story(
        "two-brothers",
        "Two brothers detained at once, each with his own team",
        two_brothers.QUESTION,
        two_brothers.ANSWER,
        two_brothers.tell,
    ),
    Story(
        "whole-case",
        "One man with everything around him, 24 days before release",
        whole_case.QUESTION,
        whole_case.ANSWER,
        whole_case.tell,
    ),
)

STORIES: dict[str, Story] = {story.name: story for story in _ALL}
