"""People counted for steering: in bands, so that nobody can be told from a figure."""

_LOWER = ((100, "100+"), (50, "50-99"), (20, "20-49"), (10, "10-19"), (0, "0-9"))


def band_of(people: int | None) -> str:
    """The band of a number of people: 0-9, 10-19, 20-49, 50-99 or 100+; no data is "unknown", never 0-9."""
    if people is None or people < 0:
        return "unknown"
    return next(band for lower, band in _LOWER if people >= lower)
