"""Parts of the pages that are made from rules, as Markdown."""

from collections.abc import Iterable, Mapping

from analytics.rules.rule import Parameter, Rule


def overview(rules: Iterable[Rule]) -> str:
    """A table of rules, each with a link to its section."""
    rows = [
        f"| [`{rule.id}`](#{rule.id.replace('.', '')}) | {rule.name.en} | *{rule.name.nl}* | {weight(rule)} "
        f"| {classes(rule)} |"
        for rule in rules
    ]
    return "\n".join(["| rule | what | Dutch | weight | reads |", "|---|---|---|---|---|", *rows])


def numbers(rule: Rule) -> str:
    """The numbers and words a rule is judged with, and why these; empty where it has none."""
    if not rule.parameters:
        return ""
    rows = [f"| `{name}` | {_value(one)} | {one.reason} |" for name, one in rule.parameters.items()]
    return "\n".join(["| number or word | is | why |", "|---|---|---|", *rows])


def action(rule: Rule) -> str:
    """What to do."""
    return f"What to do: {rule.action.en} *{rule.action.nl}*"


def source(rule: Rule) -> str:
    """Where it comes from."""
    return f"Source: {rule.source.document}; {rule.source.section}."


def classes(rule: Rule) -> str:
    """The classes it reads."""
    return ", ".join(sorted(rule.reads))


def weight(rule: Rule) -> str:
    """How much hangs on it."""
    return rule.severity.lower()


def reasons(texts: Mapping[str, tuple[str, str]]) -> str:
    """A table of reasons by their code, in English and Dutch."""
    rows = [f"| `{code}` | {english} | {dutch} |" for code, (english, dutch) in texts.items()]
    return "\n".join(["| code | English | Dutch |", "|---|---|---|", *rows])


def _value(one: Parameter) -> str:
    if isinstance(one.value, tuple):
        return ", ".join(f"`{word}`" for word in one.value) or "none"
    if isinstance(one.value, str):
        return f"`{one.value}`"
    return str(one.value) if one.unit == "times" else f"{one.value} {one.unit}"
