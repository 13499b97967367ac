"""The questions library: what a front-end sends for the views it needs, each a file, each tested as sent."""

from functools import cache
from importlib.resources import files


@cache
def questions() -> dict[str, str]:
    """The documents by name, `me` first and then by name."""
    found = {
        file.name.removesuffix(".graphql"): file.read_text("utf-8")
        for file in files(__name__).iterdir()
        if file.name.endswith(".graphql")
    }
    return dict(sorted(found.items(), key=lambda one: (one[0] != "me", one[0])))
