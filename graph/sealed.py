"""What came out of the database about persons, until the guard opens it."""

from typing import Any, NoReturn, final


@final
class Sealed:
    """A row that cannot be read, printed, compared by value, copied or sent: only `graph.guards` opens it."""

    __slots__ = ("_row",)

    def __init__(self, row: dict[str, Any]) -> None:
        self._row = row

    def __repr__(self) -> str:
        return "<sealed>"

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("what is sealed cannot be copied or sent")

    def opened_by_guard(self) -> dict[str, Any]:
        """The row. A test sees to it that nobody but the guard calls this."""
        return self._row
