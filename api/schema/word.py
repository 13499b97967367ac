"""How a closed list of words becomes a GraphQL enum in which every value says what it means."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Self, TypeVar, cast

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

T = TypeVar("T", bound="Word")


class Word(StrEnum):
    """A word of a closed list with what it means: `NAME = "NAME", "meaning"`. It compares equal to the bare text."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """A member with its meaning beside it."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


def words(description: str) -> Callable[[type[T]], type[T]]:
    """Make a `Word` class a GraphQL enum with this description."""

    def declare(cls: type[T]) -> type[T]:
        declared = strawberry.enum(cls, description=description)
        definition = cast("StrawberryEnumDefinition", vars(declared)["__strawberry_definition__"])
        for value in definition.values:
            value.description = cls(value.value).meaning
        return declared

    return declare


def some_of(name: str, whole: type[Word], values: Iterable[str], description: str) -> type[Word]:
    """A GraphQL enum of some words of another list, each with the meaning it has there."""
    members = [(value, (value, whole[value].meaning)) for value in values]
    return words(description)(cast("type[Word]", Word(name, members)))  # pyright: ignore[reportArgumentType, reportCallIssue]
