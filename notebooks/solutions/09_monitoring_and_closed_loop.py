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
# # 9 · Monitoring and the closed loop: exercises
#
# Five exercises, from limits (★) to the effect of an action (★★). Write your answer in place of `...`, run the cell, then
# run the check below it. A check says which mistake was made; it does not tell the answer. Nothing here needs data of
# your own.
#
# **Time:** 40 minutes.
#
# **Needs:** notebook `09_monitoring_and_closed_loop`, read or open beside you.

# %% [markdown] tags=["explanation"]
# **These are the worked answers.** Each is one way among several; what counts is the number and the reason for it.

# %%
import numpy as np
import pandas as pd

import cxlib as cx

# %% [markdown]
# ## 09-1 · The limits of a month ★
#
# In the baseline 44 % are promoters and 24 % detractors. This month has 150 answers. Between which limits may its NPS
# lie, on a control chart with limits of three errors, although nothing happened?
#
# *Why it matters:* most “changes” that are discussed lie well within.

# %% tags=["answer"]
# two numbers, in points, the lower limit first
variance = 0.44 + 0.24 - (0.44 - 0.24) ** 2
error = 100 * np.sqrt(variance / 150)
answer_1 = (20 - 3 * error, 20 + 3 * error)

# %%
cx.check("09-1", answer_1)

# %% [markdown] tags=["explanation"]
# The variance is 0.68 − 0.04 = 0.64, so one answer has an SD of 80 points, and the mean of 150 an error of 6.5. Three of
# them make ± 19.6. An interval of 95 % (± 12.8) is too narrow for a chart that is looked at every month.

# %% [markdown]
# ## 09-2 · Fourteen charts ★★
#
# A chart cries by chance in one month of 370. You watch 14 touchpoints. How many months pass, on average, from one false
# alarm of any of them to the next?
#
# *Why it matters:* nobody answers the fifth alarm.

# %% tags=["answer"]
# one number of months
any_of_them = 1 - (1 - 1 / 370) ** 14
answer_2 = 1 / any_of_them

# %%
cx.check("09-2", answer_2)

# %% [markdown] tags=["explanation"]
# In a month at least one of the fourteen cries with a chance of 3.7 %, so one false alarm comes in 27 months. With all
# four rules of the notebook it is one in half a year.

# %% [markdown]
# ## 09-3 · Who is still waiting ★
#
# Eight cases. Five were answered, after 5, 10, 20, 30 and 60 hours. Three are open, and have been for 15, 40 and 90
# hours. What share is still waiting after 30 hours, by Kaplan and Meier's rule?
#
# *Why it matters:* the report of closed cases gets better when the difficult ones are left lying.

# %%
hours = pd.DataFrame({"hours": [5, 10, 20, 30, 60, 15, 40, 90], "answered": [1, 1, 1, 1, 1, 0, 0, 0]})
hours

# %% tags=["answer"]
# one share, between 0 and 1
in_order = hours.sort_values("hours", ignore_index=True)
at_risk = len(in_order) - in_order.index  # cases that have waited for so long
waiting = (1 - in_order["answered"] / at_risk).cumprod()
answer_3 = waiting[in_order["hours"] == 30].iloc[0]

# %%
cx.check("09-3", answer_3)

# %% [markdown] tags=["explanation"]
# Still waiting after 5 hours: 7/8; after 10: 6/8; the case open at 15 leaves, so five are at risk at 20: 6/8 · 4/5 = 0.60;
# after 30: 0.60 · 3/4 = 0.45. So half are answered within 30 hours, while the middle of the closed cases took 20.

# %% [markdown]
# ## 09-4 · What a reply changes ★★
#
# A lot held out some cases. The others were offered a reply; 80 % of them got one. On average the next score of those
# offered rose by 2.6 points, of those answered by 2.9, and of those held out by 1.9. By how much does a reply, given,
# change the next score?
#
# *Why it matters:* before and after would claim 2.9.

# %% tags=["answer"]
# one number, in points
offer = 2.6 - 1.9
answer_4 = offer / 0.80

# %%
cx.check("09-4", answer_4)

# %% [markdown] tags=["explanation"]
# 1.9 points come by themselves. The lot decided about the offer, which adds 0.7; as only 80 % of it became a reply, a
# reply adds 0.7 / 0.8 = 0.9. The 2.9 of those answered less 1.9 would be 1.0, but nobody drew a lot among the offered.

# %% [markdown]
# ## 09-5 · What an action changes ★★
#
# Branches with a new action rose from 6.6 to 6.8. All others fell from 7.1 to 6.8 in the same time; before, both had moved
# alike. By how much did the action change the score?
#
# *Why it matters:* good actions are stopped in bad years, and praised in good ones.

# %% tags=["answer"]
# one number, in points
with_it, without = 6.8 - 6.6, 6.8 - 7.1
answer_5 = with_it - without

# %%
cx.check("09-5", answer_5)

# %% [markdown] tags=["explanation"]
# The others show what the year brought: −0.3. Without the action these branches would have come to 6.3; they are at 6.8.
# That both moved alike before is what makes the others a fair measure. Had these been chosen as the worst, they would
# have risen by themselves.

# %% [markdown]
# ## Where next
#
# Take last year's best month of your firm, and look at the month after it.
