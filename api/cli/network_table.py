"""A network in the terminal: what is around a person, grouped by organisation, the people around apart."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.console import out
from graph.actors import Actor
from graph.networks_shape import EdgeKind, Network, NetworkEdge, NetworkNode, NodeKind, Status
from graph.persons import Person
from graph.times import day_of, last_day

INVENTED = "Invented: no person, contact or professional in it exists."

_STATUS = {
    Status.CURRENT: "current",
    Status.EXPIRED: "not confirmed lately",
    Status.PLANNED: "planned",
    Status.ENDED: "ended",
}
_STYLE = {Status.EXPIRED: "yellow", Status.PLANNED: "cyan", Status.ENDED: "dim"}
_QUALITY = {"SUPPORTS": "supports", "NEUTRAL": "neutral", "HARMS": "harms", "UNKNOWN": "unknown"}


def show(network: Network, actor: Actor | None = None, console: Console = out) -> None:
    """Print a network as tables for people, saying for whom where `actor` is given; fits in 80 columns."""
    nodes = {node.id: node for node in network.nodes}
    person = network.nodes[0]
    _heading(console, network, person)
    groups = _groups(network, nodes)
    if groups:
        console.print(_organisations(groups, nodes))
    ties = [edge for edge in network.edges if edge.kind is EdgeKind.TIE]
    if ties:
        console.print(_contacts(ties, nodes, network.person_id))
    _rest(console, network, nodes)
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


def _heading(console: Console, network: Network, person: NetworkNode) -> None:
    on = f"on {day_of(network.at)}"
    if day_of(network.known_at) != day_of(network.at):
        on += f", as known on {day_of(network.known_at)}"
    console.print(Text(f"The network around {person.name or 'a person whose name is unknown'}, {on}", style="bold"))
    for case in network.cases:
        since = f" since {day_of(case.directed_since)}" if case.directed_since is not None else ""
        director = f"directed by {case.director_name}{since}" if case.director_name else "nobody known to direct"
        status = (case.status or "state unknown").lower()
        console.print(Text(f"{_word(case.kind).capitalize()} case {case.id} ({status}), {director}"))
    if detention := network.detention:
        until = "release unknown"
        if detention.expected_end is not None:
            released = detention.status == "RELEASED"
            until = f"{'released' if released else 'release expected'} {day_of(detention.expected_end)}"
        console.print(Text(f"Detained since {day_of(detention.started_at)}, {until}"))


def _groups(network: Network, nodes: dict[str, NetworkNode]) -> dict[str, list[tuple[str, NetworkEdge]]]:
    """What connects the person to each organisation: (what it is, edge), by id of the organisation, in table order."""
    provider = {edge.to_id: edge.from_id for edge in network.edges if edge.kind is EdgeKind.OFFERS}
    groups: dict[str, list[tuple[str, NetworkEdge]]] = {}
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
        groups.setdefault(row[0], []).append((row[1], edge))
    return dict(sorted(groups.items(), key=lambda group: _group_order(group[0], nodes)))


def _group_order(id: str, nodes: dict[str, NetworkNode]) -> tuple[int, int, str, str]:
    node = nodes.get(id)
    if node is None:
        return 9, 0, "", id
    kinds = ("PRISON", "PROBATION", "MUNICIPALITY")
    kind = node.organisation_kind or ""
    return node.depth, kinds.index(kind) if kind in kinds else len(kinds), node.name or "", id


def _organisations(groups: dict[str, list[tuple[str, NetworkEdge]]], nodes: dict[str, NetworkNode]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title="By organisation", title_justify="left", title_style="bold")
    table.add_column("who or what, role", overflow="fold", ratio=4)
    table.add_column("since", overflow="fold", min_width=10)
    table.add_column("until", overflow="fold", ratio=2)
    table.add_column("status", overflow="fold", ratio=2)
    table.add_column("confirmed", overflow="fold", min_width=10)
    table.add_column("source", overflow="fold", ratio=2)
    for id, rows in groups.items():
        organisation = nodes.get(id)
        title = f"{_name(organisation)} ({_word(organisation.organisation_kind)})" if organisation else "Offers"
        table.add_row(Text(title, style="bold"))
        for what, edge in rows:
            table.add_row(Text(f"  {what}"), *_period(edge), _source(edge))
        table.add_section()
    return table


def _contacts(ties: Iterable[NetworkEdge], nodes: dict[str, NetworkNode], person: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, title="People around", title_justify="left", title_style="bold")
    table.add_column("who, tie", overflow="fold", ratio=4)
    table.add_column("person / worker", overflow="fold", ratio=3)
    table.add_column("since", overflow="fold", min_width=10)
    table.add_column("until", overflow="fold", ratio=2)
    table.add_column("status", overflow="fold", ratio=2)
    table.add_column("confirmed", overflow="fold", min_width=10)
    for edge in ties:
        tie = _word(edge.role)
        if edge.from_id != person:
            tie += f" of {_name(nodes[edge.from_id])}"
        said = {reading.reader: _QUALITY.get(reading.quality, reading.quality) for reading in edge.readings}
        readings = f"{said.get('PERSON', 'not read')} / {said.get('PROFESSIONAL', 'not read')}" if said else ""
        table.add_row(Text(f"{_name(nodes[edge.to_id])}, {tie}"), Text(readings), *_period(edge))
    return table


def _rest(console: Console, network: Network, nodes: dict[str, NetworkNode]) -> None:
    agreements = [edge for edge in network.edges if edge.kind is EdgeKind.AGREEMENT]
    if agreements:
        console.print(Text("Agreements", style="bold"))
    for edge in agreements:
        since, until, status, _ = _period(edge)
        what = f"{_name(nodes[edge.from_id])} and {_name(nodes[edge.to_id])}: {_word(edge.role)}"
        console.print(Text(f"  {what}, {since.plain} to {until.plain}, {status.plain}"))
    regions = sorted({_name(node) for node in network.nodes if node.kind is NodeKind.REGION})
    neighbours = [edge for edge in network.edges if edge.kind is EdgeKind.NEIGHBOUR]
    beside = sorted(
        {_name(nodes[id]) for edge in neighbours for id in (edge.from_id, edge.to_id) if nodes[id].depth == 3}
    )
    for title, names in (("Regions", regions), ("Neighbouring municipalities", beside)):
        if names:
            console.print(Text.assemble((f"{title}: ", "bold"), ", ".join(names)))


def _caption(console: Console, network: Network, actor: Actor | None) -> None:
    counts = ", ".join(f"{count} {_word(kind)}" for kind, count in network.node_counts.items())
    if network.truncated:
        counts = f"only {len(network.nodes)} of {sum(network.node_counts.values())} shown: {counts}"
    asked = ""
    if actor is not None:
        who = f"{actor.name}, {_word(actor.function)} at {actor.organisation_name}"
        asked = f" to {who}, for {_word(actor.purpose)}"
    console.print(Text(f"Visible{asked}: {counts}.", style="dim"))
    console.print(Text(INVENTED, style="italic"))


def _period(edge: NetworkEdge) -> tuple[Text, Text, Text, Text]:
    """Since, until with the reason, status, and last confirmation, in words."""
    since = "unknown" if edge.valid_from is None else day_of(edge.valid_from).isoformat()
    confirmed = "" if edge.last_confirmed_at is None else day_of(edge.last_confirmed_at).isoformat()
    status = "" if edge.status is None else _STATUS[edge.status]
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


def _source(edge: NetworkEdge) -> Text:
    return Text(edge.source or "")


def _name(node: NetworkNode) -> str:
    return node.name or f"{_word(node.kind)}, name unknown"


def _word(word: str | None) -> str:
    """A word of a closed list as it is read: AFTERCARE_COORDINATOR becomes aftercare coordinator."""
    return "unknown" if word is None else word.replace("_", " ").lower()
