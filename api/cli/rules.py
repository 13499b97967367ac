"""`casusregie rules`: the rules that say what is late and what comes next, as they stand in their files."""

from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from analytics.clock.document import clock_document
from analytics.clock.registry import RULES
from api.cli.console import out
from api.cli.results import write_result


@click.group()
def rules() -> None:
    """What is judged by rules, with which numbers, and where each comes from."""


@rules.command("list")
def list_rules() -> None:
    """List the rules with what they ask and which classes they read."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("rule", "version", "asks", "reads"):
        table.add_column(heading, overflow="fold")
    for rule in RULES:
        table.add_row(rule.id, str(rule.version), Text(rule.question.en), ", ".join(sorted(rule.reads)))
    out.print(table)


@rules.command()
@click.option("--to", "path", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE; default: print.")
def document(path: Path | None) -> None:
    """The page about the clock (docs/clock.md), made from the rules."""
    text = clock_document()
    if path is None:
        click.echo(text, nl=False)
    else:
        write_result(path, text)
        out.print(f"written: {path}", markup=False)
