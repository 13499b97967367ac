"""`casusregie model document`: every kind and every type in Dutch, with class, registration and standard."""

import re
from pathlib import Path
from typing import Final

import click
from graphql import DirectiveNode, EnumValueNode, ListValueNode, ObjectTypeDefinitionNode, parse

from api.cli.console import out
from api.cli.results import write_result
from api.schema import sdl
from api.schema.field_class import FieldClass as ClassWord
from graph.model.catalogue import KINDS, LINKS, RECORDS, THINGS
from graph.model.kinds import FieldClass, Kind, Link
from graph.model.registrations import GENERIC_ROLES, LEVELS, REGISTRATIONS

HEAD: Final = """# The model

<!-- Made by `casusregie model document --to docs/model.md`; a test keeps it equal. -->

What there is, what it is called in Dutch, where it is kept today, and what the standards call it: ZGW
(*zaakgericht werken*) for cases, Open Klant for persons and contacts with them, LDV for the logging of data processing.
Properties and edges stand in [world-format.md](world-format.md), who may see what in [policy.md](policy.md).

The class is that of the kind. A record with a care provider or a medical function at one of its ends is HEALTH, what
tells of a victim is VICTIM; SCIL, Reflector and language meter are RESPONSIVITY; what only an 18b indication brings is
RISK as well.

The logs follow LDV 1.0.0: a line for each data processing, with trace, span and the URI of its processing activity
([logs.md](logs.md)).
"""

_DUTCH: Final = re.compile(r"\*([^*]+)\*")


@click.group("model")
def model() -> None:
    """The model in words."""


@model.command("document")
@click.option("--to", "file", type=click.Path(path_type=Path), required=True, metavar="FILE", help="Where to.")
def document(file: Path) -> None:
    """Write the page about the model: every kind and type with Dutch term, class, registration and standard."""
    write_result(file, model_document())
    out.print(f"written: {file}")


def model_document() -> str:
    """The page."""
    kinds = ("kind", "Dutch", "what", "class", "kept in", "in the standards")
    return "".join(
        (
            HEAD,
            _table("Things", kinds, [_kind(one) for one in THINGS]),
            _table("Records", kinds, [_kind(one) for one in RECORDS]),
            _table("Links", kinds, [_link(one) for one in LINKS]),
            _table(
                "Classes and the levels of ZGW",
                ("class", "holds", "*vertrouwelijkheidaanduiding*"),
                [(word.value, word.meaning, LEVELS[FieldClass(word.value)]) for word in ClassWord],
            ),
            "\nThe level is for who receives a copy; who may see something follows from the policy, never from it.\n",
            _table(
                "Roles in a case and the generic roles of ZGW",
                ("role", "*omschrijvingGeneriek* of the Roltype"),
                [*GENERIC_ROLES.items(), ("who directs", "zaakcoordinator")],
            ),
            _table("Types of GraphQL", ("type", "Dutch", "classes of what it shows"), _types()),
        )
    )


def _kind(kind: Kind) -> tuple[str, ...]:
    return (kind.label, *_said(kind.label, kind.description, kind.field_class))


def _link(link: Link) -> tuple[str, ...]:
    """A link is of the class of where it starts; a municipality is reference data."""
    start = KINDS.get(link.source)
    return (link.name, *_said(link.name, link.description, start.field_class if start else FieldClass.PUBLIC))


def _said(name: str, description: str, field_class: FieldClass) -> tuple[str, ...]:
    said = REGISTRATIONS[name]
    return said.dutch, description, field_class.value, ", ".join(said.sources), said.standard


def _types() -> list[tuple[str, ...]]:
    found = [one for one in parse(sdl()).definitions if isinstance(one, ObjectTypeDefinitionNode)]
    return [_type(one) for one in sorted(found, key=lambda one: one.name.value)]


def _type(node: ObjectTypeDefinitionNode) -> tuple[str, ...]:
    dutch = _DUTCH.search(node.description.value if node.description else "")
    shown = {name for field in node.fields or () for directive in field.directives or () for name in _of(directive)}
    return node.name.value, dutch[1] if dutch else "", ", ".join(one for one in FieldClass if one in shown)


def _of(directive: DirectiveNode) -> list[str]:
    """The classes that a directive names."""
    values = [argument.value for argument in directive.arguments or () if directive.name.value == "class"]
    return [
        one.value
        for value in values
        if isinstance(value, ListValueNode)
        for one in value.values
        if isinstance(one, EnumValueNode)
    ]


def _table(title: str, heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heading, ("---",) * len(heading), *rows]
    body = "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
    return f"\n## {title}\n\n{body}"
