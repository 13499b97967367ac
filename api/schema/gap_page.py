"""The findings about aftercare as a connection with totals, and the question for them."""

import asyncio
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import strawberry

from analytics import gaps as findings
from analytics.coverage import LinkState
from analytics.expectation import SOURCE, whole
from analytics.gaps import aftercare_gaps
from analytics.region import region_named
from api.context import Info
from api.schema.aftercare import AftercareState
from api.schema.date import Day, Moment
from api.schema.declined import RefusalCode, Refused
from api.schema.gap import Gap, GapRegion, GapState
from api.schema.invalid import Invalid, InvalidError, moment_in
from api.schema.paging import PAGE, After, First, Page, PageInfo, check_first, key_after
from graph.coverages import CoverageFacts, Region, coverage_facts
from graph.errors import InputError

_LIST = "gaps"


@strawberry.type(description="How many municipalities are in one state.")
class AftercareStateCount:
    """How many municipalities are in one state."""

    state: AftercareState = strawberry.field(description="Which state.")
    count: int = strawberry.field(description="How many municipalities; 0 is said too.")


def _expected_of_all(root: strawberry.Parent[findings.GapTotals]) -> int | None:
    return whole(root.expected_returns)


def _states(root: strawberry.Parent[findings.GapTotals]) -> list[Any]:
    return [AftercareStateCount(state=AftercareState(state), count=count) for state, count in root.states.items()]


@strawberry.type(description="Counts of municipalities in the region asked for, whatever `small` and `states` keep.")
class GapTotals:
    """Counts of municipalities in the region asked for."""

    municipalities: int = strawberry.field(description="All of them.")
    states: list[AftercareStateCount] = strawberry.field(resolver=_states, description="By state, each of them.")
    small_missing: int = strawberry.field(description="Missing and under 50,000 inhabitants.")
    missing_of_unknown_size: int = strawberry.field(description="Missing, with no known number of inhabitants.")
    expected_returns: int | None = strawberry.field(
        resolver=_expected_of_all,
        description="Releases to be expected a year to the missing ones together; null where unknown.",
    )
    contradicted: list[strawberry.ID] = strawberry.field(
        description="Municipalities about which sources contradict each other."
    )


@dataclass(frozen=True, slots=True)
class GapPage:
    """A page of findings with the report they are taken from."""

    page: Page[findings.Gap]
    report: findings.GapReport


@strawberry.type(description="A finding and the cursor to go on after it.")
class GapEdge:
    """A finding and the cursor to go on after it."""

    node: Gap = strawberry.field(description="The finding.")
    cursor: str = strawberry.field(description="Cursor, for `after`.")


def _edges(root: strawberry.Parent[GapPage]) -> list[Any]:
    return list(root.page.edges)


def _page_info(root: strawberry.Parent[GapPage]) -> Any:
    return root.page.page_info


def _totals(root: strawberry.Parent[GapPage]) -> Any:
    return root.report.totals


def _region(root: strawberry.Parent[GapPage]) -> Any:
    return root.report.region


def _at(root: strawberry.Parent[GapPage]) -> Moment:
    return _moment(root.report.at)


def _known_at(root: strawberry.Parent[GapPage]) -> Moment:
    return _moment(root.report.known)


def _moment(milliseconds: Any) -> Moment:
    return milliseconds


def _total_count(root: strawberry.Parent[GapPage]) -> int:
    return len(root.report.gaps)


def _rate(root: strawberry.Parent[GapPage]) -> str:
    return SOURCE


def _invented(root: strawberry.Parent[GapPage]) -> bool:
    return root.report.invented


@strawberry.type(description="Findings about aftercare, small municipalities first (*witte vlekken*). Invented.")
class GapConnection:
    """Findings about aftercare, small municipalities first."""

    edges: list[GapEdge] = strawberry.field(resolver=_edges, description="The findings of this page.")
    page_info: PageInfo = strawberry.field(resolver=_page_info, description="Where this page stands.")
    total_count: int = strawberry.field(resolver=_total_count, description="Findings on all pages together.")
    totals: GapTotals = strawberry.field(resolver=_totals, description="Counts of municipalities in the region.")
    region: GapRegion | None = strawberry.field(resolver=_region, description="The region; null for the whole country.")
    at: Moment = strawberry.field(resolver=_at, description="The moment it is shown at (*peilmoment*).")
    known_at: Moment = strawberry.field(resolver=_known_at, description="With what was known at this moment.")
    rate: str = strawberry.field(resolver=_rate, description="What the expected returns rest on (*bron*).")
    invented: bool = strawberry.field(resolver=_invented, description="Always true: these gaps are invented.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, GapPage)


GapsResult: TypeAlias = Annotated[
    GapConnection | Invalid, strawberry.union("GapsResult", description="Findings, or why there are none.")
]


async def gaps(
    info: Info,
    *,
    region: Annotated[
        strawberry.ID | None, strawberry.argument(description="Id (VR08) or name of one region; null is the country.")
    ] = None,
    small: Annotated[
        bool, strawberry.argument(description="Only municipalities known to have under 50,000 inhabitants.")
    ] = False,
    states: Annotated[
        list[GapState] | None, strawberry.argument(description="Only these states; null is MISSING, the gaps proper.")
    ] = None,
    at: Annotated[
        Day | None, strawberry.argument(description="As it was when this day began (*peildatum*); null is now.")
    ] = None,
    known_at: Annotated[
        Moment | None, strawberry.argument(description="With what was known at this moment; null is now.")
    ] = None,
    first: First = PAGE,
    after: After = None,
) -> GapPage | Refused:
    """Municipalities without an aftercare link, small ones first."""
    try:
        check_first(first)
        start = key_after(info.context.owner, _LIST, after, int, int, int, str)
        facts = await coverage_facts(
            info.context.store,
            info.context.reader,
            info.context.clock,
            at=moment_in("at", at),
            known=moment_in("knownAt", known_at),
        )
        asked = _region_asked(facts, region)
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    kept = (LinkState.MISSING,) if states is None else tuple(LinkState(one) for one in states)
    report = await asyncio.to_thread(aftercare_gaps, facts, region=asked, small=small, states=kept)
    rows = [gap for gap in report.gaps if start is None or gap.key > tuple(start)]
    return GapPage(
        Page[findings.Gap].of(info.context.owner, _LIST, rows[: first + 1], _key, first=first, after=start is not None),
        report,
    )


def _key(gap: findings.Gap) -> tuple[int, int, int, str]:
    return gap.key


def _region_asked(facts: CoverageFacts, region: str | None) -> Region | None:
    if region is None:
        return None
    try:
        return region_named(facts.regions, region)
    except InputError as error:
        raise InvalidError("region", RefusalCode.UNKNOWN_REGION, f"{error}: {error.advice}") from None
