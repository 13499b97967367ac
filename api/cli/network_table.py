"""A network in the terminal: what is around a person, grouped by organisation, the people around apart."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.cli.console import out
from api.cli.picturing import INVENTED
from graph.actors import Actor
from graph.networks_shape import EdgeKind, Network, NetworkEdge, NetworkNode, NodeKind, Status
from graph.persons import Person
from graph.times import day_of, last_day

_STATUS = {
    Status.CURRENT: "current",
    Status.EXPIRED: "unconfirmed",
    Status.PLANNED: "planned",
    Status.ENDED: "ended",
}
_STYLE = {Status.EXPIRED: "yellow", Status.PLANNED: "cyan", Status.ENDED: "dim"}
_AGREED = {"COVERS_AFTERCARE": "covers aftercare for", "WORKING": "works with", "HOUSING": "agreed on housing with"}

Row = tuple[Text, NetworkEdge]
"""What a line says, and the edge whose period and status stand beside it."""


def show(network: Network, actor: Actor | None = None, console: Console = out) -> None:
    """Print a network as tables for people, saying for whom where `actor` is given; fits in 80 columns."""
    nodes = {node.id: node for node in network.nodes}
    _heading(console, network, network.nodes[0])
    lines = _lines(console)
    _header(lines)
    for id, rows in _groups(network, nodes).items():
        organisation = nodes.get(id)
        title = f"{_name(organisation)}, {_word(organisation.organisation_kind)}" if organisation else "Offers"
        lines = _section(console, lines, title, rows)
    lines = _section(console, lines, "People around", _ties(network, nodes))
    lines = _section(console, lines, "Agreements", _agreements(network, nodes))
    console.print(lines)
    _places(console, network, nodes)
    _caption(console, network, actor)


def show_persons(persons: Sequence[Person], total: int, console: Console = out) -> None:
    """Print who fits a search, to choose an id from."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "name", "born", "number"):
        table.add_column(heading, overflow="fold")
    for person in persons:
        table.add_row(
            Text(person.id), Text(person.name or "name unknown"), person.birth_date or "unknown", Text(person.skn or "")
        )
    console.print(Text(f"{total} persons fit; ask again with one of the ids.", style="bold"))
    console.print(table)
    console.print(Text(INVENTED, style="italic"))


def _lines(console: Console) -> Table:
    """An empty grid: what it is, since, until, status, last confirmed."""
    lines = Table.grid(padding=(0, 1))
    lines.add_column(width=max(20, min(70, console.width - 48)), overflow="fold")
    for width in (10, 12, 11, 10):
        lines.add_column(width=width, overflow="fold")
    return lines


def _header(lines: Table) -> None:
    lines.add_row(
        *(Text(word, style="dim") for word in ("who or what, role, source", "since", "until", "status", "confirmed"))
    )


def _section(console: Console, lines: Table, title: str, rows: Sequence[Row]) -> Table:
    """Print a titled section, under what was gathered before; answers a new, empty grid."""
    if not rows:
        return lines
    console.print(lines)
    console.print(Text(title, style="bold"))
    own = _lines(console)
    for what, edge in rows:
        own.add_row(_indented(what), *_period(edge))
    return own


def _indented(what: Text) -> Padding:
    return Padding(what, (0, 0, 0, 2))


def _heading(console: Console, network: Network, person: NetworkNode) -> None:
    on = f"on {day_of(network.at)}"
    if day_of(network.known_at) != day_of(network.at):
        on += f", as known on {day_of(network.known_at)}"
    console.print(Text(f"The network around {person.name or 'a person whose name is unknown'}, {on}", style="bold"))
    for case in network.cases:
        status = (case.status or "state unknown").lower()
        director = f"directed by {case.director_name}" if case.director_name else "nobody known to direct"
        since = f" since {day_of(case.directed_since)}" if case.directed_since is not None else ""
        console.print(Text(f"{_word(case.kind).capitalize()} case ({status}), {director}{since}"))
    if detention := network.detention:
        until = "release unknown"
        if detention.expected_end is not None:
            released = detention.status == "RELEASED"
            until = f"{'released' if released else 'release expected'} {day_of(detention.expected_end)}"
        console.print(Text(f"Detained since {day_of(detention.started_at)}, {until}"))


def _groups(network: Network, nodes: dict[str, NetworkNode]) -> dict[str, list[Row]]:
    """What connects the person to each organisation, by id of the organisation, in the order of the table."""
    provider = {edge.to_id: edge.from_id for edge in network.edges if edge.kind is EdgeKind.OFFERS}
    groups: dict[str, list[Row]] = {}
    involved = {edge.position_id for edge in network.edges if edge.kind is EdgeKind.INVOLVED}
    for edge in network.edges:
        match edge.kind:
            case EdgeKind.INVOLVED:
                holder = nodes[edge.from_id]
                who = _name(holder) if holder.kind is NodeKind.PROFESSIONAL else "nobody named"
                row = edge.organisation_id or edge.from_id, f"{who}, {_word(edge.role)}"
            case EdgeKind.STAYS_AT:
                row = edge.to_id, f"stays here, {_word(edge.role)}"
            case EdgeKind.RESIDES:
                row = edge.to_id, "comes from here" if edge.role == "ORIGIN" else "settles here"
            case EdgeKind.INTERVENTION:
                offer = nodes[edge.to_id]
                row = provider.get(edge.to_id, ""), f"{_name(offer)}, {_word(edge.role)}"
            case EdgeKind.WORKS_AT if edge.position_id not in involved:
                row = edge.to_id, f"{_name(nodes[edge.from_id])} works here too, {_word(edge.role)}"
            case _:
                continue
        groups.setdefault(row[0], []).append((_said(row[1], edge), edge))
    return dict(sorted(groups.items(), key=lambda group: _group_order(group[0], nodes)))


