"""The page about the clock, made from the rules: question, formula, numbers with their reasons, blind spots, source."""

from importlib.resources import files
from inspect import getdoc

from analytics.clock.registry import FUNCTIONS, RULES
from analytics.clock.texts import TEXTS
from analytics.rules.rule import Parameter, Rule


def clock_document() -> str:
    """The page as Markdown."""
    head = files(__package__ or "").joinpath("document.md").read_text("utf-8").strip()
    parts = [head, "## The rules", _overview(), *map(_section, RULES), "## Reasons", _reasons()]
    return "\n\n".join(parts) + "\n"


def _overview() -> str:
    rows = [
        f"| [`{rule.id}`](#{_anchor(rule)}) | {rule.name.en} | *{rule.name.nl}* | {_weight(rule)} | {_classes(rule)} |"
        for rule in RULES
    ]
    return "\n".join(["| rule | what | Dutch | weight | reads |", "|---|---|---|---|---|", *rows])


def _section(rule: Rule) -> str:
    formula = " ".join((getdoc(FUNCTIONS[rule.function]) or "").split())
    lines = [
        f"### {rule.id}",
        f"**{rule.question.en}** *{rule.question.nl}*",
        f"Version {rule.version}, {_weight(rule)}. Reads {_classes(rule)}. Judged by `{rule.function}`: {formula}",
        "\n".join(
            ["| number or word | is | why |", "|---|---|---|"]
            + [f"| `{name}` | {_value(one)} | {one.reason} |" for name, one in rule.parameters.items()]
        ),
        f"What to do: {rule.action.en} *{rule.action.nl}*",
        f"Source: {rule.source.document}; {rule.source.section}.",
    ]
    return "\n\n".join(lines)


def _value(one: Parameter) -> str:
    if isinstance(one.value, tuple):
        return ", ".join(f"`{word}`" for word in one.value) or "none"
    return (
        f"`{one.value}`"
        if isinstance(one.value, str)
        else f"{one.value} {one.unit}"
        if one.unit != "times"
        else str(one.value)
    )


def _classes(rule: Rule) -> str:
    return ", ".join(sorted(rule.reads))


def _weight(rule: Rule) -> str:
    return rule.severity.lower()


def _anchor(rule: Rule) -> str:
    return rule.id.replace(".", "")


def _reasons() -> str:
    rows = [f"| `{code}` | {english} | {dutch} |" for code, (english, dutch) in TEXTS.items()]
    return "\n".join(["| code | English | Dutch |", "|---|---|---|", *rows])
