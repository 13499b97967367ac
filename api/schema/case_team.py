"""The team around a person, the people around and the organisations, as a section of the case picture."""

import strawberry

from api.schema.date import Day, last_day_of
from api.schema.field_class import classes
from api.schema.involvement import EndsWith, Frame
from api.schema.network import EdgeStatus, TieQuality
from api.schema.party import Origin, Party
from api.schema.purpose import Function
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K


@words("What somebody is to the person (*soort band*).")
class TieKind(Word):
    """What somebody is to the person."""

    PARTNER = "PARTNER", "Partner (*partner*)."
    EX_PARTNER = "EX_PARTNER", "Former partner (*ex-partner*)."
    PARENT = "PARENT", "Parent (*ouder*)."
    CHILD = "CHILD", "Child (*kind*)."
    SIBLING = "SIBLING", "Brother or sister (*broer, zus*)."
    RELATIVE = "RELATIVE", "Another relative (*familielid*)."
    FRIEND = "FRIEND", "Friend (*vriend*)."
    NEIGHBOUR = "NEIGHBOUR", "Neighbour (*buur*)."
    EMPLOYER = "EMPLOYER", "Employer (*werkgever*)."
    COACH = "COACH", "Coach (*coach*)."
    VOLUNTEER = "VOLUNTEER", "Volunteer (*vrijwilliger*)."
    VICTIM = "VICTIM", "Victim (*slachtoffer*); a tie with contact rules."
    OTHER = "OTHER", "Something else (*anders*)."


@strawberry.type(description="Somebody involved, now or soon (*betrokkene in het team*).")
class PictureMember:
    """Somebody involved, now or soon."""

    party: Party = strawberry.field(description="Who, for which organisation.")
    role: Function = strawberry.field(description="Role in the case (*rol*).")
    frame: Frame = strawberry.field(description="Legal frame of the involvement (*wettelijk kader*).")
    status: EdgeStatus = strawberry.field(description="In force, expired or planned.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day that counts; null when no end is known."
    )
    ends_with: EndsWith | None = strawberry.field(description="With what it ends; null where that is not recorded.")
    planned_end_on: Day | None = strawberry.field(
        resolver=last_day_of("planned_to"), description="Last day as planned; null when none was planned."
    )
    directs: bool = strawberry.field(description="Whether this is who directs the case (*casusregisseur*).")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="Who directs the case (*casusregisseur*).")
class PictureDirector:
    """Who directs the case."""

    party: Party = strawberry.field(description="Who; an organisation while nobody there has taken it up.")
    valid_from: Day | None = strawberry.field(name="since", description="First day; null where it is unknown.")
    ended: Party | None = strawberry.field(
        description="Who directed until that position ended, where the organisation directs for that reason; else null."
    )
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="How one reads a tie (*lezing van de band*).")
class PictureReading:
    """How one reads a tie."""

    quality: TieQuality = strawberry.field(description="The reading; unknown is a reading too.")
    read_at: Day | None = strawberry.field(name="readOn", description="Day of the reading; null where it is unknown.")
    by: Party | None = strawberry.field(description="The professional; null for the person's own.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="Somebody around the person (*naaste, steunfiguur*), with each reading apart.")
class PersonAround:
    """Somebody around the person."""

    contact_id: strawberry.ID = strawberry.field(name="contact", description="Id, in this case only.")
    name: str | None = strawberry.field(description="As called in the case; null where nothing says so.")
    tie: TieKind = strawberry.field(description="What to the person.")
    status: EdgeStatus = strawberry.field(description="In force, expired or planned.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day that counts; null when no end is known."
    )
    own_reading: PictureReading | None = strawberry.field(
        description="How the person reads the tie; null where nobody asked."
    )
    readings: list[PictureReading] = strawberry.field(description="How professionals read it, latest first.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="An organisation around the person (*betrokken organisatie*).")
class OrganisationAround:
    """An organisation around the person."""

    organisation: Party = strawberry.field(description="Which.")
    through: list[str] = strawberry.field(
        description="Through which kinds of record: Involvement, Direction, Stay, Residence, Intervention."
    )


_INVOLVED = (K.HEALTH, K.RISK, K.PLAN)
_AROUND = (K.VICTIM, K.HEALTH, K.NETWORK)
_EVERY = (K.HEALTH, K.RISK, K.PLAN, K.COURSE)

classes(
    "PictureMember",
    {
        ("party", "role", "frame", "status", "startsOn", "endsOn", "endsWith", "plannedEndOn", "directs"): _INVOLVED,
        ("origin",): _INVOLVED,
    },
)
classes("PictureDirector", {("party", "since", "ended", "origin"): _INVOLVED})
classes("PictureReading", {("quality", "readOn", "by", "origin"): _AROUND})
classes(
    "PersonAround",
    {
        ("contact", "name", "tie", "status", "startsOn", "endsOn", "origin"): (K.VICTIM, K.NETWORK),
        ("ownReading", "readings"): _AROUND,
    },
)
classes("OrganisationAround", {("organisation", "through"): _EVERY})
