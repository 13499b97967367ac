"""The course of a detention: its states, stays with transfers, legal titles and notices (domain.md section 4)."""

from random import Random
from typing import Any

from seeds.invented.book import DJI, PROBATION, Fields
from seeds.invented.chances import weighted
from seeds.invented.dossiers import Dossier, Placement, days
from seeds.invented.moments import DAY, text
from seeds.invented.population import REGIME_AT_ENTRY, Detention

_VIOLENT = weighted({"287 Sr": 6.0, "300 Sr": 30.0, "302 Sr": 18.0, "285 Sr": 20.0, "312 Sr": 16.0, "242 Sr": 10.0})
_OTHER = weighted(
    {"310 Sr": 24.0, "311 Sr": 26.0, "2 Opiumwet": 26.0, "3 Opiumwet": 8.0, "8 WVW": 6.0, "184 Sr": 5.0, "326 Sr": 5.0}
)
"""Articles within violent and other offences; property is a fifth of those inside (F042), violence a third (F043)."""

SUPERVISION_DAYS = (365, 1_095)


def write_course(d: Dossier) -> None:
    """Write the detention of the dossier."""
    detention = d.life.detention
    d.detention = d.book.thing("Detention", "det", person=d.life.person, startedOn=text(detention.start))
    d.placements = _placements(d)
    _write_states(d)
    _write_stays(d)
    _write_titles(d)
    _write_notices(d)


def write_earlier(d: Dossier, earlier: Detention) -> None:
    """Write an earlier detention, thinly."""
    book = d.book
    detention = book.thing("Detention", "det", person=d.life.person, startedOn=text(earlier.start))
    book.say(
        "DetentionState", earlier.start, earlier.end, source=DJI, detention=detention, status="INSIDE",
        certainty="UNKNOWN", supervisionFollows="UNKNOWN",
    )  # fmt: skip
    book.say(
        "DetentionState", earlier.end, source=DJI, must=True, detention=detention, status="RELEASED",
        expectedEnd=text(earlier.end), certainty="FIXED", supervisionFollows="UNKNOWN",
    )  # fmt: skip
    book.say(
        "Stay", earlier.start, earlier.end, source=DJI, must=True, detention=detention, prison=earlier.prison.id,
        regime=REGIME_AT_ENTRY[earlier.entry], endReason="RELEASE",
    )  # fmt: skip


def _placements(d: Dossier) -> list[Placement]:
    """Stays from arrival to the (expected) end, without gaps."""
    rng, detention, life = d.rng, d.life.detention, d.life
    found: list[Placement] = []
    prison, regime, start = detention.prison, REGIME_AT_ENTRY[detention.entry], detention.start
    moves: list[tuple[int, str]] = []
    if life.psychiatric and rng.random() < 0.10:
        moves.append((detention.start + days(rng, 3, 60), "PPC"))
    if detention.entry == "REMAND" and detention.verdict is not None:
        moves.append((detention.verdict + days(rng, 5, 50), "ISD" if detention.isd else "PRISON"))
    if detention.days > 250 and rng.random() < 0.55:
        moves.append((detention.end - days(rng, 30, 170), rng.choice(("BBA", "PP", "BBA"))))
    if detention.days > 500 and rng.random() < 0.5:
        moves.append((detention.start + int(detention.days * rng.uniform(0.3, 0.7)) * DAY, "PRISON"))
    for moment, next_regime in sorted(moves):
        if start + 2 * DAY < moment < detention.end - 2 * DAY:
            found.append(Placement(prison, regime, start, moment))
            start = moment
            if (next_regime not in prison.regimes and next_regime != "PP") or rng.random() < 0.25:
                prison = d.world.places.prison(rng, life.origin, next_regime, woman=life.woman, foreign=life.foreign)
            regime = next_regime
    found.append(Placement(prison, regime, start, detention.end))
    return found


def _write_states(d: Dossier) -> None:
    rng, book, detention = d.rng, d.book, d.life.detention
    steps: list[tuple[int, Fields]] = []
    sentenced = detention.entry != "REMAND"
    reporter: Fields = {"selfReporter": detention.entry == "SELF_REPORTER"} if rng.random() < 0.8 else {}
    follows = ("YES" if d.life.supervised else "NO") if rng.random() < 0.92 else "UNKNOWN"
    if detention.entry == "SELF_REPORTER":
        steps.append((detention.start - days(rng, 40, 60), _end(rng, detention, known=True, follows=follows)))
    first = _end(rng, detention, known=sentenced or rng.random() < 0.25, follows=follows if sentenced else "UNKNOWN")
    steps.append((detention.start, {"status": "INSIDE", **first}))
    if not sentenced and detention.verdict is not None:
        fixed: Fields = {"expectedEnd": text(detention.end), "certainty": "FIXED", "supervisionFollows": follows}
        steps.append((detention.verdict, {"status": "INSIDE", **fixed}))
    elif not sentenced and detention.days > 60 and rng.random() < 0.5:
        at = detention.start + int(detention.days * 0.6) * DAY
        steps.append((at, {"status": "INSIDE", **_end(rng, detention, known=True, follows="UNKNOWN")}))
    actual: Fields = {"expectedEnd": text(detention.end), "certainty": "FIXED", "supervisionFollows": follows}
    steps.append((detention.end, {"status": "RELEASED", **actual}))
    if detention.entry == "SELF_REPORTER":
        steps[0][1]["status"] = "ANNOUNCED"
    steps = [step for step in steps if step[0] < d.now]
    for (start, fields), following in zip(steps, [*steps[1:], None], strict=True):
        book.say(
            "DetentionState", start, following[0] if following else None, source=DJI, must=True,
            correct=False, detention=d.detention, **fields, **reporter,
        )  # fmt: skip


