"""Who is behind a sign-in: found by a key, in one statement, while the account and the position are in force."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph.accounts import HOLDERS_OF, IS_PERSON, Holder, holder_of, is_person
from graph.clock import FixedClock
from graph.store import Store
from graph.times import FOREVER, parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

NOON = parse_moment("2026-03-10T12:00:00+01:00")
CLOCK = FixedClock(NOON)
DAY = 86_400_000
PROVIDER = "https://login.example/realm"


@dataclass
class Told:
    """Who has which account."""

    store: Store
    manager: str
    person: str

    async def who(self, subject: str, issuer: str = PROVIDER, moment: int = NOON) -> Holder | None:
        return await holder_of(self.store, FixedClock(moment), issuer, subject)


@pytest.fixture
async def told(scratch: Store, tmp_path: Path) -> Told:
    story = Telling("accounts", date(2026, 3, 10))
    prison = story.organisation("PI Zand", "PRISON")
    manager, other = story.professional("Noor Zandsma"), story.professional("Ilse Zandsma")
    story.position(manager, prison, "CASE_MANAGER", until="2026-04-01")
    story.position(manager, prison, "MENTOR", since="2026-03-11")
    story.position(manager, prison, "SENIOR_CASE_MANAGER", until="2026-03-10")
    person = story.person("Karel", "Berg")
    story.case(person)

    def account(subject: str, holder: str, since: str = "2026-01-01", **more: Any) -> None:
        story.record(
            "Account", since=since, issuer=more.pop("issuer", PROVIDER), subject=subject, holder=holder, **more
        )

    account("1001", manager)
    account("1001", other, issuer="https://another.example")
    account("p", person)
    account("two", manager)
    account("two", other)
    account("again", manager, until="2026-02-01")
    account("again", manager, since="2026-02-01")
    account("left", other, until="2026-03-10")
    account("comes", other, since="2026-03-11")
    account("mistaken", other, recorded="2026-01-02", retracted="2026-02-01")
    story.write(tmp_path / "world")
    await load(scratch, CLOCK, tmp_path / "world", strict=True)
    return Told(scratch, manager, person)


async def test_an_account_is_of_a_professional_with_the_positions_in_force(told: Told) -> None:
    holder = await told.who("1001")
    assert holder is not None
    assert (holder.id, holder.person) == (told.manager, False)
    assert [(one.professional, one.function) for one in holder.positions] == [(told.manager, "CASE_MANAGER")]
    later = await told.who("1001", moment=NOON + 30 * DAY)
    assert later is not None
    assert [one.function for one in later.positions] == ["MENTOR"]


async def test_an_account_may_be_of_the_person(told: Told) -> None:
    assert await told.who("p") == Holder(told.person, (), person=True)
    assert await is_person(told.store, told.person)
    assert not await is_person(told.store, told.manager)


async def test_the_same_subject_at_another_provider_is_somebody_else(told: Told) -> None:
    one, two = await told.who("1001"), await told.who("1001", "https://another.example")
    assert one is not None
    assert two is not None
    assert one.id != two.id
    assert await told.who("p", "https://another.example") is None


async def test_an_account_of_two_is_nobodys(told: Told) -> None:
    assert await told.who("two") is None


async def test_an_account_that_was_given_again_is_of_one(told: Told) -> None:
    holder = await told.who("again")
    assert holder is not None
    assert holder.id == told.manager


@pytest.mark.parametrize("subject", ["left", "comes", "mistaken", "", "1001 ", "*", "' OR 1=1 //"])
async def test_no_account_in_force_is_nobodys(told: Told, subject: str) -> None:
    assert await told.who(subject) is None


async def test_they_start_at_a_key(told: Told) -> None:
    def operators(plan: dict[str, Any]) -> list[str]:
        below = [name for child in plan.get("children", ()) for name in operators(child)]
        return [plan["operatorType"].partition("@")[0], *below]

    account = {"account": {"issuer": PROVIDER, "subject": "1001"}, "now": NOON, "max": FOREVER}
    for statement, parameters in ((HOLDERS_OF, account), (IS_PERSON, {"asked": {"person": "p"}})):
        found = operators(await told.store.plan(statement, parameters))
        assert any("IndexSeek" in name for name in found), found
        assert not [name for name in found if "Scan" in name or "CartesianProduct" in name], found
