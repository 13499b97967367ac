"""Sign-in by OpenID providers, each a server of our own that behaves, or does not."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from api import fetching
from api.issuers import providers_of, verifying
from api.tokens import ProviderAwayError, SignIn, TokenError, Verifier
from graph.actors import Assurance
from graph.clock import FixedClock
from graph.errors import SettingsError
from graph.settings import Settings
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import load

NOON = parse_moment("2026-03-10T12:00:00+01:00")
SECOND, HOUR = 1_000, 3_600_000
BROKEN = ("hanging", "dripping", "closing", "garbage", "status", "redirecting", "huge", "packed", "empty", "listless")


@dataclass
class MovingClock:
    moment: int = NOON

    def now(self) -> int:
        return self.moment


@dataclass
class Provider:
    """An OpenID provider as far as we meet it: keys at an address, and tokens signed with them."""

    name: str
    address: str = ""
    keys: list[Any] = field(default_factory=lambda: [ECKey.generate_key("P-256", {"kid": "first"})])
    behaviour: str = "good"
    asked: int = 0

    def token(self, sub: str = "1001", key: Any = None, algorithm: str = "ES256", **changes: Any) -> str:
        now = NOON // 1000
        claims = {"iss": self.name, "aud": "casusregie", "sub": sub, "iat": now, "exp": now + 80_000, **changes}
        signing = key or self.keys[0]
        return jwt.encode({"alg": algorithm, "kid": signing.kid}, claims, signing, algorithms=[algorithm])

    def rotate(self, kid: str) -> None:
        self.keys = [ECKey.generate_key("P-256", {"kid": kid})]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: read a request, answer as the behaviour says."""
        try:
            await reader.readuntil(b"\r\n\r\n")
            self.asked += 1
            await self._write(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _write(self, writer: asyncio.StreamWriter) -> None:
        body = json.dumps({"keys": [key.as_dict(private=False) for key in self.keys]}).encode()
        status, more = "200 OK", ""
        match self.behaviour:
            case "hanging":
                await asyncio.sleep(60)
            case "dripping":
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                while True:
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(0.01)
            case "closing":
                return
            case "garbage":
                body = b"<html>\xff login"
            case "status":
                status = "500 Oops"
            case "redirecting":
                status, more = "302 Found", f"Location: {self.address}/elsewhere\r\n"
            case "huge":
                body += b" " * 10_000_000
            case "packed":
                more = "Content-Encoding: gzip\r\n"
            case "empty":
                body = b'{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}'
            case "listless":
                body = b'{"keys": "many"}'
        writer.write(f"HTTP/1.1 {status}\r\nConnection: close\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode())
        writer.write(body)
        await writer.drain()


@asynccontextmanager
async def running(name: str) -> AsyncIterator[Provider]:
    provider = Provider(name)
    connections: set[asyncio.Task[None]] = set()

    def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(asyncio.ensure_future(provider.answer(reader, writer)))

    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    provider.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/keys"
    try:
        yield provider
    finally:
        server.close()
        for one in connections:
            one.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


@pytest.fixture
async def provider(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Provider]:
    monkeypatch.setattr(fetching, "SECONDS", 0.3)
    async with running("https://login.example/realm") as one:
        yield one


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


def issuers_file(tmp_path: Path, *providers: Provider, more: str = "") -> Path:
    path = tmp_path / "issuers.toml"
    path.write_text(
        "\n".join(f'[[issuer]]\nissuer = "{one.name}"\njwks_uri = "{one.address}"\n{more}' for one in providers)
    )
    return path


@asynccontextmanager
async def judging(tmp_path: Path, clock: MovingClock, *providers: Provider, more: str = "") -> AsyncIterator[Verifier]:
    settings = Settings(
        home=tmp_path / "home",
        cache=tmp_path,
        production=True,
        issuers=issuers_file(tmp_path, *providers, more=more),
    )
    async with verifying(settings, providers_of(settings), clock) as verifier:
        assert verifier is not None
        yield verifier


@pytest.fixture
async def verifier(tmp_path: Path, clock: MovingClock, provider: Provider) -> AsyncGenerator[Verifier]:
    async with judging(tmp_path, clock, provider) as one:
        yield one


async def refused(verifier: Verifier, token: str) -> bool:
    with pytest.raises(TokenError):
        await verifier.verify(token)
    return True


@pytest.mark.parametrize("algorithm", ["PS256", "RS256", "ES256"])
async def test_a_token_counts_by_each_algorithm(verifier: Verifier, provider: Provider, algorithm: str) -> None:
    provider.keys.append(RSAKey.generate_key(2048, {"kid": "rsa"}))
    key = provider.keys[0 if algorithm == "ES256" else 1]
    assert await verifier.verify(provider.token(key=key, algorithm=algorithm)) == SignIn(
        "1001", Assurance.LOW, provider.name
    )


async def test_the_file_says_what_its_words_for_assurance_mean(
    tmp_path: Path, clock: MovingClock, provider: Provider
) -> None:
    more = 'subject_claim = "employee"\n[issuer.acr]\ngold = "HIGH"\n'
    async with judging(tmp_path, clock, provider, more=more) as verifier:
        found = [await verifier.verify(provider.token(employee="e7", acr=acr)) for acr in ("gold", "tin")]
        assert [(one.subject, one.assurance) for one in found] == [("e7", Assurance.HIGH), ("e7", Assurance.LOW)]
        assert await refused(verifier, provider.token())


async def test_a_new_key_is_found_and_one_that_was_withdrawn_stops_counting(
    verifier: Verifier, clock: MovingClock, provider: Provider
) -> None:
    before = provider.token()
    assert await verifier.verify(before)
    provider.rotate("second")
    clock.moment += 11 * SECOND
    assert await verifier.verify(provider.token())
    assert await refused(verifier, before)
    assert provider.asked == 2


async def test_a_key_with_the_same_id_takes_the_place_of_the_old_one(
    verifier: Verifier, clock: MovingClock, provider: Provider
) -> None:
    before = provider.token()
    assert await verifier.verify(before)
    provider.rotate("first")
    clock.moment += 2 * HOUR
    assert await verifier.verify(before)
    await asyncio.sleep(0.2)
    assert await refused(verifier, before)
    assert await verifier.verify(provider.token())


async def test_an_unknown_key_is_asked_for_once_whoever_asks(
    verifier: Verifier, clock: MovingClock, provider: Provider
) -> None:
    stranger = ECKey.generate_key("P-256", {"kid": "stranger"})
    tokens = [provider.token(str(number), stranger) for number in range(50)]
    assert all(await asyncio.gather(*(refused(verifier, token) for token in tokens)))
    assert provider.asked == 1
    clock.moment += 9 * SECOND
    assert await refused(verifier, tokens[0])
    assert provider.asked == 1
    clock.moment += 2 * SECOND
    assert await refused(verifier, tokens[0])
    assert provider.asked == 2


async def test_keys_are_read_anew_each_hour_without_anybody_waiting(
    verifier: Verifier, clock: MovingClock, provider: Provider
) -> None:
    assert await verifier.verify(provider.token())
    provider.behaviour = "hanging"
    clock.moment += 2 * HOUR
    async with asyncio.timeout(0.1):
        for number in range(20):
            assert await verifier.verify(provider.token(str(number)))
    assert provider.asked <= 2


@pytest.mark.parametrize("behaviour", BROKEN)
async def test_a_provider_in_trouble_changes_nothing_for_known_keys(
    verifier: Verifier, clock: MovingClock, provider: Provider, behaviour: str
) -> None:
    token = provider.token()
    assert await verifier.verify(token)
    provider.behaviour = behaviour
    known, stranger = provider.keys[0], ECKey.generate_key("P-256", {"kid": "stranger"})
    clock.moment += 3 * HOUR
    assert await refused(verifier, provider.token(key=stranger))
    assert await verifier.verify(token)
    assert await verifier.verify(provider.token("1002", known))
    clock.moment += 18 * HOUR
    assert await verifier.verify(token)


@pytest.mark.parametrize("behaviour", BROKEN)
async def test_a_provider_that_never_answered_well_is_said_to_be_away(
    verifier: Verifier, clock: MovingClock, provider: Provider, behaviour: str
) -> None:
    provider.behaviour = behaviour
    for _ in range(3):
        with pytest.raises(ProviderAwayError):
            await verifier.verify(provider.token())
    assert provider.asked == 1
    provider.behaviour = "good"
    clock.moment += 11 * SECOND
    assert await verifier.verify(provider.token())


async def test_keys_that_were_read_long_ago_stop_counting(
    verifier: Verifier, clock: MovingClock, provider: Provider
) -> None:
    assert await verifier.verify(provider.token())
    provider.behaviour = "status"
    clock.moment += 24 * HOUR
    late = clock.moment // 1000
    with pytest.raises(ProviderAwayError):
        await verifier.verify(provider.token(iat=late, exp=late + 60))


async def test_keys_outlive_a_restart_while_the_provider_is_away(
    tmp_path: Path, clock: MovingClock, provider: Provider
) -> None:
    async with judging(tmp_path, clock, provider) as verifier:
        assert await verifier.verify(provider.token())
    [kept] = (tmp_path / "home" / "issuers").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    provider.behaviour = "closing"
    async with judging(tmp_path, clock, provider) as verifier:
        assert await verifier.verify(provider.token())
        assert provider.asked == 1
    kept.write_bytes(kept.read_bytes()[:-20])
    async with judging(tmp_path, clock, provider) as verifier:
        with pytest.raises(ProviderAwayError):
            await verifier.verify(provider.token())


async def test_a_token_without_the_id_of_a_key_counts_where_one_key_fits(
    verifier: Verifier, provider: Provider
) -> None:
    now = NOON // 1000
    claims = {"iss": provider.name, "aud": "casusregie", "sub": "1001", "iat": now, "exp": now + 60}
    token = jwt.encode({"alg": "ES256"}, claims, provider.keys[0], algorithms=["ES256"])
    provider.keys.append(RSAKey.generate_key(2048, {"kid": "rsa"}))
    assert await verifier.verify(token)


async def test_two_fitting_keys_and_no_id_are_refused(verifier: Verifier, provider: Provider) -> None:
    now = NOON // 1000
    claims = {"iss": provider.name, "aud": "casusregie", "sub": "1001", "iat": now, "exp": now + 60}
    token = jwt.encode({"alg": "ES256"}, claims, provider.keys[0], algorithms=["ES256"])
    provider.keys.append(ECKey.generate_key("P-256", {"kid": "second"}))
    assert await refused(verifier, token)


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"alg": "RS256"}, False),
        ({"alg": "PS256"}, True),
        ({"use": "enc"}, False),
        ({"key_ops": ["sign"]}, False),
        ({"key_ops": ["verify"]}, True),
        ({"e": "Aw"}, False),
        ({"kid": 7}, False),
        ({"n": "AQAB"}, False),
        ({"n": None}, False),
    ],
)
async def test_a_key_signs_only_as_the_provider_says(
    verifier: Verifier, provider: Provider, changes: dict[str, Any], fits: bool
) -> None:
    key = RSAKey.generate_key(2048, {"kid": "rsa"})
    said = {**key.as_dict(private=False), **changes}
    provider.keys.append(SimpleNamespace(as_dict=lambda private: said, kid="rsa"))
    token = provider.token(key=key, algorithm="PS256")
    assert bool(await verifier.verify(token)) if fits else await refused(verifier, token)


