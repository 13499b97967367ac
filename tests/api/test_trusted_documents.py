"""Only trusted documents are answered where that is asked for: by name, or as they stand in the library or a folder."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from api.door import question_from
from api.questions import questions
from api.refusals import RefusedError
from api.trusted_documents import TrustedDocuments
from graph.errors import SettingsError
from graph.settings import LIBRARY

OWN = "query Own { me { id } }"
STRANGE = "{ persons { __typename } }"


def asked(documents: TrustedDocuments, **members: Any) -> str:
    return question_from(orjson.dumps(members), documents).text


def refused(documents: TrustedDocuments, **members: Any) -> str:
    with pytest.raises(RefusedError) as error:
        asked(documents, **members)
    return error.value.code


def test_a_document_of_the_library_may_be_named() -> None:
    anything = TrustedDocuments.of(None)
    assert asked(anything, documentId="me") == questions()["me"]
    assert asked(anything, query=STRANGE) == STRANGE
    for id in ("nothing", "", 7, ["me"], "x" * 300):
        assert refused(anything, documentId=id) == "UNKNOWN_DOCUMENT"
    assert refused(anything, documentId="me", query=OWN) == "UNKNOWN_DOCUMENT"


def test_only_the_library_is_answered_where_that_is_asked_for() -> None:
    library = TrustedDocuments.of(LIBRARY)
    assert asked(library, documentId="myWork") == questions()["myWork"]
    bare = " ".join(line for line in questions()["me"].splitlines() if not line.startswith("#"))
    packed = f"# built\n{' '.join(bare.split())}"
    assert asked(library, query=packed) == packed
    for text in (STRANGE, OWN, "{ __schema { types { name } } }", "{", questions()["me"] + STRANGE):
        assert refused(library, query=text) == "UNTRUSTED_DOCUMENT"


def test_a_folder_of_a_front_end_is_trusted_beside_it(tmp_path: Path) -> None:
    (tmp_path / "own.graphql").write_text(OWN)
    both = TrustedDocuments.of(str(tmp_path))
    assert asked(both, documentId="own") == OWN
    assert asked(both, query="query Own{me{id}}") == "query Own{me{id}}"
    assert asked(both, documentId="me") == questions()["me"]
    assert refused(both, query=STRANGE) == "UNTRUSTED_DOCUMENT"


def test_a_folder_that_cannot_be_used_stops_the_start_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not a folder"):
        TrustedDocuments.of(str(tmp_path / "nothing"))
    (tmp_path / "broken.graphql").write_text("query {")
    with pytest.raises(SettingsError, match=r"broken\.graphql"):
        TrustedDocuments.of(str(tmp_path))


async def test_a_served_library_answers_it_and_nothing_else(small: Any, serve_as: Any, busiest: Any) -> None:
    async with serve_as(small, documents=LIBRARY) as served:
        headers = served.acting(busiest)
        response = await served.http.post("/graphql", json={"documentId": "me"}, headers=headers)
        assert response.json()["data"]["me"]["name"]
        response = await served.http.post("/graphql", json={"query": STRANGE}, headers=headers)
        assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (403, "UNTRUSTED_DOCUMENT")
