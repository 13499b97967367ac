"""Stays, titles, contact rules, residences and consents, as sections of the case picture."""

import strawberry

from api.schema.date import Day, last_day_of
from api.schema.field_class import FieldClass, classes
from api.schema.network import EdgeStatus
from api.schema.party import Origin, Party
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K


@words("Regime of a stay (*regime*); PPC, extra care and ISD show as prison to who may not see them.")
class Regime(Word):
    """Regime of a stay."""

    REMAND = "REMAND", "Remand (*huis van bewaring*)."
    PRISON = "PRISON", "Prison (*gevangenis*)."
    ISD = "ISD", "Institution for persistent offenders (*ISD*)."
    PPC = "PPC", "Psychiatric centre (*penitentiair psychiatrisch centrum*)."
    SHORT_STAY = "SHORT_STAY", "Short stay (*arrestanten*)."
    BBA = "BBA", "Restricted security (*beperkt beveiligde afdeling*)."
    PP = "PP", "Penitentiary programme (*penitentiair programma*)."
    LEAVE = "LEAVE", "Leave (*verlof*)."
    EXTRA_CARE = "EXTRA_CARE", "Extra care (*extra zorgvoorziening*)."
    OTHER = "OTHER", "Another one (*overig*)."


@words("Why a stay ended (*reden van einde*).")
class StayEnd(Word):
    """Why a stay ended."""

    TRANSFER = "TRANSFER", "Transfer (*overplaatsing*)."
    RELEASE = "RELEASE", "Release (*invrijheidstelling*)."
    SUSPENSION = "SUSPENSION", "Suspension (*schorsing*)."
    DEATH = "DEATH", "Death (*overlijden*)."
    OTHER = "OTHER", "Another reason (*anders*)."


@words("Ground of a detention (*grond van de titel*).")
class TitleGround(Word):
    """Ground of a detention."""

    PRE_TRIAL = "PRE_TRIAL", "Pre-trial detention (*voorlopige hechtenis*)."
    SENTENCE = "SENTENCE", "Prison sentence (*gevangenisstraf*)."
    SUBSTITUTE = "SUBSTITUTE", "Substitute detention (*vervangende hechtenis*)."
    ISD = "ISD", "Measure for persistent offenders (*ISD-maatregel*)."
    TBS = "TBS", "Entrustment order (*tbs*)."
    OTHER = "OTHER", "Another one (*overig*)."


@words("What follows a title (*wat volgt*).")
class TitleFollows(Word):
    """What follows a title."""

    NOTHING = "NOTHING", "Nothing (*niets*)."
    SUPERVISION = "SUPERVISION", "Supervision (*toezicht*)."
    ART_43_3 = "ART_43_3", "Placement under article 43.3 (*artikel 43 lid 3*)."
    ISD = "ISD", "Measure for persistent offenders (*ISD-maatregel*)."
    TBS_TREATMENT = "TBS_TREATMENT", "Compulsory treatment (*tbs met dwangverpleging*)."
    TBS_CONDITIONS = "TBS_CONDITIONS", "Entrustment with conditions (*tbs met voorwaarden*)."
    CARE_AUTHORISATION = "CARE_AUTHORISATION", "Care authorisation (*zorgmachtiging*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."


@words("Kind of contact rule (*soort regel*).")
class ContactRuleKind(Word):
    """Kind of contact rule."""

    NO_CONTACT = "NO_CONTACT", "No contact (*contactverbod*)."
    AREA_BAN = "AREA_BAN", "Area ban (*gebiedsverbod*)."
    REPORTING = "REPORTING", "Duty to report (*meldplicht*)."
    OTHER = "OTHER", "Another one (*overig*)."


@words("Which residence (*soort woonplaats*).")
class ResidenceKind(Word):
    """Which residence."""

    ORIGIN = "ORIGIN", "Where the person comes from (*herkomst*)."
    SETTLES = "SETTLES", "Where the person settles (*vestiging*)."


_LAST_DAY = "Last day that counts; null when no end is known."
_FIRST_DAY = "First day; null where it is unknown."


@strawberry.type(description="One placement in one prison under one regime (*verblijf*).")
class Stay:
    """One placement in one prison under one regime."""

    person_id: strawberry.ID | None = strawberry.field(name="person", description="Of whom; null where not shown.")
    detention_id: strawberry.ID = strawberry.field(name="detention", description="Id of the detention it is part of.")
    prison: Party | None = strawberry.field(description="Where (*inrichting*); null where that is not recorded.")
    regime: Regime = strawberry.field(description="Under which regime.")
    status: EdgeStatus = strawberry.field(description="Where it stands at the moment.")
    valid_from: Day | None = strawberry.field(name="startsOn", description=_FIRST_DAY)
    ends_on: Day | None = strawberry.field(resolver=last_day_of("valid_to"), description=_LAST_DAY)
    end_reason: StayEnd | None = strawberry.field(description="Why it ended; null until it has, or where nobody said.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A ground of the detention and what follows it (*titel*).")
