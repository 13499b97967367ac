"""Nobody signs in on the command line, so in production nobody acts there."""

import pytest
from click.testing import CliRunner

from api.cli import casusregie
from graph import engine
from graph.errors import AccessError


@pytest.mark.parametrize(
    "words",
    [
        ("network", "x", "--as", "x"),
        ("case", "x", "--as", "x"),
        ("clock", "x", "--as", "x"),
        ("gaps", "--as", "x"),
        ("policy", "explain", "--case", "x", "--as", "x", "--assurance", "HIGH"),
        ("log", "show", "x", "--as", "x"),
        ("subject-report", "x", "--as", "x", "--assurance", "HIGH"),
        ("dispute", "x", "--as", "x"),
        ("demo", "--port", "0"),
        ("staff",),
        ("token", "--as", "x"),
        ("token", "--subject", "x"),
    ],
)
def test_nobody_acts_in_production_and_the_database_is_not_touched(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def touched(*_: object, **__: object) -> None:
        raise AssertionError("the database was touched")

    monkeypatch.setenv("CASUSREGIE_PRODUCTION", "yes")
    monkeypatch.setattr(engine, "running", touched)
    refused = CliRunner().invoke(casusregie, list(words)).exception
    assert isinstance(refused, AccessError)
    assert "off in production" in str(refused)
    assert "OpenID provider" in refused.advice
