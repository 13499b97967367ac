"""What is wrong at the start of `casusregie serve` is said in one line, and nothing is served."""

from dataclasses import replace
from pathlib import Path

import pytest
from running_commands import ended, environment, started

from graph.engine import Connection
from graph.settings import Settings

ISSUERS = """
[[issuer]]
issuer = "https://login.example.nl"
jwks_uri = "https://login.example.nl/certs"
"""


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"SSL_CERT_FILE": "/nowhere"}, "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be used"),
        ({"SSL_CERT_FILE": __file__}, "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be used"),
        ({"HTTPS_PROXY": "nonsense:abc"}, "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is not the address of a proxy"),
        ({"HTTPS_PROXY": "ftp://proxy"}, "HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is not the address of a proxy"),
        ({"CASUSREGIE_ISSUERS": "/"}, "CASUSREGIE_ISSUERS, /: cannot be read"),
    ],
)  # fmt: skip
async def test_bad_certificates_or_a_bad_proxy_are_said_in_one_line(
    settings: Settings, connection: Connection, tmp_path: Path, env: dict[str, str], said: str
) -> None:
    (tmp_path / "issuers.toml").write_text(ISSUERS)
    given = {**environment(settings, connection), "CASUSREGIE_ISSUERS": str(tmp_path / "issuers.toml"), **env}
    code, out, err = await ended(await started(given, "serve", "--port", "0"))
    assert (code, out) == (2, "")
    assert err.startswith(f"casusregie: {said}")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("token", "--as", "x")])
@pytest.mark.parametrize("place", ["issuer", "issuer/key.json"])
async def test_a_home_of_the_local_issuer_that_cannot_be_used_is_said_in_one_line(
    settings: Settings, connection: Connection, tmp_path: Path, command: tuple[str, ...], place: str
) -> None:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(path)
    given = environment(replace(settings, home=tmp_path), connection)
    code, out, err = await ended(await started(given, *command))
    assert (code, out) == (2, "")
    assert err.startswith("casusregie: the key of the local issuer cannot be read or made: ")
    assert len(err.splitlines()) == 1
