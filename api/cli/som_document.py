"""The page about screening, made from the rule set in force: for professionals, and for the register of algorithms."""

from importlib.resources import files

from analytics.screening.ruleset import RULE_SET, Before, Criterion, RuleSet


def page(rules: RuleSet = RULE_SET) -> str:
    """The page, in Markdown."""
    values = {name: getattr(part, name) for part in (rules.numbers, rules.weighed) for name in part.__struct_fields__}
    return files("api.cli").joinpath("som_document.md").read_text("utf-8").format(
        title=rules.title.nl,
        id=rules.id,
        version=rules.version,
        source=rules.source,
        purpose_nl=rules.purpose.nl,
        purpose_en=rules.purpose.en,
        decision_nl=rules.human_decision.nl,
        decision_en=rules.human_decision.en,
        criteria="\n".join(map(_criterion, rules.criteria)),
        lifts=_listed(rules.concern_lifts),
        older=rules.older_high_risk,
        order="\n".join(map(_before, rules.before)),
        numbers="\n".join(f"| `{one.name}` | {_told(values[one.name])} | {one.reason.en} |" for one in rules.choices),
        not_inputs=", ".join(rules.not_inputs),
        again_after=rules.numbers.again_after_months,
    )  # fmt: skip


def _criterion(one: Criterion) -> str:
    phase = one.phase.replace("_", " ").lower() if one.phase else "all"
    cells = (
        one.no, one.name.nl, one.name.en, phase, one.effect.replace("_", " ").lower(), one.because.en,
        one.agreed.lower(),
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _before(one: Before) -> str:
    settled = "yes" if one.settled else "**no**"
    return f"| {one.winner} | {_listed(one.losers)} | {settled} | {one.reason.en} |"


def _listed(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))


def _told(value: int | str | tuple[str, ...]) -> str:
    return ", ".join(value).lower() if isinstance(value, tuple) else str(value).lower()
