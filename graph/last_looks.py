"""When who asks last looked at a case, by the audit log. The look of the present answer is not in it yet."""

import asyncio
from collections.abc import Iterable
from typing import Final

from graph.actors import Actor
from graph.logs.log_readings import LogReader
from graph.policy.tables import SUBJECT

LISTS: Final = frozenset(
    {
        "cases", "persons", "myWork", "work", "intake", "accessLog", "node", "paths", "whoKnows", "who_knows",
        "learningCase", "learning_case", "screeningList", "signals", "screen", "radar",
    }
)  # fmt: skip
"""Questions that show a case among others, or nothing of what is in it: who asked them did not look into the case."""


async def last_look(reader: LogReader, actor: Actor, persons: Iterable[str], case: str) -> int | None:
    """When the actor last looked into a case of these persons (milliseconds UTC), in whatever position; None for never.

    Raises LogError where the logs cannot be read.
    """
    return await asyncio.to_thread(_last_look, reader, actor, list(persons), case)


def _last_look(reader: LogReader, actor: Actor, persons: list[str], case: str) -> int | None:
    pseudonyms = reader.pseudonyms()
    cases = set(pseudonyms.all_of_case(case))
    person = actor.function == SUBJECT
    own = set(pseudonyms.all_of_person(actor.professional)) if person else {actor.professional}
    return max(
        (
            one.at
            for id in persons
            for one in reader.sightings(id, actor.organisation)
            if one.professional in own and not cases.isdisjoint(one.cases) and _asked(one.name) - LISTS
        ),
        default=None,
    )


def _asked(name: str) -> set[str]:
    """The questions in the name of a log line: `Raadplegen: case, network`."""
    return set(name.rpartition(": ")[2].split(", "))
