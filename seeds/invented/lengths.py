"""How long people stay inside: of those who come in, and of those who are found inside on a day.

Source: figures.csv F015-F018. A little over half leave within a month, 75 % within three, 16 % in 3 to 12 months, 9 %
stay over a year. Within a class days are drawn by a density that falls with the length. Who is met inside on a day is
met by the length of the stay: length-biased, and somewhere in it.
"""

from dataclasses import dataclass
from math import log, sqrt
from random import Random

from seeds.invented.chances import Weighted


@dataclass(frozen=True, slots=True)
class LengthClass:
    """Stays of `low` up to `high` days, with the share of the inflow; `heavy`: density as x^-1.5, else as 1/x."""

    low: int
    high: int
    share: float
    heavy: bool = False

    @property
    def mean(self) -> float:
        """Mean length in days."""
        return sqrt(self.low * self.high) if self.heavy else (self.high - self.low) / log(self.high / self.low)

    def length(self, rng: Random) -> int:
        """A length as it comes in, days."""
        draw = rng.random()
        if self.heavy:
            a, b = self.low**-0.5, self.high**-0.5
            return int((a + draw * (b - a)) ** -2)
        return int(self.low * (self.high / self.low) ** draw)

    def met_length(self, rng: Random) -> int:
        """A length as it is met inside, days."""
        draw = rng.random()
        if self.heavy:
            a, b = sqrt(self.low), sqrt(self.high)
            return int((a + draw * (b - a)) ** 2)
        return int(self.low + draw * (self.high - self.low))


CLASSES = (
    LengthClass(2, 31, 0.53),
    LengthClass(31, 92, 0.22),
    LengthClass(92, 366, 0.16),
    LengthClass(366, 2_190, 0.09, heavy=True),
)

_INFLOW = Weighted(CLASSES, [c.share for c in CLASSES])
_MET = Weighted(CLASSES, [c.share * c.mean for c in CLASSES])


def inflow_length(rng: Random) -> int:
    """Days inside of somebody who comes in."""
    return _INFLOW.draw(rng).length(rng)


def met_length(rng: Random) -> int:
    """Days inside, in all, of somebody who is met inside; at least 3, so that yesterday and tomorrow fall in it."""
    return max(3, _MET.draw(rng).met_length(rng))
