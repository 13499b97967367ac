"""How many people may be expected to return to a place in a year: the national rate times its inhabitants.

An expectation, not a count: it follows from the number of inhabitants alone, says nothing of any person, and so may be
shown as a number where counts of persons stand in bands.
"""

from math import floor

RELEASES_A_YEAR = 30_000
"""Admissions to all prisons in a year, "ruim 30.000", c. 2019-2021 (Hogeschool Utrecht 2021; F001 in figures.csv).

Taken for releases too: over a year as many leave as come in. Somebody who leaves twice counts twice.
"""

INHABITANTS = 17_942_942
"""Inhabitants of the Netherlands on 1 January 2024 (CBS, Kerncijfers wijken en buurten 2024)."""

SOURCE = "Hogeschool Utrecht 2021, 'Binnen beginnen om buiten te blijven' (30,000 a year); CBS 2024 (17,942,942)"
"""What the rate rests on, for whoever reads the number."""


def expected_returns(inhabitants: int | None) -> float | None:
    """Releases to be expected in a year in a place with so many inhabitants; None where those are not known.

    >>> round(expected_returns(32_013), 1)
    53.5
    >>> expected_returns(None) is None
    True
    """
    return None if inhabitants is None else inhabitants * RELEASES_A_YEAR / INHABITANTS


def whole(expectation: float | None) -> int | None:
    """An expectation as it is shown: to the nearest whole number, halves up, since more would be false precision.

    >>> [whole(n) for n in (0.49, 2.5, 53.5, None)]
    [0, 3, 54, None]
    """
    return None if expectation is None else floor(expectation + 0.5)
