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
# # 10 · The airport: exercises
#
# Five exercises on real answers, from codes (★) to a sentence for the press (★★★). Write your answer in place of `...`,
# run the cell, then run the check below it. A check says which mistake was made; it does not tell the answer.
#
# **Time:** 60 minutes.
#
# **Needs:** notebook `10_case_airport`, read or open beside you, and the airport's files. They are fetched once; if that
# fails, the message says where to put them by hand.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import pandas as pd

import cxlib as cx

folder = cx.airport_study()

# %% [markdown]
# ## 10-1 · The score of 2018, from the raw file ★
#
# Read `2018_SFO_Customer_Survey.csv` from `folder` with pandas and compute the Net Promoter Score of the column NETPRO,
# without weights. The code book: 10 extremely likely … 0 not at all likely, 11 blank.
#
# *Why it matters:* nobody checks a column that looks right.

# %% tags=["answer"]
# one number, in points
raw = pd.read_csv(folder / "2018_SFO_Customer_Survey.csv").rename(columns=str.strip)
valid = raw.loc[raw["NETPRO"] <= 10, "NETPRO"]
answer_1 = 100 * ((valid >= 9).mean() - (valid <= 6).mean())

# %%
cx.check("10-1", answer_1)

# %% [markdown] tags=["explanation"]
# 1,268 promoters and 447 detractors in 2,650 answers: 31.0 points. The header ends in two blanks, so `raw["NETPRO"]` is
# not found before the names are stripped. With the 159 blanks as scores it would be 34.9.

# %% [markdown]
# ## 10-2 · The overall rating of 2010 ★
#
# What is the weighted mean of Q6N in `2010_SFO_Customer_Survey.csv`? The code book: 5 outstanding … 1 unacceptable, 6
# never used or visited, 0 blank. The weight is in WEIGHT.
#
# *Why it matters:* two small faults of unlike sign can hide each other.

# %% tags=["answer"]
# one number on the scale 1 to 5, with two decimals
first = pd.read_csv(folder / "2010_SFO_Customer_Survey.csv")
rated = first[first["Q6N"].between(1, 5)]
answer_2 = (rated["WEIGHT"] * rated["Q6N"]).sum() / rated["WEIGHT"].sum()

# %%
cx.check("10-2", answer_2)

# %% [markdown] tags=["explanation"]
# 3.90. The weights lower the mean a little, since the terminal that was asked too often was the kindest. Both sums run
# over the same rows: those with a rating.

# %% [markdown]
# ## 10-3 · The error of the change ★★
#
# What is the standard error of the change of the score from 2017 to 2018, weighted, with the survey runs drawn as a
# whole? Start from the joined waves. Passengers without a run are left out.
#
# *Why it matters:* the decision hangs on it.

# %%
survey = cx.read_study(folder).join_waves(waves=["2017", "2018"])
answers = survey.tables["relationship"]

# %% tags=["answer"]
# one number, in points, with two decimals
year = answers["wave"].astype("str")
drawn = answers.assign(drawn=(year + " " + answers["run"]).where(answers["run"].notna()))
design = {"weights": "weight", "cluster": "drawn"}
change = cx.nps_difference(drawn, rating="recommend", between="wave", reference="2017", **design)
answer_3 = change.table["std_error"]

# %%
cx.check("10-3", answer_3)

# %% [markdown] tags=["explanation"]
# 2.75 points. The errors of the two years, 1.55 and 2.26, join as the root of the sum of their squares. The change is
# −5.2, less than twice its error: the interval reaches 0.

# %% [markdown]
# ## 10-4 · Who is left? ★★
#
# How many passengers of 2017 rated all seven of `core`, and how many all fourteen aspects?
#
# *Why it matters:* a method that needs every answer chooses its people.

# %%
core = ["art", "food", "shops", "signs", "walkways", "screens", "wifi"]
others = ["info_arrivals", "info_departures", "roads", "parking", "airtrain", "shuttle", "rental"]

# %% tags=["answer"]
# two numbers: rows left with seven, rows left with fourteen
passengers = answers[answers["wave"] == "2017"]
answer_4 = [len(passengers.dropna(subset=names)) for names in (core, core + others)]

# %%
cx.check("10-4", answer_4)

# %% [markdown] tags=["explanation"]
# 1,586 and 501 of 2,831. The gaps are not accidents: most are the code for *never used*. To fill them in with likely
# values would invent ratings of a car park by people who came by train.

# %% [markdown]
# ## 10-5 · For the press ★★★
#
# Did passengers' recommendation fall from 2017 to 2018? One or two sentences with the size, its interval, whether it is
# weighted, and one limit.
#
# *Why it matters:* it is the only part that most people will read.

# %% tags=["answer"]
# one or two sentences, between quotation marks
answer_5 = (
    "Weighted to all passengers, the score stood 5.2 points lower in 2018 than in 2017 (95 % interval −10.7 to +0.2), "
    "which cannot be distinguished from no change. Only passengers at the gates were asked."
)

# %%
cx.check("10-5", answer_5)

# %% [markdown] tags=["explanation"]
# Other analyses may be told as well, if the interval belongs to the size and the weighting is named. A cause may not: two
# surveys show a difference, and no more.

# %% [markdown]
# ## Where next
#
# Take two waves of your own survey. Write the method statement first: codes, crosswalk, weights, clusters. Then look at
# the change.
