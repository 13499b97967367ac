"""Turning a checked world into tables: what belongs to no case, and the records of cases, some at a time."""

from graph.creations import link_of, node_of
from graph.model.catalogue import KINDS, LINKS, RECORDS, THINGS
from graph.records import new_id
from seeds.importing.cases import batches_of
from seeds.importing.checking import NO_CASE, OFFSET_BITS
from seeds.importing.planning import Given, plan_of
from seeds.importing.supply import Source
from seeds.importing.tables import Tables
from seeds.importing.versions import made_of, stamp_of


def write_caseless(source: Source, tables: Tables) -> None:
    """Write things, records that belong to no case, and links. Raises NoCellError."""
    places = source.checked.places
    for kind in THINGS:
        for place in places.get(kind.label, ()):
            row, row_hash = source.read(kind.label, place)
            tables.add_node(kind, node_of(kind, row, row_hash, source.checked.targets))
        source.new(kind.label, len(places.get(kind.label, ())))
    for kind in RECORDS:
        caseless = (place for place in places.get(kind.label, ()) if place >> OFFSET_BITS == NO_CASE)
        plan = plan_of([source.given(kind.label, place) for place in caseless], (), new_id)
        for creation in plan.creations:
            tables.add_node(kind, made_of(source, creation, source.now))
        source.count(plan)
    for link in LINKS:
        for place in places.get(link.name, ()):
            row, row_hash = source.read(link.name, place)
            tables.add_link(link, link_of(link, row, row_hash))
        source.new(link.name, len(places.get(link.name, ())))


def write_cases(source: Source, tables: Tables, first: int, last: int) -> None:
    """Write the records and ledgers of the cases from one number up to another. Raises NoCellError."""
    silent = set(source.checked.cases[first:last])
    for batch in batches_of(source, first, last):
        for case, rows in batch.items():
            silent.discard(case)
            _write_case(source, tables, case, rows)
    for case in sorted(silent):
        tables.add_ledger(case, 0, 0)


def _write_case(source: Source, tables: Tables, case: str, rows: list[Given]) -> None:
    """The records of a case, numbered as its ledger would have numbered them."""
    plan = plan_of(rows, (), new_id)
    clock = stamp_of(source, plan) or 1
    for number, creation in enumerate(plan.creations, 1):
        made = made_of(source, creation, clock)
        made["n"]["seq"] = number
        tables.add_node(KINDS[creation.given.kind.label], made)
    tables.add_ledger(case, plan.turns, clock)
    source.count(plan)
