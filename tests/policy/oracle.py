"""The oracle: the same question put to Cedar, with policies written from the access document.

What Cedar cannot reckon (periods, local days, who is who) is worked out here, without any code of `graph.policy`.
"""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import cedarpy

_TEXT = (Path(__file__).parent / "oracle.cedar").read_text("utf-8")
_POLICIES = cedarpy.PolicySet.from_str(_TEXT)
_IDS = [
    found or "permitted" for found in re.findall(r'^(?:@id\("([^"]+)"\) )?(?:permit|forbid) \(', _TEXT, re.MULTILINE)
]
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")

PURPOSES = [
    "REINTEGRATION",
    "RISK_MANAGEMENT",
    "SAFETY_HOUSE_CASE",
    "CARE",
    "VOLUNTARY_SUPPORT",
    "SCREENING",
    "INTAKE",
    "MUNICIPAL_DEBT_HELP",
    "STEERING",
    "OVERSIGHT",
    "SUBJECT_ACCESS",
    "OPERATIONS",
]
TEAM_PURPOSES = [*PURPOSES[:5], "MUNICIPAL_DEBT_HELP"]
KINDS = [
    "PRISON",
    "PROBATION",
    "MUNICIPALITY",
    "CARE_PROVIDER",
    "SAFETY_HOUSE",
    "POLICE",
    "PROSECUTION",
    "CHILD_PROTECTION",
    "HOUSING",
    "VOLUNTEER",
    "DEBT_HELP",
    "OTHER",
]
OTHER_FUNCTIONS = ["STEERING_MEMBER", "ANALYST", "PRIVACY_OFFICER", "OPERATOR", "SUBJECT"]
CASE_WORKING = [
    "CASE_MANAGER",
    "SENIOR_CASE_MANAGER",
    "MENTOR",
    "MEDICAL",
    "SELECTION_OFFICER",
    "PROBATION_ADVISER",
    "SUPERVISION_OFFICER",
    "AFTERCARE_COORDINATOR",
    "RISK_DELEGATE",
    "NEIGHBOURHOOD_WORKER",
    "DEBT_COUNSELLOR",
    "CARE_PROFESSIONAL",
    "CARE_CONTINUITY_OFFICER",
    "LIFE_COURSE_COACH",
    "CONVENER",
    "POLICE_OFFICER",
    "PROSECUTION_STAFF",
    "CHILD_PROTECTION_WORKER",
    "HOUSING_OFFICER",
    "VOLUNTEER",
    "OTHER_HELPER",
]
MAY_ASSIGN = ["AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "CONVENER"]
FRAMES = ["PBW_18A", "PBW_18B", "WGS_SAFETY_HOUSE", "TREATMENT", "CONSENT", "MUNICIPAL_TASK"]
CLASSES = [
    "VICTIM",
    "HEALTH",
    "RISK",
    "TITLE",
    "FINANCE",
    "RESPONSIVITY",
    "RISK_SUMMARY",
    "CONDUCT",
    "NETWORK",
    "NOTE",
    "CONDITION",
    "PLAN",
    "CONTACT",
    "COURSE",
    "IDENTITY",
    "WORK",
    "LOG",
    "PUBLIC",
]
CARE_AUTHORS = ["MEDICAL", "CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER"]

DESKS = {
    ("PRISON", "CASE_MANAGER"): "prison",
    ("PRISON", "SENIOR_CASE_MANAGER"): "prison",
    ("PRISON", "MENTOR"): "mentor",
    ("PRISON", "SELECTION_OFFICER"): "selection",
    ("PRISON", "MEDICAL"): "medical",
    ("PROBATION", "PROBATION_ADVISER"): "probation",
    ("PROBATION", "SUPERVISION_OFFICER"): "probation",
    ("MUNICIPALITY", "AFTERCARE_COORDINATOR"): "municipality",
    ("MUNICIPALITY", "NEIGHBOURHOOD_WORKER"): "neighbourhood",
    ("MUNICIPALITY", "LIFE_COURSE_COACH"): "neighbourhood",
    ("MUNICIPALITY", "RISK_DELEGATE"): "delegate",
    ("MUNICIPALITY", "DEBT_COUNSELLOR"): "debt",
    ("DEBT_HELP", "DEBT_COUNSELLOR"): "debt",
    ("CARE_PROVIDER", "CARE_PROFESSIONAL"): "carer",
    ("CARE_PROVIDER", "CARE_CONTINUITY_OFFICER"): "carer",
    ("SAFETY_HOUSE", "CONVENER"): "convener",
    ("POLICE", "POLICE_OFFICER"): "police",
    ("PROSECUTION", "PROSECUTION_STAFF"): "prosecution",
    ("CHILD_PROTECTION", "CHILD_PROTECTION_WORKER"): "child",
}


def answer(actor, field_class, facts, moment):
    """What the access document says: "release", "hidden" or a reason."""
    context = _context(actor, str(field_class), facts, moment)
    found = _ask("see", str(field_class), context)
    if context["personal"] and context["grant"] and found not in ("release", "absent"):
        granted = _ask("see in emergency", str(field_class), context)
        if granted in ("release", "absent", "NEEDS_STEP_UP") or found == "hidden":
            found = granted
    return "hidden" if found == "absent" else found


def _ask(action, field_class, context):
    request = {
        "principal": 'User::"somebody"',
        "action": f'Action::"{action}"',
        "resource": f'Class::"{field_class}"',
        "context": context,
    }
    result = cedarpy.is_authorized(request, _POLICIES, [])
    assert not result.diagnostics.errors, result.diagnostics.errors
    if result.allowed:
        return "release"
    reasons = sorted(_IDS[int(found.removeprefix("policy"))] for found in result.diagnostics.reasons)
    return reasons[0].split()[1] if reasons else "hidden"


def _holds(period, moment):
    start, end = period
    return not (start is not None and start > moment) and not (end is not None and end <= moment)


def _local(moment) -> date:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment)).astimezone(_AMSTERDAM).date()


