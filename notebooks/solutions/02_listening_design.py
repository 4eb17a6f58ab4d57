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
# # 2 · Whom do we hear?: exercises
#
# Six exercises, from counting (★) to judging (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer. Nothing here needs data of your own.
#
# **Time:** 40 minutes.
#
# **Needs:** notebook `02_listening_design`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 02-1 · Enough answers ★
#
# The board wants its Net Promoter Score with a margin of ±5 points (95 %). It expects 40 % promoters and 30 %
# detractors. How many answers are needed?
#
# *Why it matters:* most surveys are sized by a table made for shares, and then cannot say what they were asked.

# %% tags=["answer"]
# one number of answers
answer_1 = cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=5).table["n"]

# %%
cx.check("02-1", answer_1)

# %% [markdown] tags=["explanation"]
# V = 0.4 + 0.3 − 0.1² = 0.69, and n = 1.96² · 0.69 / 0.05² = 1,061. In the worst case, half promoters and half
# detractors, V is 1 and n 1,537: whoever does not know what to expect plans with that. A share at 50 % has V = 0.25,
# which is where the 385 of the tables comes from.

# %% [markdown]
# ## 02-2 · Four cells ★
#
# Here are the customers of a firm in four cells, the answers that came in, and the score of each cell. What is the NPS
# when each cell counts as it should?
#
# *Why it matters:* the cells that answer most are seldom the ones that have most to say.

# %%
cells = pd.DataFrame({"cell": ["online, long", "online, new", "offline, long", "offline, new"],
                      "customers": [3000, 2000, 4000, 1000], "answers": [900, 300, 500, 100], "nps": [30, 0, -20, -40]})
cells

# %% tags=["answer"]
# one number, in points
answer_2 = (cells["customers"] * cells["nps"]).sum() / cells["customers"].sum()

# %%
cx.check("02-2", answer_2)

# %% [markdown] tags=["explanation"]
# (3,000 · 30 + 2,000 · 0 − 4,000 · 20 − 1,000 · 40) / 10,000 = −3. The answers as they came give +7.2, since half of
# them are from the one cell that is pleased. Weighting each *answer* by the cell's share of customers over its share of
# answers gives the same −3.

# %% [markdown]
# ## 02-3 · What weights cost ★★
#
# A survey has 300 answers with weight 0.5, 100 with weight 2 and 50 with weight 3. How many answers of equal weight are
# they worth?
#
# *Why it matters:* an interval that counts all 450 promises too much.

# %%
weights = pd.Series([0.5] * 300 + [2.0] * 100 + [3.0] * 50)

# %% tags=["answer"]
# one number of answers
answer_3 = weights.sum() ** 2 / (weights**2).sum()

# %%
cx.check("02-3", answer_3)

# %% [markdown] tags=["explanation"]
# Kish: (Σw)² / Σw² = 500² / 925 = 270.3. The design effect is 450 / 270.3 = 1.67. It does not matter in which unit the
# weights are written: doubled, they give the same.

# %% [markdown]
# ## 02-4 · Three questions to mend ★★
#
# Each of these breaks a rule or two. Write a better one for each, with the words at the ends of the scale where there
# is one.
#
# 1. *“Were our wonderful staff quick and friendly?”*
# 2. *“How often did you have to call us?”*
# 3. *“How satisfied are you with the repair? 1: dissatisfied, 10: extremely satisfied”*
#
# *Why it matters:* no analysis mends a question.

# %% tags=["answer"]
# a list of three texts: ["…", "…", "…"]
answer_4 = [
    "How quickly did the staff attend to you?",
    "How many times did you call us in the last three months?",
    "How satisfied are you with the repair? 1: very dissatisfied, 10: very satisfied",
]

# %%
cx.check("02-4", answer_4)

# %% [markdown] tags=["explanation"]
# 1. Two questions in one, and praise before the customer has said a word. Ask of the one that can be acted on.
# 2. *How often* needs a time. “Have to” hints that it was too often.
# 3. Nobody is *extremely dissatisfied* on this scale, so its middle is not in the middle.
#
# The rules of the audit find no fault in the new ones. That is not yet praise: read them to a customer.

# %%
cx.item_audit(pd.DataFrame({"text": answer_4 if answer_4 is not ... else ["…"]}), text="text")

# %% [markdown]
# ## 02-5 · The silent three quarters ★★★
#
# Of 12,000 customers invited, 25 % answered. Their NPS is +11, with an interval of 7.8 to 14.2. Between which limits
# lies the NPS of *all* who were invited, whatever the silent think?
#
# *Why it matters:* the interval beside the score is often taken for the answer to this question.

# %% tags=["answer"]
# two numbers, in points, the lower limit first: (low, high)
bounds = cx.nonresponse_bounds(estimate=11, response_rate=0.25).table
answer_5 = bounds[["lowest", "highest"]]

# %%
cx.check("02-5", answer_5)

# %% [markdown] tags=["explanation"]
# 0.25 · 11 − 0.75 · 100 = −72.25 and 0.25 · 11 + 0.75 · 100 = 77.75. Nobody believes the ends. But to say more, one
# must know or assume something of the silent, and the report should say which of the two it was.

# %% [markdown]
# ## 02-6 · Answers of nobody ★★
#
# 5,000 synthetic answers score 25 (interval 23 to 27). They were learnt from 2,900 people who score 24. A sample of all
# customers, reached by telephone, scores 3. By how many points are the synthetic answers off?
#
# *Why it matters:* they are cheap, quick and many, and look exactly like answers.

# %% tags=["answer"]
# one number, in points
answer_6 = 25 - 3

# %%
cx.check("02-6", answer_6)

# %% [markdown] tags=["explanation"]
# 22 points above what a sample of all customers says; the interval of ±2 is about another question. They repeat the
# people they were learnt from within a point, and with them the bias of 21 that comes from who answered.

# %% [markdown]
# ## Where next
#
# Find the response rate of the last survey of your own firm, and put it beside the score. Who were the others?
