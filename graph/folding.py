"""Names as they are searched: without accents and case, in one spelling."""

import unicodedata

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
"""Letters that look accented but that Unicode does not take apart, in lower case."""


def folded(text: str) -> str:
    """A name in small letters, without accents, with single spaces: `Šahin  de Ruÿter` gives `sahin de ruyter`.

    The Dutch digraph written as one character (`ĳ`) becomes `ij`; apostrophes of every kind become `'`, dashes `-`.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_LETTERS)
    for mark in "‘’ʼ`´":
        plain = plain.replace(mark, "'")
    for dash in "‐‑–—":
        plain = plain.replace(dash, "-")
    return " ".join(plain.split())
