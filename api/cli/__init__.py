"""The command line: a client like any other."""

import os
import sys
from importlib import import_module

import click

from api.cli.console import complain
from graph.errors import CasusregieError

COMMANDS = {
    "gaps": "api.cli.gaps:gaps",
    "serve": "api.cli.serve:serve_command",
    "token": "api.cli.token:token_command",
    "staff": "api.cli.staff:staff_command",
    "seed": "api.cli.seed:seed",
    "schema": "api.cli.schema:schema_command",
    "db": "api.cli.db:db",
}
"""Every command and where it lives: loaded when used, so that a short command does not pay for the long ones."""


class Commands(click.Group):
    """A group that imports a command at its first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a new user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        return getattr(import_module(module), attribute)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def casusregie() -> None:
    """The shared picture of the network around a person in detention. All persons in it are invented."""


def main() -> None:
    """Run the command line; a known error is one line on stderr and its exit code, never a stack trace."""
    try:
        casusregie.main(standalone_mode=False)
    except CasusregieError as error:
        sys.exit(complain(str(error), error.advice, error.exit_code))
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(complain("stopped", "", 130))
    except BrokenPipeError:
        # The reader of our output went away (`| head`): not an error, but Python would print one at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
