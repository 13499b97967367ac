"""What a rule says, by its code, in both languages."""

from collections.abc import Callable, Mapping
from datetime import date

from analytics.days import day_in_words
from analytics.reason import Reason

Word = date | int | str | None


def worded(
    texts: Mapping[str, tuple[str, str]],
    code: str,
    words: Mapping[str, Word],
    said_of: Callable[[str, int], str] = lambda word, _: word,
) -> Reason:
    """The reason of a code out of `texts`; days, and by `said_of` words of the model, are said in each language."""

    def said(word: Word, tongue: int) -> str:
        if isinstance(word, date) or word is None:
            return day_in_words(word, tongue)
        return said_of(word, tongue) if isinstance(word, str) else str(word)

    english, dutch = (
        text.format(**{name: said(one, tongue) for name, one in words.items()})
        for tongue, text in enumerate(texts[code])
    )
    return Reason(code, english, dutch)
