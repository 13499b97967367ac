"""What every resolver gets: the store, the clock, the settings and who asks. Made anew for each request."""

from dataclasses import dataclass, field
from typing import TypeAlias

import strawberry

from api.askers import Asker
from graph.actors import Actor
from graph.clock import Clock
from graph.settings import Settings
from graph.store import Store


@dataclass(slots=True)
class Context:
    """One request. `asker` is None only for questions about the schema itself."""

    store: Store
    clock: Clock
    settings: Settings
    asker: Asker | None
    loaders: dict[str, object] = field(default_factory=dict[str, object])
    """Loaders of this request and actor, by name; they never outlive it."""

    @property
    def actor(self) -> Actor | None:
        """Who acts, or None where nothing about persons exists for this request."""
        return self.asker.actor if self.asker else None

    @property
    def reader(self) -> Actor:
        """Who reads reference data, which need a token and nothing more."""
        if self.asker is None:
            raise RuntimeError("a reading question without who asks")
        return self.asker.reader


Info: TypeAlias = strawberry.Info[Context, None]
