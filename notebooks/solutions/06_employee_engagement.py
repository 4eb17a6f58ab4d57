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
# # 6 · How do employees live their work? Exercises
#
# Five exercises, from counting (★) to judging (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer. All small tables here are invented.
#
# **Time:** 50 minutes.
#
# **Needs:** notebook `06_employee_engagement`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import numpy as np
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 06-1 · A facet with a missing item ★
#
# Three people answered the three items of a facet, 1 to 5. 9 means “does not apply”; an empty cell is no answer. What
# are their scores, if half of the items suffice?
#
# *Why it matters:* one undeclared code, and the people to whom an item does not apply become the most engaged.

# %%
belonging = pd.DataFrame({"item1": [4, 3, 5], "item2": [9, 3, 4], "item3": [5, 2, None]})
belonging

# %% tags=["answer"]
# three numbers, with two decimals
scores = cx.scale_scores(belonging.replace(9, np.nan), scales={"score": ["item1", "item2", "item3"]})
answer_1 = scores["score"].round(2).tolist()

# %%
cx.check("06-1", answer_1)

# %% [markdown] tags=["explanation"]
# 9 is taken out first: in a study it stands in `study.toml` as `missing = [9]`, once, and no notebook meets it again.
# Then the mean of what was answered. A sum would punish whoever skips an item.

# %% [markdown]
# ## 06-2 · ICC(1) by hand ★
#
# An analysis of variance of 120 teams: mean square between teams 1.50, within teams 0.30; mean size of a team 15. What
# is ICC(1)?
#
# *Why it matters:* it says how much of what people answer is their team's.

# %%
between, within, size = 1.50, 0.30, 15

# %% tags=["answer"]
# one number, with three decimals
answer_2 = round((between - within) / (between + (size - 1) * within), 3)

# %%
cx.check("06-2", answer_2)

# %% [markdown] tags=["explanation"]
# Teams drawn at random have a mean square between as large as the one within: their means differ by noise alone. What
# is above it, over the size, is the variance of true team means; ICC(1) is its share. ICC(2), here .80, is another
# question: whether the mean of fifteen people is steady.

# %% [markdown]
# ## 06-3 · Two allowed reports ★★
#
# A branch of 14 people reports mean and number of its groups. Groups below ten are hidden. Shop floor and workshop
# make up all. Which two of the reports that are shown lay a single person's answers open?
#
# *Why it matters:* every filter in a reporting tool is a pair of reports.

# %%
groups = ["all", "without the trainee", "shop floor", "workshop", "night shift"]
published = pd.DataFrame({"group": groups, "n": [14, 13, 12, 2, 6], "mean": [3.79, 3.92, 3.83, None, None]})
published

# %% tags=["answer"]
# a list of two names, the larger report first
answer_3 = ["all", "without the trainee"]

# %%
cx.check("06-3", answer_3)

# %% [markdown] tags=["explanation"]
# 14 × 3.79 − 13 × 3.92 = 2.1: the trainee answered 2. All less shop floor leaves the two of the workshop, which is bad
# enough; one of the two then knows the other. The night shift is hidden, and so it stays.

# %% [markdown]
# ## 06-4 · May pace be averaged? ★★
#
# Personal pace: alpha .67, mean rwg(j) .92, ICC(1) 0.00 (−0.01 to 0.02). The same people in random teams reach an
# rwg(j) of .92. May its mean be reported by team, and which number decides?
#
# *Why it matters:* a regional manager would like to see the list.

# %% tags=["answer"]
# a list of two: "yes" or "no", then "rwg(j)", "ICC(1)" or "alpha"
answer_4 = ["no", "ICC(1)"]

# %%
cx.check("06-4", answer_4)

# %% [markdown] tags=["explanation"]
# Nearly everybody works at about their own pace, in every team. So people of a team agree, and people of no team agree
# as well. A list would be an order of chance, and next wave another one.

# %% [markdown]
# ## 06-5 · What the columns predict ★★★
#
# One column (S3) says: content employees are the key to content customers. Another (S4) says: a good climate helps, but
# it is not engagement. What does each predict for section 4, and what do the data say? Two to five
# sentences.
#
# *Why it matters:* both sentences are in every second presentation, and only one can choose the budget.

# %% tags=["answer"]
# two to five sentences
answer_5 = (
    "S3 predicts that whatever makes staff content reaches customers, so perks should do. S4 predicts that perks lift "
    "climate only. In the data, perks go with a better climate; that they move engagement cannot be told. Customers "
    "follow engagement; where it is the same, a better climate does not go with more content customers."
)

# %%
cx.check("06-5", answer_5)

# %% [markdown] tags=["explanation"]
# Read kindly, S3 means engaged where it says content, and then both columns agree. The data part the two meanings,
# because perks were given by lot and moved one without the other. They do not show that engagement brings customers:
# quiet places may please both sides. That is notebook 07.

# %% [markdown]
# ## Where next
#
# Ask for the last report on engagement of a firm that you know. Which of its numbers could be subtracted from another?