async def test_a_weak_key_is_no_key(verifier: Verifier, provider: Provider) -> None:
    with pytest.warns(UserWarning, match="2048"):
        provider.keys.append(RSAKey.generate_key(1024, {"kid": "weak"}))
        token = provider.token(key=provider.keys[1], algorithm="RS256")
    assert await refused(verifier, token)


async def test_subjects_and_ids_of_tokens_belong_to_their_issuer(
    tmp_path: Path, clock: MovingClock, provider: Provider
) -> None:
    async with running("https://another.example") as other, judging(tmp_path, clock, provider, other) as verifier:
        one, two = await verifier.verify(provider.token(jti="j")), await verifier.verify(other.token(jti="j"))
        assert (one.subject, two.subject) == ("1001", "1001")
        assert (one.issuer, two.issuer) == (provider.name, other.name)
        posing = provider.token(iss=other.name)
        assert await refused(verifier, posing)


async def test_a_provider_cannot_say_that_somebody_is_the_person(verifier: Verifier, provider: Provider) -> None:
    assert not (await verifier.verify(provider.token(person=True))).person


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "issuer"),
        ("issuer = []", "names no issuer"),
        ("[[issuer]", "issuers.toml"),
        ('[[issuer]]\nissuer = "x"', "jwks_uri"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "http://login.example/keys"', "https"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "https://me:pw@login.example/keys"', "https"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "file:///etc/keys"', "https"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "https://login.example:port/keys"', "https"),
        ('[[issuer]]\nissuer = ""\njwks_uri = "https://login.example/keys"', "short text"),
        ('[[issuer]]\nissuer = "urn:casusregie:local-issuer"\njwks_uri = "https://x.example/keys"', "taken"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "https://x.example/keys"\n' * 2, "taken"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "https://x.example/keys"\nleeway_seconds = 300', "30"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "https://x.example/keys"\nalgorithms = ["HS256"]', "algorithms"),
        ('[[issuer]]\nissuer = "x"\njwks_uri = "https://x.example/keys"\nacr = {gold = "BEST"}', "BEST"),
    ],
)
def test_what_is_wrong_in_the_file_of_issuers_is_said_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "issuers.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=said) as error:
        providers_of(Settings(home=tmp_path, cache=tmp_path, issuers=path))
    assert "\n" not in str(error.value)
    assert str(tmp_path) not in str(error.value)


