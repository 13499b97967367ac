"""The course of the whole case: detentions, stays, titles, advice, notices, conditions and instruments.

What came in late or wrong is told as it came in, so that what was known on a day can be asked.
"""

from typing import Any

from seeds.stories.telling import Telling

TULP, IRIS, TOWN_SYSTEM = "TULP (invented)", "IRIS (invented)", "municipal case system (invented)"


def tell(told: Telling) -> None:
    """Marks: earlier detention, detention, release, ppc stay, housing assessment, running advice."""
    _tell_earlier(told)
    _tell_detention(told)
    _tell_titles(told)
    _tell_advice_and_notices(told)
    _tell_conditions(told)
    _tell_instruments(told)


def _tell_earlier(told: Telling) -> None:
    case, start, end = told.marks["case"], told.day(-900), told.day(-760)
    detention = told.thing("Detention", caseId=case, person=told.marks["person"], startedOn=start)
    told.mark("earlier detention", detention)
    told.record(
        "DetentionState", case=case, since=start, until=end, source=TULP, detention=detention, status="INSIDE",
        expectedEnd=end, certainty="FIXED", supervisionFollows="NO",
    )  # fmt: skip
    told.record(
        "DetentionState", case=case, since=end, source=TULP, detention=detention, status="RELEASED", expectedEnd=end,
        certainty="FIXED", supervisionFollows="NO",
    )  # fmt: skip
    told.record(
        "Stay", case=case, since=start, until=end, source=TULP, detention=detention, prison="PI-LEL", regime="PRISON",
        endReason="RELEASE",
    )  # fmt: skip
    told.record(
        "LegalTitle", case=case, since=start, until=end, source=TULP, detention=detention, ground="SENTENCE",
        article="311 Sr", firstVerdictOn=told.day(-930), expectedEnd=end, follows="NOTHING",
    )  # fmt: skip


def _tell_detention(told: Telling) -> None:
    case, start = told.marks["case"], told.day(-200)
    detention = told.thing("Detention", caseId=case, person=told.marks["person"], startedOn=start)
    told.mark("detention", detention)
    told.record(
        "DetentionState", case=case, since=start, until=told.day(-140), source=TULP, detention=detention,
        status="INSIDE", certainty="UNKNOWN", supervisionFollows="UNKNOWN", selfReporter=False,
    )  # fmt: skip
    # The first date of release was counted wrongly; corrected a month ago.
    known: dict[str, Any] = {"case": case, "since": told.day(-140), "source": TULP, "detention": detention}
    wrong = told.record(
        "DetentionState", recorded=told.day(-138), retracted=told.hour(-30, 15), status="INSIDE",
        expectedEnd=told.day(66), certainty="ESTIMATED", supervisionFollows="YES", selfReporter=False, **known,
    )  # fmt: skip
    told.mark(
        "release",
        told.record(
            "DetentionState", recorded=told.hour(-30, 15), fact=wrong, status="INSIDE", expectedEnd=told.day(24),
            certainty="FIXED", supervisionFollows="YES", selfReporter=False, **known,
        ),
    )  # fmt: skip
    for prison, regime, since, until in (
        ("PI-LEL", "REMAND", -200, -150),
        ("PI-ARN", "PRISON", -150, -95),
        ("PI-VGT", "PPC", -95, -60),
        ("PI-ARN", "PRISON", -60, None),
    ):
        stay = told.record(
            "Stay", case=case, since=told.day(since), until=None if until is None else told.day(until), source=TULP,
            detention=detention, prison=prison, regime=regime, endReason=None if until is None else "TRANSFER",
        )  # fmt: skip
        if regime == "PPC":
            told.mark("ppc stay", stay)
    told.lives(case, told.marks["person"], "GM0274", "ORIGIN", since="2016-05-01")
    # That he goes to another town became known late.
    told.record(
        "Residence", case=case, since=told.day(24), recorded=told.day(-45), source=TOWN_SYSTEM,
        person=told.marks["person"], municipality="GM0228", kind="SETTLES",
    )  # fmt: skip
    told.record(
        "PersonAddress", case=case, since=told.day(-900), until=told.day(-210), end_known=told.day(-190), source="BRP",
        person=told.marks["person"], address="Verzonnen Dwarsweg 12, Oosterbeek", telephone="06-00000012",
    )  # fmt: skip
    told.record(
        "PersonStatus", case=case, since=told.day(-900), source=TULP, person=told.marks["person"], residenceStatus="YES"
    )


def _tell_titles(told: Telling) -> None:
    case, detention = told.marks["case"], told.marks["detention"]
    told.record(
        "LegalTitle", case=case, since=told.day(-200), until=told.day(-140), source=TULP, detention=detention,
        ground="PRE_TRIAL", article="302 Sr", hearingOn=told.day(-140), follows="UNKNOWN",
    )  # fmt: skip
    told.record(
        "LegalTitle", case=case, since=told.day(-140), recorded=told.day(-138), source=TULP, detention=detention,
        ground="SENTENCE", article="302 Sr", firstVerdictOn=told.day(-140), expectedEnd=told.day(389),
        follows="SUPERVISION",
    )  # fmt: skip
    told.record(
        "LegalTitle", case=case, since=told.day(-20), source="CJIB", detention=detention, ground="SUBSTITUTE",
        expectedEnd=told.day(24), follows="NOTHING",
    )  # fmt: skip


