"""Reading the files of rules. A bad rule fails here, before anything is judged, naming file, rule and field."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import Parameter, signature
from typing import Any, cast, get_args, get_type_hints

import msgspec

from analytics.rules.rule import Rule
from graph.errors import RuleError

Functions = Mapping[str, Callable[..., Any]]
"""What a rule may name: functions whose keyword arguments are the parameters of the rule.

`Annotated[str, WORDS]` or `Annotated[tuple[str, ...], WORDS]` closes the words that a parameter may hold.
"""


_TOLD = ("formula", "unknown", "blind")


def rules_in(texts: Iterable[tuple[str, str]], functions: Functions, *, told: bool = False) -> tuple[Rule, ...]:
    """The rules of several files, given as (name, text), in order. Raises RuleError for a rule that cannot be used.

    With `told` each has to say its formula, what is unknown to it, and what it does not see.
    """
    found: dict[str, Rule] = {}
    for file, text in texts:
        for rule in _rules_of(file, text):
            if rule.id in found:
                raise RuleError(file, rule.id, "id", "stands twice")
            _check(file, rule, functions)
            if told and (silent := [name for name in _TOLD if getattr(rule, name) is None]):
                raise RuleError(file, rule.id, silent[0], "is missing")
            found[rule.id] = rule
    return tuple(found.values())


def _rules_of(file: str, text: str) -> Iterator[Rule]:
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(file, "-", "-", str(error)) from None
    if strange := read.keys() - {"rule"}:
        raise RuleError(file, "-", min(strange), "is not known here: a file holds [[rule]] only")
    entries = read.get("rule", [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in cast("list[Any]", entries)):
        raise RuleError(file, "-", "rule", "is not a list of tables: write [[rule]]")
    for number, entry in enumerate(cast("list[dict[str, Any]]", entries), 1):
        id = str(entry.get("id", f"number {number}"))
        try:
            yield msgspec.convert(entry, Rule)
        except msgspec.ValidationError as error:
            raise RuleError(file, id, *_place_and_problem(str(error))) from None


def _place_and_problem(text: str) -> tuple[str, str]:
    """The field and the problem in what msgspec says: `Expected ... - at `$.source``, with the field it lacks."""
    problem, _, at = text.partition(" - at ")
    field = re.search(r"field `(\w+)`$", problem)
    places = [place for place in (at.strip("`$."), field[1] if field else "") if place]
    return ".".join(places) or "-", problem


def _check(file: str, rule: Rule, functions: Functions) -> None:
    texts = {
        "id": rule.id,
        "name": (rule.name.en, rule.name.nl),
        "question": (rule.question.en, rule.question.nl),
        "action": (rule.action.en, rule.action.nl),
        "source": (rule.source.document, rule.source.section),
        "reads": rule.reads,
        **{name: (told.en, told.nl) for name in _TOLD if (told := getattr(rule, name)) is not None},
    }
    for field, said in texts.items():
        if not said or not all(one.strip() for one in said):
            raise RuleError(file, rule.id, field, "is empty")
    if rule.version < 1:
        raise RuleError(file, rule.id, "version", "counts from 1")
    if len(set(rule.reads)) < len(rule.reads):
        raise RuleError(file, rule.id, "reads", "names a class twice")
    if rule.function not in functions:
        raise RuleError(file, rule.id, "function", f"{rule.function!r} is not one of {', '.join(sorted(functions))}")
    _check_parameters(file, rule, functions[rule.function])


def _check_parameters(file: str, rule: Rule, function: Callable[..., Any]) -> None:
    hints = get_type_hints(function, include_extras=True)
    taken = {name for name, one in signature(function).parameters.items() if one.kind is Parameter.KEYWORD_ONLY}
    for name in sorted(taken ^ rule.parameters.keys()):
        said = "is missing" if name in taken else f"is not taken by {rule.function}"
        raise RuleError(file, rule.id, f"parameters.{name}", said)
    for name, parameter in rule.parameters.items():
        place = f"parameters.{name}"
        if not parameter.reason.strip():
            raise RuleError(file, rule.id, f"{place}.reason", "is empty")
        try:
            msgspec.convert(parameter.value, hints[name])
        except msgspec.ValidationError as error:
            raise RuleError(file, rule.id, f"{place}.value", str(error)) from None
        if isinstance(parameter.value, int):
            if parameter.unit == "words" or parameter.value < 0:
                raise RuleError(file, rule.id, place, "is a number of days, months or times, not below 0")
            continue
        if parameter.unit != "words":
            raise RuleError(file, rule.id, f"{place}.unit", "of words is 'words'")
        said = (parameter.value,) if isinstance(parameter.value, str) else parameter.value
        allowed = _closed_words(hints[name])
        for word in said:
            if allowed is not None and word not in allowed:
                raise RuleError(file, rule.id, f"{place}.value", f"{word!r} is not one of {', '.join(allowed)}")


def _closed_words(hint: Any) -> tuple[str, ...] | None:
    """The words that `Annotated[..., WORDS]` allows; None where it closes nothing."""
    given = get_args(hint)
    return cast("tuple[str, ...]", given[-1]) if given and isinstance(given[-1], tuple) else None
