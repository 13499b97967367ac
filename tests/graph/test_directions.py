"""When a direction goes over to the organisation of a position, over periods of that position."""

import pytest

from graph.directions import lapsed_at
from graph.times import FOREVER

IN_FORCE = [(0, FOREVER)]
ENDED = [(0, 50)]
TWO_FUNCTIONS = [(0, 50), (50, FOREVER)]
AGAIN = [(0, 50), (80, FOREVER)]


@pytest.mark.parametrize(
    ("periods", "since", "at", "lapsed"),
    [
        ([], 10, 100, None),
        (IN_FORCE, 10, 100, None),
        (IN_FORCE, None, 100, None),
        (ENDED, 10, 49, None),
        (ENDED, 10, 50, 50),
        (ENDED, None, 100, 50),
        (ENDED, 60, 100, 60),
        (TWO_FUNCTIONS, 10, 100, None),
        (AGAIN, 10, 60, 50),
        (AGAIN, 10, 100, 50),
        (AGAIN, 90, 100, None),
        ([(20, FOREVER)], 10, 100, None),
        ([(20, FOREVER)], 10, 15, None),
        ([(0, 70), (10, 50)], 10, 100, 70),
    ],
)
def test_it_lapses_once_the_position_is_not_in_force_any_more(periods, since, at, lapsed):
    assert lapsed_at(periods, since, at) == lapsed
