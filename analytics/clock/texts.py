"""What the clock says, in plain English and Dutch, by code. Codes are stable; the words may change."""

TEXTS: dict[str, tuple[str, str]] = {
    "DONE": ("Done on {day}.", "Gedaan op {day}."),
    "DONE_LATE": (
        "Done on {day}; it was due by {due}, {days} day(s) earlier.",
        "Gedaan op {day}; dat had uiterlijk {due} gemoeten, {days} dag(en) eerder.",
    ),
    "DONE_SOME_DAY": ("Done; on which day is not recorded.", "Gedaan; op welke dag is niet vastgelegd."),
    "DUE": ("Due by {due}; not recorded as done yet.", "Uiterlijk {due}; nog niet als gedaan vastgelegd."),
    "LATE": (
        "Should have been done by {due}; {days} day(s) late.",
        "Had uiterlijk {due} gedaan moeten zijn; {days} dag(en) te laat.",
    ),
    "MISSED": (
        "Should have been done by {due}; not done when it could no longer be, on {day}.",
        "Had uiterlijk {due} gedaan moeten zijn; niet gedaan toen het niet meer kon, op {day}.",
    ),
    "NO_DETENTION": ("No detention is known in this case.", "Er is in deze casus geen detentie bekend."),
    "RELEASED_BEFORE": (
        "Released on {day}, before it was due on {due}.",
        "Vrijgelaten op {day}, voordat het uiterlijk {due} hoefde.",
    ),
    "LEAVES_BEFORE": (
        "Release is expected on {day}, before it is due on {due}.",
        "Vrijlating wordt verwacht op {day}, voordat het uiterlijk {due} hoeft.",
    ),
    "NO_SELF_REPORTER": (
        "Only for who reports to prison voluntarily.",
        "Alleen voor wie zich zelf meldt (zelfmelder).",
    ),
    "SELF_REPORTER_UNKNOWN": (
        "Whether the person reported voluntarily is not recorded.",
        "Niet vastgelegd of de betrokkene zelfmelder is.",
    ),
    "FUNCTION_UNKNOWN": (
        "Somebody saw the person, but in which function is not recorded.",
        "Iemand heeft de betrokkene gezien, maar in welke functie is niet vastgelegd.",
    ),
    "ASSESSED_AS_UNKNOWN": (
        "Looked at, but the outcome is unknown: {what}.",
        "Bekeken, maar de uitkomst is onbekend: {what}.",
    ),
    "ASSESSED_SOME_DAY": (
        "Assessed, but on which day is not recorded: {what}.",
        "Beoordeeld, maar op welke dag is niet vastgelegd: {what}.",
    ),
    "NOT_ASSESSED": (
        "Nothing is recorded of it since the detention began: {what}.",
        "Sinds het begin van de detentie is er niets over vastgelegd: {what}.",
    ),
    "NOT_RECORDED_HERE": (
        "It was due by {due}; whether it was done is not recorded here.",
        "Het moest uiterlijk {due}; of het gedaan is, wordt hier niet vastgelegd.",
    ),
    "NOT_BEGUN": (
        "Begins after meeting number {number}, which is not recorded yet.",
        "Begint na overleg nummer {number}; dat is nog niet vastgelegd.",
    ),
    "LENGTH_UNKNOWN": (
        "How long the detention lasts is not recorded; for a short one it was due by {due}, for a long one it is not.",
        "Niet vastgelegd hoe lang de detentie duurt; bij een korte moest het uiterlijk {due}, bij een lange nog niet.",
    ),
    "TITLE_UNKNOWN": (
        "No legal title of this detention is recorded.",
        "Van deze detentie is geen titel vastgelegd.",
    ),
    "NOT_PRE_TRIAL": ("Only before the first verdict.", "Alleen vóór het vonnis in eerste aanleg."),
    "VERDICT_BEFORE": (
        "The first verdict came on {day}, before it was due.",
        "Het vonnis in eerste aanleg kwam op {day}, voordat het hoefde.",
    ),
    "HEARING_UNKNOWN": ("The day of the hearing is not recorded.", "De zittingsdatum is niet vastgelegd."),
    "NOT_SENTENCED": ("Only for a prison sentence.", "Alleen bij een gevangenisstraf."),
    "TOO_SHORT": (
        "The stay is shorter than {days} days.",
        "Het verblijf is korter dan {days} dagen.",
    ),
    "RELEASE_UNKNOWN": (
        "The day of release is not recorded.",
        "De datum van vrijlating is niet vastgelegd.",
    ),
    "RELEASE_PASSED": (
        "Release was expected on {day}; that it happened is not recorded.",
        "Vrijlating werd verwacht op {day}; dat dat gebeurd is, is niet vastgelegd.",
    ),
    "NO_SUPERVISION": ("No supervision follows the release.", "Na de vrijlating volgt geen toezicht."),
    "SUPERVISION_UNKNOWN": (
        "Whether supervision follows the release is not recorded.",
        "Niet vastgelegd of er na de vrijlating toezicht volgt.",
    ),
    "TOLD_BY_COURSE": (
        "What is recorded of the detention itself says whether supervision follows: another rule judges that.",
        "Bij de detentie zelf staat of er toezicht volgt: dat beoordeelt een andere regel.",
    ),
    "NO_SERIOUS_OFFENCE": (
        "Only for serious violent and sexual offences.",
        "Alleen bij ernstige gewelds- en zedendelicten.",
    ),
    "ARTICLE_UNKNOWN": (
        "The article of the offence is not recorded.",
        "Het wetsartikel van het delict is niet vastgelegd.",
    ),
    "NOT_FOR_YOU": (
        "This rule is judged by data that are not shown to you.",
        "Deze regel wordt beoordeeld op gegevens die u niet mag zien.",
    ),
}

_WORDS = {
    "IDENTITY_DOCUMENT": ("identity document", "identiteitsbewijs"),
    "HOUSING": ("housing", "huisvesting"),
    "WORK_AND_INCOME": ("work and income", "werk en inkomen"),
    "DEBTS": ("debts", "schulden"),
    "CARE": ("care and health insurance", "zorg en zorgverzekering"),
    "SOCIAL_NETWORK": ("social network", "sociaal netwerk"),
}


def said_of(words: str, tongue: int) -> str:
    """Words of the model, separated by commas, as a person says them."""
    return ", ".join(_WORDS[word][tongue] if word in _WORDS else word for word in words.split(","))
