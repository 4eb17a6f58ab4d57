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
# # 3 · Net Promoter Score: exercises
#
# Five exercises, from counting (★) to judging (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer. Nothing here needs data of your own.
#
# **Time:** 40 minutes.
#
# **Needs:** notebook `03_net_promoter_score`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 03-1 · Twelve answers ★
#
# Twelve customers said how likely they are to recommend the firm, from 0 to 10. What is their Net Promoter Score, in
# points?
#
# *Why it matters:* every mistake with this score begins at its classes or at its denominator.

# %%
answers = [10, 10, 9, 9, 9, 8, 7, 7, 6, 6, 4, 1]

# %% tags=["answer"]
# one number, in points
twelve = pd.Series(answers)
answer_1 = 100 * ((twelve >= 9).mean() - (twelve <= 6).mean())

# %%
cx.check("03-1", answer_1)

# %% [markdown] tags=["explanation"]
# Five promoters, three passives, four detractors: (5 − 4) / 12 = 0.083, or 8.3 points. The passives are in neither
# count, and still in the twelve.

# %% [markdown]
# ## 03-2 · The firm's score from its branches ★
#
# The head office receives one line per branch, with its number of answers and its score. What is the NPS of the firm?
#
# *Why it matters:* dashboards average what they are given, and a mean of scores lets 25 answers weigh as much as 400.

# %%
branches = pd.DataFrame({"branch": ["A", "B", "C", "D"], "n": [400, 40, 25, 35], "nps": [10, 60, 52, 40]})
branches

# %% tags=["answer"]
# one number, in points
answer_2 = (branches["n"] * branches["nps"]).sum() / branches["n"].sum()

# %%
cx.check("03-2", answer_2)

# %% [markdown] tags=["explanation"]
# A branch's score times its n is the difference of its two counts (times 100), and counts add up. Branch A has 400 of
# the 500 answers, so the firm stands close to A. The three good branches are small.

# %% [markdown]
# ## 03-3 · Ten of ten ★★
#
# All 10 of 10 customers are promoters. Give the 95 % interval by the pocket rule (adjusted Wald): ¾ more promoters, ¾
# more detractors, 3 more answers, then Wald's rule, the score ± 1.96 standard errors. A limit beyond the end of the scale
# is set to that end.
#
# *Why it matters:* the score of a small group looks most certain just where it is least.

# %% tags=["answer"]
# two numbers, in points, the lower limit first: (low, high)
ten = pd.DataFrame({"recommend": [10] * 10})
pocket = cx.net_promoter_score(ten, rating="recommend", interval="adjusted_wald").table
answer_3 = pocket[["conf_low", "conf_high"]]

# %%
cx.check("03-3", answer_3)

# %% [markdown] tags=["explanation"]
# By hand: P = 10.75 / 13, D = 0.75 / 13, so P − D = 0.769 with a standard error of 0.150. That gives 0.475 to 1.063,
# and no score lies above 100. The score interval starts a little lower, at 44.5: two good methods, one message.

# %% [markdown]
# ## 03-4 · Large enough to see 5 points ★★
#
# The board wants to see a change of 5 points between two waves, with a chance of 80 % and the usual 95 % interval.
# About 40 % are promoters and 30 % detractors. How many answers does *each wave* need?
#
# *Why it matters:* asked after the survey, this question comes too late.

# %% tags=["answer"]
# one number: the answers per wave
answer_4 = cx.nps_sample_size(promoters=0.4, detractors=0.3, difference=5, power=0.8).table["n"]

# %%
cx.check("03-4", answer_4)

# %% [markdown] tags=["explanation"]
# The variance V is 0.4 + 0.3 − 0.1² = 0.69, and n = 2 · (1.960 + 0.842)² · V / 0.05² = 4,333. For a margin of ±5 around
# one score 1,061 would do: a difference has the noise of two waves, and power asks for room beyond the edge of the
# interval.

# %% [markdown]
# ## 03-5 · Six slides ★★★
#
# Six claims, as they stand on slides, with the numbers that stand below them. Do the numbers support the claim? Write
# `"yes"` if they do, `"no"` if the claim is wrong or contradicted, `"cannot tell"` if the numbers leave it open.
#
# 1. **"+4 since last month: the new greeting is a success."** Last month NPS 30 (n = 120), this month 34 (n = 150);
#    difference 4.0, 95 % interval −13.7 to 21.9.
# 2. **"NPS 30: 30 % of our customers recommend us."** NPS 30.0, n = 1,000, interval 25.1 to 34.8.
# 3. **"North's customers recommend us more than South's: its branches score 45 on average, South's 30."** North: one
#    branch with NPS 80 (n = 10, interval 30.0 to 94.3) and one with 10 (n = 290, interval 0.4 to 19.4). South: two
#    branches with NPS 30 (n = 150 each, interval 16.7 to 42.1).
# 4. **"Complainers who were called back score higher than those who were not."** Called back: NPS 22 (n = 900); not: 12
#    (n = 1,100); difference 10.0, interval 2.7 to 17.2.
# 5. **"Romania 41, Spain 22: our Romanian branches give better service."** n = 2,000 in each country; intervals 37.4 to
#    44.4 and 18.5 to 25.5.
# 6. **"All ten pilot customers are promoters: NPS 100, with certainty."** n = 10; Wald's interval 100 to 100.
#
# *Why it matters:* this is where the score leaves the analyst's hands.

# %% tags=["answer"]
# a list of six words, each "yes", "no" or "cannot tell"
answer_5 = ["cannot tell", "no", "no", "yes", "cannot tell", "no"]

# %%
cx.check("03-5", answer_5)

# %% [markdown] tags=["explanation"]
# 1. *Cannot tell.* The interval holds a fall of 13 and a rise of 21. Nor would a clear rise name the greeting as cause.
# 2. *No.* 50 % promoters and 20 % detractors make 30, and so do 65 % and 35 %. The share that recommends is neither.
# 3. *No.* Put together, North's 300 customers score (8 + 29) / 300, about 12 points, and South's 300 score 30. The mean
#    of branches lets ten people speak for half of North.
# 4. *Yes.* The interval of the difference lies above 0, and the claim says no more than that the groups differ. Had it
#    said that the call *made* the difference, the numbers could not tell: who is called back is not drawn by lot.
# 5. *Cannot tell.* The scores differ beyond chance. But people in different countries use such scales differently, so
#    the gap need not be one of service.
# 6. *No.* Ten answers leave room for a true score of 44.5 (score interval). A width of zero is Wald's fault.

# %% [markdown]
# ## Where next
#
# Take a slide of your own firm and ask the six questions of it: which n, which interval, like with like?
