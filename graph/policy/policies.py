"""The policy in force: the matrix and its parameters, with the version that follows from what they say."""

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graph.policy.parameters import Parameters, parse_parameters
from graph.policy.tables import Matrix, parse_matrix

MATRIX_FILE = Path(__file__).with_name("matrix.csv")
PARAMETERS_FILE = Path(__file__).with_name("parameters.toml")


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy and its version, `sha256:` and 64 hexadecimal digits over the normalised content."""

    matrix: Matrix
    parameters: Parameters
    version: str


def policy_from(matrix: str, parameters: str) -> Policy:
    """A policy from the texts of its two files; the same content gives the same version. Raises PolicyError.

    Spaces, line ends, blank lines, remarks and the order of rows and keys do not change the version.
    """
    read = parse_parameters(parameters)
    table = parse_matrix(matrix, read)
    return Policy(table, read, f"sha256:{sha256(_normal(table, parameters).encode()).hexdigest()}")


def _normal(matrix: Matrix, parameters: str) -> str:
    rows = (
        "\x1f".join(
            (
                row.id,
                row.purpose,
                row.scope,
                *(f"{kind}:{' '.join(sorted(row.functions[kind]))}" for kind in sorted(row.kinds)),
                row.frame,
                *(f"{field_class}={cell.text}" for field_class, cell in row.cells.items()),
            )
        )
        for row in sorted(matrix.rows, key=lambda row: row.id)
    )
    return "\x1e".join((*rows, *_said(tomllib.loads(parameters), "")))


def _said(value: object, path: str) -> list[str]:
    if isinstance(value, dict):
        return [line for key in sorted(value) for line in _said(value[key], f"{path}.{key}")]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list):
        return [f"{path}={' '.join(sorted(str(one) for one in value))}"]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return [f"{path}={value}"]


POLICY = policy_from(MATRIX_FILE.read_text("utf-8"), PARAMETERS_FILE.read_text("utf-8"))
"""The policy in force. A bad table fails here, at import, with its line and column."""
