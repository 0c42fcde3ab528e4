"""What is pickled for reading quickly reads as what it was."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from functools import cached_property

import pytest

from fangpin.policy.pickling import pickled


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    seen: list[int] = field(default_factory=list, compare=False)
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


@dataclass(frozen=True, slots=True)
class Twig(Leaf):
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True)
class Tree:
    twig: Twig
    marks: dict[str, Leaf]

    @cached_property
    def names(self) -> list[str]:
        return [leaf.name for leaf in self.twig.leaves]


@dataclass(slots=True)
class Open:
    leaf: Leaf


def test_it_reads_as_what_it_was() -> None:
    leaf = Leaf(name="长", seen=[1])
    tree = Tree(Twig(name="枝", leaves=(leaf, leaf)), {"one": leaf})
    assert tree.names
    read = pickle.loads(pickled((tree, Open(leaf))))  # noqa: S301 - written in the same line
    assert read == (tree, Open(leaf))
    same = read[0].twig.leaves[0]
    assert (same.seen, same.length) == ([1], 1)
    assert same is read[0].twig.leaves[1] is read[0].marks["one"] is read[1].leaf
    with pytest.raises(AttributeError):
        same.name = "短"
