"""Which documents are answered: any, or only those that are trusted, of the library and of a folder of the front-end.

A trusted document may be named instead of sent: `{"documentId": "myWork", "variables": {}}`. Where trusted documents
are obligatory (`CASUSREGIE_DOCUMENTS`) nothing else is answered, so that nobody can put a question together.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Self

from graphql import GraphQLError, parse
from graphql.utilities import strip_ignored_characters

from api.questions import questions
from api.refusals import RefusedError
from graph.errors import SettingsError
from graph.settings import LIBRARY

_LONGEST_ID: Final = 200


class TrustedDocuments:
    """The documents that are known by name; with `only` nothing but these is answered."""

    def __init__(self, documents: Mapping[str, str], *, only: bool) -> None:
        self._documents = dict(documents)
        self._texts = frozenset(map(bare, documents.values()))
        self._only = only

    @classmethod
    def of(cls, documents: str | None) -> Self:
        """Those of a setting: None for any document, LIBRARY, or a folder whose documents are trusted beside these.

        Raises SettingsError, naming the file, for a folder or document that cannot be used.
        """
        known = dict(questions())
        if documents is not None and documents != LIBRARY:
            known |= _of_folder(Path(documents))
        return cls(known, only=documents is not None)

    def text_of(self, text: object, id: object) -> str:
        """The document that is asked with: sent as `text`, or named by `id`. Raises RefusedError."""
        if id is not None:
            if text is not None or not isinstance(id, str) or len(id) > _LONGEST_ID or id not in self._documents:
                raise RefusedError(
                    400, "UNKNOWN_DOCUMENT", "`documentId` must name a trusted document, without `query`"
                )
            return self._documents[id]
        if not isinstance(text, str) or not text.strip():
            raise RefusedError(400, "MALFORMED_REQUEST", "`query` must be the text of a GraphQL document")
        if self._only and bare(text) not in self._texts:
            raise RefusedError(403, "UNTRUSTED_DOCUMENT", "only trusted documents are answered here")
        return text


@lru_cache(maxsize=256)
def bare(text: str) -> str:
    """A document without what means nothing in it: comments, spaces, commas. What cannot be read stays as it is."""
    try:
        return strip_ignored_characters(text)
    except GraphQLError:
        return text


def _of_folder(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise SettingsError(f"CASUSREGIE_DOCUMENTS is {folder}, not a folder", f"give a folder, or `{LIBRARY}`")
    found: dict[str, str] = {}
    for path in sorted(folder.glob("*.graphql")):
        try:
            found[path.stem] = path.read_text("utf-8")
            parse(found[path.stem])
        except (OSError, UnicodeDecodeError, GraphQLError):
            raise SettingsError(
                f"{path} is not a GraphQL document that can be read", "mend it, or take it away"
            ) from None
    return found


ANY: Final = TrustedDocuments({}, only=False)
"""Any document is answered, and none is known by name."""
