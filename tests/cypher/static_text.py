"""Whether an expression is text that stands in the source, followed back through names, calls and modules."""

import ast
from collections.abc import Iterator

from sources import Function, Module, Sources, fields, parameters

_FRESH = {"enumerate", "tuple", "list", "sorted", "reversed", "next", "iter", "zip"}
_READING = {"get", "items", "values", "strip"}
_GROWING = {"append", "extend", "insert", "add", "setdefault", "update"}


class StaticText:
    """Says of an expression why it is not static; nothing where it is."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._busy: set[tuple[str, str, int]] = set()

    def wrong(self, module: Module, node: ast.expr | None) -> str | None:
        """What makes an expression not text of the source, in a few words; None where nothing does."""
        match node:
            case None | ast.Constant():
                return None
            case ast.JoinedStr(values=values):
                return self._first(module, (one.value for one in values if isinstance(one, ast.FormattedValue)))
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                return self._first(module, (left, right))
            case ast.BinOp():
                return "text made by an operator"
            case ast.IfExp(body=body, orelse=orelse):
                return self._first(module, (body, orelse))
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.List(elts=values) | ast.Set(elts=values):
                return self._first(module, values)
            case ast.Dict(keys=keys, values=values):
                return self._first(module, (*keys, *values))
            case ast.Starred(value=value) | ast.Subscript(value=value) | ast.Lambda(body=value):
                return self.wrong(module, value)
            case ast.ListComp(elt=elt) | ast.GeneratorExp(elt=elt) | ast.SetComp(elt=elt):
                return self.wrong(module, elt)
            case ast.DictComp(value=value):
                return self.wrong(module, value)
            case ast.Call():
                return self._call(module, node)
            case ast.Attribute():
                return self._attribute(module, node)
            case ast.Name():
                return self._name(module, node)
            case _:
                return f"a {type(node).__name__.lower()}"

    def class_of(self, module: Module, node: ast.expr) -> ast.ClassDef | None:
        """The class of ours that an expression holds, or that the collection it is holds; None where nobody says."""
        sources = self._sources
        if isinstance(node, ast.Attribute):
            owner = self.class_of(module, node.value)
            return sources.class_in(sources.home_of(owner), fields(owner).get(node.attr)) if owner else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in _FRESH and node.args:
                return self.class_of(module, node.args[0])
            made = self._function(module, node.func)
            called = sources.class_called(module, node.func.id)
            return called or (sources.class_in(self._home(module, node.func.id), made.returns) if made else None)
        if not isinstance(node, ast.Name):
            return None
        for by, value in _bindings(module, node):
            if isinstance(by, ast.arg) and by.arg in {"self", "cls"}:
                return next((one for one in module.around(by) if isinstance(one, ast.ClassDef)), None)
            if isinstance(by, ast.arg | ast.AnnAssign):
                return sources.class_in(module, by.annotation)
            if value is not None:
                return self.class_of(module, value)
        home, name = module.imports.get(node.id, (module.name, node.id))
        where = sources.modules.get(home)
        for one in where.tree.body if where else ():
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and one.target.id == name:
                return sources.class_in(where, one.annotation)
        return None

    def _home(self, module: Module, name: str) -> Module:
        return self._sources.modules.get(module.imports.get(name, (module.name, ""))[0], module)

    def _first(self, module: Module, nodes: "Iterator[ast.expr | None] | tuple[ast.expr | None, ...] | list[ast.expr]"):
        return next((found for node in nodes if (found := self.wrong(module, node))), None)

    def _call(self, module: Module, node: ast.Call) -> str | None:
        given = (*node.args, *(one.value for one in node.keywords))
        if isinstance(node.func, ast.Attribute):
            called = node.func.attr
            if called == "format":
                return "text made by .format()"
            if called == "join":
                return self._first(module, (node.func.value, *given))
            if called == "fromkeys":
                return self._first(module, given)
            if called in _READING:
                # a key that looks something up is not part of what is found
                return self._first(module, (node.func.value, *node.args[1:]))
            if called == "Query":
                return self.wrong(module, node.args[0])
        else:
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            if called in _FRESH:
                return self._first(module, given)
            if called == "cast":
                return "a cast"
            if any(
                isinstance(bound, ast.arg) and self._sources.is_text(bound.annotation)
                for bound, _ in _bindings(module, node.func)
            ):
                return self._first(module, given)
        found = self._function(module, node.func)
        if found is None or not self._sources.is_text(found.returns):
            return f"what {ast.unparse(node.func)}() answers"
        texts = {one.arg for one in parameters(found) if self._sources.is_text(one.annotation)}
        named = [one.arg for one in parameters(found)]
        handed = dict(zip(named, node.args, strict=False)) | {one.arg: one.value for one in node.keywords if one.arg}
        return self._first(module, tuple(value for name, value in handed.items() if name in texts))

    def _function(self, module: Module, callee: ast.expr) -> Function | None:
        """The function of ours that is called by its own name or as a name in one of our modules."""
        if isinstance(callee, ast.Attribute) and isinstance(callee.value, ast.Name):
            home, name = module.imports.get(callee.value.id, (None, None))
            where, what = f"{home}.{name}" if name else home, callee.attr
        elif isinstance(callee, ast.Name):
            where, what = module.imports.get(callee.id, (module.name, callee.id))
        else:
            return None
        return next((found for home, found in self._sources.functions.get(what or "", ()) if home.name == where), None)

    def _answers_text(self, module: Module, node: ast.Name) -> bool:
        """Whether a name is a function that takes and answers nothing but text of the source."""
        found = self._function(module, node)
        return found is not None and all(
            self._sources.is_text(one) for one in (found.returns, *(given.annotation for given in parameters(found)))
        )

    def _attribute(self, module: Module, node: ast.Attribute) -> str | None:
        if isinstance(node.value, ast.Name) and node.value.id in module.imports:
            home, name = module.imports[node.value.id]
            where = self._sources.modules.get(f"{home}.{name}" if name else home)
            if where is not None:
                return self._constant(where, node.attr)
        if isinstance(node.value, ast.Name) and (named := self._sources.class_called(module, node.value.id)):
            return None if any("Enum" in ast.unparse(base) for base in named.bases) else f"{ast.unparse(node)}"
        owner = self.class_of(module, node.value)
        if owner and self._sources.is_text(fields(owner).get(node.attr)):
            return None
        return f"the value of {ast.unparse(node)}"

    def _name(self, module: Module, node: ast.Name) -> str | None:
        bound = list(_bindings(module, node))
        if not bound and self._answers_text(module, node):
            return None
        if not bound:
            return self._constant(module, node.id)
        function = next((one for one in module.around(node) if isinstance(one, Function)), None)
        key = (module.name, node.id, function.lineno if function else 0)
        if key in self._busy:
            return None
        self._busy.add(key)
        try:
            for by, value in bound:
                if isinstance(by, ast.arg):
                    if not self._sources.is_text(by.annotation):
                        return f"the parameter {by.arg}"
                elif isinstance(by, ast.AnnAssign) and "Any" in ast.unparse(by.annotation):
                    return f"{node.id}, which may be anything"
                elif found := self.wrong(module, value):
                    return found
            return self._grown(module, function, node.id)
        finally:
            self._busy.discard(key)

    def _grown(self, module: Module, function: Function | None, name: str) -> str | None:
        """What is put into a list or dict later on must be text of the source too."""
        for call in ast.walk(function) if function else ():
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in _GROWING
                and isinstance(call.func.value, ast.Name)
                and call.func.value.id == name
                and (found := self._first(module, tuple(call.args)))
            ):
                return found
        return None

    def _constant(self, module: Module, name: str) -> str | None:
        """A constant of a module, in capitals, whose value is static; or imported from where it is."""
        if name in module.imports:
            home, there = module.imports[name]
            where = self._sources.modules.get(home)
            return self._constant(where, there) if where and there else f"{name}, which is not ours"
        assigned = [
            value
            for statement in ast.walk(module.tree)
            for target, value in _assigned(statement)
            if target == name and isinstance(module.parents[statement], ast.Module)
        ]
        if not assigned or name != name.upper():
            return f"{name}, which is no constant"
        key = (module.name, name, -1)
        if key in self._busy:
            return None
        self._busy.add(key)
        try:
            return self._first(module, tuple(assigned))
        finally:
            self._busy.discard(key)


def _assigned(statement: ast.AST) -> Iterator[tuple[str, ast.expr | None]]:
    """Names that a statement binds, each with the expression its value comes from."""
    match statement:
        case ast.Assign(targets=targets, value=value):
            pairs = [(target, value) for target in targets]
        case ast.AnnAssign(target=target, value=value) | ast.AugAssign(target=target, value=value):
            pairs = [(target, value)]
        case ast.NamedExpr(target=target, value=value):
            pairs = [(target, value)]
        case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
            pairs = [(target, value)]
        case ast.comprehension(target=target, iter=value):
            pairs = [(target, value)]
        case ast.withitem(optional_vars=target, context_expr=value) if target is not None:
            pairs = [(target, value)]
        case _:
            return
    for target, value in pairs:
        for one in ast.walk(target):
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
                yield one.id, value


def _bindings(module: Module, node: ast.expr) -> list[tuple[ast.AST, ast.expr | None]]:
    """Where a name used inside a function gets its value there: parameters, and statements with their expressions."""
    if not isinstance(node, ast.Name):
        return []
    for scope in module.around(node):
        if isinstance(scope, ast.Lambda | Function):
            given = [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]
            given += [one for one in (scope.args.vararg, scope.args.kwarg) if one]
            found: list[tuple[ast.AST, ast.expr | None]] = [(one, None) for one in given if one.arg == node.id]
            found += [
                (statement, value)
                for statement in ast.walk(scope)
                for name, value in _assigned(statement)
                if name == node.id
            ]
            if found:
                return found
        elif isinstance(scope, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
            found = [(g, value) for g in scope.generators for name, value in _assigned(g) if name == node.id]
            if found:
                return found
    return []
