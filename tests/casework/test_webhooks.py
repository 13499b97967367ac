"""Webhooks: who is told that there is a signal, signed, tried again, dead, sent again; nothing lost by a kill."""

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import os
import re
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from api.cli import casusregie
from api.cli.webhooks import delivering
from api.posting import is_public, posted
from api.webhook_files import webhooks_of
from graph.casework.meetings import RecordMeeting
from graph.clock import FixedClock
from graph.engine import Connection
from graph.errors import SettingsError
from graph.settings import Settings
from graph.signal_lists import events_told
from graph.webhooks.messages import headers
from graph.webhooks.queues import LEASE_MS, dead_letters, send_again
from graph.webhooks.retries import MOST_TRIES, Next, Outcome, after

NEW, OLD = (f"whsec_{base64.b64encode(bytes([letter]) * 32).decode()}" for letter in b"no")
HOUR_MS = 3_600_000


@dataclass
class Receiver:
    """An HTTP server that keeps what it got and answers what it is told to; 204 where nothing is said."""

    url: str = ""
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    silent: bool = False
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        named = dict(one.split(": ", 1) for one in head.splitlines()[1:-1])
        named = {name.lower(): value for name, value in named.items()}
        self.got.append((named, await reader.readexactly(int(named["content-length"]))))
        self.heard.set()
        if self.silent:
            await reader.read()
        else:
            line = self.answers.pop(0) if self.answers else "204 No Content"
            writer.write(f"HTTP/1.1 {line}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
        writer.close()

    @property
    def ids(self) -> list[str]:
        return [named["webhook-id"] for named, _ in self.got]


@pytest.fixture
async def receiver():
    found = Receiver()
    async with await asyncio.start_server(found.answer, "127.0.0.1", 0) as server:
        found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook/address-with-a-token"
        yield found


def line(organisation: str, url: str, purposes=("REINTEGRATION",), **more: object) -> str:
    values = {"organisation": organisation, "url": url, "secret": "env:NEW", "purposes": list(purposes), **more}
    return "[[webhook]]\n" + "\n".join(f"{name} = {json.dumps(value)}" for name, value in values.items()) + "\n"


def webhooks(folder: Path, *lines: str, production: bool = False):
    path = folder / "webhooks.toml"
    path.write_text("\n".join(lines))
    own = replace(Settings.from_mapping({}), webhooks=path, production=production)
    return own, webhooks_of(own, {"NEW": NEW, "OLD": OLD})


@dataclass(frozen=True)
class TeamClock:
    """The moment at which the team is."""

    team: Any

    def now(self) -> int:
        return self.team.now


@dataclass
class Announcing:
    """Deliverers on the told world, at the moment of the team; `lines` are what they say."""

    team: Any
    folder: Path
    lines: list[str] = field(default_factory=list)

    def deliverer(self, *lines: str):
        own, wanted = webhooks(self.folder, *lines)
        return delivering(own, self.team.store, TeamClock(self.team), wanted, self.lines.append)

    async def drain(self, *lines: str) -> None:
        async with self.deliverer(*lines) as found:
            await found.drain()

    async def begin(self, *lines: str) -> None:
        """Be enrolled: what happens from here on is announced."""
        await self.drain(*lines)
        self.team.now += 1000


def environment(announcing: Announcing, settings: Settings, connection: Connection) -> dict[str, str]:
    """For a command on the tests' database, with the webhooks that were last asked for."""
    return {
        "CASUSREGIE_HOME": str(settings.home),
        "CASUSREGIE_PRODUCTION": "no",
        "CASUSREGIE_WEBHOOKS": str(announcing.folder / "webhooks.toml"),
        "NEO4J_URI": connection.uri,
        "NEO4J_USER": connection.user,
        "NEO4J_PASSWORD": connection.password,
        "NEO4J_DATABASE": connection.database,
        "NEW": NEW,
    }


@pytest.fixture
def announcing(team, tmp_path) -> Announcing:
    return Announcing(team, tmp_path)


def meeting(team) -> RecordMeeting:
    return RecordMeeting(kind="MDO", held_on=team.now - HOUR_MS, attended=(team["manager"],))


def verified(named: dict[str, str], content: bytes, secret: str) -> bool:
    """As a receiver does it, from what the specification says."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = named["webhook-id"] + "." + named["webhook-timestamp"] + "." + content.decode()
    wanted = base64.b64encode(hmac.new(key, signed.encode(), hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(f"v1,{wanted}", one) for one in named["webhook-signature"].split(" "))


def test_it_is_signed_as_the_specification_signs_its_own_example():
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    named = headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330_999, b'{"test": 2432232314}', [key])
    assert named["webhook-timestamp"] == "1614265330"
    assert named["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_example_for_receivers_accepts_what_is_signed_and_nothing_else():
    text = (Path(__file__).parents[2] / "docs" / "frontend.md").read_text("utf-8").split("## Webhooks")[1]
    example = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert example is not None
    given: dict[str, Any] = {"base64": base64, "hmac": hmac}
    exec(example[1], given)
    is_genuine = given["is_genuine"]
    keys = [base64.b64decode(one.removeprefix("whsec_")) for one in (NEW, OLD)]
    named = headers("msg_1", 1_000_000, b"{}", keys)
    assert is_genuine(named, b"{}", NEW, 1_000.0)
    assert is_genuine(named, b"{}", OLD, 1_299.0)
    assert not is_genuine(named, b"{ }", NEW, 1_000.0)
    assert not is_genuine(named, b"{}", NEW, 1_301.0)
    assert not is_genuine(named | {"webhook-id": "msg_2"}, b"{}", NEW, 1_000.0)


def test_what_may_heal_is_tried_again_ever_later_and_what_may_not_is_dead_at_once():
    for status in (200, 204, 299):
        assert after(Outcome(status), 1, 0.5)[0] is Next.DONE
    for status in (301, 308, 400, 401, 404):
        assert after(Outcome(status), 1, 0.5)[0] is Next.DEAD
    assert after(Outcome(410), 1, 0.5)[0] is Next.STOPPED
    assert after(Outcome(None, "refused", hopeless=True), 1, 0.5)[0] is Next.DEAD
    for one in (Outcome(None, "no answer in time"), Outcome(503), Outcome(429), Outcome(408)):
        found = [after(one, tries, 1.0) for tries in range(1, MOST_TRIES + 1)]
        assert [next for next, _ in found] == [Next.WAITING] * (MOST_TRIES - 1) + [Next.DEAD]
        waits = [wait for _, wait in found[:-1]]
        assert waits[:3] == [5_000, 25_000, 125_000]
        assert waits == sorted(waits)
        assert waits[-1] == 24 * HOUR_MS
        assert after(one, 2, 0.0)[1] == 12_500
    assert after(Outcome(429, retry_after_ms=HOUR_MS), 1, 0.0)[1] == HOUR_MS
    assert after(Outcome(503, retry_after_ms=10**15), 1, 0.0)[1] == 24 * HOUR_MS


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:a00:1::", "ff02::1"],
)  # fmt: skip
def test_an_address_that_is_not_of_the_public_internet_is_known(address):
    assert not is_public(address)


def test_an_address_of_the_public_internet_is_known():
    assert all(map(is_public, ("8.8.8.8", "2a00:1450:400e::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8")))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"url": "http://example.nl/x"}, "webhook 1: `url` must be an https address"),
        ({"url": "https://u:p@example.nl/x"}, "webhook 1: `url` must be an https address"),
        ({"secret": NEW}, "webhook 1: `secret` must say where the secret is"),
        ({"secret": "env:NOBODY"}, "webhook 1: `secret` names a place where no secret can be read"),
        ({"secret": "file:short"}, "webhook 1: `secret` is at a place that holds no whsec_"),
        ({"previous_secret": "file:none"}, "webhook 1: `previous_secret` names a place"),
        ({"purposes": []}, "webhook 1: `purposes` must be some of"),
        ({"purposes": ["STEERING"]}, "webhook 1: `purposes` must be some of"),
        ({"purposes": ["FUN"]}, "webhook.0.*purposes|purposes"),
        ({"organisation": ""}, "webhook 1: `organisation`"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_bad_file_is_refused_with_its_field_and_without_what_is_secret(tmp_path, given, said):
    (tmp_path / "short").write_text("whsec_dG9vIHNob3J0")
    values = {"organisation": "GM9001", "url": "https://example.nl/token-in-it", **given}
    with pytest.raises(SettingsError) as refused:
        webhooks(tmp_path, line(**values))
    text = f"{refused.value} {refused.value.advice}"
    assert "CASUSREGIE_WEBHOOKS, webhooks.toml: " in text
    assert re.search(said, text)
    assert not any(one in text for one in (NEW[6:], "dG9vIHNob3J0", "token-in-it", "u:p"))


def test_in_production_an_address_on_this_machine_is_refused_and_twice_the_same_organisation_everywhere(tmp_path):
    with pytest.raises(SettingsError, match="outside production"):
        webhooks(tmp_path, line("GM9001", "http://127.0.0.1:1/x"), production=True)
    with pytest.raises(SettingsError, match=r"webhook 1: `organisation`.*stand once"):
        webhooks(tmp_path, *[line("GM9001", "https://example.nl/x")] * 2)


async def test_in_production_nothing_goes_to_a_private_address_unless_that_is_allowed(tmp_path, receiver):
    import httpx2

    _, (webhook,) = webhooks(tmp_path, line("GM9001", receiver.url))
    async with httpx2.AsyncClient(trust_env=False) as client:
        found = await posted(client, FixedClock(0), webhook, "msg_1", b"{}", guarded=True)
        assert (found.hopeless, receiver.got) == (True, [])
        assert await posted(client, FixedClock(0), webhook, "msg_1", b"{}", guarded=False) == Outcome(204)


async def test_a_name_that_is_not_known_and_a_machine_that_does_not_listen_can_be_tried_again(tmp_path):
    import httpx2

    async with httpx2.AsyncClient(trust_env=False) as client:
        for url in ("https://nobody.invalid/x", "http://127.0.0.1:9/x"):
            _, (webhook,) = webhooks(tmp_path, line("GM9001", url))
            found = await posted(client, FixedClock(0), webhook, "msg_1", b"{}", guarded=False)
            assert (found.status, found.hopeless) == (None, False)
            assert after(found, 1, 0.5)[0] is Next.WAITING


async def test_what_happens_is_announced_once_to_who_may_know_signed_by_both_keys_and_says_nothing_of_anybody(
    team, announcing, receiver, caplog
):
    caplog.set_level(logging.DEBUG)
    town = line(team["town"], receiver.url, previous_secret="env:OLD")
    await announcing.begin(town)
    done = await team.act("manager", meeting(team))
    await announcing.drain(town)
    await announcing.drain(town)
    ((named, content),) = receiver.got
    assert verified(named, content, NEW)
    assert verified(named, content, OLD)
    assert not verified(named, content + b" ", NEW)
    assert named["webhook-timestamp"] == str(team.now // 1000)
    told = json.loads(content)
    shown = await events_told(await team.guard("coordinator"), {team["case"]: done.sequence - 1})
    ((signal,),) = [one.signals for one in shown[team["case"]].events]
    assert told == {
        "type": "signal.raised",
        "timestamp": "2026-03-10T11:00:00Z",
        "data": {
            "severity": signal.rule.severity,
            "functions": ["AFTERCARE_COORDINATOR", "NEIGHBOURHOOD_WORKER"],
            "reference": hashlib.sha256(f"{named['webhook-id']}.{signal.id}".encode()).hexdigest()[:32],
        },
    }
    sent = f"{named} {content.decode()} {announcing.lines}"
    events = await team.store.rows("MATCH (e:Event) RETURN e.id AS id")
    for one in (*team.marks.values(), *(row["id"] for row in events), signal.id, *done.facts):
        assert one not in sent or one == team["town"]
    for secret in (NEW[6:], OLD[6:], "address-with-a-token"):
        assert secret not in f"{announcing.lines} {caplog.text} {webhooks(announcing.folder, town)[1]!r}"


async def test_two_that_announce_at_once_share_what_happens_and_none_of_it_is_sent_twice(team, announcing, receiver):
    town, stop = line(team["town"], receiver.url), asyncio.Event()
    await announcing.begin(town)
    async with announcing.deliverer(town) as first, announcing.deliverer(town) as second:
        running = [asyncio.create_task(one.run(stop)) for one in (first, second)]
        for _ in range(6):
            await team.act("manager", meeting(team))
        while len(receiver.got) < 6:
            receiver.heard.clear()
            await asyncio.wait_for(receiver.heard.wait(), 60)
        stop.set()
        await asyncio.gather(*running)
    assert len(set(receiver.ids)) == len(receiver.ids) == 6
    assert await team.store.rows("MATCH (d:WebhookDelivery) RETURN DISTINCT d.state AS state") == [{"state": "DONE"}]


async def test_nobody_is_told_who_may_not_know_and_never_of_the_own_act(team, announcing, receiver):
    towns = [line(team[one], receiver.url) for one in ("town", "elsewhere", "hospital", "probation")]
    other = line(team["clinic"], receiver.url, ("RISK_MANAGEMENT",))
    await announcing.begin(*towns, other)
    await team.act("adviser", meeting(team))  # the only one of probation in the team
    await announcing.drain(*towns, other)
    assert [one.split()[0] for one in announcing.lines] == [team["town"]]


async def test_who_may_not_know_any_more_when_it_is_sent_is_not_told(team, announcing, receiver):
    probation = line(team["probation"], receiver.url)
    await announcing.begin(probation)
    receiver.answers = ["503 Busy"]
    await team.act("manager", meeting(team))
    await announcing.drain(probation)
    assert len(receiver.got) == 1
    await team.store.write(
        lambda one: one.rows(
            "MATCH (i:Involvement {positionId: $position}) SET i.validTo = $now, i.endKnownAt = $now",
            {"position": team["adviser"], "now": team.now},
        )
    )
    team.now += HOUR_MS
    await announcing.drain(probation)
    assert len(receiver.got) == 1
    assert await team.store.rows("MATCH (d:WebhookDelivery) RETURN d.state AS state") == [{"state": "NOBODY"}]


async def test_it_is_tried_again_when_the_receiver_asks_and_dead_after_the_last_try_and_sent_again(
    team, announcing, receiver, settings, connection
):
    town = line(team["town"], receiver.url)
    await announcing.begin(town)
    await team.act("manager", meeting(team))
    receiver.answers = ["429 Slow\r\nRetry-After: 7200"]
    await announcing.drain(town)
    team.now += HOUR_MS
    await announcing.drain(town)
    assert len(receiver.got) == 1
    receiver.answers = ["503 Busy"] * 2
    for tries in (MOST_TRIES - 2, MOST_TRIES - 1, 0):  # those in between are skipped: they differ in nothing
        team.now += 24 * HOUR_MS
        await team.store.write(lambda one, tries=tries: one.rows(TRIED, {"tries": tries}))
        await announcing.drain(town)
    assert len(receiver.got) == 3
    assert len(set(receiver.ids)) == 1
    (letter,) = await dead_letters(team.store)
    assert (letter.id, letter.organisation, letter.tries, letter.said) == (
        receiver.ids[0], team["town"], MOST_TRIES, "503",
    )  # fmt: skip
    env = environment(announcing, settings, connection)

    async def command(*words: str):
        run = CliRunner(env=env).invoke
        return await asyncio.to_thread(run, casusregie, ["webhooks", *words])

    assert f"{letter.id} to {team['town']}" in (await command("dead")).stdout
    listed = (await command("list")).stdout
    assert "0 waiting, 1 dead" in listed
    assert "token" not in listed
    assert "of nothing that is dead" in str((await command("again", "msg_none")).exception)
    assert "1 will be sent again" in (await command("again", letter.id)).stdout
    await team.store.write(lambda one: one.rows("MATCH (d:WebhookDelivery) SET d.dueAt = $now", {"now": team.now}))
    await announcing.drain(town)
    assert len(receiver.got) == 4
    assert await dead_letters(team.store) == []
    with pytest.raises(SettingsError, match="webhook 1: `organisation` is the id of no organisation"):
        await announcing.drain(line("GM0000", receiver.url))


async def test_a_process_that_is_asked_to_end_ends_in_order(team, announcing, receiver, settings, connection):
    webhooks(announcing.folder, line(team["town"], receiver.url))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from api.cli import main; main()", "webhooks", "deliver",
        env=os.environ | environment(announcing, settings, connection),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    async with asyncio.timeout(60):
        assert await process.stdout.readline() == b"announcing to 1 organisations; stop with Ctrl-C\n"
        process.terminate()
        out, err = await process.communicate()
    assert (process.returncode, out, err) == (0, b"", b"stopped\n")


async def test_a_redirect_is_not_followed_and_who_is_gone_is_not_asked_again_until_somebody_says_so(
    team, announcing, receiver
):
    town = line(team["town"], receiver.url)
    await announcing.begin(town)
    await team.act("manager", meeting(team))
    receiver.answers = [f"307 There\r\nLocation: {receiver.url}/there"]
    await announcing.drain(town)
    await team.act("manager", meeting(team))
    receiver.answers = ["410 Gone"]
    await announcing.drain(town)
    assert [one.said for one in await dead_letters(team.store)] == ["307", "410"]
    team.now += 1000
    await team.act("manager", meeting(team))
    await announcing.drain(town)
    assert len(receiver.got) == 2
    (first, last) = [one.id for one in await dead_letters(team.store)]
    assert await send_again(team.store, [last], team.now) == {last}
    await announcing.drain(town)
    assert receiver.ids == [first, last, last]
    team.now += 1000
    await team.act("manager", meeting(team))
    await announcing.drain(town)
    assert len(receiver.got) == 4


TRIED = "MATCH (d:WebhookDelivery) WHERE d.tries < $tries SET d.tries = $tries"

KILLED = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from api.cli.acting import opened
from api.cli.webhooks import delivering
from api.webhook_files import webhooks_of
from graph.clock import FixedClock
from graph.engine import Connection
from graph.settings import Settings
import os

async def main():
    own = Settings.from_mapping(os.environ)
    connection = Connection(own.neo4j_uri, own.neo4j_user, own.neo4j_password, own.neo4j_database)
    async with opened(connection) as store:
        clock = FixedClock(int(sys.argv[1]))
        async with delivering(own, store, clock, webhooks_of(own, os.environ), print) as found:
            await found.drain()

asyncio.run(main())
"""


async def test_a_process_that_is_killed_in_the_middle_of_sending_loses_nothing(
    team, announcing, receiver, settings, connection
):
    town = line(team["town"], receiver.url)
    await announcing.begin(town)
    await team.act("manager", meeting(team))
    env = os.environ | environment(announcing, settings, connection)
    receiver.silent = True
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, str(team.now), env=env, stderr=asyncio.subprocess.PIPE
    )
    ended, heard = asyncio.create_task(process.communicate()), asyncio.create_task(receiver.heard.wait())
    await asyncio.wait({ended, heard}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
    assert heard.done(), f"it ended by itself: {ended.result() if ended.done() else 'after a minute'}"
    process.kill()
    await ended
    receiver.silent = False
    await announcing.drain(town)
    assert len(receiver.got) == 1
    team.now += LEASE_MS
    await announcing.drain(town)
    await announcing.drain(town)
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1
