"""Who asks: the token, the purpose and the position of one request, resolved to an actor."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from starlette.datastructures import Headers

from api.refusals import RefusedError
from api.tokens import LOCAL_ISSUER, ProviderAwayError, SignIn, TokenError, Verifier
from graph.accounts import Holder, as_person, holder_of, is_person
from graph.actors import Actor, Purpose
from graph.clock import Clock
from graph.staff import StaffPosition, positions_of
from graph.store import Store

PURPOSE_HEADER: Final = "Casusregie-Purpose"
POSITION_HEADER: Final = "Casusregie-Position"


class Notice(StrEnum):
    """Why a request that was let in has no actor, so that nothing about persons exists for it."""

    NO_PURPOSE = f"nothing about persons exists without a purpose: send the header {PURPOSE_HEADER}"
    NO_POSITION = "you hold no position that is in force"
    CHOOSE_POSITION = f"you hold several positions: name one in the header {POSITION_HEADER}; `me` lists them"
    POSITION_NOT_IN_FORCE = f"the position in the header {POSITION_HEADER} is not one of yours that is in force"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. Without an `actor`, which takes a position and a purpose, only reference data exist.

    `reader` is who reads those: the actor, or else the same professional under a purpose that opens no case.
    """

    sign_in: SignIn
    positions: tuple[StaffPosition, ...]
    purpose: Purpose | None
    actor: Actor | None
    reader: Actor
    notice: Notice | None


async def asker_of(headers: Headers, verifier: Verifier | None, store: Store, clock: Clock) -> Asker:
    """Who sends these headers. Raises RefusedError.

    No or a bad token, a sign-in that is nobody's here, or a purpose that does not exist. What a WebSocket says when it
    begins can be handed in as headers too: the names are the same.
    """
    sign_in = await _sign_in(headers, verifier)
    purpose = _purpose(headers)
    holder = await _holder(sign_in, store, clock)
    chosen = _position(headers, holder)
    reader = Actor(holder.id, "", "", "", "", "", "", Purpose.OPERATIONS, sign_in.assurance)
    if isinstance(chosen, Notice):
        return Asker(sign_in, holder.positions, purpose, None, reader, chosen)
    if purpose is None:
        return Asker(sign_in, holder.positions, None, None, reader, Notice.NO_PURPOSE)
    actor = chosen.acting_for(purpose, sign_in.assurance)
    return Asker(sign_in, holder.positions, purpose, actor, actor, None)


async def _sign_in(headers: Headers, verifier: Verifier | None) -> SignIn:
    given = headers.getlist("authorization")
    scheme, _, token = given[0].partition(" ") if len(given) == 1 else ("", "", "")
    if scheme.lower() != "bearer" or not token.strip():
        raise _unauthenticated("no token, no data: send Authorization: Bearer TOKEN")
    if verifier is None:
        raise _unauthenticated("no issuer of tokens is set here")
    try:
        return await verifier.verify(token.strip())
    except TokenError as error:
        raise _unauthenticated(str(error)) from None
    except ProviderAwayError:
        message = "your sign-in cannot be checked: its provider does not answer; try again later"
        raise RefusedError(503, "UNAVAILABLE", message) from None


def _unauthenticated(message: str) -> RefusedError:
    return RefusedError(401, "UNAUTHENTICATED", message, {"WWW-Authenticate": "Bearer"})


def _purpose(headers: Headers) -> Purpose | None:
    given = headers.getlist(PURPOSE_HEADER)
    if not given or given == [""]:
        return None
    try:
        (purpose,) = given
        return Purpose(purpose.strip())
    except ValueError:
        known = ", ".join(Purpose)
        raise RefusedError(400, "UNKNOWN_PURPOSE", f"{PURPOSE_HEADER} must be one of {known}") from None


async def _holder(sign_in: SignIn, store: Store, clock: Clock) -> Holder:
    """Who signed in. At a provider's, somebody without an account here is refused: there is nothing to show of them."""
    if sign_in.issuer != LOCAL_ISSUER:
        holder = await holder_of(store, clock, sign_in.issuer, sign_in.subject)
        if holder is None:
            message = "your sign-in is good, but it is nobody's here: ask the administrator to add your account"
            raise RefusedError(403, "UNKNOWN_ACCOUNT", message)
        return holder
    if sign_in.person:
        return Holder(sign_in.subject, person=await is_person(store, sign_in.subject))
    return Holder(sign_in.subject, tuple(await positions_of(store, clock, sign_in.subject)))


def _position(headers: Headers, holder: Holder) -> StaffPosition | Notice:
    given = headers.getlist(POSITION_HEADER)
    if holder.person:
        return Notice.POSITION_NOT_IN_FORCE if given else as_person(holder.id)
    if not holder.positions:
        return Notice.NO_POSITION
    if not given:
        return holder.positions[0] if len(holder.positions) == 1 else Notice.CHOOSE_POSITION
    named = [one for one in holder.positions if [one.position] == given]
    return named[0] if named else Notice.POSITION_NOT_IN_FORCE
