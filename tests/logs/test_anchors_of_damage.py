"""A chain that was damaged does not keep others from being begun."""

from pathlib import Path

import pytest

from graph.logs.anchors import start_of


@pytest.mark.parametrize("first", [b"\xff\xfe\n", b"{\n", b"[]\n", b"", b'{"a": 1}\n', b"\x00" * 100])
def test_a_first_line_that_cannot_be_read_starts_no_chain(tmp_path: Path, first: bytes) -> None:
    chain = tmp_path / "chain.jsonl"
    chain.write_bytes(first)
    assert start_of(chain) is None
    assert start_of(tmp_path / "nothing.jsonl") is None