class LegalTitle:
    """A ground of the detention and what follows it."""

    person_id: strawberry.ID | None = strawberry.field(name="person", description="Of whom; null where not shown.")
    detention_id: strawberry.ID = strawberry.field(
        name="detention", description="Id of the detention it is a ground of."
    )
    ground: TitleGround = strawberry.field(description="Ground.")
    article: str | None = strawberry.field(description="Article of the offence (*artikel*); null where unknown.")
    status: EdgeStatus = strawberry.field(description="Where it stands at the moment.")
    valid_from: Day | None = strawberry.field(name="startsOn", description=_FIRST_DAY)
    ends_on: Day | None = strawberry.field(resolver=last_day_of("valid_to"), description=_LAST_DAY)
    hearing_at: Day | None = strawberry.field(
        name="hearingOn", description="Day of the hearing (*zitting*); null is unknown."
    )
    first_verdict_at: Day | None = strawberry.field(
        name="firstVerdictOn", description="Verdict in first instance (*vonnis*); null is none, or unknown."
    )
    expected_end: Day | None = strawberry.field(
        name="expectedEndOn", description="When it ends, supervision included (*einde titel*); null is unknown."
    )
    follows: TitleFollows = strawberry.field(description="What follows.")
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="A contact rule or area ban that the team must keep (*contactverbod, gebiedsverbod*).")
class ContactRule:
    """A contact rule or area ban that the team must keep."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Who must keep it.")
    kind: ContactRuleKind = strawberry.field(description="Kind of rule.")
    text: str | None = strawberry.field(description="What it says; null where nobody said.")
    status: EdgeStatus = strawberry.field(description="Where it stands at the moment.")
    valid_from: Day | None = strawberry.field(name="startsOn", description=_FIRST_DAY)
    ends_on: Day | None = strawberry.field(resolver=last_day_of("valid_to"), description=_LAST_DAY)
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="Where the person comes from, or settles (*woonplaats*).")
class Residence:
    """Where the person comes from, or settles."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Of whom.")
    kind: ResidenceKind = strawberry.field(description="Which of the two.")
    municipality: Party | None = strawberry.field(description="Where (*gemeente*); null where that is not recorded.")
    status: EdgeStatus = strawberry.field(description="Where it stands at the moment.")
    valid_from: Day | None = strawberry.field(name="startsOn", description=_FIRST_DAY)
    ends_on: Day | None = strawberry.field(resolver=last_day_of("valid_to"), description=_LAST_DAY)
    origin: Origin = strawberry.field(description="Where it comes from.")


@strawberry.type(description="What the person consents to (*toestemming*): for whom, and for which classes.")
class Consent:
    """What the person consents to."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Who consents.")
    receivers: list[Party] = strawberry.field(description="Who may receive (*ontvangers*).")
    giver: Party | None = strawberry.field(description="Of HEALTH: who may give (*gever*); null elsewhere.")
    field_classes: list[FieldClass] = strawberry.field(name="classes", description="The classes it opens.")
    status: EdgeStatus = strawberry.field(description="Where it stands at the moment; ended when withdrawn.")
    valid_from: Day | None = strawberry.field(name="startsOn", description=_FIRST_DAY)
    ends_on: Day | None = strawberry.field(resolver=last_day_of("valid_to"), description=_LAST_DAY)
    origin: Origin = strawberry.field(description="Where it comes from.")


_PERIOD = ("status", "startsOn", "endsOn", "origin")

classes(
    "Stay",
    {("person", "detention", "prison", "endReason", *_PERIOD): (K.COURSE,), ("regime",): (K.HEALTH, K.TITLE, K.COURSE)},
)
classes(
    "LegalTitle",
    {
        ("person", "detention", "ground", "article", "hearingOn", "firstVerdictOn", "expectedEndOn"): (K.TITLE,),
        ("follows", *_PERIOD): (K.TITLE,),
    },
)
classes("ContactRule", {("person", "kind", "text", *_PERIOD): (K.COURSE,)})
classes("Residence", {("person", "kind", "municipality", *_PERIOD): (K.COURSE,)})
classes("Consent", {("person", "receivers", "giver", "classes", *_PERIOD): (K.HEALTH, K.COURSE)})
