"""`casusregie rules`: the rules that say what is late and what comes next, as they stand in their files."""

from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from analytics.clock.document import clock_document
from analytics.findings.document import findings_document
from analytics.findings.registry import RULES
from api.cli.console import out
from api.cli.results import write_result

PAGES = {"clock": clock_document, "findings": findings_document}


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
@click.argument("page", type=click.Choice(sorted(PAGES)), default="clock")
@click.option("--to", "path", metavar="FILE", type=click.Path(path_type=Path), help="Write to FILE; default: print.")
def document(page: str, path: Path | None) -> None:
    """The PAGE about the clock (docs/clock.md) or about findings (docs/findings.md), made from the rules."""
    text = PAGES[page]()
    if path is None:
        click.echo(text, nl=False)
    else:
        write_result(path, text)
        out.print(f"written: {path}", markup=False)
