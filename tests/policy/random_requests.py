"""Requests drawn at random, likely and unlikely ones: who asks, on which case, for which class and datum."""

from random import Random

from cast_of_cases import HOUSES, NOON, who

from graph.actors import Assurance, Purpose
from graph.model.kinds import FieldClass
from graph.model.words import FIELD_CLASSES_OF_CONSENT, FRAMES, FUNCTIONS, ORGANISATION_KINDS
from graph.policy import facts as f
from graph.times import parse_moment

DAY, MINUTE = 86_400_000, 60_000
PURPOSES = [purpose.value for purpose in Purpose]
USUAL = {
    "CARE_PROFESSIONAL": ["CARE", "SAFETY_HOUSE_CASE"],
    "CARE_CONTINUITY_OFFICER": ["CARE"],
    "MEDICAL": ["CARE"],
    "RISK_DELEGATE": ["RISK_MANAGEMENT"],
    "DEBT_COUNSELLOR": ["MUNICIPAL_DEBT_HELP"],
    "VOLUNTEER": ["VOLUNTARY_SUPPORT"],
    "SUBJECT": ["SUBJECT_ACCESS"],
    "PRIVACY_OFFICER": ["OVERSIGHT"],
    "OPERATOR": ["OPERATIONS"],
    "STEERING_MEMBER": ["STEERING"],
    "CONVENER": ["SAFETY_HOUSE_CASE", "INTAKE"],
    "POLICE_OFFICER": ["SAFETY_HOUSE_CASE"],
    "CHILD_PROTECTION_WORKER": ["SAFETY_HOUSE_CASE"],
    "PROSECUTION_STAFF": ["SAFETY_HOUSE_CASE", "RISK_MANAGEMENT"],
    "CASE_MANAGER": ["REINTEGRATION", "RISK_MANAGEMENT", "SCREENING", "SAFETY_HOUSE_CASE"],
    "SENIOR_CASE_MANAGER": ["REINTEGRATION", "RISK_MANAGEMENT", "SCREENING", "INTAKE"],
    "PROBATION_ADVISER": ["REINTEGRATION", "RISK_MANAGEMENT", "SCREENING", "INTAKE"],
}
FRAME_FOR = {
    "REINTEGRATION": "PBW_18A",
    "RISK_MANAGEMENT": "PBW_18A",
    "SAFETY_HOUSE_CASE": "WGS_SAFETY_HOUSE",
    "CARE": "TREATMENT",
    "VOLUNTARY_SUPPORT": "CONSENT",
    "MUNICIPAL_DEBT_HELP": "MUNICIPAL_TASK",
}
CLASSES = [c.value for c in FieldClass]
BORDERS = [
    parse_moment(day) for day in ("2026-01-13", "2026-01-14", "2025-09-09", "2025-09-10", "2025-09-11", "2026-02-10")
]


def random_request(rng: Random):
    """An actor, a class, facts about a datum in a case, and a moment. Most are likely; each part may be odd."""
    actor = _actor(rng)
    field_class = "SECRETS" if rng.random() < 0.01 else FieldClass(rng.choice(CLASSES))
    facts = f.OUTSIDE_CASES if rng.random() < 0.04 else _facts(rng, actor)
    return actor, field_class, facts.about(_datum(rng, actor)), NOON


def _often(rng, likely, others, chance=0.85):
    return likely if rng.random() < chance else rng.choice(others)


def _actor(rng):
    function = rng.choice(list(HOUSES))
    purpose = _often(rng, rng.choice(USUAL.get(function, ["REINTEGRATION"])), [*PURPOSES, "GOSSIP", None], 0.85)
    organisation, kind = HOUSES[function]
    kind = _often(rng, kind, [*ORGANISATION_KINDS, "CIRCUS"], 0.92)
    return who(
        _often(rng, function, ["WIZARD"], 0.99),
        purpose,
        _often(rng, rng.choice(list(Assurance)), ["UTTER"], 0.99),
        organisation=organisation,
        organisation_kind=kind,
    )


