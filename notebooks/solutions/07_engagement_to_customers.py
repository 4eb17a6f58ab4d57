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
# # 7 · Does engagement reach the customer? Exercises
#
# Five exercises, from counting (★) to judging (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer. The data are those of the sample
# company.
#
# **Time:** 60 minutes.
#
# **Needs:** notebook `07_engagement_to_customers`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import numpy as np
import pandas as pd

import cxlib as cx

# %% [markdown]
# The two sides of the sample company, joined by branch as in section 1: each employee's engagement is the mean of the
# twelve items.

# %%
survey = cx.read_study(cx.sample_study(), tables=["transactional", "engagement"])
employees, customers = survey.tables["employees"], survey.tables["transactional"]
items = survey.columns("engagement", table="employees")
scored = cx.scale_scores(employees, scales={"engagement": items})

# %% [markdown]
# ## 07-1 · How many are they? ★
#
# Customers' satisfaction is joined to employees' engagement by branch. What is n for the test of the slope between
# branches?
#
# *Why it matters:* whoever takes the wrong n believes a link that is not there, or is far too sure of its size.

# %% tags=["answer"]
# one whole number
sides = {"employees": scored, "unit": "branch", "outcome": "satisfaction", "engagement": "engagement"}
linked = cx.engagement_linkage(customers, **sides)
answer_1 = int(linked.table.loc[0, "n"])

# %%
cx.check("07-1", answer_1)

# %% [markdown] tags=["explanation"]
# Branches. All employees of a branch meet one mean of its customers, so a second employee of the same branch adds
# nothing new on the customers' side. Of 120 branches the smallest come joined with others of their region, to protect
# people: 92 are left, and nobody is lost.

# %% [markdown]
# ## 07-2 · Between and within by hand ★
#
# Three branches, asked in three waves. What is the slope of customers on engagement between branches, and what is it
# within them?
#
# *Why it matters:* one of the two is about places, the other about change. A plan needs the second.

# %%
toy = pd.DataFrame({
    "branch": list("AAABBBCCC"),
    "engagement": [2, 3, 4, 3, 4, 5, 4, 5, 6],
    "customers": [6, 5, 4, 7.5, 6.5, 5.5, 9, 8, 7],
})

# %% tags=["answer"]
# two numbers: the slope between, then the slope within
means = toy.groupby("branch")[["engagement", "customers"]].mean()
inside = toy[["engagement", "customers"]] - toy.groupby("branch")[["engagement", "customers"]].transform("mean")
answer_2 = [float(np.polyfit(rows["engagement"], rows["customers"], 1)[0]) for rows in (means, inside)]

# %%
cx.check("07-2", answer_2)

# %% [markdown] tags=["explanation"]
# The means are 3, 4, 5 and 5, 6.5, 8: one and a half points up for each point. Within each branch customers fall by one
# when engagement rises by one. A line through all nine points has slope 0.25, which is neither: a mixture, weighted by
# how much engagement differs between branches and within them.

# %% [markdown]
# ## 07-3 · Less noise ★★
#
# Over branches, the means of engagement and of satisfaction correlate by .45. Their reliabilities, ICC(2), are .80 and
# .70. What would the correlation be if each branch had endless answers?
#
# *Why it matters:* published correlations are often corrected. You can compare yours only if you know how.

# %% tags=["answer"]
# one number, with three decimals
answer_3 = round(0.45 / np.sqrt(0.80 * 0.70), 3)

# %%
cx.check("07-3", answer_3)

# %% [markdown] tags=["explanation"]
# Noise in either mean hides a part of the link, by the root of its reliability. Both together: .45 / √.56 = .601. The
# corrected number is nobody's data. It stands beside the raw one, not in its place; and it holds for relations between
# branches only, since ICC(2) says nothing of how well a *change* of a branch is measured.

# %% [markdown]
# ## 07-4 · What may be said? ★★
#
# Read section 6 once more. Which sentence do the lagged slopes allow?
#
# - (a) Raising engagement by a point raises satisfaction by half a point.
# - (b) Where a branch's engagement was above its usual level, its customers were more satisfied a half-year later; that
#   customers come first was not seen, and may still be so.
# - (c) Satisfied customers have no influence on engagement.
# - (d) Engaged branches have more satisfied customers.
#
# *Why it matters:* this sentence goes to the board.

# %% tags=["answer"]
# one letter: "a", "b", "c" or "d"
answer_4 = "b"

# %%
cx.check("07-4", answer_4)

# %% [markdown] tags=["explanation"]
# (a) is an effect, and nobody changed anything; besides, .67 was planted and about .5 found. (c) takes “not seen” for
# “not there”: .12 was planted, and taking out each branch's mean of six waves pulls such a slope to about 0. (d) is true of the picture in section 2, and a quiet street explains most of it.

# %% [markdown]
# ## 07-5 · Settle it ★★★
#
# Design a rollout by branches that would settle whether raising engagement reaches the customer. Say in which order the
# branches begin, how the outcome is measured and when, and how many branches it takes, against section 10. Two to five
# sentences.
#
# *Why it matters:* a rollout comes anyway. Drawn by lot, it is an experiment for the same money.

# %% tags=["answer"]
# two to five sentences
answer_5 = (
    "All 120 branches take part, and a lot decides which 60 begin now and which a half-year later. "
    "In each wave customers rate their satisfaction after a contact, before and after the start. "
    "With 60 against 60 branches we can see a change of about half a standard deviation of branches, and no less."
)

# %%
cx.check("07-5", answer_5)

# %% [markdown] tags=["explanation"]
# The lot makes the two halves alike in everything, the location and the unseen as well. Those who begin later are the
# comparison, and nobody goes without. The outcome comes from customers, who do not know which half they are in. Two
# waves at least show the change. And the number of branches says beforehand what “we saw nothing” would mean.

# %% [markdown]
# ## Where next
#
# Ask for the slide that says that engaged teams have happier customers. Which of the slopes is on it, and what is n?
