"""YAML with the line of every node, so that a fault can name where it is. Safe types only, size bounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scenarios.errors import Fault

if TYPE_CHECKING:
    import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000  # aliases of aliases would otherwise grow without end


@dataclass(slots=True)
class Document:
    """Plain data, and the line (from 1) of each path like "rules[2].id"; `faults` when it is not YAML."""

    data: Any = None
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    nodes: int = 0

    def line(self, path: str) -> int:
        """The line of a path, or of its nearest ancestor that has one."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)

    def fault(self, path: str, template: str, /, **params: object) -> None:
        """Notes one fault at a path."""
        self.faults.append(Fault(self.line(path), path, template, params))


def read(text: str) -> Document:
    """Parses one YAML document. Faults are in the result, never raised; duplicate keys are faults."""
    import yaml

    document = Document()
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        document.fault("", "the file is larger than {limit} bytes", limit=MAX_BYTES)
        return document
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        if node is not None:
            document.data = _plain(node, "", document, 0)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        document.faults.append(Fault(line, "", "not valid YAML: {problem}", {"problem": error.problem}))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        document.faults.append(Fault(1, "", "not valid YAML: {problem}", {"problem": str(error)}))
    return document


def _plain(node: yaml.Node, path: str, document: Document, depth: int) -> Any:
    import yaml

    document.lines[path] = node.start_mark.line + 1
    document.nodes += 1
    if document.nodes > MAX_NODES:
        raise ValueError(f"more than {MAX_NODES} values")
    if depth > MAX_DEPTH:
        document.fault(path, "nested deeper than {limit} levels", limit=MAX_DEPTH)
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, document, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{path}[{i}]", document, depth + 1) for i, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: str, document: Document, depth: int) -> dict[str, Any]:
    import yaml

    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
        child = f"{path}.{key}" if path else key
        document.lines[child] = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            document.fault(child, "a key must be plain text")
            continue
        if key in result:
            document.fault(child, "the key {key} stands twice", key=key)
        value = _plain(value_node, child, document, depth + 1)
        document.lines[child] = key_node.start_mark.line + 1
        result[key] = value
    return result


def _scalar(node: yaml.Node) -> Any:
    """Resolves a scalar as SafeLoader does; a date stays the text that it was written as."""
    if node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    import yaml

    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node)
    finally:
        loader.dispose()
