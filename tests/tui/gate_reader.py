"""Reads the source of the screens and finds every text that reaches a widget without passing the gate.

A text is safe when it is a literal, a literal said by `_` or `N_`, a Content made by `shown` or `shown_line`, what
is put together of these, or what a function, attribute or parameter declared as Content holds. Everything else is
data. Widgets that draw their own lines hand over plain `str`; only the modules in DRAWING may, and each is shown
hostile names by a test.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

GATE = {"shown", "shown_line"}
MARKS = {"_", "N_"}
# Textual's widgets and options that show what they are given, and rich's and Textual's own texts.
SHOWING = {
    "Static", "Label", "Button", "Option", "Checkbox", "RadioButton", "Collapsible", "Tab", "TabPane", "Link", "Digits",
    "ListItem", "OptionList", "RadioSet", "SelectionList", "Selection", "Select", "Tooltip", "Markdown", "Placeholder",
    "Content", "Text", "Pretty", "Log", "RichLog", "Header",
}  # fmt: skip
SHOWING_KEYWORDS = {"content", "label", "prompt", "title", "placeholder", "tooltip", "renderable", "text"}
QUIET_KEYWORDS = {"id", "classes", "name", "disabled", "compact", "markup", "expand", "variant"}
SHOWING_METHODS = {
    "update", "add_row", "add_rows", "add_column", "add_columns", "add_option", "add_options", "set_options",
    "replace_option_prompt", "replace_option_prompt_at_index", "add_tab", "set_content",
}  # fmt: skip
SHOWING_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "sub_title", "title", "renderable"}
CONTENT_METHODS = {
    "join",
    "append",
    "stylize",
    "truncate",
    "pad",
    "pad_left",
    "pad_right",
    "rstrip",
    "append_text",
    "copy",
}
ALWAYS_WRONG = {"from_markup", "from_ansi", "from_rich_text", "render_markup"}
ONLY_WHEN_DRAWING = {"Segment", "Strip", "Input", "TextArea"}


@dataclass(frozen=True)
class Finding:
    """One text that passes the gate by."""

    where: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.what}"


@dataclass
class Declared:
    """Which functions and attributes are declared as Content: True always, False never or not always."""

    functions: dict[str, bool] = field(default_factory=dict)
    attributes: dict[str, bool] = field(default_factory=dict)

    def over(self, wider: Declared) -> Declared:
        """What is declared here, and elsewhere what is not declared here: a module means its own names first."""
        return Declared({**wider.functions, **self.functions}, {**wider.attributes, **self.attributes})


def _is_content(annotation: ast.expr | None) -> bool:
    return annotation is not None and ast.unparse(annotation) in {"Content", "Content | None", "list[Content]"}


def declared(trees: Iterable[ast.Module]) -> Declared:
    """What the sources declare."""
    known = Declared()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                known.functions[node.name] = known.functions.get(node.name, True) and _is_content(node.returns)
            elif isinstance(node, ast.AnnAssign):
                name = getattr(node.target, "attr", getattr(node.target, "id", ""))
                known.attributes[name] = known.attributes.get(name, True) and _is_content(node.annotation)
    return known


class Reader(ast.NodeVisitor):
    """Walks one module and collects its findings."""

    def __init__(self, where: str, known: Declared, *, drawing: bool = False) -> None:
        self.where = where
        self.known = known
        self.drawing = drawing
        self.findings: list[Finding] = []
        self.scopes: list[ast.AST] = []

    def note(self, node: ast.AST, what: str) -> None:
        self.findings.append(Finding(self.where, getattr(node, "lineno", 0), what))

    # Safe or not

    def safe(self, node: ast.expr | None) -> bool:
        """Whether `node` can only hold a text that took the gate, or one that stands in the source."""
        match node:
            case None:
                good = True
            case ast.Constant(value=value):
                good = not (isinstance(value, str) and self._is_markup(value))
            case ast.IfExp(body=first, orelse=second) | ast.BinOp(left=first, op=ast.Add(), right=second):
                good = self.safe(first) and self.safe(second)
            case ast.BoolOp(values=several) | ast.Tuple(elts=several) | ast.List(elts=several):
                good = all(map(self.safe, several))
            case ast.Starred(value=inner) | ast.GeneratorExp(elt=inner) | ast.ListComp(elt=inner):
                good = self.safe(inner)
            case ast.Call():
                good = self.safe_call(node)
            case ast.Name(id=name):
                good = self.safe_name(name)
            case ast.Attribute(attr=name):
                good = self.known.attributes.get(name, False)
            case _:
                good = False
        return good

    @staticmethod
    def _is_markup(text: str) -> bool:
        return "[" in text

    def safe_call(self, node: ast.Call) -> bool:
        name = _called(node)
        if name in GATE:
            return True
        if name in MARKS:
            said = node.args[0]
            constant = isinstance(said, ast.Constant) and not self._is_markup(str(said.value))
            return constant or (isinstance(said, ast.Name) and said.id.isupper())
        if name in SHOWING or name[:1].isupper():
            return True  # a widget or a text of its own: checked where it is made
        if name == "assemble":
            return all(self.safe(part.elts[0] if isinstance(part, ast.Tuple) else part) for part in node.args)
        if name in CONTENT_METHODS and isinstance(node.func, ast.Attribute):
            return self.safe(node.func.value) and (name not in {"join", "append"} or all(map(self.safe, node.args)))
        return self.known.functions.get(name, False)

    def safe_name(self, name: str) -> bool:
        """Whether everything ever given to this name in the function around it is safe."""
        for scope in reversed(self.scopes):
            if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            arguments = [*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs]
            for argument in arguments:
                if argument.arg == name:
                    return _is_content(argument.annotation)
            given = list(_given(scope, name))
            if given:
                return all(self.safe(value) for value in given)
        return False

    # Where texts go

    def _scoped(self, node: ast.AST) -> None:
        self.scopes.append(node)
        self.generic_visit(node)
        self.scopes.pop()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._scoped(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._scoped(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name == "render" and not (_is_content(node.returns) or self.drawing):
            self.note(node, "render() is not declared to return Content")
        self._scoped(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in SHOWING_ATTRIBUTES and not self.safe(node.value):
                self.note(node, f"{target.attr} = {ast.unparse(node.value)}")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in ALWAYS_WRONG:
            self.note(node, f"{name}() obeys markup")
        elif name == "assemble":
            if not self.safe_call(node) and not self.drawing:
                self.note(node, f"assemble({', '.join(map(ast.unparse, node.args))})")
        elif name in ONLY_WHEN_DRAWING:
            if not self.drawing and isinstance(node.func, ast.Name):
                self.note(node, f"{name}() outside the modules that draw")
        elif name in SHOWING and isinstance(node.func, ast.Name):
            if not self.drawing or name not in {"Content", "Text"}:
                self._check(node, [*node.args], name)
        elif name in SHOWING_METHODS and isinstance(node.func, ast.Attribute):
            if not (
                name == "update" and all(isinstance(arg, ast.GeneratorExp | ast.Dict | ast.Set) for arg in node.args)
            ):
                self._check(node, node.args[1:] if name.startswith("replace") else node.args, name)
        elif name == "__init__" and self._shows_itself():
            self._check(node, node.args[:1], "super().__init__")
        elif name[:1].isupper() and name != "Binding":
            self._check(node, [], name)
        self.generic_visit(node)

    def _shows_itself(self) -> bool:
        classes = [scope for scope in self.scopes if isinstance(scope, ast.ClassDef)]
        return bool(classes) and any(ast.unparse(base).split("[")[0] in SHOWING for base in classes[-1].bases)

    def _check(self, node: ast.Call, texts: Iterable[ast.expr], name: str) -> None:
        for text in texts:
            if not self.safe(text):
                self.note(node, f"{name}({ast.unparse(text)})")
        for keyword in node.keywords:
            shows = keyword.arg == "tooltip" or (name in SHOWING and keyword.arg in SHOWING_KEYWORDS)
            if shows and keyword.arg not in QUIET_KEYWORDS and not self.safe(keyword.value):
                self.note(node, f"{name}({keyword.arg}={ast.unparse(keyword.value)})")

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and "@click" in node.value:
            self.note(node, "a text with an action in it")


def _called(node: ast.Call) -> str:
    function = node.func
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


def _names(target: ast.AST | None, name: str) -> bool:
    """Whether `name` is among what `target` binds."""
    if target is None or isinstance(target, ast.Attribute | ast.Subscript):
        return False
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(target))


def _given(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    """Every value that `name` gets in `scope`; a loop over data, an unpacking and `with` give something unknown."""
    unknown = ast.Name("?", ast.Load())
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    if _names(target, name):
                        yield value if isinstance(target, ast.Name) else unknown
            case ast.AnnAssign(target=target, value=ast.expr() as value) if _names(target, name):
                yield value
            case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                if _names(target, name):
                    yield value
            case ast.For(target=target, iter=over) | ast.comprehension(target=target, iter=over):
                if _names(target, name):
                    yield over if isinstance(over, ast.List | ast.Tuple) else unknown
            case ast.withitem(optional_vars=target) if _names(target, name):
                yield unknown


def read(sources: dict[str, str], drawing: Iterable[str] = ()) -> list[Finding]:
    """The findings in `sources` (name to text), of which those in `drawing` may draw lines of their own."""
    trees = {where: ast.parse(text) for where, text in sources.items()}
    everywhere = declared(trees.values())
    findings: list[Finding] = []
    for where, tree in trees.items():
        reader = Reader(where, declared([tree]).over(everywhere), drawing=where in set(drawing))
        reader.visit(tree)
        findings += reader.findings
    return findings


def sources(folder: Path) -> dict[str, str]:
    """The modules below `folder`, by their path from it."""
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
