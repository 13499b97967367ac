"""The life course of a case: one line from every source with its gaps, as a section of the case picture."""

from datetime import timedelta
from typing import Annotated, Any, TypeAlias

import strawberry

from api.schema.date import Day, last_day_of
from api.schema.declined import Refused
from api.schema.field_class import classes
from api.schema.invalid import Invalid, InvalidError, moment_in
from api.schema.network import EdgeStatus, Phase
from api.schema.party import Origin, Party
from api.schema.word import Word, words
from graph import life_courses, networks_shape
from graph.case_pictures import Picture
from graph.errors import InputError
from graph.model.kinds import FieldClass as K
from graph.times import day_of, start_of_day


@words("What an entry of the life course is about (*domein*).")
class LifeDomain(Word):
    """What an entry of the life course is about."""

    DETENTION = "DETENTION", "Detention, stays, release (*detentie*)."
    LEGAL = "LEGAL", "Titles, advice, rules, consents (*juridisch*)."
    CONDITION = "CONDITION", "Basic conditions (*basisvoorwaarden*)."
    SCREENING = "SCREENING", "Instruments (*screening*)."
    CONTACT = "CONTACT", "Contact with the person, and gaps in it (*contact*)."
    COOPERATION = "COOPERATION", "Who is involved and directs, meetings, handovers (*samenwerking*)."
    HELP = "HELP", "Referrals, help and training (*hulp*)."
    NOTICE = "NOTICE", "Notices to organisations (*meldingen*)."
    LIVING = "LIVING", "Where the person comes from and settles (*wonen*)."


@words("Kind of entry of the life course (*soort*).")
class LifeEntryKind(Word):
    """Kind of entry of the life course."""

    DETENTION = "DETENTION", "A detention (*detentie*)."
    STAY = "STAY", "A stay in a prison (*verblijf*)."
    TITLE = "TITLE", "A title (*titel*)."
    NOTICE = "NOTICE", "A notice (*melding*)."
    RELEASE = "RELEASE", "The release, expected or actual (*invrijheidstelling*)."
    RESIDENCE = "RESIDENCE", "Where the person comes from or settles (*woonplaats*)."
    CASE = "CASE", "The case, open or closed (*casus*)."
    DIRECTION = "DIRECTION", "Who directs the case (*casusregie*)."
    INVOLVEMENT = "INVOLVEMENT", "Who is involved (*betrokkenheid*)."
    HANDOVER = "HANDOVER", "A step of a handover (*overdracht*)."
    INSTRUMENT = "INSTRUMENT", "A result of an instrument (*screening*)."
    CONDITION = "CONDITION", "A basic condition as assessed (*basisvoorwaarde*)."
    ADVICE = "ADVICE", "Advice of probation (*advies*)."
    REFERRAL = "REFERRAL", "A referral (*verwijzing*)."
    INTERVENTION = "INTERVENTION", "Help or training (*interventie*)."
    MEETING = "MEETING", "A meeting (*overleg*)."
    CONTACT = "CONTACT", "A contact with the person (*contactmoment*)."
    CONTACT_RULE = "CONTACT_RULE", "A contact rule or area ban (*contactverbod, gebiedsverbod*)."
    CONSENT = "CONSENT", "A consent (*toestemming*)."
    GAP = "GAP", "No contact with the person that is visible to who asks (*geen contact zichtbaar voor u*)."


