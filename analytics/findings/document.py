"""The page about findings, made from the rules: question, formula, numbers, what is unknown, blind spots, source."""

from importlib.resources import files

from analytics.clock import registry as clock
from analytics.findings.registry import PERSON_RULES
from analytics.findings.texts import TEXTS
from analytics.rules import page_parts as parts
from analytics.rules.rule import Rule, Text


def findings_document() -> str:
    """The page as Markdown."""
    head = files(__package__ or "").joinpath("document.md").read_text("utf-8").strip()
    page = [
        head,
        "## The rules",
        parts.overview(PERSON_RULES),
        *map(_section, PERSON_RULES),
        "## Missed moments of the clock",
        _clock(),
        "## Reasons",
        parts.reasons(TEXTS),
    ]
    return "\n\n".join(page) + "\n"


def _section(rule: Rule) -> str:
    lines = [
        f"### {rule.id}",
        f"**{rule.question.en}** *{rule.question.nl}*",
        f"Version {rule.version}, {parts.weight(rule)}. Reads {parts.classes(rule)}. Judged by `{rule.function}`.",
        _told("Formula", rule.formula),
        parts.numbers(rule),
        _told("Unknown", rule.unknown),
        _told("Blind spots", rule.blind),
        parts.action(rule),
        parts.source(rule),
    ]
    return "\n\n".join(one for one in lines if one)


def _told(what: str, text: Text | None) -> str:
    return "" if text is None else f"{what}: {text.en} *{text.nl}*"


def _clock() -> str:
    rows = [
        f"| [`{rule.id}`](clock.md#{rule.id.replace('.', '')}) | {rule.question.en} | {parts.weight(rule)} "
        f"| {parts.classes(rule)} |"
        for rule in clock.RULES
    ]
    told = (
        "A rule of [the clock](clock.md) that is late is a finding, one for each detention; one that is unknown "
        "cannot be told. Formula, numbers, what is unknown and source stand there."
    )
    return told + "\n\n" + "\n".join(["| rule | asks | weight | reads |", "|---|---|---|---|", *rows])
