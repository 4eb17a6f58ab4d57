"""Blocks of people: nothing is told of fewer than a smallest number, in whatever order anything is shown.

A block is a set of rows of one wave. Let A be the finest division of people into parts that any run into a folder has
used. Three things hold, and each is a few lines of code.

1. Each part has at least `min_cell` people, so many answers to each question asked of all, and not all answers at one
   end of a scale (`Atoms.enough`, asked of each group that is made; `_enough`, of both sides where a block is divided).
2. Parts do not overlap. Who was shown is in the block in which they were shown (`Memory.find`), whatever their wave and
   the questions are called now (`in_its_words`); new people make blocks of their own; a block is only ever divided.
3. What a run gives out is a function of the rows of whole blocks, as they were first read: columns that group people
   hold one value for a block, and a block in which somebody is gone or answered anew stays out (`Memory._settle`).

So every sum that is published, over any group of any run, is Σ x over a union of parts of A. A linear combination of
such sums has one coefficient for each part: the people with a coefficient other than 0 are none, or a union of parts,
and so at least `min_cell`. Bounds on answers change nothing: a part of which all sums are known may have any rows that
add up to them, and 1 keeps away the sums that leave one choice. A statistic that is no sum is a function of the rows of
whole blocks without names: what it tells is told of nobody in particular.

What is not promised. Who skipped a question is not protected as a group: it is known to nobody but themselves, and to
put them apart would cost the teams of two in five people of the sample company, where each block has `min_cell` answers
to each question all the same. Nor is it hidden that somebody took part, left or answered anew: names and sizes of
blocks tell it. And nobody is safe from one who knows the answers of nearly all others of a block.
"""

from .door import Blocks, People, put_in_blocks
from .groups import Groups, cells_of, hidden_groups, join_small, joined_name, places
from .parts import Crossed

__all__ = [
    "Blocks",
    "Crossed",
    "Groups",
    "People",
    "cells_of",
    "hidden_groups",
    "join_small",
    "joined_name",
    "places",
    "put_in_blocks",
]
