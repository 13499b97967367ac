"""Persons, their people around them, and the case as the unit of access."""

from graph.model.kinds import Edge, FieldClass, Kind, Link, Property, Type, choice, moment, text
from graph.model.words import FRAMES, YES_NO_UNKNOWN

_OF_PERSON = Edge("person", "HAS_STATE", ("Person",), "Of whom.", outgoing=False, required=True)

PERSON = Kind(
    "Person",
    "A person who is or was detained (*justitiabele*). Invented.",
    FieldClass.IDENTITY,
    (Property("birthDate", Type.DAY, "Date of birth; absent is unknown."),),
    record=False,
    case="none",
)

PERSON_NAME = Kind(
    "PersonName",
    "Name and number of a person.",
    FieldClass.IDENTITY,
    (
        text("givenName", "Given name.", required=True),
        text("prefix", "Dutch name prefix (*tussenvoegsel*), such as 'van der'."),
        text("familyName", "Family name without prefix.", required=True),
        text("skn", "Number in the justice chain (*SKN*); invented ones have a form that cannot be valid."),
        text("nameFolded", "Name without accents and case, for search.", required=True, derived=True),
    ),
    (_OF_PERSON,),
)

PERSON_ADDRESS = Kind(
    "PersonAddress",
    "Where and how the person can be reached.",
    FieldClass.CONTACT,
    (text("address", "Address."), text("telephone", "Telephone.")),
    (_OF_PERSON,),
)

PERSON_STATUS = Kind(
    "PersonStatus",
    "Residence status (*verblijfsstatus*).",
    FieldClass.TITLE,
    (choice("residenceStatus", YES_NO_UNKNOWN, "Whether the person may stay in the country."),),
    (_OF_PERSON,),
)

CASE = Kind(
    "Case",
    "The unit of access (*casus*): of one person, or of a family (*PGA*).",
    FieldClass.COURSE,
    (
        choice("kind", ("PERSON", "FAMILY"), "Of one person or of a family."),
        choice("frame", FRAMES, "Legal frame of the case."),
    ),
    (
        Edge(
            "persons",
            "FOR",
            ("Person",),
            "Whose case; exactly one in a PERSON case.",
            many=True,
            required=True,
        ),
        Edge(
            "partOf",
            "PART_OF",
            ("Case",),
            "Family cases it belongs to; gives no access either way.",
            many=True,
        ),
    ),
    record=False,
    case="none",
)

CASE_STATE = Kind(
    "CaseState",
    "Open or closed.",
    FieldClass.COURSE,
    (choice("status", ("OPEN", "CLOSED"), "State of the case."), text("reason", "Why.")),
    (Edge("caseId", "HAS_STATE", ("Case",), "Which case.", outgoing=False, required=True),),
)

RESIDENCE = Kind(
    "Residence",
    "Municipality of origin, or where the person settles.",
    FieldClass.COURSE,
    (choice("kind", ("ORIGIN", "SETTLES"), "Which of the two."),),
    (
        Edge("person", "HAS_RESIDENCE", ("Person",), "Of whom.", outgoing=False, required=True),
        Edge("municipality", "IN", ("Municipality",), "Where.", required=True),
    ),
)

CONTACT = Kind(
    "Contact",
    "Somebody around the person, in one case only (*naaste, steunfiguur*); no trace of a detention of their own.",
    FieldClass.NETWORK,
    (),
    record=False,
)

CONTACT_STATE = Kind(
    "ContactState",
    "What a contact is called.",
    FieldClass.NETWORK,
    (text("name", "Name as used in the case.", required=True),),
    (Edge("contact", "HAS_STATE", ("Contact",), "Who.", outgoing=False, required=True),),
)

TIE = Kind(
    "Tie",
    "A tie of the person to a contact, or between two contacts of the case (*band*).",
    FieldClass.NETWORK,
    (
        choice(
            "kind",
            (
                "PARTNER",
                "EX_PARTNER",
                "PARENT",
                "CHILD",
                "SIBLING",
                "RELATIVE",
                "FRIEND",
                "NEIGHBOUR",
                "EMPLOYER",
                "COACH",
                "VOLUNTEER",
                "VICTIM",
                "OTHER",
            ),
            "What the contact is to the person (or to the contact in `from`). A VICTIM tie has class VICTIM.",
        ),
    ),
    (
        Edge("caseId", "HAS_TIE", ("Case",), "Which case.", outgoing=False, required=True),
        Edge("to", "TO", ("Contact",), "The contact.", required=True),
        Edge("from", "FROM", ("Contact",), "The other contact, for a tie between contacts."),
    ),
)

TIE_READING = Kind(
    "TieReading",
    "How a contact's tie is read by the person, or apart from that by a professional.",
    FieldClass.NETWORK,
    (
        choice("reader", ("PERSON", "PROFESSIONAL"), "Whose reading."),
        choice("quality", ("SUPPORTS", "NEUTRAL", "HARMS", "UNKNOWN"), "Reading of the tie."),
        moment("readOn", "When it was read."),
    ),
    (
        Edge("contact", "HAS_READING", ("Contact",), "Which contact.", outgoing=False, required=True),
        Edge("by", "READ_BY", ("Position",), "The professional who read it."),
    ),
)

CONTACT_RULE = Kind(
    "ContactRule",
    "A contact rule or area ban that the team must keep (*contactverbod, gebiedsverbod*).",
    FieldClass.COURSE,
    (
        choice("kind", ("NO_CONTACT", "AREA_BAN", "REPORTING", "OTHER"), "Kind of rule."),
        text("text", "What it says."),
    ),
    (Edge("person", "HAS_CONTACT_RULE", ("Person",), "Who must keep it.", outgoing=False, required=True),),
)

SAME_AS = Link(
    "SameAs",
    "SAME_AS",
    "Contact",
    "Person",
    "A contact known to be a person in the store; read by matching and privacy functions only.",
)
