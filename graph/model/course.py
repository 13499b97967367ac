"""The course of a detention and what happens along it: stays, titles, conditions, plan, meetings, advice, help."""

from graph.model.kinds import Edge, FieldClass, Kind, choice, flag, integer, moment, text
from graph.model.words import CONDITIONS, PHASES, YES_NO_UNKNOWN

_OWNER = ("Position", "Person", "Organisation")

DETENTION = Kind(
    "Detention",
    "One uninterrupted stay inside (*detentie*).",
    FieldClass.COURSE,
    (moment("startedOn", "First day inside.", required=True),),
    (Edge("person", "HAS_DETENTION", ("Person",), "Whose.", outgoing=False, required=True),),
    record=False,
)

DETENTION_STATE = Kind(
    "DetentionState",
    "What is expected of the end of a detention, and how it ended.",
    FieldClass.COURSE,
    (
        choice("status", ("ANNOUNCED", "INSIDE", "RELEASED"), "Where the detention stands."),
        moment("expectedEnd", "Expected or actual release; absent is unknown."),
        choice("certainty", ("FIXED", "ESTIMATED", "UNKNOWN"), "How sure the end is."),
        flag("selfReporter", "Reported voluntarily (*zelfmelder*); absent is unknown."),
        choice("supervisionFollows", YES_NO_UNKNOWN, "Whether supervision follows release."),
    ),
    (Edge("detention", "HAS_STATE", ("Detention",), "Which.", outgoing=False, required=True),),
)

STAY = Kind(
    "Stay",
    "One placement in one prison under one regime (*verblijf*).",
    FieldClass.COURSE,
    (
        choice(
            "regime",
            ("REMAND", "PRISON", "ISD", "PPC", "SHORT_STAY", "BBA", "PP", "LEAVE", "EXTRA_CARE", "OTHER"),
            "Regime.",
        ),
        choice(
            "endReason",
            ("TRANSFER", "RELEASE", "SUSPENSION", "DEATH", "OTHER"),
            "Why it ended.",
            required=False,
        ),
    ),
    (
        Edge("detention", "HAS_STAY", ("Detention",), "Which detention.", outgoing=False, required=True),
        Edge("prison", "IN", ("Prison",), "Where.", required=True),
    ),
)

LEGAL_TITLE = Kind(
    "LegalTitle",
    "A ground of the detention (*titel*) and what follows it.",
    FieldClass.TITLE,
    (
        choice("ground", ("PRE_TRIAL", "SENTENCE", "SUBSTITUTE", "ISD", "TBS", "OTHER"), "Ground."),
        text("article", "Article of the offence."),
        moment("hearingOn", "Hearing; absent is unknown."),
        moment("firstVerdictOn", "First-instance verdict; absent is none or unknown."),
        moment("expectedEnd", "When the title ends, supervision included; absent is unknown."),
        choice(
            "follows",
            (
                "NOTHING",
                "SUPERVISION",
                "ART_43_3",
                "ISD",
                "TBS_TREATMENT",
                "TBS_CONDITIONS",
                "CARE_AUTHORISATION",
                "UNKNOWN",
            ),
            "What follows.",
        ),
    ),
    (Edge("detention", "HAS_TITLE", ("Detention",), "Which detention.", outgoing=False, required=True),),
)

ASSESSMENT = Kind(
    "Assessment",
    "One basic condition (*basisvoorwaarde*) or the social network, in one phase.",
    FieldClass.CONDITION,
    (
        choice("condition", CONDITIONS, "Which condition."),
        choice("phase", PHASES, "Before, during or after detention."),
        choice("status", ("IN_ORDER", "IN_PROGRESS", "NOT_IN_ORDER", "UNKNOWN"), "Status; unknown is a status."),
        moment("assessedOn", "When it was assessed."),
        text("agreedAction", "What was agreed."),
        choice("careInvolved", YES_NO_UNKNOWN, "CARE only: whether care is involved.", required=False),
    ),
    (
        Edge("person", "HAS_ASSESSMENT", ("Person",), "Of whom.", outgoing=False, required=True),
        Edge("by", "BY", ("Position", "Organisation"), "Who assessed."),
        Edge("owner", "OWNED_BY", _OWNER, "Who owns the agreed action."),
    ),
)

