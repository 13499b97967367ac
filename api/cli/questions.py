"""`casusregie questions`: the library of questions, as a list and as its page."""

from pathlib import Path
from typing import Final

import click
from rich.table import Table

from api.cli.console import out
from api.cli.results import write_result
from api.questions import LibraryQuestion, library
from graph.errors import InputError

HEAD: Final = """# De vragen

<!-- Made by `casusregie questions --document docs/questions/README.md`; a test keeps it equal. -->

What a front-end sends for the views it needs. Every question is tested as it stands, by whom its header names, on the
told story that it names (`casusregie seed --story NAME`). The last column counts statements in the database, with the
one that says who asks; it does not grow with the length of a page.

| question | vraag | voor | doel | statements |
|---|---|---|---|---|
"""

CHANGES: Final = """
## Wat verandert

What is done in a case, each tried on its story as its header says. How a form goes stands in
[frontend.md](../frontend.md), what each act needs in [acts.md](../acts.md).

| change | wat | voor | doel | statements |
|---|---|---|---|---|
"""


@click.command("questions")
@click.argument("name", required=False)
@click.option("--document", type=click.Path(path_type=Path), metavar="FILE", help="Write the page about them.")
def questions_command(name: str | None, document: Path | None) -> None:
    """List the questions that front-ends send; with NAME print that one, ready to send."""
    if document is not None:
        write_result(document, page())
        out.print(f"written: {document}")
    elif name is not None:
        if name not in library():
            raise InputError(f"there is no question {name[:40]!r}", "`casusregie questions` lists them")
        click.echo(library()[name].text, nl=False)
    else:
        table = Table("question", "vraag", "voor", "statements")
        for one in library().values():
            table.add_row(one.name, one.title, one.whom, str(one.statements))
        out.print(table)


def page() -> str:
    """The page about the library."""
    asked = [one for one in library().values() if not one.is_change]
    done = [one for one in library().values() if one.is_change]
    return HEAD + "".join(map(_line, asked)) + CHANGES + "".join(map(_line, done))


def _line(one: LibraryQuestion) -> str:
    return f"| [`{one.name}`]({one.name}.graphql) | {one.title} | {one.whom} | {one.purpose} | {one.statements} |\n"
