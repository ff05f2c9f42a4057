"""One mapping of the tree while it is read: fields are taken out by type, and what nobody took is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from scenarios.errors import Fault
from scenarios.scalars import KEBAB, Bounds, is_null, known_word, number_of, suggest, text_of
from scenarios.tree import Items, Mapping, Node, Text, child

T = TypeVar("T")

ANY = Bounds()
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


class Section:
    """One mapping while it is read.

    A method returns the value, or `default` where the key is absent, or `None` where it is faulty: the
    fault is then in the list. `need` makes an absent key a fault. Call `done` last.
    """

    def __init__(self, node: Mapping, path: str, faults: list[Fault]) -> None:
        self.node = node
        self.path = path
        self.faults = faults
        self._known: set[str] = set()

    def fault(self, key: str | None, template: str, **params: object) -> None:
        """Notes a fault of a key of this section (`None`: of the section itself)."""
        line = self.node.line if key is None else self.node.key_lines.get(key, self.node.line)
        path = self.path if key is None else child(self.path, key)
        self.faults.append(Fault(line, path, template, params))

    def take(self, key: str, need: bool = False) -> Node | None:
        """The node of a key, `None` when it is absent or empty. Whatever is taken counts as known."""
        self._known.add(key)
        node = self.node.nodes.get(key)
        if node is not None and not is_null(node):
            return node
        if node is not None:
            self.fault(key, "nothing stands here")
        elif need:
            self.fault(key, "this key is missing")
        return None

    def done(self) -> None:
        """Reports the keys that nobody took."""
        for key in self.node.nodes:
            if key in self._known:
                continue
            meant = suggest(key, self._known - set(self.node.nodes))
            if meant:
                self.fault(key, "this key is unknown; did you mean “{meant}”?", meant=meant)
            else:
                known = ", ".join(sorted(self._known))
                self.fault(key, "this key is unknown; known here: {known}", known=known)

    def text(
        self, key: str, default: str | None = None, need: bool = False, lines: bool = False
    ) -> str | None:
        """A non-empty text, trimmed; in one line, unless `lines` may stay."""
        node = self.take(key, need)
        if node is None:
            return default
        return text_of(node, child(self.path, key), self.faults, lines)

    def word(
        self, key: str, known: Iterable[str], default: str | None = None, need: bool = False
    ) -> str | None:
        """One of the known words."""
        value = self.text(key, None, need)
        if value is None:
            return default
        return known_word(value, known, self.node.nodes[key].line, child(self.path, key), self.faults)

    def name(self, key: str, need: bool = False) -> str | None:
        """A kebab-case id."""
        value = self.text(key, None, need)
        if value is None or (KEBAB.fullmatch(value) and len(value) <= 80):
            return value
        said = "“{value}” is not a name: small letters, digits and single hyphens, 80 at most"
        self.fault(key, said, value=value[:80])
        return None

    def number(
        self, key: str, bounds: Bounds = ANY, *, default: float | None = None, need: bool = False
    ) -> float | None:
        """A finite number within its bounds."""
        node = self.take(key, need)
        if node is None:
            return default
        value = number_of(node)
        if value is None:
            self.fault(key, "a number is needed here, without quotes and units")
            return None
        broken = bounds.broken(value)
        if broken is None:
            return value
        self.fault(key, broken[0], value=f"{value:.12g}", bound=f"{broken[1]:.12g}")
        return None

    def integer(
        self, key: str, bounds: Bounds = ANY, *, default: int | None = None, need: bool = False
    ) -> int | None:
        """A whole number within its bounds."""
        value = self.number(key, bounds, default=default, need=need)
        if value is None or float(value).is_integer():
            return None if value is None else int(value)
        self.fault(key, "a whole number is needed here")
        return None

    def boolean(self, key: str, default: bool = False) -> bool:
        """true or false; the default after a fault."""
        node = self.take(key)
        if node is None:
            return default
        value = node.value.lower() if isinstance(node, Text) and node.plain else ""
        if value not in _TRUE | _FALSE:
            self.fault(key, "true or false is needed here")
        return value in _TRUE

    def texts(self, key: str, known: Iterable[str] | None = None, *, need: bool = False) -> tuple[str, ...]:
        """A list of texts, faulty ones left out; a single text is a list of one.

        With `known` each has to be one of the known words and may stand only once.
        """
        node = self.take(key, need)
        if isinstance(node, Mapping):
            self.fault(key, "a list is needed here")
        if node is None or isinstance(node, Mapping):
            return ()
        if isinstance(node, Items) and not node.nodes:
            self.fault(key, "the list is empty")
        nodes = node.nodes if isinstance(node, Items) else [node]
        found: list[str] = []
        for index, each in enumerate(nodes):
            path = child(child(self.path, key), index)
            text = text_of(each, path, self.faults)
            if text is not None and known is not None:
                text = known_word(text, known, each.line, path, self.faults)
                if text in found:
                    self.faults.append(Fault(each.line, path, "“{value}” stands twice", {"value": text}))
            if text is not None:
                found.append(text)
        return tuple(found)

    def group(self, key: str, read: Callable[[Section], T], need: bool = False) -> T | None:
        """A mapping below, read by `read`."""
        node = self.take(key, need)
        if node is None:
            return None
        return read_group(node, child(self.path, key), self.faults, read)

    def groups(self, key: str, read: Callable[[Section], T]) -> tuple[T, ...]:
        """A list of mappings, each read by `read`; what is no mapping is left out."""
        found = [read_group(node, path, self.faults, read) for path, node in self.items(key)]
        return tuple(value for value in found if value is not None)

    def items(self, key: str) -> list[tuple[str, Node]]:
        """The nodes of a list with their paths."""
        node = self.take(key)
        if node is None:
            return []
        if not isinstance(node, Items):
            self.fault(key, "a list is needed here")
            return []
        path = child(self.path, key)
        return [(child(path, index), each) for index, each in enumerate(node.nodes)]


def read_group(node: Node, path: str, faults: list[Fault], read: Callable[[Section], T]) -> T | None:
    """The value of a mapping, `None` (with a fault) where something else stands."""
    if not isinstance(node, Mapping):
        faults.append(Fault(node.line, path, "a group of keys is needed here ({{key: value}})"))
        return None
    section = Section(node, path, faults)
    value = read(section)
    section.done()
    return value
