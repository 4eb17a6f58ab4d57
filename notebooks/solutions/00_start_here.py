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
# # 0 · Start here: exercises
#
# Four exercises on the form of data, from counting (★) to judging (★★). Write your answer in place of `...`, run the
# cell, then run the check below it. A check says which mistake was made; it does not tell the answer. Nothing here
# needs data of your own.
#
# **Time:** 20 minutes.
#
# **Needs:** notebook `00_start_here`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 00-1 · Valid answers ★
#
# 1,000 people were invited, 250 questionnaires came back. In the recommendation question 5 cells are empty and 10
# hold the code 11, which means no answer. Which share of the *returned* questionnaires answers the question validly?
#
# *Why it matters:* two shares with the same numerator are easily taken for one another.

# %%
invited, returned, empty, coded = 1000, 250, 5, 10

# %% tags=["answer"]
# one share, between 0 and 1
answer_1 = (returned - empty - coded) / returned

# %%
cx.check("00-1", answer_1)

# %% [markdown] tags=["explanation"]
# 235 of 250 are valid: 0.94. Divided by the 1,000 who were invited, the same 235 are a response rate of 0.235.

# %% [markdown]
# ## 00-2 · Top two boxes ★
#
# Twenty-five questionnaires hold a satisfaction item from 1 to 5, with the code 9 for no answer. What is the CSAT, the
# share of the top two boxes among valid answers?
#
# *Why it matters:* firms call at least five different numbers CSAT.

# %%
satisfaction = pd.Series([5] * 6 + [4] * 7 + [3] * 3 + [2] * 2 + [1] * 2 + [9] * 5)

# %% tags=["answer"]
# one share, between 0 and 1
valid = satisfaction[satisfaction != 9]
answer_2 = (valid >= 4).mean()

# %%
cx.check("00-2", answer_2)

# %% [markdown] tags=["explanation"]
# Thirteen of twenty valid answers are 4 or 5: 0.65. With the blanks in the denominator it would be 0.52, with the code
# 9 taken for a high score 0.72.

# %% [markdown]
# ## 00-3 · Which codes are missing? ★★
#
# The code list of an item: *“All in all, how satisfied are you with our repair service?”*
#
# | code | meaning |
# |---|---|
# | −1 | interview broken off before this question |
# | 0 | not at all satisfied |
# | 1 … 9 | in between |
# | 10 | completely satisfied |
# | 77 | have never used the repair service |
# | 88 | do not know |
# | 98 | prefer not to say |
# | 99 | left blank |
#
# Which codes belong into `missing = […]` of the `study.toml`?
#
# *Why it matters:* a code that is not declared becomes a score, and a score that is declared away becomes silence.

# %% tags=["answer"]
# a list of whole numbers
answer_3 = [-1, 88, 98, 99]

# %%
cx.check("00-3", answer_3)

# %% [markdown] tags=["explanation"]
# Zero is the lowest answer: declare it missing, and the angriest customers vanish. 77 goes into `not_used = [77]`: not
# an opinion of the service, and yet a fact about the customer.

# %% [markdown]
# ## 00-4 · What can the table support? ★★
#
# A chain of shops prints a link on its receipts. The table has 1,200 rows, one per questionnaire: satisfaction from 1
# to 5 (84 blanks), the shop (40 of them) and the date. It has no id of a person. How many receipts were printed is
# not known. Write `"yes"` if the table supports the claim, `"no"` if it does not.
#
# 1. **"71 % of the answers are a 4 or a 5."** Of the 1,116 valid answers 792 are.
# 2. **"71 % of our customers are satisfied."** The same numbers.
# 3. **"The response rate is 93 %."** 1,116 of 1,200.
# 4. **"At most 1,116 people have told us how satisfied they are."**
# 5. **"Shop 17 is our worst shop."** Its mean of 2.8 is the lowest; it has six answers.
#
# *Why it matters:* most false claims are true of the table and false of the customers.

# %% tags=["answer"]
# a list of five words, each "yes" or "no"
answer_4 = ["yes", "no", "no", "yes", "no"]

# %%
cx.check("00-4", answer_4)

# %% [markdown] tags=["explanation"]
# 1. *Yes.* 792 of 1,116, and the claim speaks of the answers.
# 2. *No.* People who scan a link on a receipt chose themselves.
# 3. *No.* That is the share of valid answers. A response rate needs the number of those who were asked.
# 4. *Yes.* Somebody may have answered twice, so there can be fewer people, never more.
# 5. *No.* Six answers say next to nothing, and among forty shops one is always last.

# %% [markdown]
# ## Where next
#
# Take an export of your own firm and write its `study.toml`: which columns, which scales, which codes?