def _end(rng: Random, detention: Detention, *, known: bool, follows: str) -> Fields:
    """What is said of the end before it is fixed: often nothing, else an estimate that is off by up to a fifth."""
    if not known:
        return {"certainty": "UNKNOWN", "supervisionFollows": follows}
    off = int((detention.end - detention.start) * rng.uniform(-0.05, 0.2)) // DAY * DAY
    certainty = "FIXED" if detention.entry != "REMAND" and rng.random() < 0.7 else "ESTIMATED"
    estimate = detention.end if certainty == "FIXED" else detention.end + off
    return {"expectedEnd": text(estimate), "certainty": certainty, "supervisionFollows": follows}


def _write_stays(d: Dossier) -> None:
    for placement in d.placements:
        if placement.start >= d.now:
            break
        last = placement.end == d.life.detention.end
        ended = placement.end < d.now
        reason = "TRANSFER" if not last else "SUSPENSION" if d.life.detention.verdict is None else "RELEASE"
        d.book.say(
            "Stay", placement.start, placement.end if ended else None, source=DJI, must=True,
            detention=d.detention, prison=placement.prison.id, regime=placement.regime,
            **_if(ended, endReason=reason),
        )  # fmt: skip


def _write_titles(d: Dossier) -> None:
    rng, book, detention = d.rng, d.book, d.life.detention
    article = (_VIOLENT if d.life.violent else _OTHER).draw(rng)
    follows = "SUPERVISION" if d.life.supervised else "NOTHING" if rng.random() < 0.8 else "UNKNOWN"
    if d.life.supervised and d.life.violent and rng.random() < 0.06:
        follows = "ART_43_3"
    if detention.entry == "REMAND":
        before: Fields = {}
        # Of 116 remand forms 80 had no hearing date (domain.md section 8).
        if rng.random() < 0.31:
            verdict = detention.verdict or detention.start + days(rng, 70, 125)
            before["hearingOn"] = text(verdict - days(rng, 0, 14))
        book.say(
            "LegalTitle", detention.start, detention.verdict or (detention.end if d.released else None), source=DJI,
            must=True, detention=d.detention, ground="PRE_TRIAL", article=article, follows="UNKNOWN", **before,
        )  # fmt: skip
        if detention.verdict is None or detention.verdict >= d.now:
            return
    ground = "SENTENCE"
    if detention.isd:
        ground = "ISD"
    elif detention.entry == "SHORT_STAY" and rng.random() < 0.55:
        ground = "SUBSTITUTE"
    elif detention.days > 700 and rng.random() < 0.05:
        follows = rng.choice(("TBS_TREATMENT", "TBS_CONDITIONS"))
    elif d.life.psychiatric and rng.random() < 0.02:
        follows = "CARE_AUTHORISATION"
    start = max(detention.start, detention.verdict or detention.start)
    end = detention.end
    if d.life.supervised:
        end += days(rng, *SUPERVISION_DAYS)
    book.say(
        "LegalTitle", start, end if end < d.now else None, source=DJI, must=True, detention=d.detention,
        ground=ground, article=article, follows=follows, expectedEnd=text(end),
        **_if(detention.verdict, firstVerdictOn=text(detention.verdict or 0)),
    )  # fmt: skip
    if rng.random() < 0.12 and ground == "SENTENCE":
        book.say(
            "LegalTitle", start, detention.end if d.released else None, source=DJI, detention=d.detention,
            ground="SUBSTITUTE", article=_OTHER.draw(rng), follows="NOTHING", expectedEnd=text(detention.end),
        )  # fmt: skip


def _if(said: object, **fields: Any) -> Fields:
    """The fields, where there is something to say."""
    return fields if said else {}


def _write_notices(d: Dossier) -> None:
    rng, book, detention = d.rng, d.book, d.life.detention
    received = detention.start + days(rng, 0, 4)
    if rng.random() < 0.93:
        book.say(
            "Notice", received, source=DJI, kind="START_OF_DETENTION", receivedOn=text(received), to=d.life.origin.code
        )
    for placement in d.placements:
        if placement.start < d.now:
            book.say(
                "Notice", placement.start, source=DJI, kind="PLACEMENT", receivedOn=text(placement.start),
                to=placement.prison.id,
            )  # fmt: skip
    if detention.entry == "SELF_REPORTER":
        called = detention.start - days(rng, 42, 57)
        book.say("Notice", called, source=DJI, kind="CALL_UP", receivedOn=text(called), to=d.life.origin.code)
    if d.released and d.life.settles and rng.random() < 0.9:
        told = detention.end - days(rng, -2, 6)
        if told < d.now:
            book.say("Notice", told, source=DJI, kind="END_OF_DETENTION", receivedOn=text(told), to=d.place.code)
    if d.released and d.life.violent and d.life.supervised and rng.random() < 0.5:
        told = max(detention.end - 21 * DAY, detention.start)
        book.say("Notice", told, source=PROBATION, kind="ADMINISTRATIVE", receivedOn=text(told), to=d.place.code)
