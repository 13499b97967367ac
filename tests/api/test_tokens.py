import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt

from api.expiring import Expiring
from api.issuers import LocalIssuer, providers_of, verifying
from api.tokens import AUDIENCE, LOCAL_ISSUER, SignIn, TokenError
from api.verifiers import TokenVerifier
from graph.actors import Assurance
from graph.clock import FixedClock
from graph.errors import AccessError, SettingsError
from graph.settings import Settings
from graph.times import parse_moment

NOON = parse_moment("2026-03-10T12:00:00+01:00")
HOUR_MS = 3_600_000


@dataclass
class MovingClock:
    moment: int

    def now(self) -> int:
        return self.moment


def home(tmp_path: Path, **changes: Any) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path, **changes)


def issuer(tmp_path: Path, moment: int = NOON) -> LocalIssuer:
    return LocalIssuer.of(home(tmp_path), FixedClock(moment))


def verifier(tmp_path: Path, moment: int = NOON) -> TokenVerifier:
    return TokenVerifier([issuer(tmp_path).issuer()], FixedClock(moment))


def claims(**changes: Any) -> dict[str, Any]:
    now = NOON // 1000
    usual = {"iss": LOCAL_ISSUER, "aud": AUDIENCE, "sub": "prof-1", "iat": now, "nbf": now, "exp": now + 60}
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def sign(tmp_path: Path, payload: dict[str, Any]) -> str:
    return jwt.encode({"alg": "ES256"}, payload, issuer(tmp_path).key)


async def refusal(verifier: TokenVerifier, token: str) -> str:
    with pytest.raises(TokenError) as error:
        await verifier.verify(token)
    return str(error.value)


async def test_a_token_says_who_signed_in_and_how_surely(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("prof-1", Assurance.HIGH)
    assert await verifier(tmp_path).verify(token) == SignIn("prof-1", Assurance.HIGH, LOCAL_ISSUER, person=False)


async def test_a_person_signs_in_as_the_person(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("per-1", person=True)
    assert await verifier(tmp_path).verify(token) == SignIn("per-1", Assurance.SUBSTANTIAL, LOCAL_ISSUER, person=True)


async def test_another_process_with_the_same_home_accepts_the_token(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("prof-1")
    assert (await verifier(tmp_path).verify(token)).subject == "prof-1"


async def test_a_token_counts_until_the_second_it_expires(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("prof-1", hours=1)
    assert await verifier(tmp_path, NOON + HOUR_MS - 1000).verify(token)
    assert await refusal(verifier(tmp_path, NOON + HOUR_MS), token) == "the token has expired: ask for a new one"


async def test_a_token_does_not_count_before_its_time(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("prof-1")
    assert await refusal(verifier(tmp_path, NOON - 1000), token) == "the token is not valid here"


async def test_a_token_that_was_verified_is_judged_anew_at_every_request(tmp_path: Path) -> None:
    clock = MovingClock(NOON)
    one = TokenVerifier([issuer(tmp_path).issuer()], clock)
    now = NOON // 1000
    token = sign(tmp_path, claims(iat=now, nbf=now, exp=now + 60))
    assert await one.verify(token)
    clock.moment = NOON + 59_999
    assert await one.verify(token)
    clock.moment = NOON + 60_000
    assert "expired" in await refusal(one, token)
    clock.moment = NOON - 1
    assert "not valid" in await refusal(one, token)


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "iat", "exp"])
async def test_a_claim_that_is_missing_is_refused(tmp_path: Path, missing: str) -> None:
    assert await verifier(tmp_path).verify(sign(tmp_path, claims()))
    assert "token" in await refusal(verifier(tmp_path), sign(tmp_path, claims(**{missing: None})))


async def test_a_token_need_not_say_from_when_it_counts(tmp_path: Path) -> None:
    assert await verifier(tmp_path).verify(sign(tmp_path, claims(nbf=None)))


async def test_a_token_for_several_audiences_counts_when_we_are_one(tmp_path: Path) -> None:
    assert await verifier(tmp_path).verify(sign(tmp_path, claims(aud=["another", AUDIENCE])))


async def test_an_unknown_assurance_counts_as_low(tmp_path: Path) -> None:
    for acr in ("best", "", 3, ["http://eidas.europa.eu/LoA/high"], {"is": "high"}, None):
        assert (await verifier(tmp_path).verify(sign(tmp_path, claims(acr=acr)))).assurance == Assurance.LOW


async def test_the_id_of_a_token_counts_for_that_token_only(tmp_path: Path) -> None:
    clock = MovingClock(NOON)
    one = TokenVerifier([issuer(tmp_path).issuer()], clock)
    first = sign(tmp_path, claims(jti="x"))
    other = sign(tmp_path, claims(jti="x", acr="http://eidas.europa.eu/LoA/high"))
    assert await one.verify(first) == await one.verify(first)
    assert await refusal(one, other) == "the token is not valid here"
    assert await one.verify(first)
    assert await one.verify(sign(tmp_path, claims(jti="y")))


async def test_the_id_of_a_token_is_free_again_when_that_token_expired(tmp_path: Path) -> None:
    clock = MovingClock(NOON)
    one = TokenVerifier([issuer(tmp_path).issuer()], clock)
    assert await one.verify(sign(tmp_path, claims(jti="x")))
    clock.moment += 60_000
    later = clock.moment // 1000
    assert await one.verify(sign(tmp_path, claims(jti="x", iat=later, nbf=later, exp=later + 60)))


def test_what_is_remembered_is_bounded_and_ends() -> None:
    remembered: Expiring[int, str] = Expiring(100)
    for number in range(1_000):
        remembered.put(number, "x", until=10_000 + number, now=0)
    assert len(remembered) == 100
    assert [remembered.get(number, 0) for number in (0, 899, 900, 999)] == [None, None, "x", "x"]
    remembered.put(-1, "y", until=20_000, now=10_950)
    assert len(remembered) == 50
    assert (remembered.get(-1, 19_999), remembered.get(-1, 20_000)) == ("y", None)


def test_the_key_is_for_its_owner_only(tmp_path: Path) -> None:
    issuer(tmp_path)
    folder = tmp_path / "home" / "issuer"
    assert [file.name for file in folder.iterdir()] == ["key.json"]
    assert stat.S_IMODE((folder / "key.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_broken_key_is_said_in_one_line(tmp_path: Path) -> None:
    issuer(tmp_path)
    (tmp_path / "home" / "issuer" / "key.json").write_text("{")
    with pytest.raises(SettingsError, match="cannot be read"):
        issuer(tmp_path)


async def test_the_local_issuer_does_not_exist_in_production(tmp_path: Path) -> None:
    settings = home(tmp_path, production=True)
    async with verifying(settings, providers_of(settings), FixedClock(NOON)) as nobody:
        assert nobody is None
    with pytest.raises(AccessError, match="off in production"):
        LocalIssuer.of(settings, FixedClock(NOON))
