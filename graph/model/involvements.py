"""Who is around a case, who directs it, and how it is handed over."""

from graph.model.kinds import Edge, FieldClass, Kind, Property, Type, choice, moment, text
from graph.model.words import ENDS_WITH, FIELD_CLASSES_OF_CONSENT, FRAMES, ROLES

INVOLVEMENT = Kind(
    "Involvement",
    "A professional or organisation involved in a case (*betrokkenheid*).",
    FieldClass.PLAN,
    (
        choice("role", ROLES, "Role in the case."),
        choice("frame", FRAMES, "Legal frame of this involvement."),
        choice("endsWith", ENDS_WITH, "With what it ends when no end is known yet."),
        moment("plannedTo", "Planned end, with endsWith DATE; exclusive."),
        Property(
            "positionId",
            Type.TEXT,
            "The position that holds it; absent where the organisation does.",
            derived=True,
        ),
        Property("organisationId", Type.TEXT, "The organisation that holds it.", required=True, derived=True),
    ),
    (
        Edge("holder", "HAS", ("Position", "Organisation"), "Who is involved.", outgoing=False, required=True),
        Edge("caseId", "IN_CASE", ("Case",), "In which case.", required=True),
    ),
)

DIRECTION = Kind(
    "Direction",
    "Who directs the case (*casusregie*): exactly one at any moment of an open case.",
    FieldClass.PLAN,
    (Property("currentCase", Type.TEXT, "The case id while this direction is current; unique.", derived=True),),
    (
        Edge("holder", "DIRECTS", ("Position", "Organisation"), "Who directs.", outgoing=False, required=True),
        Edge("caseId", "OF_CASE", ("Case",), "Which case.", required=True),
    ),
    current_key="currentCase",
)

HANDOVER = Kind(
    "Handover",
    "The handing over of direction or of the work (*overdracht*): offered, answered, met together.",
    FieldClass.PLAN,
    (
        choice("subject", ("DIRECTION", "INVOLVEMENT"), "What is handed over."),
        moment("offeredAt", "When it was offered.", required=True),
        moment("acceptedAt", "When it was accepted; absent is not (yet)."),
        moment("refusedAt", "When it was refused."),
        text("refusalReason", "Why it was refused."),
        moment("metAt", "When giver, receiver and person met together; absent is not (yet)."),
    ),
    (
        Edge("from", "OFFERED", ("Position", "Organisation"), "Who gives.", outgoing=False, required=True),
        Edge("to", "TO", ("Position", "Organisation"), "Who receives.", required=True),
        Edge("caseId", "OF_CASE", ("Case",), "Which case.", required=True),
    ),
)

EXCLUSION = Kind(
    "Exclusion",
    "A professional related to the person: for this professional the case does not exist.",
    FieldClass.WORK,
    (Property("professionalId", Type.TEXT, "The excluded professional.", required=True, derived=True),),
    (
        Edge("professional", "EXCLUDES", ("Professional",), "Who is excluded.", required=True),
        Edge("caseId", "EXCLUDED_FROM", ("Case",), "From which case.", required=True),
    ),
)

CONFIRMATION = Kind(
    "Confirmation",
    "Somebody confirmed that a fact still holds.",
    FieldClass.WORK,
    (
        text("ofFact", "The `fact` of the record that was confirmed.", required=True),
        moment("confirmedAt", "When.", required=True),
    ),
    (Edge("by", "BY", ("Position",), "Who confirmed it."),),
    case="optional",
)

DISPUTE = Kind(
    "Dispute",
    "The person says that a fact is not right (*betwisting*); it stands with the fact for whoever may see that.",
    FieldClass.NOTE,
    (
        text("ofFact", "The `fact` of the record, or the id of the thing, that is disputed.", required=True),
        moment("disputedAt", "When.", required=True),
        text("text", "What is not right, in the words of the person."),
        choice("status", ("OPEN", "UPHELD", "REJECTED"), "Whether the organisation that the fact comes from agreed."),
        text("reason", "Why that organisation answered so."),
        moment("answeredAt", "When it answered; absent is not (yet)."),
    ),
    (Edge("by", "BY", ("Person",), "Who disputes it.", required=True),),
)

