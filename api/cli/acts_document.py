"""The page about what a team can do in a case, made from the acts and the table of tasks."""

import inspect
from importlib.resources import files

from graph.casework.all_acts import CASE_ACTS
from graph.casework.case_act import CaseAct
from graph.casework.fields import Field, fields_of
from graph.policy.tables import SUBJECT
from graph.policy.tasks import EVERY, TASKS, Own, Task

_OWN = {
    Own.ANYTHING: "",
    Own.SELF: " On what is one's own.",
    Own.ORGANISATION: " On what is of the own organisation.",
}


def page() -> str:
    """The page, in Markdown."""
    head = files("api.cli").joinpath("acts_document.md").read_text("utf-8").rstrip()
    told = "\n\n".join(_act(name, act) for name, act in CASE_ACTS.items())
    return f"{head}\n\n{told}\n"


def spoken(name: str) -> str:
    """The name of an act or a field as it is typed: `recordMeeting` is `record-meeting`."""
    return "".join(f"-{one.lower()}" if one.isupper() else one for one in name)


def described(act: type[CaseAct]) -> str:
    """What an act is, in a line."""
    return " ".join((inspect.getdoc(act) or "").split())


def _act(name: str, act: type[CaseAct]) -> str:
    task = TASKS[act.TASK]
    lines = [
        f"### {name}",
        "",
        f"{described(act)} `casusregie act {spoken(name)} CASE --as NAME`",
        "",
        f"Task `{task.act}`: {_whose(task)}; class {task.field_class}; {_lists(task)}.{_OWN[task.own]}",
        *(["Changes what stands there: `expectedVersion` is needed."] if act.EXPECTS else []),
        *(["Can be done in a closed case too."] if act.IN_CLOSED else []),
        "",
        "| field | holds | |",
        "|---|---|---|",
        *(_field(one) for one in fields_of(act)),
    ]
    return "\n".join(lines if fields_of(act) else lines[:-3])


def _whose(task: Task) -> str:
    functions = sorted(task.functions - {SUBJECT})
    told = "every function that works on cases" if task.functions >= EVERY else ", ".join(functions)
    more = [told] if told else []
    if SUBJECT in task.functions:
        more.append("the person")
    if task.director:
        more.append("who directs the case")
    return "; ".join(more)


def _lists(task: Task) -> str:
    return f"from {' or '.join(sorted(task.scopes))}"


def _field(field: Field) -> str:
    words = f" {', '.join(f'`{one}`' for one in field.said.values)}" if field.said.values else ""
    needed = "needed" if field.required else ""
    return f"| `{field.name}` | {field.said.description}{words} | {needed} |"
