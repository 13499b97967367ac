"""The selection form of the whole case: what the two professionals filled in, and what they decided together."""

from seeds.stories.telling import Telling

_SINCE = -25


def tell(told: Telling) -> None:
    """Marks: form part 1, form part 2, screening decision."""
    m, since = told.marks, told.hour(_SINCE, 10)
    form = {"case": m["case"], "since": since, "source": "casusregie (invented)", "detention": m["detention"]}
    told.mark(
        "form part 1",
        told.record(
            "ScreeningFormPart1", by=m["case manager"], screenedOn=told.day(_SINCE), concern="NO",
            careAuthorisation="NO", pointsOfAttention="Wil dicht bij zijn zus wonen", **form,
        ),
    )  # fmt: skip
    told.mark(
        "form part 2",
        told.record(
            "ScreeningFormPart2", by=m["adviser"], screenedOn=told.day(_SINCE), informationAvailable="YES",
            criminogenicFactors=4, protectiveFactors=1, selfSufficiency="LOW", motivation="CAN_BE_MOTIVATED",
            specialConditions="YES", runningContacts="YES", **form,
        ),
    )  # fmt: skip
    told.mark(
        "screening decision",
        told.record(
            "ScreeningDecision", decidedOn=told.hour(_SINCE, 11), tookPart=[m["case manager"], m["adviser"]],
            inputs=["PREPARE_SUPERVISION", "BEHAVIOURAL_TRAINING"],
            inputTexts=["BEHAVIOURAL_TRAINING=CoVa, gericht op impulsief gedrag"],
            reasons="Er volgt toezicht, en hij wil aan zijn gedrag werken.", proposal="PRIORITY", provisional=False,
            ruleSet="som-2021", ruleSetVersion=1, stoodOn=_facts(told), outcomes=list(_OUTCOMES),
            **{**form, "since": told.hour(_SINCE, 11)},
        ),
    )  # fmt: skip


_OUTCOMES = (
    "1=NOT_MET", "2=NOT_MET", "3=NOT_MET", "4=NOT_MET", "5=NOT_APPLICABLE", "6=NOT_APPLICABLE", "7=MET", "8=NOT_MET",
    "9=NOT_MET", "10=NOT_MET",
)  # fmt: skip


def _facts(told: Telling) -> list[str]:
    """What the rules saw on that day."""
    return [
        f"arrived_on={told.day(-200)}", "phase=after_verdict", "may_stay_in_country=yes", f"risc={told.day(-130)} high",
        f"last_information_on={told.day(_SINCE)}", "older_risk_high=yes", f"expected_end={told.day(24)}",
        "advice_running=yes", "asr_applied=unknown", "supervision_follows=yes", "article_43_3=no",
        "isd_or_tbs_treatment=no", "care_authorisation=no", "concern=no",
    ]  # fmt: skip
