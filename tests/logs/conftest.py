"""Logs in a folder of their own; looks that the guard could have made; and the API in this process, asked directly."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import httpx2
import pytest

from api.app import create_app
from api.issuers import LocalIssuer
from graph.actors import Actor, Assurance, Purpose
from graph.clock import Clock, FixedClock
from graph.logs.disclosures import API, Disclosure, Trace
from graph.logs.log_folders import LogFolder
from graph.logs.log_writers import LogWriter
from graph.looks import Judged, Look
from graph.model.kinds import FieldClass
from graph.policy.decisions import Judge
from graph.policy.facts import Facts, Involved
from graph.settings import Settings
from graph.staff import StaffPosition, staff
from graph.store import Store
from graph.times import parse_moment

NOON = parse_moment("2026-03-10T12:00:00+01:00")


class World(Protocol):
    @property
    def store(self) -> Store: ...

    @property
    def clock(self) -> Clock: ...


@dataclass(frozen=True)
class Asked:
    """The API over a world, with a home of its own."""

    http: httpx2.AsyncClient
    world: World
    issuer: LocalIssuer
    logs: LogFolder

    async def post(
        self,
        text: str,
        position: StaffPosition,
        purpose: Purpose | None = None,
        assurance: Assurance = Assurance.SUBSTANTIAL,
        variables: dict[str, Any] | None = None,
        **headers: str,
    ) -> httpx2.Response:
        person = position.function == "SUBJECT"
        token = (
            self.issuer.token_for(position.professional, assurance, person=True)
            if person
            else self.issuer.token_for(position.professional, assurance)
        )
        sent = {
            "Authorization": f"Bearer {token}",
            "Casusregie-Purpose": purpose or position.usual_purpose,
            **headers,
        }
        if not person:
            sent["Casusregie-Position"] = position.position
        return await self.http.post("/graphql", json={"query": text, "variables": variables or {}}, headers=sent)

    async def data(self, text: str, position: StaffPosition, *rest: Any, **named: Any) -> Any:
        response = await self.post(text, position, *rest, **named)
        body = response.json()
        assert response.status_code == 200 and "errors" not in body, body
        return body["data"]


@asynccontextmanager
async def asking(world: World, settings: Settings) -> AsyncIterator[Asked]:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Store]:
        yield world.store

    app = create_app(settings, opened, world.clock)
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://here", timeout=60) as http:
            yield Asked(http, world, LocalIssuer.of(settings, world.clock), LogFolder(settings.home))


@pytest.fixture
async def asked(small: World, settings: Settings, tmp_path: Path) -> AsyncGenerator[Asked]:
    """The small world behind an API that has logged nothing yet."""
    async with asking(small, replace(settings, home=tmp_path)) as found:
        yield found


@pytest.fixture(scope="session")
async def busiest(small: World) -> StaffPosition:
    """The case manager in most cases."""
    return (await staff(small.store, small.clock, function="CASE_MANAGER", limit=1))[0]


@pytest.fixture
def logs(tmp_path: Path) -> LogFolder:
    return LogFolder(tmp_path)


@pytest.fixture
def writer(logs: LogFolder) -> Iterator[LogWriter]:
    with LogWriter.open(logs, FixedClock(NOON)) as found:
        yield found


ACTOR = Actor("w1", "Invented Name", "q1", "CASE_MANAGER", "o1", "Prison", "PRISON", Purpose.REINTEGRATION)


def look_at(person: str, case: str = "c1", actor: Actor = ACTOR, classes: tuple[str, ...] = ("COURSE", "RISK")) -> Look:
    """A look at a case that is in the team of the actor under 18a."""
    facts = Facts(
        position_in_force=True,
        excluded=False,
        case_kind="PERSON",
        case_frame="PBW_18A",
        involvements=(Involved(actor.organisation, "PBW_18A", actor.position),),
        detentions=(),
        closed=(),
    )
    judge = Judge(actor, facts, NOON)
    judged = tuple(Judged(FieldClass(one), facts.datum, judge.decide(FieldClass(one))) for one in classes)
    return Look(person, case, facts, judged)


@pytest.fixture
def disclosure() -> Callable[..., Disclosure]:
    """An answer about persons p1, p2, ..."""

    def made(*persons: str, traceparent: str | None = None, actor: Actor = ACTOR) -> Disclosure:
        looks = tuple(look_at(person, f"c-{person}", actor) for person in persons)
        return Disclosure(actor, looks, "Raadplegen: network", API, NOON, NOON, trace=Trace.begun(traceparent))

    return made
