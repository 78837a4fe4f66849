"""Fails if files of a crate import each other, directly or in a circle: python3 .ci/import-circles.py FOLDER

A name is followed through re-exports to the file that declares it, so that a parent which only re-exports what its children declare
does not count. Tests do not count either.
"""

import pathlib
import re
import sys

PATH = r"(?:\s*::\s*\w+)"


def without_tests_and_texts(text):
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r'"(?:\\.|[^"\\])*"', '""', text)
    text = re.sub(r"#\[cfg\(test\)\]\s*(?:pub\(crate\)\s*)?mod \w+\s*\{.*\Z", "", text, flags=re.S)
    return re.sub(r"(?:pub(?:\([^)]*\))?\s+)?mod \w+;", "", text)


def read(root):
    """The text of each file, by the path of its module."""
    texts = {}
    for file in sorted(root.rglob("*.rs")):
        module = file.relative_to(root).with_suffix("").parts
        if module == ("main",) or {"tests", "testing"} & set(module):
            continue
        texts[() if module == ("lib",) else module] = without_tests_and_texts(file.read_text())
    return texts


def leaves(tree, before=()):
    """The paths of a `use`, each with its name."""
    group = re.fullmatch(r"((?:\w+\s*::\s*)*)\{(.*)\}", tree.strip(), re.S)
    if not group:
        path, _, alias = tree.strip().partition(" as ")
        path = before + tuple(re.split(r"\s*::\s*", path.strip()))
        path = path[:-1] if path[-1] == "self" else path
        yield path, alias.strip() or path[-1]
        return
    before += tuple(part for part in re.split(r"\s*::\s*", group[1]) if part)
    depth, start = 0, 0
    inner = group[2] + ","
    for at, character in enumerate(inner):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            if inner[start:at].strip():
                yield from leaves(inner[start:at], before)
            start = at + 1


def absolute(module, path, texts):
    """A path from the root of the crate; `None` if it leads out of it."""
    if path[0] == "crate":
        return path[1:]
    if path[0] == "self":
        return module + path[1:]
    if path[0] == "super":
        while path and path[0] == "super":
            module, path = module[:-1], path[1:]
        return module + path
    return module + path if module + path[:1] in texts else None


class Crate:
    def __init__(self, root):
        self.texts = read(root)
        self.names, self.exports = {}, {}
        for module, text in self.texts.items():
            self.names[module] = {}
            for public, tree in re.findall(r"(pub(?:\([^)]*\))?\s+)?use\s+([^;]+);", text):
                for path, name in leaves(tree):
                    path = absolute(module, path, self.texts)
                    if path is None or name == "*":
                        continue
                    self.names[module][name] = path
                    if public:
                        self.exports[module, name] = path

    def home(self, path, seen=()):
        """The module of the file that declares what a path leads to."""
        end = next(end for end in range(len(path), -1, -1) if path[:end] in self.texts)
        module, rest = path[:end], path[end:]
        export = self.exports.get((module, rest[0])) if rest else None
        return module if export is None or export in seen else self.home(export + rest[1:], (*seen, export))

    def uses(self, module):
        """The modules of the files whose declarations a file uses."""
        body = re.sub(r"(?:pub(?:\([^)]*\))?\s+)?use\s+[^;]+;", "", self.texts[module])
        # What a file exports it uses only if it names it otherwise than as a function, a module or a field of its own.
        words = set(re.findall(r"\b\w+\b(?!\s*:[^:])", re.sub(r"\b(?:fn|mod)\s+\w+", "", body)))
        names = self.names[module]
        paths = [path for name, path in names.items() if (module, name) not in self.exports or name in words]
        found = {self.home(path) for path in paths if path not in self.texts}
        for first, rest in re.findall(rf"(?<![\w:])(?<!pub\(in )(\w+)({PATH}+)", body):
            path = (first, *re.findall(r"\w+", rest))
            path = names[first] + path[1:] if first in names else absolute(module, path, self.texts)
            found |= set() if path is None else {self.home(path)}
        return found - {module}


def circles(graph):
    """The groups of nodes that lead to each other."""

    def reached(start):
        seen, pending = set(), [start]
        while pending:
            for node in graph[pending.pop()] - seen:
                seen.add(node)
                pending.append(node)
        return seen

    reach = {node: reached(node) for node in graph}
    return {frozenset(other for other in reach[node] if node in reach[other]) for node in graph if node in reach[node]}


root = pathlib.Path(sys.argv[1])
crate = Crate(root)
found = circles({module: crate.uses(module) for module in crate.texts})
for circle in sorted(sorted("::".join(module) or "lib" for module in circle) for circle in found):
    print("these import each other:", ", ".join(circle))
if found:
    sys.exit("move what they share to the one that knows less, or to a file of its own")
print(f"no two of the {len(crate.texts)} files in {root} import each other")
