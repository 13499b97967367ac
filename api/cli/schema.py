"""`casusregie schema`: the contract, written from the code."""

from pathlib import Path

import click

from api.cli.console import out
from api.schema import sdl
from graph.errors import CasusregieError

FILE = Path("schema.graphql")


@click.command("schema")
@click.option("--check", is_flag=True, help="Change nothing; fail where the file is not what the code says.")
def schema_command(check: bool) -> None:
    """Write the GraphQL schema to schema.graphql in this folder."""
    text = sdl()
    if not check:
        FILE.write_text(text, "utf-8")
        out.print(f"written: {FILE}")
    elif not FILE.exists() or FILE.read_text("utf-8") != text:
        raise CasusregieError("schema.graphql is not what the code says", "run `casusregie schema`")
    else:
        out.print(f"up to date: {FILE}")
