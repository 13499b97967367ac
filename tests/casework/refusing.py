"""What an act is refused with: the field and the code."""

from collections.abc import Awaitable, Iterable

import pytest

from graph.casework.case_act import CaseAct
from graph.casework.fields import check_fields
from graph.casework.working import judge
from graph.errors import ActError


async def refusal(act: Awaitable[object]) -> tuple[str, str]:
    """The field and the code of an act that is refused."""
    with pytest.raises(ActError) as refused:
        await act
    return refused.value.field, refused.value.code


async def refusals(team, mark: str, acts: Iterable[CaseAct]) -> list[tuple[str, str] | str]:
    """By act: the field and the code it is refused with, or "done"; nothing is written."""
    found: list[tuple[str, str] | str] = []
    for act in acts:
        try:
            check_fields(act)
            file = await team.file(mark, act=act)
            judge(act, file)
            act.change(file)
            found.append("done")
        except ActError as error:
            found.append((error.field, error.code))
    return found
