"""Values to plain JSON data and back: one converter for every room's dataclasses."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


def _is_enum(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Enum)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.strategies import configure_tagged_union

    from scenarios.scenario import Step

    converter = Converter(omit_if_default=False)
    converter.register_unstructure_hook_func(_is_enum, lambda member: member.value)
    converter.register_unstructure_hook(Path, str)
    converter.register_structure_hook(Path, lambda value, _type: Path(value))
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _type: date.fromisoformat(value))
    # JSON itself tells texts from numbers.
    converter.register_structure_hook_func(lambda cls: cls == (str | float), lambda value, _type: value)
    # Steps have no fields of their own that tell them all apart: each carries its class's name.
    configure_tagged_union(Step, converter, tag_name="kind")
    return converter


def dump(value: object) -> Any:
    """Plain lists, dicts, strings and numbers. Floats keep their full precision."""
    return _converter().unstructure(value)


def load(cls: type[T], data: object) -> T:
    """The value of type `cls` that `dump` made `data` from; raises `cattrs` errors on faulty data."""
    return _converter().structure(data, cls)
