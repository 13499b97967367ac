"""What organisations offer."""

from api.schema.word import Word, words


@words("Kind of offer (*soort aanbod*).")
class OfferKind(Word):
    """Kind of offer."""

    AFTERCARE = "AFTERCARE", "Aftercare (*nazorg*)."
    SHELTERED_HOUSING = "SHELTERED_HOUSING", "Sheltered housing (*beschermd wonen*)."
    SUPPORTED_HOUSING = "SUPPORTED_HOUSING", "Supported housing (*begeleid wonen*)."
    ADDICTION_CARE = "ADDICTION_CARE", "Addiction care (*verslavingszorg*)."
    MENTAL_HEALTH_CARE = "MENTAL_HEALTH_CARE", "Mental health care (*ggz*)."
    FORENSIC_CARE = "FORENSIC_CARE", "Forensic care (*forensische zorg*)."
    LVB_CARE = "LVB_CARE", "Care for people with a mild intellectual disability (*lvb-zorg*)."
    DEBT_HELP = "DEBT_HELP", "Debt help (*schuldhulpverlening*)."
    WORK = "WORK", "Work (*werk*)."
    TRAINING = "TRAINING", "Training (*training, opleiding*)."
    COACHING = "COACHING", "Coaching (*coaching*)."
    VOLUNTEER_SUPPORT = "VOLUNTEER_SUPPORT", "Support by volunteers (*vrijwillige ondersteuning*)."
    OTHER = "OTHER", "Another kind (*overig*)."
