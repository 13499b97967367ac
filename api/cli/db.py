"""`casusregie db`: the local database, which needs nobody's permission but that of the machine's user."""

import asyncio
import os
from pathlib import Path

import click
import msgspec

from api.cli.console import err, out
from graph import engine, migrations
from graph.clock import SystemClock
from graph.integrity import Violation, violations
from graph.settings import Settings
from graph.store import Store

DUMP_FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
@click.pass_context
def db(context: click.Context) -> None:
    """Start, stop, look at and keep the local database."""
    context.obj = Settings.from_mapping(os.environ)


@db.command()
@click.pass_obj
def install(settings: Settings) -> None:
    """Download the database engine and verify it, without starting it."""
    engine.install(settings, tell)
    out.print("installed")


@db.command()
@click.pass_obj
def start(settings: Settings) -> None:
    """Start the database, or join it when it runs; it runs on until `casusregie db stop`."""
    connection = engine.start(settings, tell)
    if settings.neo4j_uri:
        out.print("NEO4J_URI names another database: nothing to start")
    else:
        out.print(f"running at {connection.uri}", markup=False)


@db.command()
@click.pass_obj
def stop(settings: Settings) -> None:
    """Stop the database, whoever uses it."""
    out.print("stopped" if engine.stop(settings) else "it did not run")


@db.command()
@click.pass_obj
def status(settings: Settings) -> None:
    """Say how the database stands: running, stopped, left-behind, not-installed or external."""
    found = engine.status(settings)
    lines = {
        "state": found.state + (f" ({found.note})" if found.note else ""),
        "address": found.uri,
        "process": found.pid,
        "version": f"Neo4j {found.version}" if found.version else None,
        "folder": found.folder,
        "size": None if found.size_bytes is None else _megabytes(found.size_bytes),
        "free disk": None if found.free_bytes is None else _megabytes(found.free_bytes),
    }
    for name, value in lines.items():
        if value is not None:
            out.print(f"{name:<10} {value}", markup=False, soft_wrap=True)


@db.command()
@click.argument("file", type=DUMP_FILE)
@click.option("--pause", is_flag=True, help="Stop a running database for the dump and start it again.")
@click.pass_obj
def dump(settings: Settings, file: Path, pause: bool) -> None:
    """Write the whole database to FILE. It holds everything about everybody: keep it accordingly."""
    engine.dump(settings, file, tell, pause=pause)
    out.print(f"dumped to {file} ({_megabytes(file.stat().st_size)})", markup=False, soft_wrap=True)


@db.command()
@click.argument("file", type=DUMP_FILE)
@click.option("--replace", is_flag=True, help="Overwrite the database that is there.")
@click.pass_obj
def restore(settings: Settings, file: Path, replace: bool) -> None:
    """Make the database what it was when FILE was dumped."""
    manifest = engine.restore(settings, file, tell, replace=replace)
    out.print(f"restored from {file} (Neo4j {manifest.neo4j})", markup=False, soft_wrap=True)


@db.command(hidden=True)
@click.pass_obj
def lock(settings: Settings) -> None:
    """Write the list of the engine's files anew (for a new version of Neo4j)."""
    from graph.engine.relock import write_lock

    write_lock(settings.cache / "relock", settings.maven_url, tell)


def tell(line: str) -> None:
    """Show progress."""
    err.print(line, markup=False, soft_wrap=True)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


@db.command()
@click.pass_obj
def migrate(settings: Settings) -> None:
    """Bring the database to the layout this version expects."""
    with engine.running(settings, tell) as connection:
        names = asyncio.run(_migrated(connection))
    out.print("\n".join(f"applied {name}" for name in names) or "nothing to migrate")


@db.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def check(settings: Settings, as_json: bool) -> None:
    """Look for whatever the database cannot forbid; exit 1 when something breaks a rule."""
    with engine.running(settings, tell) as connection:
        found = asyncio.run(_violations(connection))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    else:
        for one in found:
            place = ".".join(part for part in (one.kind, one.field) if part)
            ids = ", ".join(one.ids) + (", ..." if one.count > len(one.ids) else "")
            out.print(f"{one.rule}: {place} ({one.count:,}): {ids}", markup=False, soft_wrap=True)
        out.print("sound" if not found else f"{len(found):,} rules are broken")
    if found:
        click.get_current_context().exit(1)


async def _migrated(connection: engine.Connection) -> list[str]:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        return await migrations.migrate(store, SystemClock())


async def _violations(connection: engine.Connection) -> list[Violation]:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        return await violations(store)
