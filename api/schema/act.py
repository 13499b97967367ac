"""What who asks may do in a case, as a section of the case picture."""

from typing import Any

import strawberry

from api.schema.field_class import classes
from api.schema.withheld import WithheldReason
from api.schema.word import Word, words
from graph.act_wordings import CLOSED, refusal
from graph.casework.open_acts import OpenAct
from graph.model.kinds import FieldClass as K


@words("Something that is done in a case (*handeling*).")
class Act(Word):
    """Something that is done in a case."""

    CHANGE_PLAN = "CHANGE_PLAN", "Change the joint plan: goals, actions, versions (*plan wijzigen*)."
    ADOPT_PLAN = "ADOPT_PLAN", "Adopt a version of the plan (*plan vaststellen*)."
    WRITE_OWN_WISH = "WRITE_OWN_WISH", "Add or change a wish of one's own in the plan (*eigen wens*)."
    ASSESS_CONDITION = "ASSESS_CONDITION", "Assess a basic condition (*basisvoorwaarde beoordelen*)."
    RECORD_MEETING = "RECORD_MEETING", "Record a meeting (*overleg vastleggen*)."
    RECORD_CONTACT_MOMENT = "RECORD_CONTACT_MOMENT", "Record a contact with the person (*contactmoment vastleggen*)."
    CHANGE_PEOPLE_AROUND = "CHANGE_PEOPLE_AROUND", "Change who is around the person (*netwerk bijwerken*)."
    READ_TIE_OF_PERSON = "READ_TIE_OF_PERSON", "Record how the person reads a tie (*eigen lezing van de persoon*)."
    READ_OWN_TIE = "READ_OWN_TIE", "Say how one reads a tie of one's own (*eigen band duiden*)."
    RECORD_SETTLEMENT = "RECORD_SETTLEMENT", "Say where the person settles (*gemeente van vestiging*)."
    UPDATE_OWN_ACTION = "UPDATE_OWN_ACTION", "Status and remark of one's own action (*eigen actie bijwerken*)."
    ANSWER_PLAN = "ANSWER_PLAN", "Agree or disagree with the plan, for oneself (*akkoord geven of weigeren*)."
    WRITE_NOTE = "WRITE_NOTE", "Write a note of one's own (*eigen notitie*)."
    ASSIGN_COLLEAGUE = "ASSIGN_COLLEAGUE", "Assign a colleague of the own organisation (*collega toewijzen*)."
    RECORD_CONDUCT = "RECORD_CONDUCT", "Record behaviour, motivation, effort (*gedrag vastleggen*)."
    FILL_SELECTION_FORM_PART_1 = "FILL_SELECTION_FORM_PART_1", "Part 1 of the selection form (*SOM, casemanager*)."
    FILL_SELECTION_FORM_PART_2 = "FILL_SELECTION_FORM_PART_2", "Part 2 of the selection form (*SOM, reclassering*)."
    DECIDE_SCREENING = "DECIDE_SCREENING", "Decide after a screening, two together (*SOM, gezamenlijk besluit*)."
    RECORD_CONSENT = "RECORD_CONSENT", "Record a consent that the own organisation received (*toestemming*)."
    WITHDRAW_CONSENT = "WITHDRAW_CONSENT", "Withdraw a consent, the person too (*toestemming intrekken*)."
    RECORD_RISK_INSTRUMENT = "RECORD_RISK_INSTRUMENT", "Record the own result of a risk instrument (*RISC en andere*)."
    RECORD_RESPONSIVITY_INSTRUMENT = (
        "RECORD_RESPONSIVITY_INSTRUMENT",
        "Record the own result of SCIL, Reflector or language meter (*responsiviteit*).",
    )
    DISPUTE_FACT = "DISPUTE_FACT", "Say that a fact about oneself is not right (*betwisten*)."
    OPEN_CASE = "OPEN_CASE", "Open a case of a person (*casus openen*)."
    CLOSE_CASE = "CLOSE_CASE", "Close a case, or open it again (*casus sluiten of heropenen*)."
    EXCLUDE_PROFESSIONAL = "EXCLUDE_PROFESSIONAL", "Keep a related professional out (*uitsluiten wegens relatie*)."
    HAND_OVER_DIRECTION = "HAND_OVER_DIRECTION", "Offer the direction to another (*regie overdragen*)."
    ANSWER_HANDOVER = "ANSWER_HANDOVER", "Accept or refuse what is handed over (*overdracht beantwoorden*)."
    INVOLVE = "INVOLVE", "Involve a professional or organisation (*betrekken*)."
    END_INVOLVEMENT = "END_INVOLVEMENT", "End the involvement of another (*betrokkenheid beëindigen*)."
    LEAVE_CASE = "LEAVE_CASE", "Leave the case oneself (*uit de casus gaan*)."
    REQUEST_REFERRAL = "REQUEST_REFERRAL", "Refer to an organisation (*verwijzen*)."
    ANSWER_REFERRAL = "ANSWER_REFERRAL", "Answer a referral (*verwijzing beantwoorden*)."
    REQUEST_ADVICE = "REQUEST_ADVICE", "Ask advice of probation (*advies aanvragen*)."
    ANSWER_ADVICE = "ANSWER_ADVICE", "Deliver or withdraw advice (*advies afronden*)."
    SEND_NOTICE = "SEND_NOTICE", "Send a notice to an organisation (*melden*)."
    RECORD_INTERVENTION = "RECORD_INTERVENTION", "Record help, and who pays (*interventie vastleggen*)."
    MANAGE_BUDGET = "MANAGE_BUDGET", "Manage the budget of the case (*ontschot budget beheren*)."
    ANSWER_BUDGET = "ANSWER_BUDGET", "Say what one's organisation puts in, and agree or not (*akkoord op budget*)."
    ANSWER_DISPUTE = "ANSWER_DISPUTE", "Answer a dispute of the person (*betwisting beantwoorden*)."
    CONFIRM_FACT = "CONFIRM_FACT", "Say that a fact still holds (*bevestigen*)."
    WITHDRAW_OWN_RECORD = "WITHDRAW_OWN_RECORD", "Take back what one wrote by mistake (*eigen vastlegging intrekken*)."
    HANDLE_SIGNAL = "HANDLE_SIGNAL", "Say that a signal is seen to, or put it off (*signaal afhandelen*)."


def _english(root: strawberry.Parent[OpenAct]) -> Any:
    return CLOSED[0] if root.closed else root.reason and refusal(root.reason)[0]


def _dutch(root: strawberry.Parent[OpenAct]) -> Any:
    return CLOSED[1] if root.closed else root.reason and refusal(root.reason)[1]


@strawberry.type(description="Whether who asks may do something in this case, now (*wat ik hier mag*).")
class ActPermission:
    """Whether who asks may do something in this case, now."""

    act: Act = strawberry.field(description="What.")
    allowed: bool = strawberry.field(description="Whether it is allowed; of an own act, on what is one's own.")
    closed: bool = strawberry.field(description="Whether it is refused only because the case is closed (*gesloten*).")
    reason: WithheldReason | None = strawberry.field(
        description="Why not; null where it is allowed, and where the case is closed."
    )
    english: Any = strawberry.field(
        resolver=_english, graphql_type=str | None, description="Why not and whom to ask; null where it is allowed."
    )
    dutch: Any = strawberry.field(
        resolver=_dutch, graphql_type=str | None, description="The same in Dutch; null where it is allowed."
    )


classes("ActPermission", {("act", "allowed", "closed", "reason", "english", "dutch"): (K.PUBLIC,)})
