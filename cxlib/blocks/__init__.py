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

Customers. Their rows stay as they came: weights, models and comparisons need them one by one, and a survey that goes on
gets answers every day, of which blocks that remember would hold back nearly all of a branch. So less is promised: of
one reading of the data, for pages on the whole by any column and on the parts of one column by another.

1. Units of whom few answered are joined within the level above them (`join_small`): a page of that level less its units
   is nobody, or such a unit. A larger `min_cell` joins these groups: no two divisions cut through each other.
2. Take a column (parts) and another (groups). Told are sums of the parts, of the groups of the whole, and of the cells,
   a group in a part, that have `min_cell` people and are chosen. A combination that needs a chosen cell is about enough
   people. Any other gives a factor a to each row of the table of cells that are not chosen (a part; those that are not
   told count as one) and b to each column (a group, in the part above where it is told there). It is about the cells
   with a + b other than 0. Let one have a = x, and let S be the rows with a = x and the columns with b = −x: the cells
   between S and the rest have a + b other than 0, and that one is among them. So the people hold a cut of the table,
   and `Crossed` chooses cells so that no cut has fewer than `min_cell` people: what is not chosen stands together.

Not promised: what margins tell without any cell, such as two columns of the whole that sort nearly all people alike (a
segment and its twin); parts by two columns, as branches by segment and segments by branch; three columns at once;
groups told wave by wave where a page looks at all waves; answers to other questions than the recommendation and the
outcome; tables of contacts, journeys and cases. And not what two readings of changed data tell: where a customer is
deleted or answers anew, the new page less the old one is that customer. `cx attack` finds such pairs of pages; give out
one of the two.
"""

from .cuts import cut_of_few
from .door import Blocks, People, put_in_blocks
from .groups import Groups, cells_of, hidden_groups, join_small, joined_name, places
from .parts import Crossed, groups_told

__all__ = [
    "Blocks",
    "Crossed",
    "Groups",
    "People",
    "cells_of",
    "cut_of_few",
    "groups_told",
    "hidden_groups",
    "join_small",
    "joined_name",
    "places",
    "put_in_blocks",
]
