"""Words of a closed list as they are typed on the command line."""

from graph.errors import InputError


def typed_words(option: str, asked: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The words that were typed for an option: `case manager` and `case-manager` are CASE_MANAGER.

    Raises InputError naming the option and what can be chosen.
    """
    words = tuple(word.strip().upper().replace(" ", "_").replace("-", "_") for word in asked)
    for typed, word in zip(asked, words, strict=True):
        if word not in allowed:
            raise InputError(f"{option}: {typed[:40]!r} is not known", f"choose from {', '.join(allowed)}")
    return words
