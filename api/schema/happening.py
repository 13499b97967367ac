"""Meetings, contacts, notices, notes and results of instruments, as sections of the case picture."""

import strawberry

from api.schema.date import Day, Moment
from api.schema.detention import YesNoUnknown
from api.schema.field_class import classes
from api.schema.party import Origin, Party
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K


@words("Kind of meeting (*soort overleg*).")
class MeetingKind(Word):
    """Kind of meeting."""

    MDO = "MDO", "Multidisciplinary meeting (*multidisciplinair overleg*)."
    TRAJECTORY = "TRAJECTORY", "Trajectory talk with the person (*trajectgesprek*)."
    HANDOVER = "HANDOVER", "Handover talk (*overdrachtsgesprek*)."
    SAFETY_HOUSE = "SAFETY_HOUSE", "Meeting of the safety house (*casusoverleg*)."
    REGIONAL = "REGIONAL", "Regional meeting (*regionaal overleg*)."


@words("Kind of contact with the person (*soort contact*).")
class ContactMomentKind(Word):
    """Kind of contact with the person."""

    TALK = "TALK", "Talk (*gesprek*)."
    VISIT = "VISIT", "Visit (*bezoek*)."
    TELEPHONE = "TELEPHONE", "By telephone (*telefonisch*)."
    VIDEO = "VIDEO", "By video (*beeldbellen*)."
    NO_SHOW = "NO_SHOW", "The person did not come (*niet verschenen*)."


@words("What a report of conduct is of (*soort gedragsrapportage*).")
class ConductKind(Word):
    """What a report of conduct is of."""

    BEHAVIOUR = "BEHAVIOUR", "How the person behaves (*gedrag*)."
    MOTIVATION = "MOTIVATION", "Wanting to change (*motivatie*)."
    EFFORT = "EFFORT", "Effort for the own reintegration (*re-integratie-inspanning*)."
    PROMOTION = "PROMOTION", "Promoted to more freedoms (*promoveren*)."
    DEMOTION = "DEMOTION", "Put back to fewer freedoms (*degraderen*)."


@words("Kind of notice (*soort melding*).")
class NoticeKind(Word):
    """Kind of notice."""

    START_OF_DETENTION = "START_OF_DETENTION", "Start of the detention (*start detentie*)."
    END_OF_DETENTION = "END_OF_DETENTION", "End of the detention (*einde detentie*)."
    ADMINISTRATIVE = "ADMINISTRATIVE", "Administrative notice of a serious offender (*BIJ-melding*)."
    CALL_UP = "CALL_UP", "Call-up of a self-reporter (*oproep*)."
    PLACEMENT = "PLACEMENT", "Placement in a prison (*plaatsing*)."


@words("Screening instrument (*screeningsinstrument*).")
class Instrument(Word):
    """Screening instrument."""

    RISC = "RISC", "RISC, of probation: risks and criminogenic needs; valid one year."
    RISK_SCREENER_VIOLENCE = (
        "RISK_SCREENER_VIOLENCE",
        "Risk screener violence, of the prison (*Risicoscreener Geweld*).",
    )
    SCIL = "SCIL", "Screener for a mild intellectual disability (*SCIL*)."
    REFLECTOR = "REFLECTOR", "Reflector, of the prison (*Reflector*)."
    LANGUAGE_METER = "LANGUAGE_METER", "Language meter (*Taalmeter*)."
    SAPROF = "SAPROF", "Protective factors (*SAPROF*)."
    SELF_SUFFICIENCY_MATRIX = "SELF_SUFFICIENCY_MATRIX", "Self-sufficiency matrix (*Zelfredzaamheid-Matrix*)."
    ASR_FRAMEWORK = "ASR_FRAMEWORK", "Framework for young adults (*wegingskader adolescentenstrafrecht*)."


@words("Level of a risk (*niveau*).")
class RiskLevel(Word):
    """Level of a risk."""

    LOW = "LOW", "Low (*laag*)."
    MEDIUM = "MEDIUM", "Medium (*gemiddeld*)."
    HIGH = "HIGH", "High (*hoog*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."


