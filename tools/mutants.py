"""Mutants: small changes to a module, each of which some test should notice.

A mutant has an id that stays the same while the code around it changes: module, function, kind of change, and which of
that kind in that function. `mutmut` (3.8) was tried first: it leaves out what is decorated (properties, cached
functions) and what stands outside functions (defaults, tables), which is half of a policy.
"""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_RECKONED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
_Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: `before` and `after` are the text of the smallest piece that differs, `source` the whole module.

    `around` is the function it stands in as it was, or the statement where it stands in none.
    """

    id: str
    line: int
    before: str
    after: str
    source: str
    around: str


def mutants_of(module: str, text: str) -> Iterator[Mutant]:
    """All mutants of a module, in the order of its text."""
    tree = ast.parse(text)
    seen: Counter[str] = Counter()
    for node, names, around in _changeable(tree, (), None):
        for kind, changed in _changes(node):
            place = f"{'.'.join((module, *names))}/{kind}"
            seen[place] += 1
            before, after = ast.unparse(node), ast.unparse(changed)
            if before != after:
                source, held = _replaced(tree, node, changed), ast.unparse(around or node)
                yield Mutant(f"{place}/{seen[place]}", node.lineno, before, after, source, held)


def _replaced(tree: ast.Module, node: ast.AST, changed: ast.AST) -> str:
    """The text of a module with one node changed."""

    class Change(ast.NodeTransformer):
        def visit(self, other: ast.AST) -> ast.AST:
            return changed if other is node else self.generic_visit(other)

    # the transformer works in place on what is around the node, so it gets a copy that still holds the node itself
    held = copy.deepcopy(tree, {id(node): node})
    return ast.unparse(ast.fix_missing_locations(Change().visit(held)))


def _changeable(
    node: ast.AST, names: tuple[str, ...], around: ast.stmt | None
) -> Iterator[tuple[ast.AST, tuple[str, ...], ast.stmt | None]]:
    """Nodes that decide something, their names and what is around them; no types, no docstrings, no texts of errors."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "bases", "type_params"}:
            continue
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, ast.AST) or _says_nothing(one):
                continue
            within = (
                one if around is None and isinstance(one, ast.stmt) and not isinstance(one, ast.ClassDef) else around
            )
            yield one, names, within
            yield from _changeable(one, (*names, one.name) if isinstance(one, _Scope) else names, within)


def _says_nothing(node: ast.AST) -> bool:
    if isinstance(node, ast.Raise | ast.JoinedStr | ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    named = node.targets if isinstance(node, ast.Assign) else ()
    return any(isinstance(one, ast.Name) and one.id == "__slots__" for one in named)


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:  # noqa: PLR0912 (one case a kind)
    match node:
        case ast.Compare(ops=ops):
            for place, op in enumerate(ops):
                if (other := _COMPARED.get(type(op))) is not None:
                    changed = copy.deepcopy(node)
                    changed.ops[place] = other()
                    yield "compare", changed
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "logic", ast.copy_location(ast.BoolOp(other, values), node)
            for place in range(len(values)):
                rest = [*values[:place], *values[place + 1 :]]
                yield "term", ast.copy_location(rest[0] if len(rest) == 1 else ast.BoolOp(op, rest), node)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not", operand
        case ast.BinOp(op=op) if type(op) in _RECKONED:
            yield "reckon", ast.copy_location(ast.BinOp(node.left, _RECKONED[type(op)](), node.right), node)
        case ast.Constant(value=bool(value)):
            yield "constant", ast.copy_location(ast.Constant(not value), node)
        case ast.Constant(value=int(value)):
            yield "constant", ast.copy_location(ast.Constant(value + 1), node)
        case ast.Constant(value=str(value)):
            yield "constant", ast.copy_location(ast.Constant(f"{value}X"), node)
        case ast.Return(value=value) if value is not None and ast.unparse(value) != "None":
            yield "return", ast.copy_location(ast.Return(ast.Constant(None)), node)
        case ast.If(test=test):
            changed = ast.copy_location(ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse), node)
            yield "condition", changed
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield "choice", ast.copy_location(ast.IfExp(test, orelse, body), node)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield "call", ast.copy_location(ast.Call(ast.Name(_CALLED[name]), node.args, node.keywords), node)
        case ast.comprehension(ifs=ifs) if ifs:
            changed = ast.comprehension(node.target, node.iter, [], node.is_async)
            changed.lineno = node.target.lineno
            node.lineno = node.target.lineno
            yield "filter", changed
        case ast.Continue():
            yield "continue", ast.copy_location(ast.Break(), node)
        case _:
            return
