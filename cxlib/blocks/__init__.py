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

4. Some people of a block skip a question, and sums over its answers are sums over the others, `min_cell` or more. They
would meet sums over the whole block in the scores of scales; but there a skipped answer counts as the mean of its item
over the rows at hand (`scale_scores`, `people_in_units`): k times the sum of the scores of a group is the sum of its
answers to the k items and, for each, how many skipped it times that mean. So scores add nothing to the sums of items.

5. Reliability and factors are of those who answer all items. Covariances of whole numbers give away their sums, to a
few guesses; so of those left out `min_cell` or more, or nobody, answered each item (`with_few_filled`). Models of
drivers leave out nobody who answered one of their columns (`with_skipped_filled`). Two choices of items leave out
different people, and a skipped answer counts as another one in a part than in the whole; so what is no sum has the
digits of a page, three decimals, in all bundles (`in_print`): none of them settles a covariance to the whole number.

What is not promised. How many skipped a question is told, and that somebody took part, left or answered anew: names and
sizes of blocks tell it. Many statistics of three decimals, of one small block, may together leave few choices for its
answers, taken as a whole. And nobody is safe from one who knows the answers of nearly all others of a block.

Customers. Their rows stay as they came: weights, models and comparisons need them one by one, and a survey that goes on
gets answers every day, of which blocks that remember would hold back nearly all of a branch. What is promised holds for
one reading of the data: for pages on the whole and on parts by any columns of groups, however many, in any order, each
by the others and by waves. Nothing need be remembered for it: it is decided from the data and study.toml what may be
told (`study/people/told.py`), and not by who asks first.

1. Units of whom few answered are joined within the level above them (`join_small`), by the study's own number whatever
   a run asks for. A run with a larger `min_cell` tells some of the groups that one with the study's own tells.
2. Every sum that a page could tell is named: groups by each column, of all rows and of the last wave; each part by
   waves; each part by each other column, without the waves that are left out there. They are decided one after the
   other, and a sum is told if `min_cell` teams vouch for it, nobody in two of them: in each some answers could be
   changed by whole numbers such that all sums told before stay as they are and this one does not. Take any combination
   of told sums that is something, and of those in it the one told last: each team's change leaves the others as they
   are and changes that one, so it changes the combination, which is then about somebody in each team, and so about
   `min_cell` people. Nothing but the sums told before is looked at: a later sum spoils none, and a refused one costs
   nothing. The last part of a sum whose other parts are told is told already.
3. Teams are found in two ways. `Vouchers`: `min_cell` teams, each with as many answers as there are told sums, which
   are independent there, and for a further sum one answer more in each: another one of somebody who is in the team
   already, or of one person more; ten people for such a number, so these are soon spent. `Moves`, for what they refuse:
   people next to each other who are alike in most columns, by any number of teams, other ones for each sum; changes of
   whole numbers, exactly. First come the columns by themselves, months after all others, then the waves of parts, then
   parts by groups, in the order in which study.toml names columns, of all waves and of the last one; those by single
   units last. Of a column the newest waves and months come first, and the largest groups. What is not told stands
   together under one name, which is a sum less others; months that are not told are left out, and quarters and years
   are made of the others.
4. Who answers several times is in one team, with all answers, and with one of them in `Moves`; who answered one
   question only vouches for that question only. People are those behind the rows (`people_behind`): the customer whom a
   table names, or to whom its references lead, from the contact to the log and on, in as many steps as it takes; the
   keys of tables that nobody asked for are read for it. Answers whose reference finds nobody may all be those of one
   person, and this one be counted already: they stay in all sums and vouch for none. Only where references find people
   for half of the answers or fewer, the others count one by one.

Not promised: what the ends of a scale tell, where all in a combination answered at one end, since sums then leave no
choice, the more so the more sums are told; a part and a group of it wave by wave; the last wave beside all, where few
answered before; sections that set the rows before a day beside those after it; answers to other questions than the
recommendation and the outcome; what answers made groups with -p by tell together (a reason, an emotion, an option: each
stands apart only if `min_cell` people gave it); tables of contacts, journeys, comments and cases, but for groups of
them on one page by segment, status, channel or way of asking, for themes, quotations, words and languages, each of
`min_cell` people (`few_together`, `groups_of_few`), and for what a lot dealt: of it no part tells where few people of
some part share a value, alone or by channel, touchpoint or segment; how many comments a theme has that is not told,
since those of the others are counted; how few of a large group ticked an option, stopped before a question or came
back, where they are a number and no group; how many people gave answers of which nothing tells whose they are, since
the table has neither a column of customers nor a reference that finds them, or that column is blank: each counts as a
person, and one customer may have given all those of a touchpoint; an answer more or less in the columns of one page, or
of two, where few skipped a question, have no record of return or named an emotion that is on no list, and the same
models with another outcome or without a driver (04 with `-p outcome` twice), whose correlations leave few choices for
those whom only one of them leaves out; a moving average or a sum of a control chart after a period that is not told,
which holds a part of it. And not what two readings of changed data tell: where a customer is deleted,
left out by study.toml or answers anew, the new page less the old one is that customer. A run into a folder with such
pages says so on the terminal and on its index, with the command that removes the old; `cx attack` finds such pairs.
"""

from .door import Blocks, People, put_in_blocks
from .groups import Groups, cells_of, hidden_groups, join_small, joined_name, places
from .moves import Moves
from .vouched import Vouchers

__all__ = [
    "Blocks",
    "Groups",
    "Moves",
    "People",
    "Vouchers",
    "cells_of",
    "hidden_groups",
    "join_small",
    "joined_name",
    "places",
    "put_in_blocks",
]