def _facts(rng, actor):
    frame = FRAME_FOR.get(str(actor.purpose), "PBW_18A")
    case_frame = "WGS_SAFETY_HOUSE" if frame == "WGS_SAFETY_HOUSE" else "PBW_18A"
    involvements = [
        f.Involved(
            _often(rng, actor.organisation, ["elsewhere"], 0.95),
            _often(rng, frame, [*FRAMES, "WHIM"]),
            _often(rng, actor.position, [None, "another position"], 0.85),
            _period(rng),
        )
        for _ in range(_often(rng, 1, [0, 2, 3, 3], 0.6))
    ]
    return f.Facts(
        position_in_force=_often(rng, True, [None, False], 0.97),
        excluded=_often(rng, False, [None, True], 0.96),
        case_kind=_often(rng, "PERSON", ["FAMILY", "HERD", None], 0.93),
        case_frame=_often(rng, case_frame, [*FRAMES, "WHIM", None], 0.88),
        involvements=tuple(involvements),
        notices=tuple(
            f.Notified(
                _often(rng, actor.organisation, ["elsewhere"]), _moment(rng), rng.choice([None, None, _moment(rng)])
            )
            for _ in range(rng.randrange(3))
        ),
        stays=tuple(
            f.Stayed(_often(rng, actor.organisation, ["pi-x"], 0.7), _period(rng)) for _ in range(rng.randrange(3))
        ),
        postings=frozenset(rng.choices([actor.organisation, "pi-x", "pi-y"], k=rng.randrange(3))),
        subject=rng.random() < 0.8,
        detentions=_often(rng, tuple(_detention(rng) for _ in range(rng.randrange(4))), [None], 0.95),
        closed=_often(rng, (), [None, (_period(rng),)], 0.85),
        indications=tuple(_period(rng) for _ in range(rng.randrange(3))),
        treatments=tuple(
            f.Treated(_often(rng, None, [actor.position, "another position"], 0.5), actor.organisation, _period(rng))
            for _ in range(rng.randrange(3))
        ),
        consents=tuple(
            f.Consented(
                frozenset({_often(rng, actor.organisation, ["elsewhere"])}),
                frozenset(rng.sample([*FIELD_CLASSES_OF_CONSENT, "RISK"], rng.randrange(7))),
                rng.choice([None, "other-clinic"]),
                _period(rng),
            )
            for _ in range(rng.randrange(3))
        ),
        referrals=tuple(
            f.Referred("other-clinic", _often(rng, actor.organisation, ["elsewhere"]), _period(rng))
            for _ in range(rng.random() < 0.3)
        ),
        emergency=rng.choice([None, None, None, _emergency(rng, actor)]),
    )


def _emergency(rng, actor):
    return f.Emergency(
        _often(rng, actor.position, ["another position"]),
        _often(rng, str(actor.purpose), PURPOSES),
        frozenset(rng.sample(CLASSES, rng.randrange(8))),
        NOON + rng.choice([-61, -60, -59, -30, 0, 1]) * MINUTE,
    )


def _moment(rng):
    return rng.choice([NOON + rng.randrange(-60 * DAY, 5 * DAY), NOON, NOON - 1, NOON + 1, *BORDERS])


def _period(rng):
    if rng.random() < 0.7:
        return f.Period(rng.choice([None, NOON - 30 * DAY]))
    return f.Period(rng.choice([None, _moment(rng)]), rng.choice([None, _moment(rng)]))


def _detention(rng):
    if rng.random() < 0.3:
        return f.Period(NOON - 20 * DAY)
    end = _often(rng, rng.choice(BORDERS), [_moment(rng), NOON - rng.randrange(400) * DAY], 0.5) + rng.choice(
        [0, -1, 1, DAY // 2]
    )
    return f.Period(end - 100 * DAY, end)


def _datum(rng, actor):
    return f.Datum(
        organisation=_often(rng, actor.organisation, [None, "other-clinic", "elsewhere"], 0.6),
        organisation_kind=_often(rng, "CARE_PROVIDER", [None, "PRISON", actor.organisation_kind], 0.6),
        purpose=_often(rng, str(actor.purpose), [None, *PURPOSES, "GOSSIP"], 0.75),
        author_function=_often(rng, rng.choice(FUNCTIONS), [None, "WIZARD", "MEDICAL"], 0.8),
        reader=rng.choice(["PERSON", "PROFESSIONAL", None, "PARROT"]),
        form=rng.choice(["FIELD", "INPUT", None, None, "RUMOUR"]),
        subjects_contact=rng.random() < 0.5,
        sealed=rng.random() < 0.04,
        expired=rng.random() < 0.04,
        elsewhere=rng.random() < 0.1,
        disclosed=tuple(
            f.Disclosed(
                _often(rng, actor.organisation, ["elsewhere"]),
                frozenset(rng.sample(CLASSES, rng.randrange(18))),
                _period(rng),
                rng.random() < 0.5,
            )
            for _ in range(rng.choice([0, 0, 1, 2]))
        ),
    )