SIGNAL_HANDLING = Kind(
    "SignalHandling",
    "A signal that a team saw to or put off (*afhandeling van een signaal*); it stands with what the signal tells.",
    FieldClass.NOTE,
    (
        text("signal", "Id of the signal.", required=True),
        text("ofFact", "The `fact` of the record that the signal tells of.", required=True),
        moment("until", "The day until which it is put off; absent is seen to."),
        text("reason", "Why it was put off."),
    ),
    (Edge("by", "BY", ("Position",), "Who did so.", required=True),),
)

FINDING_ACCEPTANCE = Kind(
    "FindingAcceptance",
    "A finding that a team accepts until a day (*geaccepteerde bevinding*); it stands with the finding.",
    FieldClass.NOTE,
    (
        text("ofFact", "Id of the finding.", required=True),
        moment("acceptedUntil", "The day until which it is accepted.", required=True),
        text("reason", "Why it is accepted.", required=True),
    ),
    (Edge("by", "BY", ("Position",), "Who accepted it.", required=True),),
)

NOTICE = Kind(
    "Notice",
    "A notice to an organisation (*melding*), such as start and end of detention to the municipality.",
    FieldClass.COURSE,
    (
        choice(
            "kind",
            ("START_OF_DETENTION", "END_OF_DETENTION", "ADMINISTRATIVE", "CALL_UP", "PLACEMENT"),
            "Kind.",
        ),
        moment("receivedOn", "When it was received.", required=True),
    ),
    (Edge("to", "TO", ("Organisation",), "Who was told.", required=True),),
)

CONSENT = Kind(
    "Consent",
    "The person's consent (*toestemming*): for whom and for which classes; ends when withdrawn.",
    FieldClass.COURSE,
    (Property("classes", Type.TEXTS, "Field classes it opens.", required=True, values=FIELD_CLASSES_OF_CONSENT),),
    (
        Edge("person", "GAVE", ("Person",), "Who consents.", outgoing=False, required=True),
        Edge("receivers", "TO", ("Organisation",), "Who may receive.", many=True, required=True),
        Edge("giver", "FROM", ("Organisation",), "For HEALTH: who may give."),
    ),
)

DISCLOSURE = Kind(
    "Disclosure",
    "Records of one case made readable in another (*verstrekking*), from its instant until withdrawn.",
    FieldClass.LOG,
    (
        Property("facts", Type.TEXTS, "The `fact`s disclosed.", required=True),
        Property("classes", Type.TEXTS, "Field classes disclosed.", required=True),
        text("ground", "On which ground.", required=True),
        text("receivingCaseId", "The case in which they become readable.", required=True),
    ),
    (
        Edge("by", "BY", ("Position",), "Who disclosed.", required=True),
        Edge("to", "TO", ("Organisation",), "To whom.", required=True),
    ),
)

TREATMENT_RELATION = Kind(
    "TreatmentRelation",
    "A treatment relation (*behandelrelatie*) with begin and end.",
    FieldClass.HEALTH,
    (),
    (
        Edge("person", "TREATED", ("Person",), "Who is treated.", outgoing=False, required=True),
        Edge("by", "BY", ("Position", "Organisation"), "Who treats.", required=True),
    ),
)

RISK_INDICATION = Kind(
    "RiskIndication",
    "An 18b indication: real risk of a new serious violent or sexual offence, with ground and review date.",
    FieldClass.RISK,
    (text("ground", "Ground.", required=True), moment("reviewOn", "Review date.", required=True)),
    (Edge("by", "BY", ("Position",), "Who set it.", required=True),),
)
