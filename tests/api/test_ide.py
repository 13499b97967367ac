"""The page of the IDE: everything on it comes from this server, with the right type, and it can reach nothing else."""

import re
from typing import Any

from api.ide import TABS
from api.questions import questions

HOST = re.compile(rb"(?:https?:)?//[a-z0-9.-]+", re.IGNORECASE)


async def test_the_page_refers_to_own_paths_only_and_all_of_them_answer(served: Any) -> None:
    page = await served.http.get("/ide")
    references = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert len(references) >= 6
    for reference in references:
        if reference == "data:,":
            continue
        assert re.fullmatch(r"/ide/[a-z.-]+", reference)
        asset = await served.http.get(reference)
        expected = {"js": "text/javascript", "css": "text/css"}[reference.rpartition(".")[2]]
        assert asset.status_code == 200
        assert asset.headers["content-type"] == f"{expected}; charset=utf-8"
        assert len(asset.content) > 100


async def test_our_part_of_the_page_names_no_other_host(served: Any) -> None:
    for path in ("/ide", "/ide/page.js", "/ide/page.css", "/ide/questions.json"):
        assert HOST.findall((await served.http.get(path)).content) == []


async def test_the_page_may_load_and_reach_this_server_only(served: Any) -> None:
    policy = (await served.http.get("/ide")).headers["content-security-policy"]
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == rules["connect-src"] == ["'self'"]
    assert {source for sources in rules.values() for source in sources} <= {
        "'none'",
        "'self'",
        "data:",
    }
    assert rules["frame-ancestors"] == ["'none'"]


async def test_it_starts_with_the_questions_and_with_headers_to_fill_in(served: Any) -> None:
    told = (await served.http.get("/ide/questions.json")).json()
    assert [tab["query"] for tab in told["tabs"]] == [questions()[name] for name in TABS]
    assert told["headers"] == {
        "Authorization": "Bearer PASTE-THE-TOKEN-HERE",
        "Casusregie-Purpose": "REINTEGRATION",
    }


async def test_it_keeps_nothing_in_the_browser(served: Any) -> None:
    script = (await served.http.get("/ide/page.js")).text
    assert "localStorage" not in script
    assert "shouldPersistHeaders: false" in script


async def test_nothing_else_of_the_jar_is_served(served: Any) -> None:
    for name in ("render.js", "index.html", "..%2fpage.html", "graphiql.min.js.map", "nowhere"):
        assert (await served.http.get(f"/ide/{name}")).status_code == 404


async def test_what_the_browser_has_is_not_sent_again(served: Any) -> None:
    first = await served.http.get("/ide/graphiql.min.js")
    again = await served.http.get("/ide/graphiql.min.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
