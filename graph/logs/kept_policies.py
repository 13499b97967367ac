"""Every policy under which something was decided, kept by its version so that decisions can be made again."""

from functools import lru_cache
from pathlib import Path

from graph.engine.private_files import write_private
from graph.errors import LogError, PolicyError
from graph.logs.log_folders import LogFolder, make_private
from graph.policy.policies import MATRIX_FILE, PARAMETERS_FILE, POLICY, Policy, policy_from


def keep_policy(folder: LogFolder) -> str:
    """Keep the policy in force and answer its version. Raises OSError."""
    place = _place(folder, POLICY.version)
    for source in (MATRIX_FILE, PARAMETERS_FILE):
        if not (place / source.name).exists():
            make_private(place)
            write_private(place / source.name, source.read_bytes())
    return POLICY.version


def kept_policy(folder: LogFolder, version: str) -> Policy:
    """The policy of a version. Raises LogError where it is not kept, or is not what its version says."""
    return _kept(_place(folder, version), version)


@lru_cache(maxsize=64)
def _kept(place: Path, version: str) -> Policy:
    try:
        matrix, parameters = ((place / source.name).read_text("utf-8") for source in (MATRIX_FILE, PARAMETERS_FILE))
        found = policy_from(matrix, parameters)
    except OSError:
        raise LogError(f"policy {version} is not kept in logs/policies", "put back a copy") from None
    except (PolicyError, UnicodeDecodeError):
        found = None
    if found is None or found.version != version:
        raise LogError(f"the kept policy {version} is not what its version says", "put back a copy")
    return found


def _place(folder: LogFolder, version: str) -> Path:
    return folder.policies / version.removeprefix("sha256:")
