"""Purposes, functions and assurance: the words of who asks and why."""

from api.schema.word import Word, words


@words("Why somebody asks (*doel*): each is a processing activity with a legal frame.")
class Purpose(Word):
    """Why somebody asks."""

    REINTEGRATION = "REINTEGRATION", "Reintegration (*re-integratie*), article 18a Pbw."
    RISK_MANAGEMENT = "RISK_MANAGEMENT", "Risk management (*risicomanagement*), article 18b Pbw."
    SAFETY_HOUSE_CASE = "SAFETY_HOUSE_CASE", "A case of the safety house (*Zorg- en Veiligheidshuis*)."
    CARE = "CARE", "Care within a treatment relation (*zorg*)."
    VOLUNTARY_SUPPORT = "VOLUNTARY_SUPPORT", "Voluntary support, by consent (*vrijwillige ondersteuning*)."
    SCREENING = "SCREENING", "Joint selection in one prison (*screening*)."
    INTAKE = "INTAKE", "Taking in somebody a notice named (*intake na melding*)."
    MUNICIPAL_DEBT_HELP = "MUNICIPAL_DEBT_HELP", "Debt help by the municipality (*schuldhulpverlening*)."
    STEERING = "STEERING", "Regional steering on aggregates (*sturing*)."
    OVERSIGHT = "OVERSIGHT", "Oversight by a privacy officer (*toezicht*)."
    SUBJECT_ACCESS = "SUBJECT_ACCESS", "A person's access to the own file (*inzage*)."
    OPERATIONS = "OPERATIONS", "Running the system (*beheer*); no personal data."


@words("What a professional does at an organisation (*functie*).")
class Function(Word):
    """What a professional does at an organisation."""

    CASE_MANAGER = "CASE_MANAGER", "Case manager in a prison (*casemanager*)."
    SENIOR_CASE_MANAGER = "SENIOR_CASE_MANAGER", "Senior case manager (*senior casemanager*)."
    MENTOR = "MENTOR", "Mentor in a prison (*mentor*)."
    MEDICAL = "MEDICAL", "Nurse, psychologist or treatment coordinator (*medische dienst*)."
    SELECTION_OFFICER = "SELECTION_OFFICER", "Selection officer (*selectiefunctionaris*)."
    PROBATION_ADVISER = "PROBATION_ADVISER", "Probation adviser (*reclasseringsadviseur*)."
    SUPERVISION_OFFICER = "SUPERVISION_OFFICER", "Supervision officer (*toezichthouder*)."
    AFTERCARE_COORDINATOR = "AFTERCARE_COORDINATOR", "Aftercare coordinator of a municipality (*nazorgcoördinator*)."
    RISK_DELEGATE = "RISK_DELEGATE", "Delegate for risk management (*gemandateerde*)."
    NEIGHBOURHOOD_WORKER = "NEIGHBOURHOOD_WORKER", "Worker of a neighbourhood team (*wijkteammedewerker*)."
    DEBT_COUNSELLOR = "DEBT_COUNSELLOR", "Debt counsellor (*schuldhulpverlener*)."
    CARE_PROFESSIONAL = "CARE_PROFESSIONAL", "Care professional (*behandelaar, begeleider*)."
    CARE_CONTINUITY_OFFICER = "CARE_CONTINUITY_OFFICER", "Officer for continuity of care (*continuïteit van zorg*)."
    LIFE_COURSE_COACH = "LIFE_COURSE_COACH", "Life-course coach (*levensloopcoach*)."
    CONVENER = "CONVENER", "Convener of a safety house (*procesregisseur*)."
    POLICE_OFFICER = "POLICE_OFFICER", "Police officer (*politiemedewerker*)."
    PROSECUTION_STAFF = "PROSECUTION_STAFF", "Staff of the prosecution (*medewerker OM*)."
    CHILD_PROTECTION_WORKER = "CHILD_PROTECTION_WORKER", "Child protection worker (*jeugdbeschermer*)."
    HOUSING_OFFICER = "HOUSING_OFFICER", "Housing officer (*medewerker wonen*)."
    VOLUNTEER = "VOLUNTEER", "Volunteer (*vrijwilliger*)."
    OTHER_HELPER = "OTHER_HELPER", "Another helper (*andere hulpverlener*)."
    STEERING_MEMBER = "STEERING_MEMBER", "Member of a steering group (*lid stuurgroep*)."
    ANALYST = "ANALYST", "Analyst (*analist*)."
    PRIVACY_OFFICER = "PRIVACY_OFFICER", "Privacy officer (*privacyfunctionaris*)."
    OPERATOR = "OPERATOR", "Operator of the system (*beheerder*)."


@words("How sure the sign-in is of who this is (*betrouwbaarheidsniveau*).")
class Assurance(Word):
    """How sure the sign-in is of who this is."""

    LOW = "LOW", "Low (*laag*)."
    SUBSTANTIAL = "SUBSTANTIAL", "Substantial (*substantieel*)."
    HIGH = "HIGH", "High (*hoog*)."
