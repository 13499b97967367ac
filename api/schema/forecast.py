"""Forecast at release in the case picture: what will be ready by usual lead times, and what shortens it most."""

from typing import Any

import strawberry

from analytics.forecast import Forecast, Step, forecasts
from api.schema.condition import ConditionKind, ReleaseReadiness
from api.schema.date import Day
from api.schema.detention import YesNoUnknown
from api.schema.field_class import classes
from api.schema.party import Party
from graph.case_pictures import Picture
from graph.model.kinds import FieldClass as K


@strawberry.type(description="How long settling a condition usually takes, counted over all cases (*doorlooptijd*).")
class ConditionLeadTime:
    """How long settling a condition usually takes, counted over all cases."""

    days: int = strawberry.field(description="Median of the days from first seen not in order to in order.")
    count: int = strawberry.field(description="How many times were counted; under 10 it is not told.")


def _condition(root: strawberry.Parent[Step]) -> str:
    return root.ready.condition


def _ready(root: strawberry.Parent[Step]) -> str:
    return root.ready.answer


@strawberry.type(description="One condition on the way to the release (*stap naar vrijlating*).")
class ForecastStep:
    """One condition on the way to the release."""

    condition: Any = strawberry.field(resolver=_condition, graphql_type=ConditionKind, description="Which.")
    ready: Any = strawberry.field(
        resolver=_ready, graphql_type=YesNoUnknown, description="Ready on the day of release, as things stand now."
    )
    lead: ConditionLeadTime | None = strawberry.field(
        name="leadTime", description="How long settling it usually takes; null where no run counted enough."
    )
    waits_for: list[ConditionKind] = strawberry.field(description="What is not ready and has to be settled before it.")
    path_days: int | None = strawberry.field(
        description="Days until it would be settled, begun today; null where that cannot be told."
    )
    expected_at: Day | None = strawberry.field(
        name="expectedOn", description="The day that would be; null where it is ready, or cannot be told."
    )
    in_time: YesNoUnknown = strawberry.field(description="Whether that is by the day of release (*op tijd*).")


@strawberry.type(
    description="What brings the last condition forward the most when it is settled now (*grootste winst*)."
)
class ForecastShortest:
    """What brings the last condition forward the most when it is settled now."""

    condition: ConditionKind = strawberry.field(description="Which condition.")
    saves_days: int = strawberry.field(description="By how many days.")
    agreed_action: str | None = strawberry.field(
        description="What was agreed about it; null where nothing is, or shown."
    )
    owner: Party | None = strawberry.field(description="Whose that is; null where nobody's, or not shown.")


@strawberry.type(
    description="Forecast at release of one person (*prognose bij vrijlating*): by usual lead times, no learned model."
)
class ReleaseForecast:
    """Forecast at release of one person."""

    readiness: ReleaseReadiness = strawberry.field(description="How ready the person is as things stand now.")
    steps: list[ForecastStep] = strawberry.field(description="Each condition, with what it hangs on.")
    longest_days: int | None = strawberry.field(
        description="Days until all would be settled, begun today; null where one cannot be told."
    )
    answer: YesNoUnknown = strawberry.field(description="Whether all would be in time.")
    shortest: ForecastShortest | None = strawberry.field(
        description="The one condition that shortens it the most; null where no single one does."
    )


_READ = (K.HEALTH, K.CONDITION, K.COURSE)
classes("ConditionLeadTime", {("days", "count"): (K.PUBLIC,)})
classes(
    "ForecastStep",
    {
        ("leadTime",): (K.PUBLIC,),
        ("condition", "ready", "waitsFor", "pathDays", "expectedOn", "inTime"): _READ,
    },
)
classes("ForecastShortest", {("condition", "savesDays", "agreedAction", "owner"): _READ})
classes("ReleaseForecast", {("readiness", "steps", "longestDays", "answer", "shortest"): _READ})


def _drawn(root: strawberry.Parent[Picture]) -> tuple[Forecast, ...]:
    return forecasts(root.dossier, root.view)


FORECAST: Any = strawberry.field(
    resolver=_drawn,
    graphql_type=list[ReleaseForecast],
    description="Forecast at release of each person inside (*prognose bij vrijlating*); empty where withheld.",
)
