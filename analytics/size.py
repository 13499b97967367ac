"""CBS size classes of municipalities (*gemeentegrootteklasse*), by inhabitants."""

SIZE_CLASS_BORDERS = (5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)
"""Where class 2, 3, ... 8 begin."""

SMALL_UP_TO_CLASS = 4
"""Small is under 50,000 inhabitants: size classes 1 to 4."""


def size_label(size_class: int | None) -> str:
    """A size class in words.

    >>> [size_label(c) for c in (1, 4, 8, None)]
    ['under 5,000', '20,000 to 50,000', '250,000 and more', 'unknown']
    """
    if size_class is None:
        return "unknown"
    if size_class == 1:
        return f"under {SIZE_CLASS_BORDERS[0]:,}"
    if size_class > len(SIZE_CLASS_BORDERS):
        return f"{SIZE_CLASS_BORDERS[-1]:,} and more"
    return f"{SIZE_CLASS_BORDERS[size_class - 2]:,} to {SIZE_CLASS_BORDERS[size_class - 1]:,}"


def is_small(size_class: int | None) -> bool | None:
    """Whether a municipality of this class is small; None where its size is not known."""
    return None if size_class is None else size_class <= SMALL_UP_TO_CLASS