def test_a_file_of_issuers_that_is_not_there_is_said(tmp_path: Path) -> None:
    settings = Settings.from_mapping({"CASUSREGIE_ISSUERS": str(tmp_path / "none.toml")})
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        providers_of(settings)


# Over HTTP, down to who it is here.

ME = "{ me { id assurance purpose actingPosition positions { id function } } }"


@pytest.fixture
async def accounts(scratch: Store, tmp_path: Path, provider: Provider) -> Any:
    """A tiny world in which the provider knows somebody of each kind."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "seeds" / "importing"))
    from tiny_worlds import record, tiny_world, write

    rows = tiny_world()
    holders = {"1001": "w1", "1002": "p1", "twice": "w1", "later": "w2", "ended": "w2"}
    rows["Account"] = [
        record(f"a-{subject}", issuer=provider.name, subject=subject, holder=holder)
        for subject, holder in holders.items()
    ]
    rows["Account"] += [
        record("a-second", issuer=provider.name, subject="twice", holder="w2"),
        record("a-elsewhere", issuer="https://another.example", subject="1003", holder="w1"),
    ]
    rows["Account"][3]["validFrom"] = "2026-03-11"
    rows["Account"][4]["validTo"] = "2026-03-10"
    await load(scratch, FixedClock(NOON), write(tmp_path / "world", rows), strict=True)
    return SimpleNamespace(store=scratch, folder=tmp_path, clock=FixedClock(NOON))


async def test_who_signs_in_at_a_provider_is_who_has_the_account(
    accounts: Any, serve_as: Any, provider: Provider, tmp_path: Path
) -> None:
    async with serve_as(accounts, issuers=issuers_file(tmp_path, provider), production=True) as served:

        async def ask(token: str, purpose: str | None = "REINTEGRATION", **more: str) -> Any:
            headers = {"Authorization": f"Bearer {token}", **more}
            if purpose:
                headers["Casusregie-Purpose"] = purpose
            return await served.http.post("/graphql", json={"query": ME}, headers=headers)

        high = provider.token(acr="http://eidas.europa.eu/LoA/high")
        before = served.world.store.statements
        answer = (await ask(high)).json()
        assert served.world.store.statements == before + 1
        assert answer == {
            "data": {
                "me": {
                    "id": "w1",
                    "assurance": "HIGH",
                    "purpose": "REINTEGRATION",
                    "actingPosition": "q1",
                    "positions": [{"id": "q1", "function": "CASE_MANAGER"}],
                }
            }
        }
        person = (await ask(provider.token("1002"), "SUBJECT_ACCESS")).json()
        assert person["data"]["me"] == {
            "id": "p1",
            "assurance": "LOW",
            "purpose": "SUBJECT_ACCESS",
            "actingPosition": None,
            "positions": [],
        }
        assert "extensions" not in person
        posing = (await ask(provider.token("1002"), "SUBJECT_ACCESS", **{"Casusregie-Position": "q1"})).json()
        assert posing["extensions"]["notices"][0]["code"] == "POSITION_NOT_IN_FORCE"
        for nobody in ("9999", "w1", "p1", "1003", "twice", "later", "ended"):
            response = await ask(provider.token(nobody))
            assert (response.status_code, code(response)) == (403, "UNKNOWN_ACCOUNT"), nobody


async def test_a_provider_that_is_away_is_no_fault_of_who_asks(
    accounts: Any, serve_as: Any, provider: Provider, tmp_path: Path
) -> None:
    provider.behaviour = "hanging"
    async with serve_as(accounts, issuers=issuers_file(tmp_path, provider)) as served:
        headers = {"Authorization": f"Bearer {provider.token()}"}
        response = await served.http.post("/graphql", json={"query": ME}, headers=headers)
        assert (response.status_code, code(response)) == (503, "UNAVAILABLE")
        local = await served.http.post("/graphql", json={"query": ME}, headers=served.headers("w1"))
        assert local.json()["data"]["me"]["id"] == "w1"


async def test_a_person_reads_the_own_case_and_no_other(accounts: Any, serve_as: Any) -> None:
    async with serve_as(accounts) as served:
        token = served.issuer.token_for("p1", Assurance.HIGH, person=True)
        headers = {"Authorization": f"Bearer {token}", "Casusregie-Purpose": "SUBJECT_ACCESS"}
        query = '{ own: person(id: "p1") { id } other: person(id: "p2") { id } own_case: case(id: "c1") { id } }'
        assert await served.data(query, headers) == {"own": {"id": "p1"}, "other": None, "own_case": {"id": "c1"}}
        for purpose in ("REINTEGRATION", "OVERSIGHT", "OPERATIONS", "SCREENING", "INTAKE"):
            answer = await served.data(query, {**headers, "Casusregie-Purpose": purpose})
            assert answer == {"own": None, "other": None, "own_case": None}, purpose


async def test_a_professional_is_nobody_under_subject_access(accounts: Any, serve_as: Any) -> None:
    async with serve_as(accounts) as served:
        query = '{ person(id: "p1") { id } }'
        assert await served.data(query, served.headers("w1", "SUBJECT_ACCESS")) == {"person": None}
        stranger = {
            "Authorization": f"Bearer {served.issuer.token_for('p1')}",  # the id of a person, not as the person
            "Casusregie-Purpose": "SUBJECT_ACCESS",
        }
        answer = await served.ask(query, stranger)
        assert answer["data"] == {"person": None}
        assert answer["extensions"]["notices"][0]["code"] == "NO_POSITION"


def code(response: Any) -> str:
    return response.json()["errors"][0]["extensions"]["code"]
