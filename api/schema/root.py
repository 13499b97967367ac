"""The root of every question: one line for each field, to the function that answers it."""

from typing import Any

import strawberry

from api.schema.access_log import AccessLogResult, access_log
from api.schema.case import Case, CasesResult, case, cases_list
from api.schema.case_picture import CasePictureResult, case_picture
from api.schema.change import CaseChangesResult, case_changes
from api.schema.gap_page import GapsResult, gaps
from api.schema.intake import IntakeResult, intake
from api.schema.knower import KnowersResult, who_knows
from api.schema.learning_case import LearningCaseResult, learning_case
from api.schema.me import Me, me
from api.schema.municipality import MunicipalitiesResult, Municipality, municipalities_list, municipality
from api.schema.network import NetworkResult, network
from api.schema.network_change import NetworkChangesResult, changes_of_network
from api.schema.node import Node, node
from api.schema.offer import OffersResult, ServiceOffer, offer, offers_list
from api.schema.organisation import Organisation, OrganisationsResult, organisation, organisations_list
from api.schema.own_view import OwnViewResult, own_view
from api.schema.path import PathsResult, paths
from api.schema.person import Person, PersonsResult, person, persons_list
from api.schema.prison import Prison, PrisonsResult, prison, prisons_list
from api.schema.professional import Professional, ProfessionalsResult, professional, professionals_list
from api.schema.region import Region, RegionsResult, region, regions_list
from api.schema.screening import ScreeningList, ScreeningResult, screening, screening_list
from api.schema.signal import SignalsResult, signals_list
from api.schema.subject_report import SubjectReportResult, subject_report
from api.schema.work import MyWorkResult, my_work


def _root(resolver: Any, kind: Any, description: str) -> Any:
    return strawberry.field(resolver=resolver, graphql_type=kind, description=description)


@strawberry.type(description="What can be asked (*vragen*). Everything needs a token; persons need a purpose as well.")
class Query:
    """What can be asked. By id the answer is null for what does not exist, or not for who asks."""

    me: Any = _root(me, Me, "Who I am here (*ik*), and in which positions.")
    node: Any = _root(node, Node | None, "Anything by its id; null when it does not exist for you.")
    person: Any = _root(person, Person | None, "A person (*justitiabele*); null when not in a case of yours.")
    persons: Any = _root(persons_list, PersonsResult, "The persons in your cases, by name.")
    case: Any = _root(case, Case | None, "A case (*casus*); null when it is not one of yours.")
    cases: Any = _root(cases_list, CasesResult, "Your cases.")
    case_picture: Any = _root(case_picture, CasePictureResult, "Everything of one case at a moment (*totaalplaatje*).")
    my_work: Any = _root(my_work, MyWorkResult, "What waits for you, the most urgent first (*mijn werk*).")
    signals: Any = _root(signals_list, SignalsResult, "What you must know of your cases (*signalen*).")
    intake: Any = _root(intake, IntakeResult, "New persons by notice or placement (*instroom*), under INTAKE.")
    changes: Any = _root(
        case_changes,
        CaseChangesResult,
        "What changed in a case between two moments, or since you looked (*wijzigingen*).",
    )
    network: Any = _root(network, NetworkResult, "The network around one person (*netwerk*).")
    network_changes: Any = _root(
        changes_of_network,
        NetworkChangesResult,
        "What changed in a network between two moments (*netwerk toen en nu*).",
    )
    paths: Any = _root(paths, PathsResult, "Paths from you to somebody around a person (*paden*).")
    who_knows: Any = _root(
        who_knows, KnowersResult, "Which organisations know a person (*wie kent deze persoon*), and whom to call there."
    )
    access_log: Any = _root(access_log, AccessLogResult, "Who looked at a person and why (*logging*).")
    subject_report: Any = _root(
        subject_report, SubjectReportResult, "All that is held about you, for yourself (*inzage*)."
    )
    own_view: Any = _root(
        own_view, OwnViewResult, "What you see of your own cases, in plain Dutch, for yourself (*eigen overzicht*)."
    )
    learning_case: Any = _root(
        learning_case, LearningCaseResult, "A case of yours without identity, to learn from (*casusleerbijeenkomst*)."
    )
    screening: Any = _root(screening, ScreeningResult, "The screening of one person on the list of a prison (*SOM*).")
    screening_list: Any = _root(
        screening_list, ScreeningList, "Everybody in a prison, in the order to screen and work (*screeningslijst*)."
    )
    professional: Any = _root(professional, Professional | None, "A professional; null when there is none of that id.")
    professionals: Any = _root(professionals_list, ProfessionalsResult, "Professionals by name, and who works where.")
    organisation: Any = _root(organisation, Organisation | None, "An organisation; null when there is none of that id.")
    organisations: Any = _root(organisations_list, OrganisationsResult, "Organisations by name (*organisaties*).")
    municipality: Any = _root(municipality, Municipality | None, "A municipality by CBS code; null when there is none.")
    municipalities: Any = _root(municipalities_list, MunicipalitiesResult, "Municipalities by name (*gemeenten*).")
    prison: Any = _root(prison, Prison | None, "A prison; null when there is none of that id.")
    prisons: Any = _root(prisons_list, PrisonsResult, "Prisons by name (*penitentiaire inrichtingen*).")
    region: Any = _root(region, Region | None, "A region; null when there is none of that id.")
    regions: Any = _root(regions_list, RegionsResult, "Regions by name (*regio's*).")
    offer: Any = _root(offer, ServiceOffer | None, "An offer; null when there is none of that id.")
    offers: Any = _root(offers_list, OffersResult, "What organisations offer, by name (*aanbod*).")
    gaps: Any = _root(gaps, GapsResult, "Municipalities without an aftercare link, small ones first (*witte vlekken*).")
