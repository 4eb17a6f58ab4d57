# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 8 · Priorities and agreement: exercises
#
# Five exercises, from a kind (★) to a verdict (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer. Nothing here needs data of your own.
#
# **Time:** 45 minutes.
#
# **Needs:** notebook `08_priorities_and_alignment`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
from itertools import combinations

import numpy as np
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 08-1 · Which kind? ★
#
# Eight people on one feature: what they answer if it is so, and if it is not so. 1 like, 2 expect, 3 neutral, 4 live with,
# 5 dislike. Which kind is it, by Kano's table (section 3 of the notebook)?
#
# *Why it matters:* what must be there is not thanked for, and what is missing is not forgiven.

# %%
pairs = pd.DataFrame({"so": [2, 3, 4, 1, 1, 1, 1, 3], "not_so": [5, 5, 5, 2, 3, 4, 5, 3]})
pairs

# %% tags=["answer"]
# one letter: M, O, A, I, R or Q
kinds = ["M", "M", "M", "A", "A", "A", "O", "I"]  # from the table, person by person
answer_1 = max("MOAI", key=kinds.count)  # of equally common ones the first

# %%
cx.check("08-1", answer_1)

# %% [markdown] tags=["explanation"]
# Expect, neutral or live with, and dislike its lack: M, three times. Like it, and expect, be neutral or live with its
# lack: A, three times. Like and dislike: O. Neutral twice: I. On a tie M goes before A, as a lack that hurts is mended
# before a pleasure is added. Whoever takes rows for columns reads (5, 2), (5, 3) …, and finds everything reverse.

# %% [markdown]
# ## 08-2 · Better and worse ★
#
# 160 people on another feature: 24 attractive, 36 one-dimensional, 60 must-be, 30 indifferent, 6 reverse, 4 questionable.
# How large are both coefficients?
#
# *Why it matters:* the commonest kind hides how many think otherwise.

# %% tags=["answer"]
# two numbers, the second below 0
clear = 24 + 36 + 60 + 30
answer_2 = ((24 + 36) / clear, -(36 + 60) / clear)

# %%
cx.check("08-2", answer_2)

# %% [markdown] tags=["explanation"]
# 150 people are of a clear mind. 60 of them would be pleased, 0.40; the lack would displease 96, −0.64. Those who would
# rather not have it, and those whose answers cannot both hold, are counted apart.

# %% [markdown]
# ## 08-3 · Sixty to spend ★★
#
# Six actions, each with its cost and effect. Effects add up. How much does the best plan for 60 promise?
#
# *Why it matters:* the largest effect eats the budget.

# %%
actions = pd.DataFrame({"action": ["A02", "A03", "A05", "A06", "A08", "A11"], "cost": [15, 15, 25, 25, 35, 50],
                        "effect": [0.5, 1.6, 1.7, 1.3, 2.6, 2.9]})
actions

# %% tags=["answer"]
# one number, the sum of its effects
plans = [list(chosen) for size in range(7) for chosen in combinations(actions.index, size)]
affordable = [plan for plan in plans if actions.loc[plan, "cost"].sum() <= 60]
answer_3 = max(actions.loc[plan, "effect"].sum() for plan in affordable)

# %%
cx.check("08-3", answer_3)

# %% [markdown] tags=["explanation"]
# A05 and A08 cost 60 and promise 4.3. The largest effect first takes A11 for 50: 2.9, and nothing costs the 10 that are
# left. The most effect per cost first takes A03 and A08: 4.2, and 10 are left, too. To give A03 for A05 uses them.

# %% [markdown]
# ## 08-4 · Do they agree? ★★
#
# Three departments put four contacts in order. How large is Kendall's W?
#
# *Why it matters:* “we all agree” can be measured.

# %%
orders = pd.DataFrame([[1, 2, 3, 4], [2, 1, 4, 3], [1, 3, 2, 4]], columns=["call", "visit", "bill", "claim"])
orders

# %% tags=["answer"]
# one number, between 0 and 1
m, k = orders.shape
sums = orders.sum()
answer_4 = 12 * ((sums - sums.mean()) ** 2).sum() / (m**2 * (k**3 - k))

# %%
cx.check("08-4", answer_4)

# %% [markdown] tags=["explanation"]
# The sums are 4, 6, 9 and 11 about 7.5, so S = 29 and W = 12 · 29 / (9 · 60) = 0.644. Spearman's ρ of the pairs is 0.6, 0.8
# and 0, on average 0.467, and (2 · 0.467 + 1) / 3 = 0.644 again.

# %% tags=["explanation"]
rho = orders.T.corr(method="spearman").to_numpy()[np.triu_indices(3, 1)]
cx.by_hand(mean_rho=rho.mean(), w=((m - 1) * rho.mean() + 1) / m)

# %% [markdown]
# ## 08-5 · Defend or reject ★★★
#
# A strategy table says: “fault call: improve; grade C”. A bad contact there costs 0.43 points of impression (−0.07 to
# 0.87); it is rated 7.1, its target is 7.4; its field has a chance of 69 %. The plan gives it half of the budget. Defend
# or reject this cell, in two to four sentences.
#
# *Why it matters:* a table of strategies is read as if all its cells were equally sure.

# %% tags=["answer"]
# two to four sentences
answer_5 = (
    "I reject the cell as it stands: the interval of the loss reaches 0, and the field has a chance of 69 % only. "
    "It is weak, but we do not know that it matters. "
    "Invite more people after fault calls, or try the photograph in half of the branches by lot; if the loss stays above "
    "0.3 points, I will defend it."
)

# %%
cx.check("08-5", answer_5)

# %% [markdown] tags=["explanation"]
# Defending it is possible, too: a cheap trial in some branches costs less than half of the budget, and would say more than
# the table. What counts is a verdict, the number it rests on, and what would change it.

# %% [markdown]
# ## Where next
#
# Take the last action plan of your firm. Which of its lines has an owner, a cost, and an effect with an interval?
