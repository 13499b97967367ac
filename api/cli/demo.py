"""`casusregie demo`: a new user's first minutes, on invented data."""

from dataclasses import replace
from importlib import import_module
from threading import Thread

import click

from api.cli.acting import refuse_in_production, settings
from api.cli.console import err
from api.cli.listening import listening, stopped_by_termination
from graph import engine

_TOUR = "api.cli.tour"


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port; default CASUSREGIE_PORT or 8400; 0 is any free one.")
def demo(port: int | None) -> None:
    """Set up a database with invented people, show what is in it, and serve until Ctrl-C."""
    own = settings()
    refuse_in_production(own)
    own = replace(own, port=own.port if port is None else port)
    with listening(own) as ear, stopped_by_termination():
        # What the tour needs is imported while the database starts: seconds that a user would wait twice.
        Thread(target=import_module, args=(_TOUR,), daemon=True).start()
        try:
            if not (own.home / "demo-loaded").exists():
                import_module("api.cli.demo_world").fill_demo(own)
            with engine.running(own, progress=lambda line: err.print(line, style="dim", markup=False)) as connection:
                import_module(_TOUR).give_tour(own, connection, ear)
        except KeyboardInterrupt:
            err.print("stopped; the data stay, and the next `make demo` shows them again", style="dim")
