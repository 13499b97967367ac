"""The fields of an act: what may stand in each, said beside its type; the contract and the command line follow it.

    held_on: Annotated[int, past_moment("When it was held.")]

What is not as its field says is refused before anything is looked up.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any, Final, get_type_hints

from graph.errors import ActError
from graph.inputs import FIRST_MOMENT, LAST_MOMENT, could_be_id, is_storable
from graph.model.catalogue import KINDS
from graph.refusals import Code, refused

LONGEST_TEXT: Final = 2_000
MOST_IDS: Final = 50
LARGEST: Final = 2**31 - 1


class Form(StrEnum):
    """What a field holds."""

    TEXT = "TEXT"
    TEXTS = "TEXTS"
    ID = "ID"
    IDS = "IDS"
    DAY = "DAY"  # milliseconds UTC of its 00:00 in Europe/Amsterdam
    MOMENT = "MOMENT"  # milliseconds UTC
    WORD = "WORD"
    WORDS = "WORDS"
    NUMBER = "NUMBER"
    FLAG = "FLAG"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a field beside its type. `values` closes the list of words."""

    form: Form
    description: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an act: `attribute` in Python, `name` in the contract."""

    attribute: str
    name: str
    said: Said
    required: bool


def a_text(description: str) -> Said:
    """A free text of at most LONGEST_TEXT characters; what is only spaces counts as nothing."""
    return Said(Form.TEXT, description)


def some_texts(description: str) -> Said:
    """Free texts, at most MOST_IDS of them, each as one text; one may be empty."""
    return Said(Form.TEXTS, description)


def an_id(description: str) -> Said:
    """The id of something."""
    return Said(Form.ID, description)


def ids(description: str) -> Said:
    """Ids, each once."""
    return Said(Form.IDS, description)


def a_day(description: str) -> Said:
    """A day."""
    return Said(Form.DAY, description)


def a_moment(description: str) -> Said:
    """A moment."""
    return Said(Form.MOMENT, description)


def a_number(description: str) -> Said:
    """A whole number from 0."""
    return Said(Form.NUMBER, description)


def a_flag(description: str) -> Said:
    """Yes or no."""
    return Said(Form.FLAG, description)


def a_word(kind: str, name: str, description: str, *, but: tuple[str, ...] = ()) -> Said:
    """A word out of the closed list of a property of the model, without those in `but`."""
    given = next(one for one in KINDS[kind].properties if one.name == name)
    return Said(Form.WORD, description, tuple(one for one in given.values if one not in but))


def words(kind: str, name: str, description: str) -> Said:
    """Some words out of the closed list of a property of the model."""
    return Said(Form.WORDS, description, a_word(kind, name, description).values)


@cache
def fields_of(act: type[Any]) -> tuple[Field, ...]:
    """The fields of an act in their order. Raises TypeError where one does not say what it holds."""
    hints = get_type_hints(act, include_extras=True)
    found: list[Field] = []
    for one in fields(act):
        said = next((said for said in getattr(hints[one.name], "__metadata__", ()) if isinstance(said, Said)), None)
        if said is None:
            raise TypeError(f"{act.__name__}.{one.name} does not say what it holds")
        found.append(Field(one.name, _camel(one.name), said, one.default is MISSING))
    return tuple(found)


def given_by(act: Any) -> Mapping[str, Any]:
    """What an act was asked with, by the name of the field in the contract."""
    return {one.name: getattr(act, one.attribute) for one in fields_of(act.__class__)}


def ids_in(act: Any) -> tuple[str, ...]:
    """Every id that an act was asked with."""
    found: list[str] = []
    for one in fields_of(act.__class__):
        value = getattr(act, one.attribute)
        if one.said.form is Form.ID and value is not None:
            found.append(value)
        elif one.said.form is Form.IDS:
            found.extend(value or ())
    return tuple(found)


def check_fields(act: Any) -> None:
    """Raise ActError, naming the field, where a value is not what its field holds."""
    for one in fields_of(act.__class__):
        value = getattr(act, one.attribute)
        if value is None and not one.required:
            continue
        if problem := _CHECKS[one.said.form](one, value):
            raise problem


def _text(field: Field, value: str) -> ActError | None:
    if not is_storable(value):
        return refused(Code.UNREADABLE, field.name)
    if len(value) > LONGEST_TEXT:
        return refused(Code.TOO_LONG, field.name, limit=LONGEST_TEXT)
    return refused(Code.EMPTY, field.name) if field.required and not value.strip() else None


def _texts(field: Field, value: tuple[str, ...]) -> ActError | None:
    if len(value) > MOST_IDS:
        return refused(Code.EACH_ONCE, field.name, limit=MOST_IDS)
    of_one = Field(field.attribute, field.name, field.said, required=False)
    return next((problem for one in value if (problem := _text(of_one, one))), None)


def _id(field: Field, value: str) -> ActError | None:
    return None if could_be_id(value) else refused(Code.UNKNOWN, field.name)


def _ids(field: Field, value: tuple[str, ...]) -> ActError | None:
    if field.required and not value:
        return refused(Code.EMPTY, field.name)
    if len(value) > MOST_IDS or len(set(value)) != len(value):
        return refused(Code.EACH_ONCE, field.name, limit=MOST_IDS)
    return None if all(map(could_be_id, value)) else refused(Code.UNKNOWN, field.name)


def _moment(field: Field, value: int) -> ActError | None:
    return None if FIRST_MOMENT <= value < LAST_MOMENT else refused(Code.MALFORMED_DATE, field.name)


def _word(field: Field, value: str) -> ActError | None:
    return None if value in field.said.values else refused(Code.UNUSABLE, field.name)


def _words(field: Field, value: tuple[str, ...]) -> ActError | None:
    if field.required and not value:
        return refused(Code.EMPTY, field.name)
    known = set(value) <= set(field.said.values) and len(set(value)) == len(value)
    return None if known else refused(Code.UNUSABLE, field.name)


def _number(field: Field, value: int) -> ActError | None:
    return None if 0 <= value <= LARGEST else refused(Code.OUT_OF_RANGE, field.name)


def _flag(_: Field, __: bool) -> ActError | None:
    return None


_CHECKS: Final[Mapping[Form, Callable[[Field, Any], ActError | None]]] = {
    Form.TEXT: _text,
    Form.TEXTS: _texts,
    Form.ID: _id,
    Form.IDS: _ids,
    Form.DAY: _moment,
    Form.MOMENT: _moment,
    Form.WORD: _word,
    Form.WORDS: _words,
    Form.NUMBER: _number,
    Form.FLAG: _flag,
}


def _camel(name: str) -> str:
    first, *rest = name.removesuffix("_").split("_")
    return first + "".join(map(str.capitalize, rest))
