"""`casusregie schema`: the contract, written from the code."""

from pathlib import Path

import click

from api.cli.console import out
from api.cli.results import write_result
from api.schema import sdl
from graph.errors import CasusregieError, InputError

FILE = Path("schema.graphql")


@click.command("schema")
@click.option("--check", is_flag=True, help="Change nothing; fail where the file is not what the code says.")
def schema_command(check: bool) -> None:
    """Write the GraphQL schema to schema.graphql in this folder."""
    text = sdl()
    if not check:
        write_result(FILE, text)
        out.print(f"written: {FILE}")
    elif _there() != text.encode():
        raise CasusregieError("schema.graphql is not what the code says", "run `casusregie schema`")
    else:
        out.print(f"up to date: {FILE}")


def _there() -> bytes | None:
    try:
        return FILE.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{FILE} cannot be read: {error.strerror}", "see what stands there") from None