INSTRUMENT_RESULT = Kind(
    "InstrumentResult",
    "Date and level of a screening instrument (item scores are not kept here).",
    FieldClass.RISK_SUMMARY,
    (
        choice(
            "instrument",
            (
                "RISC",
                "RISK_SCREENER_VIOLENCE",
                "SCIL",
                "REFLECTOR",
                "LANGUAGE_METER",
                "SAPROF",
                "SELF_SUFFICIENCY_MATRIX",
                "ASR_FRAMEWORK",
            ),
            "Which. SCIL, Reflector and language meter have class RESPONSIVITY.",
        ),
        moment("takenOn", "When it was taken.", required=True),
        choice("reoffending", ("LOW", "MEDIUM", "HIGH", "UNKNOWN"), "Risk of reoffending.", required=False),
        choice("injury", ("LOW", "MEDIUM", "HIGH", "UNKNOWN"), "Risk of injury.", required=False),
        choice("withdrawal", ("LOW", "MEDIUM", "HIGH", "UNKNOWN"), "Risk of withdrawal.", required=False),
        text("conclusion", "Conclusion in a word."),
    ),
    (
        Edge("person", "HAS_RESULT", ("Person",), "Of whom.", outgoing=False, required=True),
        Edge("by", "BY", ("Position", "Organisation"), "Who took it."),
    ),
)

ADVICE_REQUEST = Kind(
    "AdviceRequest",
    "Advice asked of probation (*adviesaanvraag*).",
    FieldClass.TITLE,
    (
        choice("kind", ("SUSPENSION", "HEARING", "CONDITIONAL_RELEASE", "D_AND_R", "PP"), "For what."),
        moment("requestedOn", "When asked.", required=True),
        moment("dueOn", "When due."),
        choice("status", ("RUNNING", "DELIVERED", "WITHDRAWN"), "Status."),
    ),
    (
        Edge("to", "TO", ("Organisation",), "Who advises."),
        Edge("from", "FROM", ("Position", "Organisation"), "Who asked."),
    ),
)

PAYERS = ("DJI", "FORENSIC_CARE", "WMO", "ZVW", "WLZ", "MUNICIPALITY", "FUND", "NOBODY_YET")

INTERVENTION = Kind(
    "Intervention",
    "Help or training the person gets (*interventie*). At a care provider it has class HEALTH.",
    FieldClass.PLAN,
    (
        choice("status", ("PLANNED", "WAITING", "RUNNING", "COMPLETED", "STOPPED"), "Status."),
        choice("pays", PAYERS, "Who pays."),
    ),
    (
        Edge("person", "HAS_INTERVENTION", ("Person",), "Who gets it.", outgoing=False, required=True),
        Edge("offer", "OF_OFFER", ("ServiceOffer",), "Which offer.", required=True),
    ),
)

REFERRAL = Kind(
    "Referral",
    "A referral (*verwijzing*) from one organisation to another.",
    FieldClass.PLAN,
    (
        choice("status", ("REQUESTED", "ACCEPTED", "REFUSED", "COMPLETED", "SILENT"), "Status."),
        moment("requestedOn", "When asked.", required=True),
        text("reason", "Reason, when refused."),
    ),
    (
        Edge("from", "FROM", ("Position", "Organisation"), "Who refers.", required=True),
        Edge("to", "TO", ("Organisation",), "To whom.", required=True),
    ),
)

MEETING = Kind(
    "Meeting",
    "A meeting (*MDO, trajectgesprek, overdrachtsgesprek*), about a case or regional.",
    FieldClass.PLAN,
    (
        choice("kind", ("MDO", "TRAJECTORY", "HANDOVER", "SAFETY_HOUSE", "REGIONAL"), "Kind."),
        moment("heldOn", "When it was held.", required=True),
    ),
    (Edge("attended", "ATTENDED", ("Position",), "Who was there.", outgoing=False, many=True),),
    case="optional",
)

CONTACT_MOMENT = Kind(
    "ContactMoment",
    "A contact of a professional with the person (*contactmoment*).",
    FieldClass.PLAN,
    (
        choice("kind", ("TALK", "VISIT", "TELEPHONE", "VIDEO", "NO_SHOW"), "Kind."),
        moment("heldOn", "When.", required=True),
    ),
    (Edge("by", "HAD", ("Position",), "Who.", outgoing=False, required=True),),
)

