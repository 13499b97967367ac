"""Forged tokens: none is accepted, and none is anything but a refusal."""

import hmac
import json
import string
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe, jws
from joserfc.jwk import ECKey, RSAKey

from api import app
from api.claims import Issuer
from api.jwks import PublicKey, keys_in
from api.jwts import LONGEST, jwt_in
from api.tokens import ALGORITHMS, SignIn, TokenError
from api.verifiers import TokenVerifier
from graph.clock import FixedClock
from graph.store import Store
from graph.times import parse_moment

CLOCK = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
NOW = CLOCK.now() // 1000
ISSUER, AUDIENCE = "https://login.example/realm", "casusregie"

EC, RSA = ECKey.generate_key("P-256", {"kid": "ec"}), RSAKey.generate_key(2048, {"kid": "rsa"})
THEIR_EC, THEIR_RSA = ECKey.generate_key("P-256", {"kid": "ec"}), RSAKey.generate_key(2048, {"kid": "rsa"})
P384, P521, K256 = (ECKey.generate_key(curve, {"kid": "ec"}) for curve in ("P-384", "P-521", "secp256k1"))
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the points of P-256."""

Key = ECKey | RSAKey


@dataclass(frozen=True)
class Held:
    """The keys of an issuer."""

    keys: tuple[PublicKey, ...]

    async def fitting(self, kid: str | None, algorithm: str) -> tuple[PublicKey, ...]:
        return tuple(key for key in self.keys if algorithm in key.algorithms and kid in (None, key.kid))


def key_set(**changes: Any) -> Held:
    listed = [EC.as_dict(private=False), {**RSA.as_dict(private=False), **changes}]
    return Held(keys_in(json.dumps({"keys": listed}).encode()))


def verifier(keys: Held | None = None, leeway_ms: int = 5_000) -> TokenVerifier:
    issuers = [
        Issuer(ISSUER, AUDIENCE, keys or key_set(), leeway_ms=leeway_ms),
        Issuer("https://another.example", AUDIENCE, Held((PublicKey.of(THEIR_EC),))),
    ]
    return TokenVerifier(issuers, CLOCK)


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def part(value: Any) -> str:
    return text(value if isinstance(value, bytes) else json.dumps(value).encode())


def claims(**changes: Any) -> dict[str, Any]:
    usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "1001", "iat": NOW, "nbf": NOW, "exp": NOW + 600, "jti": "j"}
    return {**usual, **changes}


def without(*names: str) -> dict[str, Any]:
    return {name: value for name, value in claims().items() if name not in names}


def header(algorithm: Any = "ES256", **changes: Any) -> dict[str, Any]:
    kid = "ec" if str(algorithm).startswith("ES") else "rsa"
    return {"alg": algorithm, "typ": "JWT", "kid": kid, **changes}


def token(head: Any = None, said: Any = None, key: Key = EC, algorithm: str = "ES256") -> str:
    """A token with these two parts, signed by this algorithm whatever the header says."""
    signing = f"{part(header() if head is None else head)}.{part(claims() if said is None else said)}"
    return f"{signing}.{text(jws.JWSRegistry.algorithms[algorithm].sign(signing.encode(), key))}"


def by_secret(head: Any, secret: bytes, algorithm: str) -> str:
    """A token under a secret; the library refuses to make those that use a public key so."""
    signing = f"{part(head)}.{part(claims())}"
    return f"{signing}.{text(hmac.digest(secret, signing.encode(), algorithm.replace('HS', 'sha')))}"


def cut(whole: str) -> list[str]:
    return whole.split(".")


def with_signature(signature: bytes, whole: str) -> str:
    return ".".join((*cut(whole)[:2], text(signature)))


GOOD, GOOD_RS = token(), token(header("RS256"), key=RSA, algorithm="RS256")
GOOD_PS = token(header("PS256"), key=RSA, algorithm="PS256")


def algorithms() -> dict[str, str]:
    """Nothing, the public key as a secret, and algorithms that do not count."""
    found: dict[str, str] = {}
    for word in ("none", "None", "NONE", "nOnE", "", " ", None, 0, True, [], ["ES256"], {}, "ES256 ", "es256", "ECDSA"):
        head = {**header(), "alg": word}
        found[f"alg {word!r}, unsigned"] = f"{part(head)}.{part(claims())}."
        found[f"alg {word!r}, with dots"] = f"{part(head)}.{part(claims())}"
        found[f"alg {word!r}, signed well"] = token(head)
    found["no alg"] = token({"typ": "JWT", "kid": "ec"})
    secrets = {
        "PEM": RSA.as_pem(private=False),
        "PEM of the other": EC.as_pem(private=False),
        "DER": RSA.as_der(private=False),
        "JWK": json.dumps(RSA.as_dict(private=False)).encode(),
        "JWK sorted": json.dumps(EC.as_dict(private=False), sort_keys=True).encode(),
        "modulus": urlsafe_b64decode(RSA.as_dict(private=False)["n"] + "=="),
        "modulus as text": RSA.as_dict(private=False)["n"].encode(),
        "kid": b"rsa-rsa-rsa-rsa-rsa-rsa-rsa-rsa",
    }
    for name, secret in secrets.items():
        for algorithm in ("HS256", "HS384", "HS512"):
            found[f"{algorithm} by {name}"] = by_secret(header(algorithm), secret, algorithm)
            found[f"{algorithm} by {name} said to be RS256"] = by_secret(header("RS256"), secret, algorithm)
            found[f"{algorithm} by {name} said to be ES256"] = by_secret(header("ES256"), secret, algorithm)
    for algorithm in ("RS384", "RS512", "PS384", "PS512"):
        found[algorithm] = token(header(algorithm), key=RSA, algorithm=algorithm)
        found[f"{algorithm} said to be RS256"] = token(header("RS256"), key=RSA, algorithm=algorithm)
        found[f"{algorithm} said to be PS256"] = token(header("PS256"), key=RSA, algorithm=algorithm)
    for algorithm, key in (("ES384", P384), ("ES512", P521), ("ES256K", K256)):
        found[algorithm] = token(header(algorithm), key=key, algorithm=algorithm)
        found[f"{algorithm} said to be ES256"] = token(header(), key=key, algorithm=algorithm)
    for said, made in (("RS256", "PS256"), ("PS256", "RS256")):
        found[f"{made} said to be {said}"] = token(header(said), key=RSA, algorithm=made)
    for said in ("RS256", "PS256"):
        found[f"ES256 said to be {said}"] = token(header(said, kid="rsa"))
        found[f"ES256 said to be {said} with its own key"] = token(header(said, kid="ec"))
        found[f"{said} said to be ES256"] = token(header("ES256", kid="rsa"), key=RSA, algorithm=said)
    return found


def other_keys() -> dict[str, str]:
    """Keys of somebody else, and tokens that say where to find one."""
    theirs, theirs_rsa = THEIR_EC.as_dict(private=False), THEIR_RSA.as_dict(private=False)
    found = {
        "their key under our id": token(key=THEIR_EC),
        "their RSA key under our id": token(header("RS256"), key=THEIR_RSA, algorithm="RS256"),
        "their RSA key under our id, PS": token(header("PS256"), key=THEIR_RSA, algorithm="PS256"),
        "another issuer's key": token(key=THEIR_EC, said=claims(iss=ISSUER)),
        "our key for another issuer": token(said=claims(iss="https://another.example")),
    }
    bringing: dict[str, Any] = {
        "jku": "https://evil.example/keys",
        "jwk": theirs,
        "x5u": "https://evil.example/cert",
        "x5c": ["MIIB"],
        "crit": ["exp"],
        "b64": False,
        "zip": "DEF",
        "enc": "A256GCM",
        "cty": "JWT",
    }
    for name, value in bringing.items():
        found[f"{name} by their key"] = token(header(**{name: value}), key=THEIR_EC)
        found[f"{name} by our key"] = token(header(**{name: value}))
        found[f"{name} null"] = token(header(**{name: None}))
    found["jwk of RSA"] = token(header("RS256", jwk=theirs_rsa), key=THEIR_RSA, algorithm="RS256")
    found["crit empty"] = token(header(crit=[]))
    found["crit b64"] = token(header(crit=["b64"], b64=False))
    found["b64 true"] = token(header(crit=["b64"], b64=True))
    found["crit unknown"] = token(header(crit=["http://example.com/UNDEFINED"]))
    signing = f"{part(header(crit=['b64'], b64=False))}.{json.dumps(claims())}"
    found["payload not encoded"] = f"{signing}.{text(jws.JWSRegistry.algorithms['ES256'].sign(signing.encode(), EC))}"
    kids: list[Any] = [
        *("../../../dev/null", "/dev/null", "https://evil.example/key", "file:///etc/passwd", "C:\\key", "ec\x00"),
        *("' OR 1=1 --", "') RETURN 1 //", "x' UNION SELECT 'secret", "${jndi:ldap://evil.example}", "|/bin/id"),
        *("", " ", " ec", "ec ", "EC", "éc", "e\u0441", "\u202eec", "unknown", "__proto__", "constructor"),
        *("a" * 256, "a" * 700, "a" * 5_000, 7, 0, -1, 1.5, True, False, None, [], ["ec"], {}, {"kid": "ec"}),
    ]
    for kid in kids:
        found[f"kid {str(kid)[:30]!r} by our key" + str(len(str(kid)))] = token(header(kid=kid))
        found[f"kid {str(kid)[:30]!r} by their key" + str(len(str(kid)))] = token(header(kid=kid), key=THEIR_EC)
    kinds: list[Any] = [
        *("JWE", "JOSE", "JOSE+JSON", "dpop+jwt", "logout+jwt", "secevent+jwt", "oauth-authz-req+jwt", "id_token"),
        *("", " JWT", "JWT\x00", 7, None, [], ["JWT"], True, "jwt" * 100),
    ]
    for kind in kinds:
        found[f"typ {str(kind)[:30]!r}"] = token(header(typ=kind))
    return found


def wrong_claims() -> dict[str, str]:
    """Signed by the issuer, for others, for another time, or strange."""
    long_ago, soon = NOW - 7_200, NOW + 7_200
    wrong: dict[str, list[Any]] = {
        "iss": ["https://evil.example", ISSUER + "/", ISSUER.upper(), "", 7, None, [ISSUER], {"x": ISSUER}, True],
        "aud": [
            *("another", "", " casusregie", "CASUSREGIE", "casusregie ", 7, None, True, [], {}, ["another"]),
            *([AUDIENCE, 7], [[AUDIENCE]], {"x": AUDIENCE}, [None, AUDIENCE], [AUDIENCE] * 51),
        ],
        "sub": [
            *("", " ", 7, 1001, 0, None, True, [], ["1001"], {}, {"x": 1}, 1.5, "a" * 256, "a" * 3_000),
            *("1001\x00", "10\x0001", "1001\n", " 1001", "1001 ", "\u202e1001", "\ufeff1001", "\ud800", "x\udfff"),
        ],
        "jti": ["", " ", 7, None, True, [], ["j"], {}, "a" * 256, "a" * 3_000, "j\x00", "\ud800"],
        "exp": [
            *(NOW - 5, NOW - 5.5, NOW - 600, 0, 1, -1, -NOW, "tomorrow", str(NOW + 600), True, False, None, [], {}),
            *([NOW + 600], NOW + 86_401, 10**12, 10**20, 10**300, 1e300, 2**63, (NOW + 600) * 1000),
        ],
        "nbf": [
            *(NOW + 6, NOW + 590, soon, "yesterday", str(NOW), True, None, [], {}, [NOW], 10**20, 1e300, -1, -NOW),
            *(NOW * 1000, NOW + 600, NOW + 601),
        ],
        "iat": [
            *(NOW + 6, NOW + 590, soon, "yesterday", str(NOW), True, None, [], {}, [NOW], 10**20, 1e300, -1),
            *(NOW * 1000, NOW + 600, NOW + 601, NOW - 86_400, 0),
        ],
        "cnf": [{"jkt": "x"}, None, {}],
        "events": [{"http://schemas.openid.net/event/backchannel-logout": {}}, None],
    }
    found = {
        f"{name} {str(value)[:40]!r} {len(str(value))}": token(said=claims(**{name: value}))
        for name, values in wrong.items()
        for value in values
    }
    for name in ("iss", "aud", "sub", "exp", "iat"):
        found[f"no {name}"] = token(said=without(name))
    found["nothing said"] = token(said={})
    found["all of long ago"] = token(said=claims(iat=long_ago, nbf=long_ago, exp=long_ago + 600))
    found["all of later"] = token(said=claims(iat=soon, nbf=soon, exp=soon + 600))
    found["a hundred claims more"] = token(said=claims(**{f"c{number}": number for number in range(100)}))
    return found


def written_oddly() -> dict[str, str]:
    """Signed by the issuer over text that can be read in two ways, or in none."""
    plain, head = json.dumps(claims()), json.dumps(header())
    bodies: dict[str, bytes] = {
        "sub twice": plain.replace('"sub": "1001"', '"sub": "1001", "sub": "1002"').encode(),
        "sub twice, escaped": plain.replace('"sub": "1001"', '"sub": "1001", "s\\u0075b": "1002"').encode(),
        "exp twice": plain.replace('"exp"', '"exp": 1, "exp"').encode(),
        "aud twice": plain.replace('"aud"', '"aud": "x", "aud"').encode(),
        "twice inside": json.dumps(claims(x=7)).replace("7", '{"a": 1, "a": 2}').encode(),
        "twice in a list": json.dumps(claims(x=7)).replace('"x": 7', '"x": [{"a": 1, "a": 2}]').encode(),
        "NaN": plain.replace(str(NOW + 600), "NaN").encode(),
        "Infinity": plain.replace(str(NOW + 600), "Infinity").encode(),
        "-Infinity": json.dumps(claims(x=7)).replace('"x": 7', '"x": -Infinity').encode(),
        "1e999": plain.replace(str(NOW + 600), "1e999").encode(),
        "a number of 5,000 digits": json.dumps(claims(x=7)).replace('"x": 7', '"x": ' + "1" * 5_000).encode(),
        "nested deeply": json.dumps(claims(x=7)).replace('"x": 7', '"x": ' + "[" * 2_800).encode(),
        "nested deeply and closed": json.dumps(claims(x=7))
        .replace('"x": 7', '"x": ' + "[" * 1_400 + "]" * 1_400)
        .encode(),
        "objects nested deeply": json.dumps(claims(x=7)).replace('"x": 7', '"x": ' + '{"a":' * 900).encode(),
        "a list": f"[{plain}]".encode(),
        "a text": json.dumps(plain).encode(),
        "null": b"null",
        "a number": b"1",
        "a space": b" ",
        "two objects": (plain + plain).encode(),
        "a comment": (plain + "// so").encode(),
        "single quotes": plain.replace('"', "'").encode(),
        "a comma too many": plain.replace("}", ",}").encode(),
        "not closed": plain[:-1].encode(),
        "a byte order mark": b"\xef\xbb\xbf" + plain.encode(),
        "UTF-16": plain.encode("utf-16"),
        "UTF-32": plain.encode("utf-32"),
        "Latin-1": plain.replace("1001", "\xe9").encode("latin-1"),
        "not UTF-8": plain.encode() + b"\xff",
        "NUL before": b"\x00" + plain.encode(),
        "NUL after": plain.encode() + b"\x00",
        "surrogate bytes": plain.encode().replace(b"1001", b"\xed\xa0\x80"),
        "too long": json.dumps(claims(x="a" * LONGEST)).encode(),
    }
    found = {f"claims: {name}": token(said=body) for name, body in bodies.items()}
    heads: dict[str, bytes] = {
        "alg twice": head.replace('"alg": "ES256"', '"alg": "none", "alg": "ES256"').encode(),
        "alg twice, the other way": head.replace('"alg": "ES256"', '"alg": "ES256", "alg": "none"').encode(),
        "kid twice": head.replace('"kid"', '"kid": "rsa", "kid"').encode(),
        "alg in capitals beside it": head.replace(
            '"alg"', '"ALG": "none", "alg\\u0000": 1, "crit": ["x"], "alg"'
        ).encode(),
        "a list": f"[{head}]".encode(),
        "null": b"null",
        "a text": json.dumps(head).encode(),
        "nested deeply": head.replace('"JWT"', '"JWT", "x": ' + "[" * 500).encode(),
        "too long": json.dumps(header(x="a" * 1_000)).encode(),
        "NaN": head.replace('"JWT"', '"JWT", "x": NaN').encode(),
        "not UTF-8": head.encode() + b"\xff",
        "a byte order mark": b"\xef\xbb\xbf" + head.encode(),
    }
    return found | {f"header: {name}": token(body) for name, body in heads.items()}


def signatures() -> dict[str, str]:
    """Signatures that are none, or of something else."""
    r, s = urlsafe_b64decode(cut(GOOD)[2] + "==")[:32], urlsafe_b64decode(cut(GOOD)[2] + "==")[32:]
    order, zero, one = ORDER.to_bytes(32), bytes(32), bytes(31) + b"\x01"
    pairs = {
        "0, 0": zero + zero,
        "r, 0": r + zero,
        "0, s": zero + s,
        "1, 1": one + one,
        "1, 0": one + zero,
        "n, n": order + order,
        "n, 0": order + zero,
        "r, n": r + order,
        "r, 1": r + one,
        "ones": b"\xff" * 64,
        "s, r": s + r,
        "r, r": r + r,
        "short": (r + s)[:63],
        "long": r + s + b"\x00",
        "zeros before": b"\x00" + r + s,
        "zeros before each": b"\x00" + r + b"\x00" + s,
        "half": r,
        "twice": (r + s) * 2,
        "one byte": b"\x00",
        "a thousand bytes": b"\x01" * 1_000,
        "DER": b"\x30\x44\x02\x20" + r + b"\x02\x20" + s,
        "DER with sign bytes": b"\x30\x46\x02\x21\x00" + r + b"\x02\x21\x00" + s,
        "DER of 0, 0": b"\x30\x06\x02\x01\x00\x02\x01\x00",
        "as text": (r + s).hex().encode(),
    }
    found = {f"ES256 {name}": with_signature(value, GOOD) for name, value in pairs.items()}
    rsa = urlsafe_b64decode(cut(GOOD_RS)[2] + "==")
    for name, whole in (("RS256", GOOD_RS), ("PS256", GOOD_PS)):
        for what, value in {
            "zeros": bytes(256),
            "one": bytes(255) + b"\x01",
            "ones": b"\xff" * 256,
            "the modulus": urlsafe_b64decode(RSA.as_dict(private=False)["n"] + "=="),
            "short": rsa[:255],
            "long": rsa + b"\x00",
            "zero before": b"\x00" + rsa,
            "padding only": b"\x00\x01" + b"\xff" * 253 + b"\x00",
            "of the other": urlsafe_b64decode(cut(GOOD_PS if whole is GOOD_RS else GOOD_RS)[2] + "=="),
            "one byte": b"\x01",
        }.items():
            found[f"{name} {what}"] = with_signature(value, whole)
    found["of other claims"] = ".".join((cut(GOOD)[0], part(claims(sub="1002")), cut(GOOD)[2]))
    found["of another header"] = ".".join((part(header(x=1)), *cut(GOOD)[1:]))
    found["of the claims only"] = ".".join(
        (*cut(GOOD)[:2], text(jws.JWSRegistry.algorithms["ES256"].sign(cut(GOOD)[1].encode(), EC)))
    )
    return found


def shapes() -> dict[str, str]:
    """Not three parts of base64url, or not the one way of writing them."""
    head, said, signature = cut(GOOD)
    sealed = jwe.encrypt_compact(
        {"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "rsa"},
        GOOD.encode(),
        RSA,
        algorithms=["RSA-OAEP-256", "A256GCM"],
    )
    found = {
        "nothing": "",
        "a dot": ".",
        "two dots": "..",
        "four dots": "....",
        "a word": "token",
        "no signature": f"{head}.{said}",
        "empty signature": f"{head}.{said}.",
        "empty claims": f"{head}..{signature}",
        "empty header": f".{said}.{signature}",
        "a part more": f"{GOOD}.{signature}",
        "a dot more": f"{GOOD}.",
        "a dot before": f".{GOOD}",
        "two tokens": f"{GOOD},{GOOD}",
        "Bearer again": f"Bearer {GOOD}",
        "quoted": f'"{GOOD}"',
        "encrypted": sealed,
        "encrypted without key": f"{part({'alg': 'dir', 'enc': 'A256GCM'})}..{text(b'0' * 12)}.{said}.{signature}",
        "JSON": json.dumps({"protected": head, "payload": said, "signature": signature}),
        "JSON of several": json.dumps({"payload": said, "signatures": [{"protected": head, "signature": signature}]}),
        "as hexadecimal": GOOD.encode().hex(),
        "encoded again": text(GOOD.encode()),
        "in capitals": GOOD.upper(),
        "backwards": GOOD[::-1],
        "too long": f"{head}.{said}.{'A' * LONGEST}",
        "far too long": "A" * 1_000_000,
        "full-width dots": GOOD.replace(".", "\uff0e"),
        "percent encoded": GOOD.replace(".", "%2E"),
        "standard base64": ".".join(
            b64encode(urlsafe_b64decode(one + "=" * (-len(one) % 4))).decode() + "+/" for one in cut(GOOD)
        ),
        "an equation": f"{head}.{said}={signature}",
    }
    for name, junk in {"=": "=", "==": "==", "space": " ", "line": "\n", "NUL": "\x00", "tab": "\t", "A": "A"}.items():
        for number in range(3):
            parts = cut(GOOD)
            parts[number] += junk
            found[f"{name} after part {number}"] = ".".join(parts)
            parts = cut(GOOD)
            parts[number] = junk + parts[number]
            found[f"{name} before part {number}"] = ".".join(parts)
            parts = cut(GOOD)
            parts[number] = parts[number][:5] + junk + parts[number][5:]
            found[f"{name} in part {number}"] = ".".join(parts)
    for name, letter in {"Cyrillic": "\u0435", "full width": "\uff21", "emoji": "\U0001f511", "half": "\ud83d"}.items():
        found[f"{name} letter"] = GOOD[:10] + letter + GOOD[11:]
    return found


FORGED = {
    f"{kind.__name__}: {name}": forged
    for kind in (algorithms, other_keys, wrong_claims, written_oddly, signatures, shapes)
    for name, forged in kind().items()
}


@pytest.mark.parametrize(
    "good", [GOOD, GOOD_RS, GOOD_PS, token({"alg": "ES256", "kid": "ec", "typ": "at+jwt", "x5t": "x"})]
)
async def test_what_is_forged_below_is_good_otherwise(good: str) -> None:
    assert (await verifier().verify(good)).subject == "1001"


def test_there_are_hundreds() -> None:
    assert len(FORGED) > 500
    assert len(set(FORGED.values())) > 480


@pytest.mark.parametrize("name", FORGED)
async def test_a_forged_token_is_refused(name: str) -> None:
    with pytest.raises(TokenError) as error:
        await verifier().verify(FORGED[name])
    assert str(error.value).isascii()
    assert len(str(error.value)) < 60


async def test_a_forged_token_is_refused_by_who_knows_the_good_one() -> None:
    knowing = verifier()
    for good in (token(said=claims(jti=f"g{number}")) for number in range(3)):
        await knowing.verify(good)
    await knowing.verify(GOOD)
    for forged in FORGED.values():
        with pytest.raises(TokenError):
            await knowing.verify(forged)
    assert await knowing.verify(GOOD)


@pytest.mark.parametrize("good", [GOOD, GOOD_RS, GOOD_PS])
async def test_no_character_can_be_changed(good: str) -> None:
    knowing = verifier()
    await knowing.verify(good)
    letters = string.ascii_letters + string.digits + "-_"
    for place, was in enumerate(good):
        for now in {letters[letters.find(was) ^ 1], letters[letters.find(was) - 8], "."} - {was}:
            with pytest.raises(TokenError):
                await knowing.verify(good[:place] + now + good[place + 1 :])
        with pytest.raises(TokenError):
            await knowing.verify(good[:place] + good[place + 1 :])


async def test_no_bit_of_the_last_letters_is_free() -> None:
    """The last letter of a part has bits that mean nothing: two texts, the same bytes."""
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    for good in (GOOD, GOOD_RS, GOOD_PS):
        for number in range(3):
            for letter in set(letters) - {cut(good)[number][-1]}:
                parts = cut(good)
                parts[number] = parts[number][:-1] + letter
                with pytest.raises(TokenError):
                    await verifier().verify(".".join(parts))


@pytest.mark.parametrize("number", range(3))
def test_a_part_that_can_be_written_in_two_ways_is_not_read(number: int) -> None:
    parts = [part({**header(), "x": ""}), part({"iss": ISSUER}), text(b"s" * 64)]
    while len(parts[number]) % 4 == 0:
        parts[number] = text(urlsafe_b64decode(parts[number]).replace(b'"}', b'" }'))
    assert jwt_in(".".join(parts))
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    parts[number] = parts[number][:-1] + letters[letters.index(parts[number][-1]) + 1]
    with pytest.raises(TokenError):
        jwt_in(".".join(parts))


def test_a_key_proves_nothing_by_an_algorithm_it_is_not_for() -> None:
    [_, for_ps] = key_set(alg="PS256").keys
    assert jwt_in(GOOD_PS).signed_by(for_ps)
    assert not jwt_in(GOOD_RS).signed_by(for_ps)
    assert not jwt_in(GOOD).signed_by(for_ps)


async def test_a_key_for_one_algorithm_signs_by_no_other() -> None:
    only = verifier(key_set(alg="PS256"))
    assert (await only.verify(GOOD_PS)).subject == "1001"
    with pytest.raises(TokenError):
        await only.verify(GOOD_RS)


async def test_a_key_for_encryption_signs_nothing() -> None:
    with pytest.raises(TokenError):
        await verifier(key_set(use="enc")).verify(GOOD_RS)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
names = st.sampled_from(["iss", "aud", "sub", "exp", "nbf", "iat", "jti", "acr", "cnf", "person", "x"])


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(names, json_values, max_size=4))
async def test_whatever_the_issuer_claims_is_a_sign_in_or_a_refusal(changes: dict[str, Any]) -> None:
    try:
        found = await verifier().verify(token(said=claims(**changes)))
    except TokenError:
        return
    assert isinstance(found, SignIn)
    assert found.subject.isprintable()
    assert not found.person


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["alg", "kid", "typ", "crit", "x", "jwk"]), json_values, min_size=1, max_size=3))
async def test_whatever_a_header_says_a_key_of_others_proves_nothing(changes: dict[str, Any]) -> None:
    with pytest.raises(TokenError):
        await verifier().verify(token(header(**changes), key=THEIR_EC))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="eyJ.A-_=09", max_size=200))
async def test_no_text_is_a_token(rubbish: str) -> None:
    with pytest.raises(TokenError):
        await verifier().verify(rubbish)


def sendable(forged: str) -> bool:
    """Whether a client can send it in a header at all."""
    return forged.isascii() and forged.isprintable() and forged == forged.strip() != "" and len(forged) < 30_000


async def test_over_http_each_is_a_typed_401_and_asks_the_database_nothing(
    scratch: Store, serve_as: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @asynccontextmanager
    async def known(*_settings: Any) -> AsyncIterator[TokenVerifier]:
        yield verifier()

    monkeypatch.setattr(app, "verifying", known)
    sent = [one for one in FORGED.values() if sendable(one)]
    assert len(sent) > 400
    async with serve_as(SimpleNamespace(store=scratch, folder=tmp_path, clock=CLOCK)) as served:

        async def ask(one: str) -> Any:
            headers = {"Authorization": f"Bearer {one}", "Casusregie-Purpose": "REINTEGRATION"}
            return await served.http.post("/graphql", json={"query": "{ me { id } }"}, headers=headers)

        before = scratch.statements
        for one in sent:
            response = await ask(one)
            assert response.status_code == 401, one
            [error] = response.json()["errors"]
            assert error["extensions"]["code"] == "UNAUTHENTICATED"
            assert one not in response.text or len(one) < 8
        assert scratch.statements == before
        good = await ask(GOOD)
        assert (good.status_code, good.json()["errors"][0]["extensions"]["code"]) == (403, "UNKNOWN_ACCOUNT")


def test_only_three_algorithms_count() -> None:
    assert set(ALGORITHMS) == {"PS256", "RS256", "ES256"}
