"""The house's rules that no other tool holds (design.md §8): `python -m tests.house` names each breach."""

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODE = ("bot", "cards", "storage", "app_manifest")
STATEMENTS = {"select", "insert", "update", "delete", "func", "text", "exists"}
NOT_OURS = {".git", ".venv", "node_modules", "var", "dist", "devTools", "__pycache__", ".hypothesis"}
MODULE_LINES, FUNCTION_LINES, LONG_LINES, LONG_SHARE = 300, 60, 40, 0.03

# In pieces, so that this file does not name them.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        *(("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com")),
        *(("yarnpkg", "com"), ("deb", "debian", "org"), ("proxy", "golang", "org")),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.}/])/(?:home|root|work|Users)/[\w.-]")


@dataclass(frozen=True, slots=True)
class Function:
    place: str
    lines: int


@dataclass(frozen=True, slots=True)
class Module:
    path: str
    lines: int
    functions: tuple[Function, ...]
    mocks: bool
    queries: bool


def read_module(path: Path, root: Path) -> Module:
    """Physical lines; a function's without its decorators."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(root).as_posix()
    nodes = list(ast.walk(ast.parse(text)))
    functions = tuple(
        Function(f"{name}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return Module(
        name, len(text.splitlines()), functions, any(map(_is_mock, nodes)), any(map(_is_query, nodes))
    )


def _is_mock(node: ast.AST) -> bool:
    if isinstance(node, ast.Import):
        return any(alias.name.split(".")[:2] == ["unittest", "mock"] for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        return node.module == "unittest.mock" or (
            node.module == "unittest" and any(alias.name == "mock" for alias in node.names)
        )
    return isinstance(node, ast.arg) and node.arg == "mocker"


def _is_query(node: ast.AST) -> bool:
    """What writes a statement, or passes one as text: only storage/ does (design.md §1)."""
    return isinstance(node, ast.ImportFrom) and (
        node.module == "sqlalchemy" and any(alias.name in STATEMENTS for alias in node.names)
    )


def modules(root: Path, folder: str) -> list[Module]:
    paths = sorted(path for path in (root / folder).rglob("*.py") if "versions" not in path.parts)
    return [read_module(path, root) for path in paths]


def size_breaches(read: list[Module]) -> list[str]:
    functions = [function for module in read for function in module.functions]
    long = [function for function in functions if function.lines > LONG_LINES]
    breaches = [f"{m.path}: {m.lines} lines, over {MODULE_LINES}" for m in read if m.lines > MODULE_LINES]
    breaches += [
        f"{f.place}: {f.lines} lines, over {FUNCTION_LINES}" for f in long if f.lines > FUNCTION_LINES
    ]
    if len(long) > LONG_SHARE * len(functions):
        breaches += [f"{f.place}: {f.lines} lines; over 3 % of functions pass {LONG_LINES}" for f in long]
    return breaches


def mock_breaches(read: list[Module]) -> list[str]:
    return [f"{module.path}: fake the transport, not our code" for module in read if module.mocks]


def query_breaches(read: list[Module]) -> list[str]:
    found = [module.path for module in read if module.queries and not module.path.startswith("storage/")]
    return [f"{path}: queries stand in storage/" for path in found]


def text_breaches(path: str, text: str) -> list[str]:
    """What no file may name: a package registry's host, a folder of one machine."""
    named = [f"{path}: names the registry {host}" for host in REGISTRIES if host in text]
    found = MACHINE_PATH.search(text)
    return [*named, f"{path}: names a folder of one machine ({found.group()}…)"] if found else named


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every file of the tree that is text, with its path."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        ignored = NOT_OURS.intersection(inside.parts) or any(part.endswith("_cache") for part in inside.parts)
        if ignored or not path.is_file():
            continue
        try:
            yield inside.as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def breaches(root: Path) -> list[str]:
    code = [module for folder in CODE for module in modules(root, folder)]
    tests = modules(root, "tests")
    named = [breach for path, text in texts(root) for breach in text_breaches(path, text)]
    return [
        *size_breaches(code),
        *size_breaches(tests),
        *mock_breaches(code + tests),
        *query_breaches(code),
        *named,
    ]


def summary(root: Path) -> str:
    """Printed, not gated."""
    code = [module for folder in CODE for module in modules(root, folder) if module.lines > 2]
    lines = [module.lines for module in code]
    functions = [function.lines for module in code for function in module.functions]
    tests = sum(module.lines for module in modules(root, "tests"))
    return (
        f"house: {len(code)} modules, median {statistics.median(lines):.0f} lines, longest {max(lines)}; "
        f"{len(functions)} functions, median {statistics.median(functions):.0f}, longest {max(functions)}; "
        f"tests to code {tests / sum(lines):.2f}"
    )


def main(root: Path) -> int:
    found = breaches(root)
    sys.stdout.write("\n".join([*found, summary(root), ""]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parents[1]))