CONDUCT_REPORT = Kind(
    "ConductReport",
    "What the prison says of how the person behaves and takes part (*gedragsrapportage*).",
    FieldClass.CONDUCT,
    (
        choice(
            "kind",
            ("BEHAVIOUR", "MOTIVATION", "EFFORT", "PROMOTION", "DEMOTION"),
            "What of: behaviour, motivation, reintegration effort; promoted or demoted (*promoveren, degraderen*).",
        ),
        moment("reportedOn", "When it was seen or decided.", required=True),
        text("text", "What was seen."),
    ),
    (Edge("by", "BY", ("Position",), "Who reports it.", required=True),),
)

NOTE = Kind(
    "Note",
    "A free text of a professional (*notitie*), written under one purpose.",
    FieldClass.NOTE,
    (
        text("text", "The text.", required=True),
        text("purpose", "Purpose it was written under.", required=True),
    ),
    (Edge("by", "WROTE", ("Position",), "Who wrote it.", outgoing=False, required=True),),
)

PLAN = Kind(
    "Plan",
    "The one joint plan (*D&R-plan*).",
    FieldClass.PLAN,
    (),
    (Edge("caseId", "HAS_PLAN", ("Case",), "Which case.", outgoing=False, required=True),),
    record=False,
)

PLAN_STATE = Kind(
    "PlanState",
    "Version and status of the plan.",
    FieldClass.PLAN,
    (
        choice("status", ("DRAFT", "PROPOSED", "ADOPTED", "CLOSED"), "Status."),
        integer("version", "Version of the plan, from 1.", required=True),
    ),
    (Edge("plan", "HAS_STATE", ("Plan",), "Which plan.", outgoing=False, required=True),),
)

PLAN_AGREEMENT = Kind(
    "PlanAgreement",
    "A party's answer to a version of the plan.",
    FieldClass.PLAN,
    (
        choice("answer", ("AGREED", "DISAGREED"), "Answer."),
        integer("version", "Version of the plan.", required=True),
        text("reason", "Reason, when disagreed."),
    ),
    (
        Edge("plan", "HAS_AGREEMENT", ("Plan",), "Which plan.", outgoing=False, required=True),
        Edge("by", "BY", _OWNER, "Who answered.", required=True),
    ),
)

GOAL = Kind(
    "Goal",
    "A goal of the plan.",
    FieldClass.PLAN,
    (),
    (Edge("plan", "HAS_GOAL", ("Plan",), "Which plan.", outgoing=False, required=True),),
    record=False,
)

GOAL_STATE = Kind(
    "GoalState",
    "What a goal says.",
    FieldClass.PLAN,
    (
        text("text", "The goal, SMART.", required=True),
        choice(
            "kind",
            ("BEHAVIOUR", "REINTEGRATION", "OWN_WISH"),
            "Behaviour, reintegration or the person's own.",
        ),
        choice("status", ("OPEN", "REACHED", "DROPPED"), "Status."),
    ),
    (Edge("goal", "HAS_STATE", ("Goal",), "Which goal.", outgoing=False, required=True),),
)

ACTION = Kind(
    "Action",
    "An action under a goal.",
    FieldClass.PLAN,
    (),
    (Edge("goal", "HAS_ACTION", ("Goal",), "Which goal.", outgoing=False, required=True),),
    record=False,
)

ACTION_STATE = Kind(
    "ActionState",
    "What an action says, who owns it and when it is due.",
    FieldClass.PLAN,
    (
        text("text", "The action.", required=True),
        choice("status", ("OPEN", "DONE", "DROPPED"), "Status."),
        choice("phase", PHASES, "Phase."),
        moment("dueOn", "Due date."),
        choice("pays", PAYERS, "Who pays for it; absent is not said.", required=False),
        text("remark", "How it stands, in the words of who does it; of a dropped one why."),
    ),
    (
        Edge("action", "HAS_STATE", ("Action",), "Which action.", outgoing=False, required=True),
        Edge("owner", "OWNED_BY", _OWNER, "Who owns it; absent is nobody."),
    ),
)
