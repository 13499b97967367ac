"""`casusregie learning-case`: a case without identity, to learn from, as a table or as a picture of the journey."""

from functools import partial
from itertools import groupby
from pathlib import Path

import click
import orjson
from rich.text import Text

from analytics.learning_cases import LearningCase, TooFew, learning_case
from analytics.learning_journeys import journey_svg
from analytics.learning_words import PARTS, in_dutch
from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from graph.errors import InputError

INVENTED = "Invented (verzonnen): no person in it exists."


@click.command("learning-case")
@click.argument("case")
@click.option("--svg", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="Write the journey.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def learning_case_command(acting: Acting, *, case: str, svg: Path | None, as_json: bool) -> Show:
    """CASE (an id) without identity, for a case-learning meeting (casusleerbijeenkomst): at least five fit it."""
    found = await learning_case(acting.guard, case)
    if found is None:
        raise InputError("there is no such case for who acts", "`casusregie case` shows those of who acts")
    if isinstance(found, TooFew):
        raise InputError(f"there are fewer than {found.k} persons to be one of", "nothing can be told without identity")
    if svg is not None:
        return partial(_written, svg, journey_svg(found))
    return partial(click.echo, _json(found)) if as_json else partial(show, found)


def show(found: LearningCase) -> None:
    """Print a summary, part by part."""
    out.print(Text(f"Casus om van te leren; ten minste {found.k} mensen passen hierin", "bold"))
    for part, told in groupby(found.told, key=lambda one: one.attribute.part):
        out.print()
        out.print(Text(PARTS[part], "bold"))
        for one in told:
            out.print(Text(f"- {one.attribute.dutch}: {in_dutch(one)}"))
    out.print()
    out.print(Text(INVENTED, "italic"))


def _written(file: Path, picture: str) -> None:
    file.write_text(picture, encoding="utf-8")
    out.print(Text(f"written: {file}"))


def _json(found: LearningCase) -> bytes:
    data = {
        "invented": True,
        "caption": INVENTED,
        "smallestGroup": found.k,
        "facts": [
            {"name": one.attribute.name, "telling": one.telling, "value": one.value, "dutch": in_dutch(one)}
            for one in found.told
        ],
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2)
