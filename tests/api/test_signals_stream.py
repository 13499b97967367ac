"""One stream, without a server: what it holds, what it tells, where it ends."""

import asyncio

from api.subscriptions_stream import MOST_WAITING, Ended, Stream
from graph.casework.events import Event
from graph.signal_lists import CaseTold
from graph.signals import ToldEvent


def told(case: str, *seen: int, last: int | None = None) -> dict[str, CaseTold]:
    events = tuple(
        ToldEvent(Event(f"event {one}", case, one, "act", (f"fact {one}",), "", "", ""), (f"fact {one}",), ())
        for one in seen
    )
    return {case: CaseTold(case, events, last if last is not None else max(seen, default=None), (), 0)}


async def waiting(stream: Stream) -> list[tuple[int | None, int]]:
    found: list[tuple[int | None, int]] = []
    while True:
        try:
            delivery = await asyncio.wait_for(stream.deliveries(), 0.01)
        except TimeoutError:
            return found
        if delivery is None:
            return found
        found += [(one.previous, one.told.event.sequence) for one in delivery.events]


async def test_who_begins_now_hears_nothing_of_before_and_what_comes_with_the_one_before_it():
    stream = Stream(["a"], None, 0)
    assert (stream.is_new, stream.since("a")) == (True, 0)
    stream.take({"a"}, told("a", 10, 20))
    assert await waiting(stream) == []
    assert (stream.is_new, stream.since("a")) == (False, 20)
    stream.take({"a"}, told("a", 30))
    assert await waiting(stream) == [(20, 30)]


async def test_what_was_not_told_because_it_is_hidden_is_no_hole():
    stream = Stream(["a"], None, 0)
    stream.take({"a"}, told("a", 10))
    stream.take({"a"}, told("a", last=20))
    assert stream.since("a") == 20
    stream.take({"a"}, told("a", 30))
    assert await waiting(stream) == [(10, 30)]


async def test_who_comes_back_after_one_hears_the_rest():
    stream = Stream(["a"], 10, 0)
    stream.take({"a"}, told("a", 5, 10, 20, 30))
    assert await waiting(stream) == [(10, 20), (20, 30)]


async def test_who_comes_back_from_longer_ago_than_is_kept_sees_a_hole():
    stream = Stream(["a"], 10, 100)
    stream.take({"a"}, told("a", 120))
    assert await waiting(stream) == [(None, 120)]


async def test_the_same_reading_twice_tells_it_once():
    stream = Stream(["a"], 0, 0)
    stream.take({"a"}, told("a", 10))
    stream.take({"a"}, told("a", 10, 20))
    assert await waiting(stream) == [(None, 10), (10, 20)]


async def test_a_case_that_is_gone_ends_it_and_what_waited_is_not_told():
    stream = Stream(["a", "b"], 0, 0)
    stream.take({"a", "b"}, {**told("a", 10), **told("b")})
    stream.take({"b"}, {})
    assert (stream.ended, stream.gone) == (Ended.GONE, "b")
    assert await stream.deliveries() is None


async def test_who_reads_too_slowly_is_ended_and_holds_no_more_memory():
    stream = Stream(["a"], 0, 0)
    many = MOST_WAITING + 100
    stream.take({"a"}, told("a", *range(1, many + 1)))
    assert stream.ended is None, "who comes back may have missed much"
    stream.take({"a"}, told("a", many + 1))
    assert stream.ended is Ended.SLOW
    assert await stream.deliveries() is None
