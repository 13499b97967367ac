"""Finds every statement for the database that is, or may be, made out of something else than text of the source."""

import ast
from collections.abc import Iterator, Mapping

from sources import Module, Sources, argument, fields, methods, parameters
from static_text import StaticText

SENDING = frozenset({"rows", "one", "sealed", "define", "plan", "execute_query", "read_directory"})
"""Methods whose first argument goes to the database, whoever has them."""
RUNNING = frozenset({"transaction", "tx", "session", "_transaction"})
"""On what `run` sends a statement."""
STORES = frozenset({"store", "_store", "transaction", "_transaction", "reader", "writer", "driver", "_driver", "guard"})
_STATEMENTS_OF_BOLT = 4


def built_statements(texts: Mapping[str, str]) -> list[str]:
    """What is wrong in these modules, as `module:line what`, in order."""
    return sorted(set(_Finder(texts).found()))


class _Finder:
    def __init__(self, texts: Mapping[str, str]) -> None:
        self._sources = Sources(texts)
        self._static = StaticText(self._sources)

    def found(self) -> Iterator[str]:
        for module in self._sources.modules.values():
            for node in ast.walk(module.tree):
                for line, problem in self._problems(module, node):
                    yield f"{module.name}:{line} {problem}"

    def _problems(self, module: Module, node: ast.AST) -> Iterator[tuple[int, str]]:
        sources = self._sources
        if isinstance(node, ast.Call):
            if _is_cast(node) and sources.is_text(node.args[0]):
                yield node.lineno, "a cast to text of the source"
            yield from self._call(module, node)
        elif isinstance(node, ast.AnnAssign) and sources.is_text(node.annotation):
            if problem := self._static.wrong(module, node.value):
                yield node.lineno, problem
        elif isinstance(node, ast.Return):
            function = next(
                (one for one in module.around(node) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)), None
            )
            if function and sources.is_text(function.returns) and (problem := self._static.wrong(module, node.value)):
                yield node.lineno, problem
        elif isinstance(node, ast.Attribute) and node.attr in SENDING and _is_store(node.value):
            called = module.parents[node]
            if not (isinstance(called, ast.Call) and called.func is node):
                yield node.lineno, f".{node.attr} handed on, so that nobody sees what it is called with"
        elif isinstance(node, ast.Constant) and node.value in SENDING and _is_lookup(module.parents[node]):
            yield node.lineno, f"{node.value} looked up by name"

    def _call(self, module: Module, call: ast.Call) -> Iterator[tuple[int, str]]:
        handed = list(self._handed(module, call))
        for value in handed:
            if problem := self._static.wrong(module, value):
                yield call.lineno, problem
        if handed and any("ignore" in line for line in _comments(module, call)):
            yield call.lineno, "a type that is not checked"
        if handed and any(isinstance(one, ast.Starred) for one in call.args[:1]):
            yield call.lineno, "arguments that nobody can read"

    def _handed(self, module: Module, call: ast.Call) -> Iterator[ast.expr]:
        """The arguments of a call that must be text of the source."""
        callee = call.func
        name = callee.attr if isinstance(callee, ast.Attribute) else getattr(callee, "id", "")
        if isinstance(callee, ast.Attribute) and self._sends(module, callee, name):
            first = call.args[0] if call.args else next(
                (one.value for one in call.keywords if one.arg in {"statement", "query_", "query"}), None
            )  # fmt: skip
            if first is not None:
                yield first
        if name in {"run", "answers"} and module.imports.get(name, ("", ""))[0] == "graph.engine.bolt":
            yield from call.args[_STATEMENTS_OF_BOLT : _STATEMENTS_OF_BOLT + 1]
            yield from (one.value for one in call.keywords if one.arg == "statements")
        for home, function in self._sources.functions.get(name, ()):
            if not self._may_be(module, callee, home, function):
                continue
            for one in parameters(function):
                value = argument(call, function, one) if self._sources.is_text(one.annotation) else None
                if value is not None:
                    yield value
        made = self._sources.class_called(module, name)
        for place, (field, annotation) in enumerate(fields(made).items() if made else ()):
            if self._sources.is_text(annotation):
                yield from call.args[place : place + 1]
                yield from (one.value for one in call.keywords if one.arg == field)

    def _sends(self, module: Module, callee: ast.Attribute, name: str) -> bool:
        if name == "run":
            return _last(callee.value) in RUNNING
        if name not in SENDING:
            return False
        owner = self._static.class_of(module, callee.value)
        if owner is None or name not in methods(owner):
            return True
        given = parameters(methods(owner)[name])
        return bool(given) and self._sources.is_text(given[0].annotation)

    def _may_be(self, module: Module, callee: ast.expr, home: Module, function: ast.AST) -> bool:
        """Whether a call may reach a function: by its own name, through its module, or as a method of an unknown."""
        owner = next((one for one in home.around(function) if isinstance(one, ast.ClassDef)), None)
        if isinstance(callee, ast.Name):
            if owner is not None:
                return False
            where, _ = module.imports.get(callee.id, (module.name, None))
            return where == home.name
        if not isinstance(callee, ast.Attribute):
            return False
        if isinstance(callee.value, ast.Name) and callee.value.id in module.imports:
            where, what = module.imports[callee.value.id]
            return owner is None and home.name == (f"{where}.{what}" if what else where)
        if owner is None or callee.attr in SENDING:
            return False
        known = self._static.class_of(module, callee.value)
        return known is owner if known else _is_store(callee.value)


def _last(node: ast.expr) -> str:
    """The last word of a name: `store` of `self.store`."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_store(node: ast.expr) -> bool:
    return _last(node) in STORES


def _is_cast(call: ast.Call) -> bool:
    return _last(call.func) == "cast" and len(call.args) == 2


def _is_lookup(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _last(node.func) in {"getattr", "methodcaller", "attrgetter"}


def _comments(module: Module, call: ast.Call) -> list[str]:
    """The comments on the lines where the arguments of a call stand."""
    lines = module.lines[call.lineno - 1 : call.end_lineno]
    return [line.split("#", 1)[1] for line in lines if "# pyright:" in line or "# type:" in line]