def _six_months_on(day: date) -> date:
    month = day.month + 6
    year, month = (day.year + 1, month - 12) if month > 12 else (day.year, month)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


def _context(actor, field_class, facts, moment):
    purpose, function, kind = str(actor.purpose), actor.function, actor.organisation_kind
    datum, here = facts.datum, actor.organisation
    desk = DESKS.get((kind, function), "continuity" if function == "CARE_CONTINUITY_OFFICER" else "none")
    desk = "subject" if function == "SUBJECT" else desk
    if desk == "carer" and purpose == "CARE" and function == "CARE_CONTINUITY_OFFICER":
        desk = "continuity"
    counting = [
        one
        for one in facts.involvements
        if one.frame in FRAMES
        and _holds(one.period, moment)
        and (
            one.position == actor.position
            or (one.position is None and one.organisation == here and function in MAY_ASSIGN)
        )
    ]
    today = _local(moment)
    ended = [end for start, end in facts.detentions or () if end is not None and end <= moment]
    inside = not ended or any(_holds(period, moment) for period in facts.detentions or ())
    release = _local(max(ended)) if ended else today
    consents = [one for one in facts.consents if _holds(one.period, moment) and here in one.receivers]
    named = {name for one in consents for name in one.classes}
    of_own = datum.organisation is not None and datum.organisation == here
    disclosures = [one for one in datum.disclosed if one.receiver == here and _holds(one.period, moment)]
    care_note = field_class == "NOTE" and datum.author_function in CARE_AUTHORS
    handed_over = (
        datum.organisation is not None
        and kind == "PRISON"
        and field_class == "NOTE"
        and any(
            one.transfer and "NOTE" in one.classes and (not care_note or "HEALTH" in one.classes) for one in disclosures
        )
    )
    own = (of_own or handed_over) and datum.purpose == purpose
    grant = facts.emergency
    in_prisons = {here} if kind == "PRISON" and function in ("CASE_MANAGER", "SENIOR_CASE_MANAGER") else set()
    if kind == "PROBATION" and function == "PROBATION_ADVISER":
        in_prisons = set(facts.postings)
    person_case = facts.case_kind == "PERSON" and facts.case_frame != "WGS_SAFETY_HOUSE"
    between_carers = kind == "CARE_PROVIDER" and datum.organisation_kind == "CARE_PROVIDER"
    return {
        "purpose": purpose,
        "function": function,
        "kind": kind,
        "at": f"{purpose}/{desk}",
        "knownPurpose": purpose in PURPOSES,
        "knownFunction": function in CASE_WORKING + OTHER_FUNCTIONS
        and actor.assurance in ("LOW", "SUBSTANTIAL", "HIGH"),
        "knownKind": kind in KINDS or function == "SUBJECT",
        "knownClass": field_class in CLASSES,
        "inForce": facts.position_in_force is True or function == "SUBJECT",
        "high": actor.assurance == "HIGH",
        "worksOnCases": function in CASE_WORKING,
        "teamPurpose": purpose in TEAM_PURPOSES,
        "personal": field_class in CLASSES[:15],
        "excluded": facts.excluded is not False,
        "outsideCases": facts.outside_cases,
        "knownCase": not facts.outside_cases and facts.case_kind in ("PERSON", "FAMILY") and facts.case_frame in FRAMES,
        "caseFrame": str(facts.case_frame),
        "inTeam": bool(counting),
        "frames": sorted({one.frame for one in counting}),
        "onNotice": function in MAY_ASSIGN
        and any(
            one.organisation == here
            and timedelta(0) <= today - _local(one.received_at) < timedelta(days=28)
            and (one.assigned_at is None or moment < one.assigned_at)
            for one in facts.notices
        ),
        "onScreeningList": person_case
        and any(one.prison in in_prisons and _holds(one.period, moment) for one in facts.stays),
        "subjectsOwnCase": facts.subject and person_case,
        "knownDetention": facts.detentions is not None,
        "inside": inside,
        "daysSinceRelease": (today - release).days,
        "sixMonthsSinceRelease": bool(ended) and today >= _six_months_on(release),
        "knownClosing": facts.closed is not None,
        "closed": any(_holds(period, moment) for period in facts.closed or ()),
        "municipalTask": any(
            one.organisation == here and one.frame == "MUNICIPAL_TASK" and _holds(one.period, moment)
            for one in facts.involvements
        ),
        "indicated": any(_holds(period, moment) for period in facts.indications),
        "consentInForce": bool(named),
        "consented": field_class in named
        and field_class in ("IDENTITY", "CONTACT", "COURSE", "CONDITION", "PLAN", "NETWORK", "FINANCE"),
        "treated": any(
            _holds(one.period, moment)
            and (one.position == actor.position or (one.position is None and one.organisation == here))
            for one in facts.treatments
        ),
        "careNote": care_note,
        "knownAuthor": datum.author_function in CASE_WORKING + OTHER_FUNCTIONS[:4],
        "ofOwnOrganisation": of_own,
        "countsAsOwn": of_own or handed_over,
        "own": own,
        "ownerUnknown": datum.organisation is None or ((of_own or handed_over) and datum.purpose not in PURPOSES),
        "healthGoesByOwner": purpose == "CARE" or (purpose, desk) == ("SAFETY_HOUSE_CASE", "carer"),
        "passedOn": datum.organisation is not None
        and not of_own
        and (
            any(
                one.giver == datum.organisation and one.receiver == here and _holds(one.period, moment)
                for one in facts.referrals
            )
            or (between_carers and any("HEALTH" in one.classes and one.giver == datum.organisation for one in consents))
        ),
        "ownReading": datum.reader == "PERSON",
        "readerUnknown": datum.reader not in (None, "PERSON", "PROFESSIONAL"),
        "onForm": datum.form in ("FIELD", "INPUT"),
        "formUnknown": datum.form not in (None, "FIELD", "INPUT"),
        "sealed": datum.sealed,
        "expired": datum.expired,
        "elsewhere": datum.elsewhere,
        "disclosed": any(
            field_class in one.classes and (not care_note or "HEALTH" in one.classes) for one in disclosures
        ),
        "grant": grant is not None
        and purpose in TEAM_PURPOSES
        and grant.position == actor.position
        and grant.purpose == purpose
        and timedelta(0) <= timedelta(milliseconds=moment - grant.asked_at) < timedelta(minutes=60)
        and function in CASE_WORKING
        and (kind != "PRISON" or desk != "none"),
        "askedFor": grant is not None and field_class in grant.classes and (not care_note or "HEALTH" in grant.classes),
    }
