"""Regions, organisations, who works there, what they offer and what they agreed."""

from graph.model.kinds import (
    Edge,
    FieldClass,
    Kind,
    Link,
    Property,
    Type,
    choice,
    integer,
    moment,
    number,
    text,
)
from graph.model.words import FUNCTIONS, ORGANISATION_KINDS

PUBLIC, WORK = FieldClass.PUBLIC, FieldClass.WORK

REGION = Kind(
    "Region",
    "A region (*regio*): safety region, province or judicial district.",
    PUBLIC,
    (
        text("name", "Name.", required=True),
        choice("kind", ("SAFETY_REGION", "PROVINCE", "ARRONDISSEMENT"), "Which division."),
    ),
    record=False,
    case="none",
)

ORGANISATION = Kind(
    "Organisation",
    "An organisation; its kind gives it a second label. A municipality's id is its CBS code.",
    PUBLIC,
    (
        text("name", "Name.", required=True),
        text("nameFolded", "Name without accents and case, for search.", required=True, derived=True),
        choice("kind", ORGANISATION_KINDS, "Kind of organisation."),
        choice("status", ("OPEN", "CLOSED", "PLANNED"), "Whether it works; absent is unknown.", required=False),
        number("latitude", "WGS84, degrees."),
        number("longitude", "WGS84, degrees."),
        Property("regimes", Type.TEXTS, "Prison: regimes a source names; an absent one is not a no."),
        integer("capacity", "Prison: places."),
        text("seat", "Place where it sits."),
    ),
    (
        Edge("regions", "IN_REGION", ("Region",), "Regions it lies in.", many=True),
        Edge("municipality", "LOCATED_IN", ("Municipality",), "Municipality where it stands."),
        Edge("serves", "SERVES", ("Municipality",), "Municipalities it works for (safety house).", many=True),
    ),
    record=False,
    case="none",
)

MUNICIPALITY_YEAR = Kind(
    "MunicipalityYear",
    "Figures of a municipality in one year (CBS).",
    PUBLIC,
    (
        integer("year", "Calendar year of the reference date.", required=True),
        integer("inhabitants", "Inhabitants on 1 January.", required=True),
        integer("sizeClass", "CBS size class 1 to 8.", required=True),
        integer("urbanityClass", "CBS urbanity, 1 very strongly urban to 5 not urban."),
    ),
    (Edge("municipality", "HAS_STATE", ("Municipality",), "Whose figures.", outgoing=False, required=True),),
    case="none",
)

PROFESSIONAL = Kind(
    "Professional",
    "A professional (*professional*). Invented.",
    WORK,
    (
        text("name", "Full name.", required=True),
        text("nameFolded", "Name without accents and case, for search.", required=True, derived=True),
    ),
    record=False,
    case="none",
)

POSITION = Kind(
    "Position",
    "One professional at one organisation (*functie*).",
    WORK,
    (),
    (
        Edge("professional", "HOLDS", ("Professional",), "Who.", outgoing=False, required=True),
        Edge("organisation", "AT", ("Organisation",), "Where.", required=True),
    ),
    record=False,
    case="none",
)

POSITION_STATE = Kind(
    "PositionState",
    "The function of a position and its period.",
    WORK,
    (choice("function", FUNCTIONS, "Function."),),
    (
        Edge("position", "HAS_STATE", ("Position",), "Whose function.", outgoing=False, required=True),
        Edge("postedAt", "POSTED_AT", ("Prison",), "Prisons with this adviser in the joint selection.", many=True),
    ),
    case="none",
)

ACCOUNT = Kind(
    "Account",
    "How a provider of sign-in knows somebody (*account*); at one moment an account is of one holder.",
    FieldClass.IDENTITY,
    (
        text("issuer", "Name of the provider, as `iss` in its tokens.", required=True),
        text("subject", "What the provider calls who signs in; never a number of the state.", required=True),
    ),
    (
        Edge(
            "holder",
            "HAS_ACCOUNT",
            ("Professional", "Person"),
            "The professional, or the person whom the data are about.",
            outgoing=False,
            required=True,
        ),
    ),
    case="none",
)

SERVICE_OFFER = Kind(
    "ServiceOffer",
    "Something an organisation offers (*aanbod*).",
    PUBLIC,
    (
        text("name", "Name.", required=True),
        text("nameFolded", "Name without accents and case, for search.", required=True, derived=True),
        choice(
            "kind",
            (
                "AFTERCARE",
                "SHELTERED_HOUSING",
                "SUPPORTED_HOUSING",
                "ADDICTION_CARE",
                "MENTAL_HEALTH_CARE",
                "FORENSIC_CARE",
                "LVB_CARE",
                "DEBT_HELP",
                "WORK",
                "TRAINING",
                "COACHING",
                "VOLUNTEER_SUPPORT",
                "OTHER",
            ),
            "Kind of offer.",
        ),
    ),
    (Edge("organisation", "OFFERS", ("Organisation",), "Who offers it.", outgoing=False, required=True),),
    record=False,
    case="none",
)

OFFER_STATE = Kind(
    "OfferState",
    "Places and waiting time of an offer.",
    PUBLIC,
    (
        integer("places", "Places in all."),
        integer("freePlaces", "Places free."),
        integer("waitingDays", "Waiting time in days."),
    ),
    (Edge("offer", "HAS_STATE", ("ServiceOffer",), "Which offer.", outgoing=False, required=True),),
    case="none",
)

COVERAGE = Kind(
    "Coverage",
    "What is said of a service in a municipality: present, none or unknown (*voorziening*).",
    PUBLIC,
    (
        choice("service", ("AFTERCARE", "SHELTER", "DEBT_HELP"), "Which service."),
        choice("status", ("PRESENT", "NONE", "UNKNOWN"), "What is said; unknown never counts as none."),
    ),
    (
        Edge("municipality", "OF", ("Municipality",), "Where.", required=True),
        Edge("by", "BY", ("Organisation",), "Who said so."),
    ),
    case="none",
)

AGREEMENT = Kind(
    "Agreement",
    "Organisations that work together or cover for each other (*afspraak*).",
    PUBLIC,
    (
        choice("kind", ("COVERS_AFTERCARE", "WORKING", "HOUSING"), "What was agreed."),
        moment("signedOn", "When it was signed."),
    ),
    (
        Edge("covers", "PARTY", ("Organisation",), "Does the work for the other.", part="COVERS"),
        Edge("covered", "PARTY", ("Organisation",), "Is covered.", many=True, part="COVERED"),
        Edge("parties", "PARTY", ("Organisation",), "Parties on equal footing.", many=True, part="PARTY"),
    ),
    case="none",
)

NEIGHBOUR = Link(
    "Neighbour",
    "NEIGHBOUR_OF",
    "Municipality",
    "Municipality",
    "Two municipalities side by side; each pair once.",
    (
        choice("relation", ("ADJACENT", "NEAREST_ISLAND"), "Shared border, or nearest over water."),
        number("distanceKm", "Between the centres, km.", required=True),
        number("borderKm", "Shared border, km."),
    ),
)

SUCCESSION = Link(
    "Succession",
    "SUCCEEDED_BY",
    "Municipality",
    "Municipality",
    "A municipality that merged into another.",
    (
        moment("on", "From when.", required=True),
        number("share", "Share of the inhabitants, 0 to 1.", required=True),
    ),
)
