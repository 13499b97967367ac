"""The command line: a client like any other."""

import os
import sys

import click

from api.cli.console import complain
from api.cli.db import db
from api.cli.schema import schema_command
from api.cli.serve import serve_command
from api.cli.token import token_command
from api.cli.seed import seed
from graph.errors import CasusregieError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def casusregie() -> None:
    """The shared picture of the network around a person in detention. All persons in it are invented."""


casusregie.add_command(db)
casusregie.add_command(schema_command)
casusregie.add_command(serve_command)
casusregie.add_command(token_command)
casusregie.add_command(seed)


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
