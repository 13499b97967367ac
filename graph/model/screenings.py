"""The selection form (*SOM-formulier*) in its three parts: what the two professionals fill in, and what they decide.

What another record says already is not on it: name, arrival, article, the levels of a RISC. Of psychiatric problems and
other grounds of self-sufficiency only the level is kept: the screening list never holds health.
"""

from graph.model.kinds import Edge, FieldClass, Kind, Property, Type, choice, flag, integer, moment, text
from graph.model.words import YES_NO_UNKNOWN

_DETENTION = Edge(
    "detention", "HAS_SCREENING", ("Detention",), "Of which detention.", outgoing=False, required=True
)  # fmt: skip
_BY = Edge("by", "BY", ("Position",), "Who filled it in.", required=True)

PROPOSALS = ("NO_PRIORITY", "PRIORITY", "DEFERRED", "TO_BE_WEIGHED")
"""What the rules of a screening can propose."""

INPUTS = (
    "NO_INPUT",
    "REPEAT_AFTER_VERDICT",
    "CONSULT_PROBATION_ADVICE",
    "CONSULT_REINTEGRATION_ADVICE",
    "PREPARE_SUPERVISION",
    "BEHAVIOURAL_TRAINING",
    "GUIDANCE_TALKS",
    "SUPPORT_ART_43_3",
    "INITIATE_CARE_OR_HELP",
    "INITIATE_SUSPENSION",
    "OTHER",
)
"""What can be decided (form part 3), several at once; the first alone."""


def _cross(name: str, description: str) -> Property:
    return choice(name, YES_NO_UNKNOWN, description, required=False)


FORM_PART_1 = Kind(
    "ScreeningFormPart1",
    "Part 1 of the selection form, by the case manager (*SOM-formulier, deel 1*).",
    FieldClass.NOTE,
    (
        moment("screenedOn", "Day of the screening.", required=True),
        choice("concern", ("YES", "NO", "NOT_ASKED"), "Whether the case manager has concerns (*zorg*)."),
        _cross("supervisionFollows", "7: supervision after detention (*toezicht*); as titles say where they do."),
        _cross("article433", "8: placement under article 43.3."),
        _cross("noResidenceStatus", "1: no residence status (*geen verblijfsstatus*)."),
        _cross("tbsTreatment", "9: TBS with compulsory treatment imposed (*tbs met dwangverpleging*)."),
        _cross("isd", "9: ISD imposed."),
        _cross("careAuthorisation", "10: leaves with a care authorisation (*zorgmachtiging*)."),
        moment("hearingOn", "Day of the hearing (*zitting*), where no title says it."),
        moment("expectedEnd", "Expected end of the stay, where no record of the detention says it."),
        _cross("scilDone", "Whether a SCIL was taken, where no result is recorded."),
        text("scilConclusion", "Its conclusion in a word."),
        text("pointsOfAttention", "Points of attention (*aandachtspunten*); never a diagnosis or treatment."),
    ),
    (_DETENTION, _BY),
)

FORM_PART_2 = Kind(
    "ScreeningFormPart2",
    "Part 2 of the selection form, by probation (*SOM-formulier, deel 2*).",
    FieldClass.NOTE,
    (
        moment("screenedOn", "Day of the screening.", required=True),
        choice("informationAvailable", YES_NO_UNKNOWN, "3: current information at probation (*actuele informatie*)."),
        _cross("olderRiskHigh", "Whether older information shows a high risk of reoffending."),
        _cross("adviceRequested", "5: whether a request for advice runs (*adviesaanvraag*)."),
        _cross("investigationRequested", "Whether an ISD or TBS investigation was requested."),
        _cross("asrApplied", "6: whether the framework for adolescents was applied (*wegingskader ASR*)."),
        integer("criminogenicFactors", "12: how many criminogenic factors; which ones is not kept here."),
        integer("protectiveFactors", "13: how many protective factors (SAPROF)."),
        choice(
            "selfSufficiency", ("LOW", "MEDIUM", "HIGH", "UNKNOWN"),
            "14: self-sufficiency (*zelfredzaamheid*), as a level without its grounds.", required=False,
        ),
        choice(
            "motivation", ("MOTIVATED", "CAN_BE_MOTIVATED", "CANNOT_BE_MOTIVATED", "UNKNOWN"),
            "15: motivation (*motivatie*), by the estimate of today.", required=False,
        ),
        _cross("specialConditions", "16: special conditions imposed (*bijzondere voorwaarden*)."),
        _cross("runningContacts", "17: running contacts with helpers (*lopende contacten*)."),
        text("other", "Other; never a diagnosis or treatment."),
    ),
    (_DETENTION, _BY),
)  # fmt: skip

DECISION = Kind(
    "ScreeningDecision",
    "Part 3 of the selection form: what case manager and probation officer decide together (*gezamenlijk besluit*).",
    FieldClass.NOTE,
    (
        moment("decidedOn", "When they decided.", required=True),
        Property("inputs", Type.TEXTS, "What they decide, several at once.", required=True, values=INPUTS),
        Property("inputTexts", Type.TEXTS, "Their texts, as input=text, of those that have one."),
        text("reasons", "Why; also why it departs from the proposal, where it does.", required=True),
        choice("proposal", PROPOSALS, "What the rules proposed then."),
        flag("provisional", "Whether an unknown could still turn that proposal."),
        text("ruleSet", "By which rule set.", required=True),
        integer("ruleSetVersion", "Version of the rule set.", required=True),
        Property("stoodOn", Type.TEXTS, "The facts it stood on, as field=value.", required=True),
        Property("outcomes", Type.TEXTS, "How each criterion came out, as number=outcome.", required=True),
    ),
    (
        _DETENTION,
        Edge("tookPart", "DECIDED", ("Position",), "Who decided.", outgoing=False, required=True, many=True),
    ),
)