@strawberry.type(description="A meeting about the case (*overleg*).")
class Meeting:
    """A meeting about the case."""

    kind: MeetingKind = strawberry.field(description="Kind.")
    held_at: Moment = strawberry.field(description="When it was held, or is to be.")
    ahead: bool = strawberry.field(description="Whether it is still to come at the moment (*gepland*).")
    attended: list[Party] = strawberry.field(description="Who was there (*aanwezig*), or is to be.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A contact of a professional with the person (*contactmoment*).")
class ContactMoment:
    """A contact of a professional with the person."""

    kind: ContactMomentKind = strawberry.field(description="Kind.")
    held_at: Moment = strawberry.field(description="When.")
    ahead: bool = strawberry.field(description="Whether it is still to come at the moment (*gepland*).")
    seen: bool = strawberry.field(description="Whether there was contact; not for a no-show.")
    by: Party | None = strawberry.field(description="Who; null where that is not recorded.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A notice to an organisation (*melding*).")
class Notice:
    """A notice to an organisation."""

    kind: NoticeKind = strawberry.field(description="Kind.")
    received_at: Day = strawberry.field(name="receivedOn", description="Day on which it was received.")
    to: Party | None = strawberry.field(description="Who was told; null where that is not recorded.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A free text of a professional (*notitie*), for who may read it: mostly the own ones.")
class Note:
    """A free text of a professional."""

    written_at: Moment = strawberry.field(description="When it was written.")
    by: Party | None = strawberry.field(description="Who wrote it; null where that is not recorded.")
    purpose: str = strawberry.field(description="Purpose it was written under (*doel*).")
    text: str = strawberry.field(description="The text.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="What is said of how the person behaves and takes part (*gedragsrapportage*).")
class ConductReport:
    """What is said of how the person behaves and takes part."""

    kind: ConductKind = strawberry.field(description="What of.")
    reported_at: Day = strawberry.field(name="reportedOn", description="Day on which it was seen or decided.")
    text: str | None = strawberry.field(description="What was seen; null where that is not said.")
    by: Party | None = strawberry.field(description="Who reports it; null where that is not recorded.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A result of a screening instrument (*uitkomst*): date, validity and level; no scores.")
class InstrumentResult:
    """A result of a screening instrument."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Of whom.")
    instrument: Instrument = strawberry.field(description="Which.")
    taken_at: Day = strawberry.field(name="takenOn", description="Day on which it was taken (*afgenomen*).")
    by: Party | None = strawberry.field(description="Who took it; null where that is not recorded.")
    reoffending: RiskLevel | None = strawberry.field(
        description="Risk of reoffending (*recidive*); null where the instrument does not say."
    )
    injury: RiskLevel | None = strawberry.field(description="Risk of injury (*letsel*); null likewise.")
    withdrawal: RiskLevel | None = strawberry.field(
        description="Risk of withdrawal from supervision (*onttrekking*); null likewise."
    )
    conclusion: str | None = strawberry.field(description="Conclusion in a word; null where there is none.")
    valid: YesNoUnknown = strawberry.field(
        description="Whether it is valid at the moment (*geldig*); unknown where no rule says how long."
    )
    valid_until: Day | None = strawberry.field(
        description="Last day on which it is valid; null where no rule says how long."
    )
    latest: bool = strawberry.field(description="Whether no later result of this instrument is shown.")
    origin: Origin = strawberry.field(description="Where it comes from.")


_OF_PLAN = (K.HEALTH, K.PLAN)
_OF_RESULT = (K.HEALTH, K.RESPONSIVITY, K.RISK_SUMMARY)

classes("Meeting", {("kind", "heldAt", "ahead", "attended", "origin"): _OF_PLAN})
classes("ContactMoment", {("kind", "heldAt", "ahead", "seen", "by", "origin"): _OF_PLAN})
classes("ConductReport", {("kind", "reportedOn", "text", "by", "origin"): (K.HEALTH, K.CONDUCT)})
classes("Notice", {("kind", "receivedOn", "to", "origin"): (K.HEALTH, K.COURSE)})
classes("Note", {("writtenAt", "by", "purpose", "text", "origin"): (K.NOTE,)})
classes(
    "InstrumentResult",
    {
        ("person", "instrument", "takenOn", "by", "conclusion", "valid", "validUntil", "latest"): _OF_RESULT,
        ("reoffending", "injury", "withdrawal", "origin"): _OF_RESULT,
    },
)
