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
# # 1 · Touchpoint mapping. Exercises
#
# Five exercises, from counting (★) to judging (★★★). Write your answer in place of `...`, run the cell, then run the
# check below it. A check says which mistake was made; it does not tell the answer.
#
# **Time:** 45 minutes.
#
# **Needs:** notebook `01_touchpoint_mapping`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 01-1 · How fragmented? ★
#
# Of a customer's contacts, half lie with one department, three in ten with a second and two in ten with a third. How
# fragmented is what the firm sees of this customer, by 1 − Σp²?
#
# *Why it matters:* each department believes it knows its customers. This says how far from it.

# %% tags=["answer"]
# one number
shares = pd.Series([0.5, 0.3, 0.2])
answer_1 = 1 - (shares**2).sum()

# %%
cx.check("01-1", answer_1)

# %% [markdown] tags=["explanation"]
# The squares are .25, .09 and .04; together .38. That is the chance that two contacts drawn with replacement belong to
# the same department. One less that is .62. With all contacts in one department it would be 0.

# %% [markdown]
# ## 01-2 · Five good contacts ★
#
# A journey has five contacts. Each goes well in 92 of 100 cases, independently of the others. What share of the
# journeys has no break at all?
#
# *Why it matters:* five departments will each report 92 % and mean it.

# %% tags=["answer"]
# one share, with three decimals
answer_2 = 0.92**5

# %%
cx.check("01-2", answer_2)

# %% [markdown] tags=["explanation"]
# The first must go well *and* the second *and* so on: .92 × .92 × .92 × .92 × .92 = .659. Adding the failures, 5 × .08,
# counts a journey that breaks twice as two journeys.

# %% [markdown]
# ## 01-3 · What is not on the map? ★★
#
# The register of a telephone company, and what its log holds. The company works in four languages, and its systems were
# not built on one day. Which contacts of the log are missing from the register? Answer with ids.
#
# *Why it matters:* a missing contact has no owner, no target and no survey. It has customers.

# %%
register = pd.DataFrame({
    "touchpoint": ["C1", "C2", "C3", "C4", "C5", "C6"],
    "name": ["web shop", "order call", "delivery", "invoice", "fault call", "cancellation"],
})  # fmt: skip
log = pd.DataFrame({
    "touchpoint": ["C1", "C2", "C2", "C3", "C3", "C4", "C5", "C7", "C8"],
    "label": ["web shop", "order call", "comandă telefonică", "livrare", "entrega", "factura", "avería",
              "dunning letter", "roaming alert"],
    "contacts": [9120, 3011, 402, 2204, 1871, 7650, 1423, 388, 96],
})  # fmt: skip
display(register, log)

# %% tags=["answer"]
# a list of ids, such as ["C1", "C2"]
coverage = cx.map_coverage(register, log=log).table
answer_3 = list(coverage.loc[~coverage["in_register"], "touchpoint"])

# %%
cx.check("01-3", answer_3)

# %% [markdown] tags=["explanation"]
# *Livrare* and *entrega* are the delivery, *factura* is the invoice, *avería* the fault call: their ids say so. What
# the register lacks are the dunning letter and the roaming alert. C6 is the other way round: designed, and not in this
# log.

# %% [markdown]
# ## 01-4 · Moments of truth ★★
#
# Points of impression lost with a bad contact, by touchpoint, with 95 % intervals (all other contacts held equal, and
# the number of comparisons allowed for). The board says: from half a point on, a contact is a moment of truth. Which
# are they?
#
# *Why it matters:* whatever stands on this list gets the money.

# %%
losses = pd.DataFrame({
    "contact": ["delivery", "installation", "claim", "advice in the shop", "pick-up", "invoice", "fault call"],
    "n_bad": [84, 44, 31, 430, 12, 105, 71],
    "n_good": [790, 486, 187, 5117, 15, 825, 548],
    "estimate": [1.43, 0.60, 1.96, 0.31, 1.40, 0.92, 0.74],
    "conf_low": [1.03, 0.05, 1.33, 0.12, -0.30, 0.56, 0.47],
    "conf_high": [1.83, 1.16, 2.60, 0.50, 3.10, 1.28, 1.01],
})  # fmt: skip
display(losses)

# %% tags=["answer"]
# a list of contacts, such as ["pick-up", "fault call"]
answer_4 = list(losses.loc[losses["conf_low"] > 0.5, "contact"])

# %%
cx.check("01-4", answer_4)

# %% [markdown] tags=["explanation"]
# The pick-up has one of the largest numbers, from twelve bad contacts; its interval holds 0. The fault call comes near:
# its lower limit is .47, so it stays open, and more answers would tell. Advice in the shop is the opposite case: a
# large sample makes a small loss sure, and sure is not the same as large.

# %% [markdown]
# ## 01-5 · Somebody else's map ★★★
#
# A printing firm works for other firms. Its register has seven contacts: web, social media, office visit, machine
# operator, courier, postal invoice, quality incident. Add two that are missing: one at least after the sale, and not both
# owned by those who sell. Say of each in which phase it lies, who owns it, which need it serves, and one variable that
# decides how it is lived and could be counted.
#
# *Why it matters:* in business between firms, too, people deal with people, and few of them are in sales.

# %% tags=["answer"]
# a list of two dictionaries with contact, phase, owner, need and variable
answer_5 = [
    {"contact": "proof for approval", "phase": "during", "owner": "pre-press",
     "need": "see it before it is printed", "variable": "proofs sent within 24 hours"},
    {"contact": "call two weeks after delivery", "phase": "after", "owner": "production planning",
     "need": "say what to do otherwise next time", "variable": "share of orders called about"},
]

# %%
cx.check("01-5", answer_5)

# %% [markdown] tags=["explanation"]
# There is no list of right answers. Good ones often are: the proof, the file that does not open, the change on the last
# day, the pallet at the wrong gate, the reminder of a bill, the reprint, the call for paper samples. What they have in
# common is an owner who does not sell, and a need that is the customer's.

# %% [markdown]
# ## Where next
#
# Take a bill or a reminder that you got this month. In which register does it stand, and who owns it?
