"""How much is decided on a line: `python bench/density.py [PATH ...] [--densest N] [--walls]`; bot/ and indexer/ if none is named.

Branches a line. A branch is an `if`, an `if` within an expression, a `for`, a `while`, an `except`, a `case`, a `for` and an `if` of a
comprehension, and each `and` and `or`. A line is one of a function's body that holds code: no signature, docstring, comment or blank
line. What stands outside functions (imports, constants, word lists) counts on neither side, or a long list would make code look simple.
Also comprehensions within comprehensions a thousand lines of code, what is too long, and patterns that should be word lists.
"""

import ast
import io
import re
import tokenize
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_FUNCTION = 40
"""Lines from `def` to the end, docstring and all."""
LONGEST_FILE = 250
SHORTEST_RANKED = 6
"""Lines of body. A function of one dense line says little."""
MOST_ALTERNATIVES = 12
"""Of a pattern. A longer wall is a word list that should be data."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
STATEMENTS = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case)
NOT_CODE = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
NO_CHOICE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
"""Of a pattern: what is escaped, and sets of characters. A | in them separates nothing."""


@dataclass(frozen=True)
class Function:
    place: str
    name: str
    branches: int
    lines: int

    @property
    def density(self) -> float:
        return self.branches / self.lines


@dataclass(frozen=True)
class Wall:
    place: str
    alternatives: int


@dataclass
class Tally:
    """Of a file, a room or the whole. `code` counts lines outside functions too."""

    files: int = 0
    code: int = 0
    branches: int = 0
    lines: int = 0
    nested: int = 0
    long_functions: list[Function] = field(default_factory=list)
    long_files: list[str] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    walls: list[Wall] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.files += other.files
        self.code += other.code
        self.branches += other.branches
        self.lines += other.lines
        self.nested += other.nested
        self.long_functions += other.long_functions
        self.long_files += other.long_files
        self.functions += other.functions
        self.walls += other.walls


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "bot", ROOT / "indexer"], metavar="PATH")
    parser.add_argument("--densest", type=int, default=0, metavar="N", help=f"functions of {SHORTEST_RANKED} lines and more")
    parser.add_argument("--walls", action="store_true", help="show every pattern that should be data, and what is too long")
    given = parser.parse_args()
    rooms: defaultdict[str, Tally] = defaultdict(Tally)
    whole = Tally()
    for top in given.paths:
        for path in python_files(top):
            tally = tally_of(path)
            rooms[room_of(path, top)].add(tally)
            whole.add(tally)
    show_rooms(rooms, whole)
    if given.walls:
        show_long(whole)
    if given.densest:
        show_densest(whole.functions, given.densest)


def python_files(top: Path) -> Sequence[Path]:
    return [top] if top.is_file() else sorted(top.rglob("*.py"))


def room_of(path: Path, top: Path) -> str:
    """The folder that was named and the one below it: "indexer/reading"."""
    top = top.resolve()
    below = path.resolve().relative_to(top).parts
    return f"{top.name}/{below[0]}" if len(below) > 1 else top.name


def tally_of(path: Path) -> Tally:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    code = code_lines(source, tree)
    tally = Tally(files=1, code=len(code), nested=nested_comprehensions(tree))
    name = shown(path)
    if len(source.splitlines()) > LONGEST_FILE:
        tally.long_files.append(f"{name} ({len(source.splitlines())})")
    tally.walls = [Wall(f"{name}:{line}", count) for line, count in walls(tree)]
    body_lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            own = code & set(range(node.body[0].lineno, node.end_lineno + 1))
            body_lines |= own
            function = Function(f"{name}:{node.lineno}", node.name, branches_within(node.body), len(own))
            tally.functions.append(function)
            if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                tally.long_functions.append(function)
    tally.lines = len(body_lines)
    tally.branches = sum(branches_within(function.body) for function in outermost(tree))
    return tally


def shown(path: Path) -> str:
    path = path.resolve()
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def code_lines(source: str, tree: ast.Module) -> set[int]:
    """The numbers of the lines that hold more than a comment or a docstring."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in NOT_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree):
        if is_docstring(node):
            lines.difference_update(range(node.lineno, node.end_lineno + 1))
    return lines


def is_docstring(node: ast.AST) -> bool:
    """Also one below a constant."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def outermost(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions and methods, without those within another function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield child
        else:
            yield from outermost(child)


def branches_within(nodes: Iterable[ast.AST]) -> int:
    return sum(branches_of(node) for top in nodes for node in ast.walk(top))


def branches_of(node: ast.AST) -> int:
    """What this node alone decides."""
    if isinstance(node, STATEMENTS):
        return 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return 0


def nested_comprehensions(tree: ast.Module) -> int:
    """Those that stand within another one."""
    inner: set[ast.AST] = set()
    for outer in ast.walk(tree):
        if isinstance(outer, COMPREHENSIONS):
            inner.update(node for node in ast.walk(outer) if isinstance(node, COMPREHENSIONS) and node is not outer)
    return len(inner)


def walls(tree: ast.AST) -> Iterator[tuple[int, int]]:
    """Line and number of alternatives of each string with more than MOST_ALTERNATIVES; only patterns have as many."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, (ast.Constant, ast.JoinedStr)):
            yield from walls(node)
            continue
        pattern = NO_CHOICE.sub("", written_in(node))
        alternatives = pattern.count("|") + 1
        if alternatives > MOST_ALTERNATIVES:
            yield node.lineno, alternatives


def written_in(string: ast.expr) -> str:
    """The text of a string, or of the parts of an f-string."""
    texts = [node.value for node in ast.walk(string) if isinstance(node, ast.Constant)]
    return "".join(text for text in texts if isinstance(text, str))


def show_rooms(rooms: dict[str, Tally], whole: Tally) -> None:
    print(
        f"{'':26}{'branches/line':>14}{'code':>8}{'files':>7}{'nested/1000':>13}{'functions >40':>15}{'files >250':>12}{'walls':>7}"
    )
    for name, tally in sorted(rooms.items()):
        print(row(name, tally))
    if len(rooms) > 1:
        print(row("together", whole))


def row(name: str, tally: Tally) -> str:
    density = tally.branches / max(1, tally.lines)
    nested = 1000 * tally.nested / max(1, tally.code)
    lengths = f"{len(tally.long_functions):15}{len(tally.long_files):12}{len(tally.walls):7}"
    return f"{name:26}{density:14.2f}{tally.code:8}{tally.files:7}{nested:13.1f}{lengths}"


def show_long(whole: Tally) -> None:
    print(f"\nPatterns of more than {MOST_ALTERNATIVES} alternatives")
    for wall in sorted(whole.walls, key=lambda wall: -wall.alternatives):
        print(f"{wall.alternatives:6}  {wall.place}")
    print(f"\nFunctions of more than {LONGEST_FUNCTION} lines")
    for function in whole.long_functions:
        print(f"        {function.place} {function.name}")
    print(f"\nFiles of more than {LONGEST_FILE} lines")
    for name in whole.long_files:
        print(f"        {name}")


def show_densest(functions: Sequence[Function], count: int) -> None:
    print("\nDensest functions")
    ranked = [function for function in functions if function.lines >= SHORTEST_RANKED]
    ranked.sort(key=lambda function: function.density, reverse=True)
    for function in ranked[:count]:
        print(f"{function.density:6.2f}  {function.branches:3} on {function.lines:3} lines  {function.place} {function.name}")


if __name__ == "__main__":
    main()
