"""The audit log: who looked, for what purpose, which classes were released and withheld, by which rule and policy.

Every line holds in `prev` the SHA-256 of the line before and ends in `hash`, the SHA-256 of itself without it: a change
names its own line, a line taken out or put in shows at the next one.
"""

from hashlib import sha256
from typing import Final

import msgspec

from graph.actors import Actor, Assurance, Purpose
from graph.logs.disclosures import Disclosure
from graph.logs.pseudonyms import Pseudonyms
from graph.looks import Judged, Look
from graph.policy.decisions import Release, Withhold
from graph.policy.facts import NO_DATUM, Datum, Facts
from graph.policy.tables import SUBJECT

NOTHING_BEFORE: Final = "0" * 64
"""`prev` of the first line of a chain."""

LAYOUT: Final = 2
"""The layout of chains that begin now."""

_ENDING = len(b',"hash":"') + 64 + len(b'"}')


class Anchor(msgspec.Struct, frozen=True):
    """Where another chain stood when this one began: its size in bytes and the SHA-256 of its last line."""

    file: str
    size: int
    last: str


class ChainStart(msgspec.Struct, frozen=True, tag="chain", tag_field="kind"):
    """The first line of a chain: of which process and day it is, and where the others stood.

    `layout` says in which order its files are written: 1, where the line has none, facts first; 2, facts after lines.
    """

    prev: str
    at: int
    day: str
    start: str
    anchors: list[Anchor]
    layout: int = 1
    hash: str = ""


class Who(msgspec.Struct, frozen=True):
    """Who looked, in which position, for which purpose. The person, looking at the own file, is a pseudonym too."""

    professional: str
    position: str
    function: str
    organisation: str
    organisation_kind: str
    purpose: str
    assurance: str

    @classmethod
    def of(cls, actor: Actor, pseudonyms: Pseudonyms) -> "Who":
        """Of an actor, without its names."""
        return cls(
            pseudonyms.of_person(actor.professional) if actor.function == SUBJECT else actor.professional,
            actor.position,
            actor.function,
            actor.organisation,
            actor.organisation_kind,
            actor.purpose,
            actor.assurance,
        )

    def actor(self) -> Actor:
        """The actor that decided, as far as decisions depend on it. Raises ValueError for a word nobody knows."""
        return Actor(
            self.professional,
            "",
            self.position,
            self.function,
            self.organisation,
            "",
            self.organisation_kind,
            Purpose(self.purpose),
            Assurance(self.assurance),
        )


class Made(msgspec.Struct, frozen=True, omit_defaults=True):
    """A decision: RELEASED (with the part shown), WITHHELD (with a reason) or HIDDEN, and its rule.

    `datum` is the place of the datum it was about in the basis of the look; None for the class as such.
    """

    field_class: str = msgspec.field(name="class")
    outcome: str
    rule: str
    part: str | None = None
    reason: str | None = None
    datum: int | None = None


class Basis(msgspec.Struct, frozen=True):
    """What the decisions on one case rest on. It stands in a file of its own: the audit line holds its hash."""

    facts: Facts
    data: tuple[Datum, ...]


class Looked(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case of one person, as pseudonyms (no case where only the log was asked), and what was decided on it.

    `facts` is the hash of the basis; `asked` says what more was asked than to look (`graph.looks`).
    """

    person: str
    case: str | None
    facts: str
    decisions: list[Made]
    asked: str | None = None


class AuditLine(msgspec.Struct, frozen=True, tag="look", tag_field="kind"):
    """One answer. `processing` is the SHA-256 over its lines in the processing log, `count` how many they are."""

    prev: str
    at: int
    trace: str
    span: str
    name: str
    channel: str
    who: Who
    policy: str
    decided_at: int
    looks: list[Looked]
    count: int
    processing: str
    hash: str = ""


_DECODER = msgspec.json.Decoder(ChainStart | AuditLine)


def decoded(line: bytes) -> ChainStart | AuditLine:
    """A line of a chain. Raises msgspec.DecodeError."""
    return _DECODER.decode(line)


def linked(line: ChainStart | AuditLine) -> bytes:
    """A line as it is written, with its own hash at the end and without a line end."""
    text = msgspec.json.encode(line)
    body = text[: -len(b',"hash":""}')] + b"}"
    return body[:-1] + b',"hash":"' + hash_of(body).encode() + b'"}'


def holds_together(line: bytes, found: ChainStart | AuditLine) -> bool:
    """Whether a line is as it was written."""
    return found.hash == hash_of(line[:-_ENDING] + b"}")


def hash_of(text: bytes) -> str:
    """SHA-256, 64 hexadecimal digits."""
    return sha256(text).hexdigest()


def basis_text(basis: Basis) -> bytes:
    """A basis as text: equal ones give equal bytes."""
    return msgspec.json.encode(basis, order="deterministic")


def basis_from(text: bytes) -> Basis:
    """The basis in such a text. Raises msgspec.DecodeError."""
    return msgspec.json.decode(text, type=Basis)


def looked(disclosure: Disclosure, pseudonyms: Pseudonyms, facts: dict[str, bytes]) -> list[Looked]:
    """What was looked at, for an audit line; what it rests on is put into `facts` as texts under their hashes."""
    return [_looked(look, pseudonyms, facts) for look in disclosure.looks]


def _looked(look: Look, pseudonyms: Pseudonyms, facts: dict[str, bytes]) -> Looked:
    data = tuple(dict.fromkeys(one.datum for one in look.judged if one.datum != NO_DATUM))
    text = basis_text(Basis(look.facts, data))
    found = hash_of(text)
    facts[found] = text
    case = None if look.case is None else pseudonyms.of_case(look.case)
    made = [made_of(one, data.index(one.datum) if one.datum != NO_DATUM else None) for one in look.judged]
    return Looked(pseudonyms.of_person(look.person), case, found, made, look.asked)


def made_of(judged: Judged, datum: int | None) -> Made:
    """A decision as it is written."""
    field_class, rule = judged.field_class.value, judged.decision.rule
    match judged.decision:
        case Release(part=part):
            return Made(field_class, "RELEASED", rule, part=part.value, datum=datum)
        case Withhold(reason=reason):
            return Made(field_class, "WITHHELD", rule, reason=reason.value, datum=datum)
        case _:
            return Made(field_class, "HIDDEN", rule, datum=datum)
