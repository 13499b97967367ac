"""The page about the clock, made from the rules: question, formula, numbers with their reasons, blind spots, source."""

from importlib.resources import files
from inspect import getdoc

from analytics.clock.registry import FUNCTIONS, RULES
from analytics.clock.texts import TEXTS
from analytics.rules import page_parts as parts
from analytics.rules.rule import Rule


def clock_document() -> str:
    """The page as Markdown."""
    head = files(__package__ or "").joinpath("document.md").read_text("utf-8").strip()
    page = [head, "## The rules", parts.overview(RULES), *map(_section, RULES), "## Reasons", parts.reasons(TEXTS)]
    return "\n\n".join(page) + "\n"


def _section(rule: Rule) -> str:
    formula = " ".join((getdoc(FUNCTIONS[rule.function]) or "").split())
    reads = f"Reads {parts.classes(rule)}. Judged by `{rule.function}`: {formula}"
    lines = [
        f"### {rule.id}",
        f"**{rule.question.en}** *{rule.question.nl}*",
        f"Version {rule.version}, {parts.weight(rule)}. {reads}",
        parts.numbers(rule),
        parts.action(rule),
        parts.source(rule),
    ]
    return "\n\n".join(lines)
