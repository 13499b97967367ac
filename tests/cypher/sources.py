"""The syntax trees of all modules, and what is declared in them: functions, classes, constants, types."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef

ROOT = Path(__file__).parents[2]
FOLDERS = ("graph", "seeds", "analytics", "api", "bench", "tools")


def product_texts() -> dict[str, str]:
    """The text of every module, by its dotted name."""
    found = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text("utf-8")
    return found


class Module:
    """One module: its tree, the parent of each node, and what its names are imported from."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.tree = ast.parse(text)
        self.parents = {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}
        self.imports: dict[str, tuple[str, str | None]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                self.imports |= {one.asname or one.name: (node.module, one.name) for one in node.names}
            elif isinstance(node, ast.Import):
                self.imports |= {one.asname or one.name: (one.name, None) for one in node.names}

    def around(self, node: ast.AST) -> Iterable[ast.AST]:
        """What a node stands in, from the inside out."""
        while (node := self.parents.get(node)) is not None:
            yield node


class Sources:
    """All modules, indexed by what they declare."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.modules = {name: Module(name, text) for name, text in texts.items()}
        self.functions: dict[str, list[tuple[Module, Function]]] = defaultdict(list)
        self.classes: dict[tuple[str, str], ast.ClassDef] = {}
        self.aliases = {"LiteralString"}
        """Names of types that hold text that stands in the source."""
        for module in self.modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, Function):
                    self.functions[node.name].append((module, node))
                elif isinstance(node, ast.ClassDef):
                    self.classes[module.name, node.name] = node
            for node in module.tree.body:
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript) and self.is_text(node.value):
                    self.aliases |= {target.id for target in node.targets if isinstance(target, ast.Name)}

    def is_text(self, annotation: ast.AST | None) -> bool:
        """Whether a type says that its text stands in the source; a type in quotes is read as well."""
        if annotation is None:
            return False
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = ast.parse(annotation.value, mode="eval")
        names = (node.id for node in ast.walk(annotation) if isinstance(node, ast.Name))
        return not self.aliases.isdisjoint(names)

    def class_called(self, module: Module, name: str) -> ast.ClassDef | None:
        """The class of ours that a name means in a module."""
        home, there = module.imports.get(name, (module.name, name))
        return self.classes.get((home, there or ""))

    def class_in(self, module: Module, annotation: ast.AST | None) -> ast.ClassDef | None:
        """The one class of ours that a type names, alone or as what a collection holds."""
        if annotation is None:
            return None
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = ast.parse(annotation.value, mode="eval")
        names = {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
        found = [one for name in sorted(names) if (one := self.class_called(module, name))]
        return found[0] if len(found) == 1 else None

    def home_of(self, owner: ast.ClassDef) -> Module:
        """The module that declares a class."""
        return next(self.modules[name] for (name, _), found in self.classes.items() if found is owner)


def fields(owner: ast.ClassDef) -> dict[str, ast.expr]:
    """The declared fields of a class with their types, in order."""
    return {
        node.target.id: node.annotation
        for node in owner.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def methods(owner: ast.ClassDef) -> dict[str, Function]:
    """The methods of a class."""
    return {node.name: node for node in owner.body if isinstance(node, Function)}


def parameters(function: Function) -> list[ast.arg]:
    """The parameters of a function in order, those that go by name only last; `self` and `cls` left out."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return given[1:] if given and given[0].arg in {"self", "cls"} else given


def argument(call: ast.Call, function: Function, parameter: ast.arg) -> ast.expr | None:
    """What a call hands in for a parameter; None where it leaves it out."""
    place = parameters(function).index(parameter)
    if parameter not in function.args.kwonlyargs and place < len(call.args):
        return call.args[place]
    return next((one.value for one in call.keywords if one.arg == parameter.arg), None)
