"""A case written down record by record, without a database: what the guard would have released."""

from graph.case_records import CaseRecords, DetentionThing, Holder, PlanThings, Record
from graph.model.catalogue import KINDS
from graph.times import parse_moment

PERSON = "person"


def moment(day):
    return None if day is None else parse_moment(day)


class Written:
    """A case of one person, or of several, to which records are added. Days are texts, as in a world file."""

    def __init__(self, *persons):
        self.persons = persons or (PERSON,)
        self.records = []
        self.holders = {}
        self.detentions = []
        self.plans, self.goals, self.actions = [], {}, {}

    def position(self, id, function="CASE_MANAGER", organisation="PI", kind="PRISON"):
        self.holders[organisation] = Holder(organisation, organisation, f"Name of {organisation}", kind)
        self.holders[id] = Holder(
            id, organisation, f"Name of {organisation}", kind, f"pro-{id}", f"Name of {id}",
            ((0, None, 0, None, function),),
        )  # fmt: skip
        return id

    def say(
        self, label, since=None, until=None, /, *, recorded=None, retracted=None, end_known=None, fact=None, **said
    ):
        """A version of a record; known from its start unless said otherwise. Answers its `fact`."""
        id = f"{label}-{len(self.records):03}"
        edges = {edge.field for edge in KINDS[label].edges}
        moments = {one.name for one in KINDS[label].properties if one.type == "moment"}
        known = moment(recorded or since or "2020-01-01")
        if until and end_known is None:
            end_known = until
        self.records.append(
            Record(
                id=id,
                fact=fact or id,
                kind=label,
                case_id="case",
                field_class=KINDS[label].field_class,
                valid_from=moment(since),
                valid_to=moment(until),
                end_known_at=moment(end_known),
                recorded_at=known,
                retracted_at=moment(retracted),
                source="test",
                values={
                    name: moment(value) if name in moments else value
                    for name, value in said.items()
                    if name not in edges and value is not None
                },
                ends={
                    name: tuple([value] if isinstance(value, str) else value)
                    for name, value in said.items()
                    if name in edges and value is not None
                },
            )
        )
        return fact or id

    def detain(self, since, *, expected=None, released=None, person=None, certainty="ESTIMATED"):
        person = person or self.persons[0]
        id = f"det-{len(self.detentions)}"
        self.detentions.append(DetentionThing(id, person, moment(since)))
        self.say(
            "DetentionState", since, released, detention=id, status="INSIDE", expectedEnd=expected, certainty=certainty
        )
        if released:
            self.say(
                "DetentionState", released, detention=id, status="RELEASED", expectedEnd=released, certainty="FIXED"
            )
        return id

    def assess(self, condition, status, since, until=None, *, phase="DURING", person=None, **said):
        said.setdefault("assessedOn", since)
        return self.say(
            "Assessment", since, until, condition=condition, status=status, phase=phase,
            person=person or self.persons[0], **said,
        )  # fmt: skip

    def view(self, at, known=None):
        case = CaseRecords(
            case_id="case",
            person_ids=tuple(self.persons),
            records=tuple(self.records),
            holders=self.holders,
            offers={},
            detentions=tuple(self.detentions),
            plan=PlanThings(tuple(self.plans), self.goals, self.actions),
            birth_dates={},
            confirmations={},
            disputes={},
        )
        return case.view(moment(at), moment(known or at))
