"""`casusregie db`: the local database, which needs nobody's permission but that of the machine's user."""

import os
from pathlib import Path

import click

from api.cli.console import err, out
from graph import engine
from graph.settings import Settings

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
