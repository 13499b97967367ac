"""Who may do what in a case: the tasks of the table `tasks.toml`, and one pure function that judges them.

    permission(TASKS["CHANGE_PLAN"], asking)
    # Permission(act='CHANGE_PLAN', reason=Reason.NOT_YOUR_TASK)

It is the gate of every change. It says nothing of a case that does not exist for who asks: that is None, and is
answered as an unknown id.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any

from graph.actors import NOT_CASE_WORKING, Actor
from graph.errors import PolicyError
from graph.model.kinds import FieldClass
from graph.model.words import FUNCTIONS
from graph.policy.decisions import Decision, Hidden, Part, Release, Withhold
from graph.policy.facts import NO_DATUM, Datum
from graph.policy.reasons import Reason
from graph.policy.tables import CLASSES, SUBJECT, Scope

EVERY = frozenset(FUNCTIONS) - NOT_CASE_WORKING
"""Every function that works on cases."""


class Own(StrEnum):
    """What a task may be done to."""

    ANYTHING = ""
    SELF = "SELF"
    ORGANISATION = "ORGANISATION"


@dataclass(frozen=True, slots=True)
class Task:
    """One task: whose it is, which class must be released, from which list it is done, and to what.

    `director` says whether who directs the case may too; `form` that it is a field of the selection form.
    """

    act: str
    field_class: FieldClass
    functions: frozenset[str]
    director: bool
    scopes: frozenset[Scope]
    own: Own
    form: bool
    source: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Who would do something in a case. `decide` is that of a `Judge` of the case, `scope` that of the purpose;
    `directs` says whether the acting position holds the direction of the case at the moment of the request.
    """

    actor: Actor
    decide: Callable[[FieldClass, Datum], Decision]
    scope: Scope | None
    directs: bool


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether an act is allowed; where it is not, why."""

    act: str
    reason: Reason | None

    @property
    def allowed(self) -> bool:
        """Whether it is."""
        return self.reason is None


def permission(task: Task, asking: Asking, *, own: bool = True) -> Permission | None:
    """Whether somebody may do a task; None where the case does not exist for them.

    `own` says whether what it would be done to is theirs in the sense of `task.own`. The reasons come in this order:
    not the task of the function, not for this purpose, and then why the class is withheld.
    """
    if isinstance(asking.decide(FieldClass.IDENTITY, NO_DATUM), Hidden):
        return None
    if not _is_task_of(task, asking) or (task.own is not Own.ANYTHING and not own):
        return Permission(task.act, Reason.NOT_YOUR_TASK)
    if asking.scope not in task.scopes:
        return Permission(task.act, Reason.PURPOSE_MISMATCH)
    return Permission(task.act, reason_against(asking.decide(task.field_class, _datum(task, asking.actor))))


def reason_against(decision: Decision) -> Reason | None:
    """Why somebody may not write what this was decided on; None where they may."""
    if isinstance(decision, Withhold):
        return decision.reason
    # An emergency lets somebody look, not act; a status and a date are not the whole of anything.
    whole = isinstance(decision, Release) and decision.part is Part.WHOLE
    return None if whole and not decision.rule.startswith("3-emergency") else Reason.NOT_YOUR_TASK


def acts_of(asking: Asking) -> tuple[Permission, ...]:
    """What somebody may do in a case, and why not, act by act; empty where the case does not exist for them."""
    found = (permission(task, asking) for task in TASKS.values())
    return tuple(one for one in found if one is not None)


def _is_task_of(task: Task, asking: Asking) -> bool:
    return asking.actor.function in task.functions or (task.director and asking.directs)


def _datum(task: Task, actor: Actor) -> Datum:
    """What would be recorded: by the own organisation, under the same purpose, written by who acts."""
    return Datum(
        organisation=actor.organisation,
        organisation_kind=actor.organisation_kind,
        purpose=actor.purpose,
        author_function=actor.function,
        form="FIELD" if task.form else None,
    )


def tasks_in(text: str, name: str = "tasks.toml") -> dict[str, Task]:
    """The tasks of a TOML text by act, in its order. Raises PolicyError naming the file, the act and what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{name}: {error}", "correct it in that place") from None
    found: dict[str, Task] = {}
    rows: list[Mapping[str, Any]] = table.get("task", [])
    for number, row in enumerate(rows, 1):
        act = row.get("act")
        place = f"{name}, task {number} ({act})"
        if not isinstance(act, str) or act in found:
            raise PolicyError(f"{place}: it has no act of its own", "correct it there")
        if strange := row.keys() - _KEYS:
            raise PolicyError(f"{place}: {', '.join(sorted(strange))} means nothing here", "correct it there")
        found[act] = _task(act, row, place)
    if table.keys() - {"task"} or not found:
        raise PolicyError(f"{name}: it should hold tasks, and nothing else", "correct it there")
    return found


def _task(act: str, row: Mapping[str, Any], place: str) -> Task:
    def said(key: str, of: Callable[[Any], Any], default: Any = None) -> Any:
        try:
            return of(row.get(key, default))
        except (TypeError, ValueError):
            raise PolicyError(f"{place}: {key} cannot be {row.get(key)!r}", "correct it there") from None

    return Task(
        act=act,
        field_class=said("class", _class),
        functions=said("functions", _functions),
        director=said("director", _flag, default=False),
        scopes=said("scopes", lambda words: frozenset(Scope(word) for word in _some(words))),
        own=said("own", Own, ""),
        form=said("form", _flag, default=False),
        source=said("source", lambda text: str(_some(text))),
    )


def _class(word: str) -> FieldClass:
    found = FieldClass(word)
    if found not in CLASSES:
        raise ValueError(word)
    return found


def _functions(words: list[str]) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for word in _some(words):
        if word != "every" and word not in (*EVERY, SUBJECT):
            raise ValueError(word)
        found |= EVERY if word == "every" else {word}
    return found


def _some(value: Any) -> Any:
    if not value:
        raise ValueError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


_KEYS = {"act", "class", "functions", "director", "scopes", "own", "form", "source"}

TASKS = tasks_in(files("graph.policy").joinpath("tasks.toml").read_text("utf-8"))
"""The tasks in force by act. A bad table fails here, at import."""