@strawberry.type(description="One entry of the life course (*gebeurtenis of periode*), from the source that has it.")
class LifeCourseEntry:
    """One entry of the life course."""

    kind: LifeEntryKind = strawberry.field(description="What stands on the line.")
    domain: LifeDomain = strawberry.field(description="What it is about.")
    person_id: strawberry.ID | None = strawberry.field(
        name="person", description="Of whom; null for what is of the case as a whole."
    )
    valid_from: Day | None = strawberry.field(
        name="startsOn", description="The day, or the first day of a period; null where it is unknown."
    )
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"),
        description="Last day of a period that counts; null when no end is known, and for what happens on one day.",
    )
    expected_end_on: Day | None = strawberry.field(
        resolver=last_day_of("expected_end"),
        description="Last day as expected of a period without a known end; null where nothing is expected.",
    )
    lasts: bool = strawberry.field(description="Whether it is a period; else it happens on one day.")
    status: EdgeStatus = strawberry.field(description="Where it stands at the moment; ended for what happened.")
    phases: list[Phase] = strawberry.field(
        description="The phases of the detention in view that it touches; empty where no detention is known or shown."
    )
    what: str | None = strawberry.field(
        description="What, in a closed word of its kind: regime, ground, role, ...; null where there is none."
    )
    outcome: str | None = strawberry.field(
        description="Where it came to, in a closed word: status, level, what follows; null where there is none."
    )
    offer: str | None = strawberry.field(description="Name of the help or training (*aanbod*); null elsewhere.")
    by: list[Party] = strawberry.field(description="Who did it, was there, or holds it.")
    to: list[Party] = strawberry.field(description="For or at whom: who was told or asked, where the person stayed.")
    days: int | None = strawberry.field(description="Of a gap: days without contact; null elsewhere.")
    origin: Origin | None = strawberry.field(description="Where it comes from; null for a gap, which is counted.")


@strawberry.type(description="One line over before, during and after the detention (*levensloop*).")
class LifeCourse:
    """One line over before, during and after the detention."""

    entries: list[LifeCourseEntry] = strawberry.field(
        description="By first day, unknown ones first. What is still to come stands on it too, as planned."
    )
    gaps_told: bool = strawberry.field(
        description="Whether gaps are told: not to who may not see contact with the person at all."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, life_courses.LifeCourse)


LifeCourseResult: TypeAlias = Annotated[
    LifeCourse | Invalid,
    strawberry.union("LifeCourseResult", description="A life course, or why the part asked for is none."),
]


def life_course(
    root: strawberry.Parent[Picture],
    *,
    phase: Annotated[
        Phase | None, strawberry.argument(description="Only what touches this phase; null is all.")
    ] = None,
    domains: Annotated[
        list[LifeDomain] | None, strawberry.argument(description="Only these domains; null is all.")
    ] = None,
    organisations: Annotated[
        list[strawberry.ID] | None,
        strawberry.argument(description="Only what these organisations did or were told; null is all, with gaps."),
    ] = None,
    first_day: Annotated[
        Day | None, strawberry.argument(name="from", description="Only from this day on; null is from the start.")
    ] = None,
    last_day: Annotated[
        Day | None, strawberry.argument(name="to", description="Only up to and with this day; null is to the end.")
    ] = None,
) -> life_courses.LifeCourse | Refused:
    """The line of a case, or a part of it."""
    try:
        until = moment_in("to", last_day)
        part = life_courses.Part(
            phase=None if phase is None else networks_shape.Phase(phase),
            domains=domains,
            organisations=organisations,
            first=moment_in("from", first_day),
            until=None if until is None else start_of_day(day_of(until) + timedelta(days=1)),
        )
        return life_courses.life_course(root.view, part, contact_shown=K.PLAN in root.dossier.released)
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer


life_course_field: Any = strawberry.field(
    resolver=life_course,
    graphql_type=LifeCourseResult,
    description="One line over before, during and after the detention, from every source, with gaps (*levensloop*).",
)

ON_LINE = (K.HEALTH, K.RISK, K.TITLE, K.RESPONSIVITY, K.RISK_SUMMARY, K.CONDITION, K.PLAN, K.COURSE)
"""The classes of what stands on the line."""

classes(
    "LifeCourseEntry",
    {
        ("kind", "domain", "person", "startsOn", "endsOn", "expectedEndOn", "lasts", "status"): ON_LINE,
        ("phases", "what", "outcome", "offer", "by", "to", "days", "origin"): ON_LINE,
    },
)
classes("LifeCourse", {("entries",): ON_LINE, ("gapsTold",): (K.PLAN,)})
