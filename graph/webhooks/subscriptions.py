"""What an organisation asked for: where to announce, signed with which keys, under which purposes."""

import hashlib
from dataclasses import dataclass, field

from graph.actors import Assurance, Purpose


@dataclass(frozen=True, slots=True)
class Webhook:
    """One organisation's webhook. Address and keys show in no text made of it: an address may hold a token.

    `keys` are those that sign, the current one first. `assurance` is how surely its people sign in at the least: what
    asks for more is not announced.
    """

    organisation: str
    address: str = field(repr=False)
    keys: tuple[bytes, ...] = field(repr=False)
    purposes: tuple[Purpose, ...]
    assurance: Assurance = Assurance.SUBSTANTIAL
    private_addresses: bool = False

    @property
    def mark(self) -> str:
        """The address as a hash, by which it is known whether it is another than the one that asked to stop."""
        return hashlib.sha256(self.address.encode()).hexdigest()
