"""One mutant tried: a process of its own loads the changed text instead of the module, and runs the tests."""

import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from types import ModuleType

from mutation_oracle import Remembered, decides_otherwise
from mutation_plan import COPY, KEPT, ROWS, STORED, TESTS, path_of
from mutation_results import DIED, KILLED, SURVIVED
from mutation_servers import Kept, Servers
from mutation_walks import Walks

CPU_SECONDS = 180
"""What never ends is noticed by this."""
PATIENCE_SECONDS = 1800
_CANNOT_LOAD = 99
_APART = {"test_oracle", "test_mutation", "test_one_guard"}
"""Asked by itself; about mutants; about the source as it stands in the files."""


def prepare() -> None:
    """Load what is not ours once, for every process to come."""
    for name in ("pytest", "hypothesis", "neo4j", "strawberry", "networkx", "uvicorn", "rich"):
        importlib.import_module(name)


def tried(module: str, source: str, known: Remembered, servers: Servers | None, *, unchanged: bool = False) -> str:
    """Whether the tests notice: died (could not even be loaded), killed, or survived.

    Where a module needs a database and there are no servers, only the tests on rows are asked. What is said of the code
    as it is goes to `.mutants/told.txt`.
    """
    answered = in_a_process(lambda: _try(module, source, known, servers, unchanged))
    return {0: SURVIVED, _CANNOT_LOAD: DIED}.get(answered, KILLED)


def _try(module: str, source: str, known: Remembered, servers: Servers | None, unchanged: bool) -> None:
    os.chdir(COPY)
    sys.path[:0] = [str(COPY), str(TESTS)]
    sys.meta_path.insert(0, _Changed(module, source))
    told = os.open(KEPT / "told.txt" if unchanged else os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(told, 1)
    os.dup2(told, 2)
    try:
        loaded = importlib.import_module(module)
    except Exception:
        os._exit(_CANNOT_LOAD)
    if not str(loaded.__file__).startswith(str(COPY)):
        os._exit(_CANNOT_LOAD)
    if module not in STORED:
        noticed = _noticed_pure(known)
    elif servers is None:
        noticed = _noticed(["--noconftest", *(str(TESTS / name) for name in ROWS)], [])
    else:
        noticed = _noticed(list(STORED[module]), [Kept(servers), Walks(learning=unchanged)])
    os._exit(int(noticed))


def _noticed_pure(known: Remembered) -> bool:
    files = [path for path in sorted(TESTS.glob("test_*.py")) if path.stem not in _APART]
    quick = [str(path) for path in files if "scratch" not in path.read_text("utf-8")]
    first = str(TESTS / "test_mutants.py")
    return (
        decides_otherwise(known)
        or _noticed(["--noconftest", first], [])
        or _noticed(["--noconftest", *(path for path in quick if path != first)], [])
    )


def _noticed(tests: list[str], plugins: list[object]) -> bool:
    import pytest

    options = ["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", "-m", "not prove", "--rootdir", str(COPY)]
    return pytest.main([*options, *tests], plugins) != pytest.ExitCode.OK


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from another text."""

    def __init__(self, module: str, source: str) -> None:
        self._module = module
        self._source = source

    def find_spec(self, name: str, path: object = None, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name != self._module:
            return None
        return importlib.util.spec_from_file_location(name, path_of(name), loader=self)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._source, str(path_of(self._module)), "exec"), module.__dict__)


def in_a_process(work: Callable[[], object]) -> int:
    """The exit code of a child that does the work; too much time is a failure of its own."""
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 1
