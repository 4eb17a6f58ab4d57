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
# # 5 · What do customers feel? Exercises
#
# Five exercises, from counting (★) to judging (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer. The data are those of the sample
# company.
#
# **Time:** 40 minutes.
#
# **Needs:** notebook `05_emotions_and_trust`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 05-1 · On balance ★
#
# Eight people were asked what they felt. Some ticked several emotions:

# %%
ticks = pd.DataFrame([("A", "joy"), ("A", "trust"), ("B", "anger"), ("C", "joy"), ("D", "none"), ("E", "worry"),
                      ("E", "anger"), ("E", "disappointment"), ("F", "calm"), ("G", "none"), ("H", "joy")],
                     columns=["person", "emotion"])
ticks["valence"] = ticks["emotion"].map({"joy": 1, "trust": 1, "calm": 1, "none": 0, "worry": -1, "anger": -1,
                                         "disappointment": -1})

# %% [markdown]
# What is the net emotional value: good less bad, each person counting once?
#
# *Why it matters:* who is upset ticks more boxes.

# %% tags=["answer"]
# one number between −1 and 1
answer_1 = ticks.groupby("person")["valence"].mean().mean()

# %%
cx.check("05-1", answer_1)

# %% [markdown] tags=["explanation"]
# Four people are on the good side, two on the bad one, two on neither: two of eight. By ticks it is one of eleven,
# since E speaks with three voices. The library does the same with `person=`:

# %% tags=["explanation"]
cx.emotion_profile(ticks.assign(place="here"), touchpoint="place", emotion="emotion", person="person")

# %% [markdown]
# ## 05-2 · Ready? ★
#
# Bad emotions at touchpoints, how often each was met, and whether the playbook has an answer:

# %%
book = pd.DataFrame([("claim", "anger", 40, True), ("invoice", "anger", 31, False), ("delivery", "worry", 12, True),
                     ("shop", "disappointment", 9, True), ("claim", "hate", 6, False), ("invoice", "worry", 3, False),
                     ("shop", "hate", 0, True), ("web", "hate", 0, True)],
                    columns=["touchpoint", "emotion", "met", "answered"])
book

# %% [markdown]
# Which share of the pairs that were met five times or more has a prepared answer?
#
# *Why it matters:* a thick playbook is not a good one.

# %% tags=["answer"]
# a share between 0 and 1
often = book[book["met"] >= 5]
answer_2 = often["answered"].mean()

# %%
cx.check("05-2", answer_2)

# %% [markdown] tags=["explanation"]
# Five pairs were met so often, and three of them have an answer. Two more answers are written for what nobody felt. By
# people it is 61 of 98, which is a good number too, if you say so.

# %% [markdown]
# ## 05-3 · Five facets, or four? ★★
#
# The trust items of the sample company are called `tr_long1` … `tr_goals3`. Which two facets of trust should be
# reported as one?
#
# *Why it matters:* two numbers that cannot differ get two owners and two action plans.

# %%
survey = cx.read_study(cx.sample_study(), tables=["relationship"]).tables["relationship"]
stems = {"long relation": "long", "transparency": "transp", "intentions told": "intent", "limits": "limits",
         "common goals": "goals"}
facets = {name: [f"tr_{stem}{number}" for number in (1, 2, 3)] for name, stem in stems.items()}

# %% tags=["answer"]
# a list of two names
pairs = cx.scale_separation(survey, scales=facets).table
answer_3 = pairs.nlargest(1, "estimate")[["scale", "other"]].iloc[0].tolist()

# %%
cx.check("05-3", answer_3)

# %% [markdown] tags=["explanation"]
# All five alphas lie near .8, so alpha has nothing to choose by. HTMT of transparency and told intentions is .97; the
# next pair has .6. One name for both, or better items for one of them.

# %% [markdown]
# ## 05-4 · What makes up for what? ★★
#
# Mean impressions (0 to 10) of four groups:
#
# | | treated as a person | as a number |
# |---|---|---|
# | the product works | 8.4 | 8.0 |
# | the product fails | 7.1 | 5.6 |
#
# By how much more does personal treatment raise the impression where the product fails than where it works?
#
# *Why it matters:* it says where kindness is worth most.

# %% tags=["answer"]
# one number, in points
answer_4 = (7.1 - 5.6) - (8.4 - 8.0)

# %%
cx.check("05-4", answer_4)

# %% [markdown] tags=["explanation"]
# Where it fails, 1.5 points; where it works, .4. The difference of the two is the interaction. In section 1 it has the
# opposite sign, since there a *higher* function is set beside a higher treatment: each counts less the more there is of
# the other.

# %% [markdown]
# ## 05-5 · A page of the playbook ★★★
#
# A customer has the third wrong invoice in a row, and writes in anger. Write the answer that lies ready for anger at the
# invoice: what is acknowledged, the cause, the remedy, its limit (how far may the desk go without asking?), the deadline,
# and the person who answers for it.
#
# *Why it matters:* who writes it while somebody is angry writes it badly.

# %% tags=["answer"]
# a dictionary with acknowledgement, cause, remedy, limit, deadline and person
answer_5 = {
    "acknowledgement": "This is the third wrong invoice, and I am sorry.", "cause": "The old tariff was in our system.",
    "remedy": "I cancel it and send a corrected one.", "limit": "up to 30 euros of credit without asking",
    "deadline": "within two working days", "person": "the head of billing, by name",
}

# %%
cx.check("05-5", answer_5)

# %% [markdown] tags=["explanation"]
# There is no list of right answers. Good ones name what went wrong before they excuse anything; the cause is the firm's
# and not the customer's; the remedy is done, not promised to be looked at; the desk knows how far it may go; and a day
# and a name stand below it.

# %% [markdown]
# ## Where next
#
# Take your firm's last complaint. Which emotion was it, was it foreseen, and which sentence answered it?
