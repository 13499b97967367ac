import base64
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from api.issuers import LocalIssuer, verifier_of
from api.tokens import AUDIENCE, LOCAL_ISSUER, TokenError, Verifier
from graph.actors import Assurance
from graph.clock import FixedClock
from graph.errors import AccessError, SettingsError
from graph.settings import Settings
from graph.times import parse_moment

NOON = parse_moment("2026-03-10T12:00:00+01:00")
HOUR_MS = 3_600_000


def home(tmp_path: Path, **changes: Any) -> Settings:
    return Settings(home=tmp_path / "home", cache=tmp_path, **changes)


def issuer(tmp_path: Path, moment: int = NOON) -> LocalIssuer:
    return LocalIssuer.of(home(tmp_path), FixedClock(moment))


def claims(**changes: Any) -> dict[str, Any]:
    now = NOON // 1000
    usual = {"iss": LOCAL_ISSUER, "aud": AUDIENCE, "sub": "prof-1", "nbf": now, "exp": now + 60}
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def sign(tmp_path: Path, payload: dict[str, Any]) -> str:
    return jwt.encode({"alg": "ES256"}, payload, issuer(tmp_path).key)


def refusal(verifier: Verifier, token: str) -> str:
    with pytest.raises(TokenError) as error:
        verifier.verify(token)
    return str(error.value)


def test_a_token_says_who_signed_in_and_how_surely(tmp_path: Path) -> None:
    one = issuer(tmp_path)
    signed_in = one.verifier().verify(one.token_for("prof-1", Assurance.HIGH))
    assert (signed_in.professional, signed_in.assurance) == ("prof-1", Assurance.HIGH)


def test_another_process_with_the_same_home_accepts_the_token(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("prof-1")
    assert issuer(tmp_path).verifier().verify(token).professional == "prof-1"


def test_a_token_counts_until_the_second_it_expires(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("prof-1", hours=1)
    assert issuer(tmp_path, NOON + HOUR_MS - 1000).verifier().verify(token)
    assert refusal(issuer(tmp_path, NOON + HOUR_MS).verifier(), token) == "the token has expired: ask for a new one"


def test_a_token_does_not_count_before_its_time(tmp_path: Path) -> None:
    token = issuer(tmp_path).token_for("prof-1")
    assert refusal(issuer(tmp_path, NOON - 1000).verifier(), token) == "the token is not valid here"


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "exp", "nbf"])
def test_every_claim_is_required(tmp_path: Path, missing: str) -> None:
    assert issuer(tmp_path).verifier().verify(sign(tmp_path, claims()))
    assert "token" in refusal(issuer(tmp_path).verifier(), sign(tmp_path, claims(**{missing: None})))


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "urn:somebody-else"},
        {"aud": "something-else"},
        {"aud": ["something-else"]},
        {"sub": ""},
        {"sub": 7},
        {"exp": "tomorrow"},
        {"nbf": "yesterday"},
        {"exp": True},
    ],
)
def test_a_wrong_claim_is_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    assert "token" in refusal(issuer(tmp_path).verifier(), sign(tmp_path, claims(**wrong)))


def test_a_token_signed_by_another_key_is_refused(tmp_path: Path) -> None:
    token = jwt.encode({"alg": "ES256"}, claims(), ECKey.generate_key("P-256"))
    assert refusal(issuer(tmp_path).verifier(), token) == "the token is not valid here"


def test_no_other_algorithm_counts_whatever_the_header_says(tmp_path: Path) -> None:
    verifier = issuer(tmp_path).verifier()
    public = json.dumps(issuer(tmp_path).key.as_dict(private=False))
    by_secret = jwt.encode({"alg": "HS256"}, claims(), OctKey.import_key(public))

    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    unsigned = f"{part({'alg': 'none'})}.{part(claims())}."
    assert refusal(verifier, by_secret) == refusal(verifier, unsigned) == "the token is not valid here"


@pytest.mark.parametrize("rubbish", ["", "a", "a.b.c", "....", "é.é.é", "a.b.c.d.e", "x" * 10_000])
def test_rubbish_is_refused(tmp_path: Path, rubbish: str) -> None:
    assert "token" in refusal(issuer(tmp_path).verifier(), rubbish)


def test_an_unknown_assurance_counts_as_low(tmp_path: Path) -> None:
    assert issuer(tmp_path).verifier().verify(sign(tmp_path, claims(acr="best"))).assurance == Assurance.LOW


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


def test_the_local_issuer_does_not_exist_in_production(tmp_path: Path) -> None:
    settings = home(tmp_path, production=True)
    assert verifier_of(settings, FixedClock(NOON)) is None
    with pytest.raises(AccessError, match="off in production"):
        LocalIssuer.of(settings, FixedClock(NOON))
