"""The sections of the case picture that tell what happened and what is waited for, each drawn from the view."""

from typing import Any

import strawberry

from api.schema.disputed_fact import DisputedFact
from api.schema.handover import Handover
from api.schema.happening import ConductReport, ContactMoment, InstrumentResult, Meeting, Note, Notice
from api.schema.intervention import Intervention
from api.schema.legal_course import Consent, ContactRule, LegalTitle, Residence, Stay
from api.schema.life_course import ON_LINE, life_course_field
from api.schema.party import OF_RECORDS
from api.schema.request import AdviceRequest, Referral, Wait
from graph import handovers, happenings, interventions, legal_courses, requests
from graph.case_pictures import Picture
from graph.disputed_facts import disputed_facts
from graph.model.kinds import FieldClass as K


def _drawn(draw: Any, kind: Any, description: str) -> Any:
    """A section without arguments, drawn from the view of the case."""

    def drawn(root: strawberry.Parent[Picture]) -> Any:
        return draw(root.view)

    return strawberry.field(resolver=drawn, graphql_type=kind, description=description)


@strawberry.type
class CourseSections:
    """What happened in a case, and what is waited for."""

    life_course: Any = life_course_field
    stays: Any = _drawn(legal_courses.stays, list[Stay], "Stays in prisons (*verblijven*), by first day.")
    titles: Any = _drawn(legal_courses.titles, list[LegalTitle], "Grounds of detentions (*titels*), by first day.")
    instruments: Any = _drawn(
        happenings.instruments,
        list[InstrumentResult],
        "Results of screening instruments (*screeningsinstrumenten*) with their validity, by day.",
    )
    advice_requests: Any = _drawn(
        requests.advice_requests, list[AdviceRequest], "Advice asked of probation (*adviesaanvragen*), by day."
    )
    referrals: Any = _drawn(requests.referrals, list[Referral], "Referrals (*verwijzingen*), by day.")
    waiting: Any = _drawn(
        requests.waiting, list[Wait], "Who waits for whom, since when (*wie wacht op wie*), the longest first."
    )
    meetings: Any = _drawn(
        happenings.meetings, list[Meeting], "Meetings (*overleggen*) and who was there, by moment; planned ones too."
    )
    contact_moments: Any = _drawn(
        happenings.contact_moments,
        list[ContactMoment],
        "Contacts of professionals with the person (*contactmomenten*), by moment; planned ones too.",
    )
    interventions: Any = _drawn(
        interventions.interventions,
        list[Intervention],
        "Help and training (*interventies*) with who pays and the places of the offer, by first day.",
    )
    conduct: Any = _drawn(
        happenings.conduct,
        list[ConductReport],
        "What is said of behaviour, motivation and effort (*gedragsrapportages*), by day.",
    )
    notices: Any = _drawn(happenings.notices, list[Notice], "Notices to organisations (*meldingen*), by day.")
    handovers: Any = _drawn(
        handovers.handovers, list[Handover], "Handovers of direction and of the work (*overdrachten*), by moment."
    )
    contact_rules: Any = _drawn(
        legal_courses.contact_rules, list[ContactRule], "Contact rules and area bans (*contactverboden*), by first day."
    )
    residences: Any = _drawn(
        legal_courses.residences, list[Residence], "Where the person comes from and settles (*woonplaatsen*)."
    )
    consents: Any = _drawn(
        legal_courses.consents, list[Consent], "Consents of the person (*toestemmingen*), by first day."
    )
    disputes: Any = _drawn(
        disputed_facts,
        list[DisputedFact],
        "What the person says against facts that are shown (*betwistingen*), and the answers; those open first.",
    )
    notes: Any = _drawn(
        happenings.notes, list[Note], "Notes that who asks may read (*notities*), mostly the own ones, by moment."
    )


SECTION_CLASSES: dict[tuple[str, ...], tuple[K, ...]] = {
    ("lifeCourse",): ON_LINE,
    ("stays",): (K.HEALTH, K.TITLE, K.COURSE),
    ("titles",): (K.TITLE,),
    ("instruments",): (K.HEALTH, K.RESPONSIVITY, K.RISK_SUMMARY),
    ("adviceRequests",): (K.HEALTH, K.TITLE),
    ("waiting",): (K.HEALTH, K.TITLE, K.PLAN),
    ("referrals", "meetings", "contactMoments", "interventions"): (K.HEALTH, K.PLAN),
    ("handovers",): (K.HEALTH, K.RISK, K.PLAN),
    ("contactRules", "residences"): (K.COURSE,),
    ("notices", "consents"): (K.HEALTH, K.COURSE),
    ("disputes",): OF_RECORDS,
    ("conduct",): (K.HEALTH, K.CONDUCT),
    ("notes",): (K.NOTE,),
}
"""The classes of these sections in the case picture."""
