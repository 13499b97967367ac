"""Writes `engine.lock` anew: for those who move the product to another version of Neo4j or of the IDE.

Run with `casusregie db lock`. It asks a Maven repository what the two roots need, downloads all of it and notes the
SHA-256 sums, so look at what changed before committing.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.engine.artifacts import ENGINE, IDE, LOCK_NAME, Artifact, sha256_of

if TYPE_CHECKING:
    from jgo.maven import Dependency

NEO4J: Final = "2026.08.1"
GRAPHIQL: Final = "2.17.0"
HEADER: Final = """\
# What the local engine is made of, with SHA-256 sums that are checked before use.
# Written by `casusregie db lock`; do not edit.
"""


def write_lock(folder: Path, maven: str | None, progress: Callable[[str], None]) -> Path:
    """Resolve and download everything into `folder` and write the lock; answers the lock's path."""
    from jgo.maven import MavenContext

    context = MavenContext(repo_cache=folder, remote_repos={"maven": maven} if maven else None, timeout=60)
    progress(f"resolving what Neo4j {NEO4J} needs")
    root = context.create_dependency(f"org.neo4j:neo4j:{NEO4J}")
    inputs, needed = context.resolver.resolve([root])
    ide = context.create_dependency(f"io.smallrye:smallrye-graphql-ui-graphiql:{GRAPHIQL}")
    wanted = [(dependency, ENGINE) for dependency in (*inputs, *needed)] + [(ide, IDE)]
    progress(f"downloading {len(wanted)} artifacts")
    with ThreadPoolExecutor(8) as pool:
        artifacts = list(pool.map(_artifact, *zip(*wanted, strict=True)))
    lock = Path(__file__).with_name(LOCK_NAME)
    lock.write_text(lock_text(artifacts), "utf-8")
    progress(f"locked {len(artifacts)} artifacts, {sum(a.size for a in artifacts) / 1e6:.0f} MB")
    return lock


def lock_text(artifacts: list[Artifact]) -> str:
    """The lock as TOML, sorted, so that two runs on the same versions give the same bytes."""
    blocks = [f'{HEADER}neo4j = "{NEO4J}"\n']
    for each in sorted(artifacts, key=lambda a: (a.part, a.coordinates)):
        classifier = f'classifier = "{each.classifier}"\n' if each.classifier else ""
        blocks.append(
            f'[[artifact]]\ngroup = "{each.group}"\nname = "{each.name}"\nversion = "{each.version}"\n{classifier}'
            f'part = "{each.part}"\nsize = {each.size}\nsha256 = "{each.sha256}"\n'
        )
    return "\n".join(blocks)


def _artifact(dependency: "Dependency", part: str) -> Artifact:
    path = dependency.artifact.resolve()
    return Artifact(
        group=dependency.groupId,
        name=dependency.artifactId,
        version=dependency.version,
        classifier=dependency.classifier,
        sha256=sha256_of(path),
        size=path.stat().st_size,
        part=part,
    )
