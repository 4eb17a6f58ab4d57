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
# # 4 · What drives satisfaction? Exercises
#
# Five exercises, from counting (★) to judging (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer. The data are those of the sample
# company.
#
# **Time:** 60 minutes.
#
# **Needs:** notebook `04_satisfaction_drivers`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import numpy as np
import pandas as pd

import cxlib as cx

# %% [markdown]
# The driver study of the sample company, and its six common aspects. Aspects may be written by their column
# (`"d_speed"`) or in words (`"speed"`).

# %%
study = cx.read_study(cx.sample_study(), tables=["driver_study"]).tables["driver_study"]
six = ["d_speed", "d_competence", "d_ease", "d_promise", "d_tidy", "d_price"]

# %% [markdown]
# ## 04-1 · Three drivers by hand ★
#
# Three drivers correlate with the outcome by .50, 0 and .25. The first and the second correlate by .30, the third with
# either by .25. R² of one driver is its squared correlation; of two drivers, with correlations a and b and their own
# correlation c, it is (a² + b² − 2abc) / (1 − c²). All three together have R² = 0.3009. How is it shared out by LMG,
# the mean over all orders of entering?
#
# *Why it matters:* a share is only as good as the idea behind it, and this one fits on a page.

# %%
r_y = np.array([0.50, 0.00, 0.25])
among = np.array([[1.00, 0.30, 0.25], [0.30, 1.00, 0.25], [0.25, 0.25, 1.00]])

# %% tags=["answer"]
# three numbers in units of R², with three decimals
def r2(*chosen):
    chosen = list(chosen)
    return float(r_y[chosen] @ np.linalg.solve(among[np.ix_(chosen, chosen)], r_y[chosen])) if chosen else 0.0


def lmg(j, a, b):
    last, second = r2(0, 1, 2) - r2(a, b), (r2(j, a) - r2(a) + r2(j, b) - r2(b)) / 2
    return (r2(j) + second + last) / 3


answer_1 = [round(lmg(0, 1, 2), 3), round(lmg(1, 0, 2), 3), round(lmg(2, 0, 1), 3)]

# %%
cx.check("04-1", answer_1)

# %% [markdown] tags=["explanation"]
# Of six orders a driver comes first in two, last in two, and second in two, once after each of the others. So it is the
# mean of three gains: alone, second (the mean of two), and last. The second driver goes with nothing and still has a
# share of 0.016: beside the first, it takes away what the first has of it, and so makes the first fit better.

# %% [markdown]
# ## 04-2 · Which pairs are surely ordered? ★
#
# Importance of the six aspects by LMG, means of the touchpoints taken out, with 1,000 resamples. Which pairs are surely
# ordered: one ahead of the other in at least 95 % of the resamples?
#
# *Why it matters:* a list has an order even where the data have none.

# %% tags=["answer"]
# a list of pairs, the aspect ahead first, such as [("kindness", "clear")]
drawn = {"within": "touchpoint", "n_resamples": 1000, "rng": 2027}
importance = cx.driver_importance(study, outcome="satisfaction", drivers=six, **drawn)
sure = importance.pairs[importance.pairs["share_ahead"] >= 0.95]
answer_2 = list(zip(sure["driver"], sure["other"], strict=True))

# %%
cx.check("04-2", answer_2)

# %% [markdown] tags=["explanation"]
# Competence and tidy premises stay open: each is ahead in some of the draws. The intervals of speed and competence
# overlap, and yet the order is sure, since a draw of people that is good for one tends to be good for the other, too.
# What counts is the difference within each draw. A promise kept and the explained price are at the very edge of 95 %;
# either answer is taken.

# %% [markdown]
# ## 04-3 · Two signs ★★
#
# At the after-sale mail (touchpoint T10), with the six aspects: which one has a correlation and a slope with opposite
# signs? And should it be dropped from the analysis?
#
# *Why it matters:* whoever reads the slope alone would advise to do less of it.

# %% tags=["answer"]
# a list of two: the aspect, and "keep" or "drop"
mail = study[study["touchpoint"] == "T10"]
signs = cx.driver_importance(mail, outcome="satisfaction", drivers=six).table
answer_3 = [signs.loc[~signs["sign_agrees"].astype(bool), "driver"].iloc[0], "keep"]

# %%
cx.check("04-3", answer_3)

# %% [markdown] tags=["explanation"]
# Alone, an explained price goes with more satisfaction; beside the other five it goes with slightly less. Both may be
# luck, in so few answers: its share lies within what dice reach (section 4). It stays in the analysis all the same.
# Whoever drops aspects by what they show lets the others take what they have in common with them, and looks surer than
# the data are. It does not go on a slide, neither as a lever nor as a harm.

# %% [markdown]
# ## 04-4 · Forty-five answers ★★
#
# Advice in the shop (touchpoint T02): take the first 45 answers that hold satisfaction and all six aspects, and rebuild
# section 7 for them. Which aspects surely hold one of the first two places there?
#
# *Why it matters:* the head of shops wants an order by Friday.

# %%
shop = study[study["touchpoint"] == "T02"].dropna(subset=["satisfaction", *six]).head(45)

# %% tags=["answer"]
# a list of aspects, of any length
places = cx.driver_importance(shop, outcome="satisfaction", drivers=six, n_resamples=300, rng=2027)
display(places)
answer_4 = list(places.table.loc[places.table["rank_high"] <= 2, "driver"])

# %%
cx.check("04-4", answer_4)

# %% [markdown] tags=["explanation"]
# None: the list is empty. Look at `rank_low` and `rank_high`: hardly an aspect is held to a few places. The note says the same: fewer than 15
# answers for each aspect. By Friday the head of shops can have the six correlations with their intervals, and the
# number of answers that an order would take.

# %% [markdown]
# ## 04-5 · Unmask the decoy ★★★
#
# Tidy premises rank high by every association, in this study and in many others. Propose a test that would show whether
# tidying up raises satisfaction. One to three sentences.
#
# *Why it matters:* this is the difference between a survey and an answer.

# %% tags=["answer"]
# one to three sentences
answer_5 = (
    "Renovate 20 shops drawn by lot and leave 20 others as they are, "
    "then compare how the satisfaction of their customers changes."
)

# %%
cx.check("04-5", answer_5)

# %% [markdown] tags=["explanation"]
# Two ways out. Either something is *changed* for some and not for others, best by lot, so that nothing else differs; or
# tidiness is *measured* by somebody who does not give the satisfaction, such as an inspector with a list. In both the
# customers' mood is in one number only. More answers, or a cleverer model of the same ratings, keep it in both.

# %% [markdown]
# ## Where next
#
# Take the last “key driver” chart that you saw. Which of its bars has an interval, and which could have been measured
# without asking?