def _group_order(id: str, nodes: dict[str, NetworkNode]) -> tuple[int, int, str, str]:
    node = nodes.get(id)
    if node is None:
        return 9, 0, "", id
    kinds = ("PRISON", "PROBATION", "MUNICIPALITY")
    kind = node.organisation_kind or ""
    return node.depth, kinds.index(kind) if kind in kinds else len(kinds), node.name or "", id


def _said(what: str, edge: NetworkEdge) -> Text:
    """What a line says, with its source."""
    return Text.assemble(what, (f" · {_plain(edge.source)}", "dim") if edge.source else "")


def _ties(network: Network, nodes: dict[str, NetworkNode]) -> list[Row]:
    rows: list[Row] = []
    for edge in network.edges:
        if edge.kind is not EdgeKind.TIE:
            continue
        of = "" if edge.from_id == network.person_id else f" of {_name(nodes[edge.from_id])}"
        what = _said(f"{_name(nodes[edge.to_id])}, {_word(edge.role)}{of}", edge)
        for reading in edge.readings:
            what.append(f"\n{_word(reading.reader)} reads: {_word(reading.quality)}", style="dim")
        rows.append((what, edge))
    return sorted(rows, key=lambda row: row[0].plain)


def _agreements(network: Network, nodes: dict[str, NetworkNode]) -> list[Row]:
    rows = [
        (f"{_name(nodes[edge.from_id])} {_AGREED.get(edge.role or '', 'agreed with')} {_name(nodes[edge.to_id])}", edge)
        for edge in network.edges
        if edge.kind is EdgeKind.AGREEMENT
    ]
    return [(_said(what, edge), edge) for what, edge in sorted(rows, key=lambda row: row[0])]


def _places(console: Console, network: Network, nodes: dict[str, NetworkNode]) -> None:
    regions = sorted({_name(node) for node in network.nodes if node.kind is NodeKind.REGION})
    ends = {id for edge in network.edges if edge.kind is EdgeKind.NEIGHBOUR for id in (edge.from_id, edge.to_id)}
    beside = sorted(_name(nodes[id]) for id in ends if nodes[id].depth == 3)
    for title, names in (("Regions", regions), ("Neighbouring municipalities", beside)):
        if names:
            console.print(Text.assemble((f"{title}: ", "bold"), ", ".join(names)))


def _caption(console: Console, network: Network, actor: Actor | None) -> None:
    counts = ", ".join(
        f"{count} {_word(kind)}{'' if count == 1 else 's'}" for kind, count in network.node_counts.items()
    )
    if network.truncated:
        counts = f"only {len(network.nodes)} of {sum(network.node_counts.values())} shown: {counts}"
    asked = ""
    if actor is not None:
        who = f"{actor.name}, {_word(actor.function)} at {actor.organisation_name}"
        asked = f" to {who}, for {_word(actor.purpose)}"
    console.print(Text(f"Visible{asked}: {counts}.", style="dim"))
    if any(edge.status is Status.EXPIRED for edge in network.edges):
        console.print(Text("Unconfirmed: not confirmed for longer than a fact of its kind stays fresh.", style="dim"))
    console.print(Text(INVENTED, style="italic"))


def _period(edge: NetworkEdge) -> tuple[Text, Text, Text, Text]:
    """Since, until with the reason, status, and last confirmation, in words."""
    since = "unknown" if edge.valid_from is None else day_of(edge.valid_from).isoformat()
    confirmed = "" if edge.last_confirmed_at is None else day_of(edge.last_confirmed_at).isoformat()
    status = "" if edge.status is None else _STATUS[edge.status]
    if edge.disputed:
        status = f"{status}, disputed".removeprefix(", ")
    style = _STYLE.get(edge.status, "") if edge.status else ""
    return Text(since), Text(_until(edge)), Text(status, style=style), Text(confirmed)


def _until(edge: NetworkEdge) -> str:
    if edge.valid_to is not None:
        return last_day(edge.valid_to).isoformat()
    expected = "" if edge.expected_end is None else f" {last_day(edge.expected_end)}"
    match edge.ends_with:
        case "RELEASE":
            return f"release{expected or ', day unknown'}"
        case "TITLE_END":
            return "end of title"
        case "DATE":
            return f"planned{expected or ', day unknown'}"
        case "UNKNOWN":
            return "unknown"
        case _:
            return "open"


def _name(node: NetworkNode) -> str:
    return _plain(node.name) if node.name else f"{_word(node.kind)}, name unknown"


def _plain(source: str) -> str:
    """A source without the remark that the caption makes for all."""
    return source.removesuffix(" (invented)")


def _word(word: str | None) -> str:
    """A word of a closed list as it is read: AFTERCARE_COORDINATOR becomes aftercare coordinator."""
    return "unknown" if word is None else word.replace("_", " ").lower()