def _tell_advice_and_notices(told: Telling) -> None:
    case = told.marks["case"]
    for kind, asked, due, status, to in (
        ("SUSPENSION", -190, -183, "WITHDRAWN", "RN"),
        ("HEARING", -180, -150, "DELIVERED", "RN"),
        ("D_AND_R", -128, -110, "DELIVERED", "RN"),
        ("CONDITIONAL_RELEASE", -81, -10, "RUNNING", "RN"),
    ):
        advice = told.record(
            "AdviceRequest", case=case, since=told.day(asked), source=IRIS, kind=kind, requestedOn=told.day(asked),
            dueOn=told.day(due), status=status, to=to,
        )  # fmt: skip
        told.mark(f"{status.lower()} advice", advice)
    for kind, received, to in (
        ("START_OF_DETENTION", -899, "GM0274"),
        ("END_OF_DETENTION", -760, "GM0274"),
        ("START_OF_DETENTION", -199, "GM0274"),
        ("PLACEMENT", -200, "PI-LEL"),
        ("PLACEMENT", -150, "PI-ARN"),
        ("START_OF_DETENTION", -141, "GM0228"),
        ("ADMINISTRATIVE", -6, "GM0274"),
    ):
        told.record(
            "Notice", case=case, since=told.day(received), source=TULP, kind=kind, receivedOn=told.day(received), to=to
        )


def _tell_conditions(told: Telling) -> None:
    m = told.marks

    def assess(
        condition: str, phase: str, status: str, on: int, until: int | None = None, *, by: str, **fields: Any
    ) -> str:
        return told.record(
            "Assessment", case=m["case"], since=told.day(on), until=None if until is None else told.day(until),
            person=m["person"], condition=condition, phase=phase, status=status, assessedOn=told.day(on), by=by,
            **{"source": TULP, **fields},
        )  # fmt: skip

    earlier, manager, town = m["earlier case manager"], m["case manager"], m["coordinator"]
    assess("HOUSING", "AFTER", "IN_ORDER", -760, by="GM0274", source=TOWN_SYSTEM)
    for condition, status in (
        ("IDENTITY_DOCUMENT", "NOT_IN_ORDER"),
        ("HOUSING", "IN_ORDER"),
        ("WORK_AND_INCOME", "NOT_IN_ORDER"),
        ("DEBTS", "UNKNOWN"),
        ("CARE", "UNKNOWN"),
        ("SOCIAL_NETWORK", "IN_PROGRESS"),
    ):
        assess(condition, "BEFORE", status, -193, by=earlier)
    assess("IDENTITY_DOCUMENT", "DURING", "IN_PROGRESS", -120, -35, by=manager, agreedAction="ID-kaart aanvragen")
    assess("IDENTITY_DOCUMENT", "DURING", "IN_ORDER", -35, by=town, source=TOWN_SYSTEM)
    # Said to be in order, until the landlord was called.
    wrong = assess(
        "HOUSING", "DURING", "IN_ORDER", -120, by=manager, recorded=told.day(-119), retracted=told.hour(-70, 16)
    )
    told.mark("housing assessment", wrong)
    assess(
        "HOUSING", "DURING", "NOT_IN_ORDER", -120, by=manager, recorded=told.hour(-70, 16), fact=wrong, owner=town,
        agreedAction="Aanmelden begeleid wonen in Ede",
    )  # fmt: skip
    assess(
        "WORK_AND_INCOME", "DURING", "IN_PROGRESS", -110, by=manager, owner=m["person"],
        agreedAction="Uitkering aanvragen",
    )  # fmt: skip
    assess("DEBTS", "DURING", "NOT_IN_ORDER", -110, -55, by=manager)
    assess(
        "DEBTS", "DURING", "IN_PROGRESS", -55, by=m["debt counsellor"], owner=m["debt counsellor"], source=TOWN_SYSTEM,
        agreedAction="Regeling met het CJIB",
    )  # fmt: skip
    assess("CARE", "DURING", "IN_PROGRESS", -58, by=manager, careInvolved="YES", agreedAction="Doorzorg afspreken")
    assess("SOCIAL_NETWORK", "DURING", "IN_ORDER", -58, by=manager)
    assess("HOUSING", "AFTER", "UNKNOWN", -5, by=town, source=TOWN_SYSTEM)


def _tell_instruments(told: Telling) -> None:
    m = told.marks
    for instrument, on, source, by, said in (
        ("RISC", -800, IRIS, "adviser", {"reoffending": "LOW", "injury": "LOW", "withdrawal": "LOW"}),
        ("RISC", -130, IRIS, "adviser", {"reoffending": "HIGH", "injury": "MEDIUM", "withdrawal": "UNKNOWN"}),
        ("REFLECTOR", -192, TULP, "earlier case manager", {"conclusion": "afgenomen"}),
        ("SCIL", -191, TULP, "earlier case manager", {"conclusion": "vermoeden van LVB"}),
        ("LANGUAGE_METER", -191, TULP, "earlier case manager", {"conclusion": "mogelijk laaggeletterd"}),
        ("RISK_SCREENER_VIOLENCE", -185, TULP, "earlier case manager", {"injury": "MEDIUM"}),
        ("SAPROF", -100, IRIS, "adviser", {"conclusion": "afgenomen"}),
    ):
        told.record(
            "InstrumentResult", case=m["case"], since=told.day(on), source=source, person=m["person"],
            instrument=instrument, takenOn=told.day(on), by=m[by], **said,
        )  # fmt: skip
