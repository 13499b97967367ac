"""Every error the product raises on purpose, on one page.

Each says in one line what is wrong and in one more what to do about it; neither holds personal data, since
both end up on screens and in logs.
"""


class CasusregieError(Exception):
    """Something a user can act on: `str(error)` says what is wrong, `advice` what to do (may be empty)."""

    exit_code = 1

    def __init__(self, problem: str, advice: str = "") -> None:
        super().__init__(problem)
        self.advice = advice


class SettingsError(CasusregieError):
    """A setting is missing or cannot be read."""

    exit_code = 2


class InputError(CasusregieError):
    """What was asked cannot be understood: the field and the reason are in the text."""

    exit_code = 2


class EngineError(CasusregieError):
    """The local database server cannot be installed, started, joined or stopped."""

    exit_code = 3


class StoreUnavailableError(CasusregieError):
    """The database does not answer, or not in time."""

    exit_code = 3


class MigrationError(CasusregieError):
    """The database's layout and the product's migrations do not fit together."""

    exit_code = 4


class WorldError(CasusregieError):
    """A world folder cannot be imported as it stands."""

    exit_code = 5


class ConflictError(CasusregieError):
    """The case has moved on since it was read: nothing was written."""

    exit_code = 6


class UnknownOutcomeError(CasusregieError):
    """The connection broke during a commit: the write may or may not have happened. Ask for it by its key."""

    exit_code = 7


class AccessError(CasusregieError):
    """Nobody is signed in, or not as somebody who may do this."""

    exit_code = 8


class PolicyError(CasusregieError):
    """The table of who may see what cannot be used as it stands: file, line and column are in the text."""

    exit_code = 9


class LogError(CasusregieError):
    """The logs cannot be written or read. No line, no answer: nothing about persons is shown then."""

    exit_code = 10


class ActError(CasusregieError):
    """What somebody asked to have done is not done, by a code of `graph.refusals`; `field` of the input is why."""

    exit_code = 11

    def __init__(self, code: str, field: str, english: str, dutch: str) -> None:
        super().__init__(english)
        self.code = code
        self.field = field
        self.dutch = dutch


class RuleError(CasusregieError):
    """A file of rules cannot be used as it stands: file, rule and field are in the text."""

    exit_code = 12

    def __init__(self, file: str, rule: str, field: str, problem: str) -> None:
        super().__init__(f"{file}: rule {rule}: {field} {problem}", "mend the file")
