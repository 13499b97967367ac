"""The closed lists of words of the selection form (*SOM-formulier*)."""

from api.schema.word import Word, words


@words("What the criteria propose (*voorstel*); the professionals decide.")
class ScreeningProposal(Word):
    """What the criteria propose."""

    NO_PRIORITY = "NO_PRIORITY", "No priority (*geen prioriteit*); everybody stays visible."
    PRIORITY = "PRIORITY", "Priority (*prioriteit*)."
    DEFERRED = "DEFERRED", "Run again after advice or verdict (*uitgesteld*)."
    TO_BE_WEIGHED = "TO_BE_WEIGHED", "The two professionals weigh (*wegen*)."


@words("Whether the case manager has concerns (*zorg*).")
class ScreeningConcern(Word):
    """Whether the case manager has concerns."""

    YES = "YES", "Concerns (*zorg*): no priority becomes weighing."
    NO = "NO", "No concerns (*geen zorg*)."
    NOT_ASKED = "NOT_ASKED", "Not asked yet (*nog niet gevraagd*), which is unknown."


@words("How somebody stands to change, by the estimate of today (*motivatie*).")
class ScreeningMotivation(Word):
    """How somebody stands to change."""

    MOTIVATED = "MOTIVATED", "Motivated (*gemotiveerd*)."
    CAN_BE_MOTIVATED = "CAN_BE_MOTIVATED", "Can be motivated (*te motiveren*)."
    CANNOT_BE_MOTIVATED = "CANNOT_BE_MOTIVATED", "Cannot be motivated (*niet te motiveren*)."
    UNKNOWN = "UNKNOWN", "Unknown (*onbekend*)."


@words("What the two professionals decide after a screening (*inzet*).")
class ScreeningInput(Word):
    """What the two professionals decide after a screening."""

    NO_INPUT = "NO_INPUT", "No input of probation (*geen inzet*)."
    REPEAT_AFTER_VERDICT = "REPEAT_AFTER_VERDICT", "Too little information: again after the verdict (*na uitspraak*)."
    CONSULT_PROBATION_ADVICE = (
        "CONSULT_PROBATION_ADVICE",
        "Too little information: consult about probation advice for the prosecution (*reclasseringsadvies*).",
    )
    CONSULT_REINTEGRATION_ADVICE = (
        "CONSULT_REINTEGRATION_ADVICE",
        "Too little information: consult about reintegration advice for DJI (*re-integratieadvies*).",
    )
    PREPARE_SUPERVISION = "PREPARE_SUPERVISION", "Prepare supervision (*toezicht voorbereiden*)."
    BEHAVIOURAL_TRAINING = "BEHAVIOURAL_TRAINING", "Behavioural training (*gedragstraining*)."
    GUIDANCE_TALKS = "GUIDANCE_TALKS", "Guidance talks (*begeleidingsgesprekken*)."
    SUPPORT_ART_43_3 = "SUPPORT_ART_43_3", "Support a placement under article 43.3 (*plaatsing artikel 43.3*)."
    INITIATE_CARE_OR_HELP = "INITIATE_CARE_OR_HELP", "Initiate care or help after detention (*zorg of hulp*)."
    INITIATE_SUSPENSION = "INITIATE_SUSPENSION", "Initiate suspension of remand (*schorsing*)."
    OTHER = "OTHER", "Other (*anders*)."


@words("Why somebody is to be screened again (*opnieuw screenen*).")
class ScreeningWhy(Word):
    """Why somebody is to be screened again."""

    ARRIVED = "ARRIVED", "Nothing is decided in this detention yet (*nieuwe binnenkomst*)."
    NEW_FACTS = "NEW_FACTS", "What was recorded since turns the proposal (*nieuwe gegevens*)."
    OTHER_RULES = "OTHER_RULES", "Another rule set proposes otherwise (*andere regels*)."
    LONG_AGO = "LONG_AGO", "The decision is half a year old (*halfjaarlijks*)."


@words("How what people weigh weighs together by the text (*combinatie van vijf*); never a proposal of its own.")
class ScreeningCombination(Word):
    """How what people weigh weighs together by the text."""

    HIGH = "HIGH", "All five say so: high (*hoog*)."
    LOW = "LOW", "Cannot be motivated: low (*laag*)."
    UNDECIDED = "UNDECIDED", "The text does not say (*niet beslist*)."
    UNKNOWN = "UNKNOWN", "Something that could decide it is not known (*onbekend*)."
