import orjson
import pytest

from api.door import NESTING, question_from
from api.refusals import RefusedError


def test_a_question_comes_through_with_its_variables_and_operation() -> None:
    question = question_from(b'{"query": "{me{id}}", "variables": {"a": 1}, "operationName": "Me", "extra": 1}')
    assert (question.text, question.variables, question.operation) == ("{me{id}}", {"a": 1}, "Me")


def test_absent_and_null_variables_are_no_variables() -> None:
    assert question_from(b'{"query": "{a}"}').variables == question_from(b'{"query":"{a}","variables":null}').variables


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "MALFORMED_JSON"),
        (b"{", "MALFORMED_JSON"),
        (b"\xff\xfe", "MALFORMED_JSON"),
        (b'{"query": "\xed\xa0\x80"}', "MALFORMED_JSON"),
        (b'{"query": "{a}", "variables": {"a": "\\ud800"}}', "MALFORMED_JSON"),
        (b'{"query": "{a}", "variables": {"a": ' + b"1" * 5000 + b"}}", "MALFORMED_JSON"),
        (b'{"query": "{a}", "variables": {"a": 1e999}}', "MALFORMED_JSON"),
        (b'{"query": "{a}", "variables": {"a": NaN}}', "MALFORMED_JSON"),
        (b'{"query": "{a}", "variables": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}", "MALFORMED_JSON"),
        (b"null", "MALFORMED_REQUEST"),
        (b"1", "MALFORMED_REQUEST"),
        (b'"x"', "MALFORMED_REQUEST"),
        (b"{}", "MALFORMED_REQUEST"),
        (b'{"query": null}', "MALFORMED_REQUEST"),
        (b'{"query": 7}', "MALFORMED_REQUEST"),
        (b'{"query": "  "}', "MALFORMED_REQUEST"),
        (b'{"query": "{a}", "variables": []}', "MALFORMED_REQUEST"),
        (b'{"query": "{a}", "variables": "x"}', "MALFORMED_REQUEST"),
        (b'{"query": "{a}", "operationName": 1}', "MALFORMED_REQUEST"),
        (b'[{"query": "{a}"}]', "BATCHING_OFF"),
        (b"[]", "BATCHING_OFF"),
        (b'{"query": "{a}", "variables": {"a": 9223372036854775808}}', "NUMBER_TOO_LARGE"),
        (b'{"query": "{a}", "variables": {"a": [-9223372036854775809]}}', "NUMBER_TOO_LARGE"),
        (b'{"query": "{a}", "variables": {"a": {"b": 123456789012345678901}}}', "NUMBER_TOO_LARGE"),
    ],
)
def test_what_no_client_means_is_refused_with_a_code(body: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        question_from(body)
    assert (refused.value.status, refused.value.code) == (400, code)


def test_variables_may_be_nested_but_not_without_end() -> None:
    def nested(levels: int) -> bytes:
        return orjson.dumps({"query": "{a}", "variables": {"a": orjson.Fragment(b"[" * levels + b"]" * levels)}})

    assert question_from(nested(NESTING - 2)).variables["a"]
    with pytest.raises(RefusedError, match="nested deeper"):
        question_from(nested(NESTING + 1))


def test_the_largest_number_that_fits_comes_through() -> None:
    assert question_from(b'{"query": "{a}", "variables": {"a": 9223372036854775807}}').variables == {"a": 2**63 - 1}
