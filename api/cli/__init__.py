"""The command line: a client like any other."""

import os
import sys
from importlib import import_module
from io import TextIOWrapper

import click

from api.cli.console import complain
from api.fault_logs import keep_values_out_of_logs, told
from graph.errors import CasusregieError

BUG = 70
"""The exit code of an error that nobody foresaw."""

COMMANDS = {
    "demo": ("api.cli.demo:demo", "Set up a database with invented people, show it, and serve until Ctrl-C."),
    "network": ("api.cli.network:network_command", "The network around one person."),
    "case": ("api.cli.case:case_command", "One case: who directs, the team, the people around."),
    "life-course": ("api.cli.life_course:life_course_command", "What happened in a case, in order, and the gaps."),
    "conditions": ("api.cli.conditions:conditions_command", "The basic conditions of a case, and what is ready."),
    "plan": ("api.cli.plan:plan_command", "The joint plan of a case: goals, actions, who agreed."),
    "clock": ("api.cli.clock:clock_command", "What is late in a detention, and what comes next."),
    "changes": ("api.cli.changes:changes_command", "What changed in a case, between two moments or since you looked."),
    "findings": ("api.cli.findings:findings_command", "What is missing or will go wrong, of one case or of yours."),
    "handovers": ("api.cli.handovers:handovers_command", "How warm work was handed over, by pair of organisations."),
    "forecast": ("api.cli.forecast:forecast_command", "What will be ready at the release, and what shortens it most."),
    "analyse": ("api.cli.analyse:analyse_command", "Run all rules over all open cases and keep what is found."),
    "radar": ("api.cli.radar:radar_command", "Whose professional network goes empty, when, and what ends last."),
    "paths": ("api.cli.paths:paths_command", "Paths from you to somebody around the person of a case."),
    "who-knows": ("api.cli.who_knows:who_knows_command", "Which organisations know a person, and whom to call."),
    "learning-case": (
        "api.cli.learning_case:learning_case_command",
        "A case without identity, to learn from, and its journey as a picture.",
    ),
    "act": ("api.cli.act:act_group", "Do something in a case: plan, meetings, direction, and all else a team does."),
    "work": ("api.cli.work:work_command", "What waits for you, the most urgent first, and why."),
    "signals": ("api.cli.signals:signals_command", "What you must know of your cases, and what to do."),
    "webhooks": ("api.cli.webhooks:webhooks", "Tell organisations that there is a signal, without saying of whom."),
    "intake": ("api.cli.intake:intake_command", "New persons by notice or placement."),
    "screen": ("api.cli.screen:screen_command", "Screen who is in a prison (SOM): proposal, reasons, what is unknown."),
    "gaps": ("api.cli.gaps:gaps", "Municipalities without an aftercare link, small ones first."),
    "serve": ("api.cli.serve:serve_command", "Serve GraphQL until Ctrl-C."),
    "token": ("api.cli.token:token_command", "Print a token to sign in with, as an invented professional."),
    "policy": ("api.cli.policy:policy", "Who may see what, and by which row of the table."),
    "rules": ("api.cli.rules:rules", "The rules of the clock, with their numbers, reasons and sources."),
    "log": ("api.cli.log:log", "Who looked at whom and why: check it, make its decisions again, read it."),
    "subject-report": (
        "api.cli.subject_report:subject_report_command",
        "All data about one person, with sources, recipients and who looked: for that person.",
    ),
    "own-view": (
        "api.cli.own_view:own_view_command",
        "What a person sees of the own cases, in plain Dutch, to print: for that person.",
    ),
    "dispute": ("api.cli.subject_report:dispute_command", "Say, as the person, that a fact is not right."),
    "staff": ("api.cli.staff:staff_command", "List who can be chosen with --as."),
    "seed": ("api.cli.seed:seed", "Write an invented world as a folder."),
    "import": ("api.cli.importing:import_command", "Load a world folder into the database."),
    "arrivals": (
        "api.cli.arrivals:arrivals_command",
        "Take in whom a source tells of: opens cases, tells who must know.",
    ),
    "questions": ("api.cli.questions:questions_command", "List the questions that front-ends send."),
    "model": ("api.cli.model:model", "Write the page about the model: Dutch terms, classes, registrations, standards."),
    "schema": ("api.cli.schema:schema_command", "Write schema.graphql."),
    "db": ("api.cli.db:db", "Start, stop, check, migrate, dump and restore the local database."),
}
"""Every command: where it lives, and what it does. Loaded when used, so that one does not pay for the others."""


class Commands(click.Group):
    """A group that imports a command at its first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a new user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        return getattr(import_module(module), attribute)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each command does, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def casusregie() -> None:
    """The shared picture of the network around a person in detention. All persons in it are invented."""


def main() -> None:
    """Run the command line; an error is one line on stderr and an exit code, never a stack trace.

    Of an error that nobody foresaw the line says the type and the place, not what it says: that may be a name.
    """
    keep_values_out_of_logs()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # None where it was closed
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no é gets an answer all the same
    try:
        # Without its standalone mode click answers the code of `Context.exit` and does not raise it.
        outcome: object = casusregie.main(standalone_mode=False)
        if isinstance(outcome, int):
            sys.exit(outcome)
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
    except OSError as error:
        where = "" if error.filename is None else f"{error.filename}: "
        sys.exit(complain(f"{where}{error.strerror or told(error)}", "see whether it is there, and can be used", 1))
    except Exception as error:
        sys.exit(complain(f"something went wrong on our side ({told(error)})", "", BUG))
