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

# %% [markdown] chapter="What matters"
# # 4 · What drives satisfaction?
#
# **Decision:** which aspects do we work on, and at which touchpoint?
#
# **Who decides:** those who answer for the touchpoints, with the analyst who knows how sure the order is.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - give a baseline with targets,
# - compute and compare measures of importance,
# - say how sure an order is,
# - recognise a halo and entangled ratings,
# - set what people say beside what their ratings show,
# - explain why importance is not effect.
#
# **Time:** 125 minutes, in four sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. All ten of ten are promoters. What may be said of the true score?
# 2. Which answers does a weight count more?
#
# <details><summary>Answers</summary>
#
# 1. That it may well be as low as about 45: ten answers cannot tell more.
# 2. Those of people whose like were asked and seldom answered.
#
# </details>

# %% [markdown]
# **Needs:** one table with a column of role `outcome`, such as overall satisfaction, and at least two ratings of single
# aspects (role `rating`, `functional` or `emotional`). Some sections need touchpoints, targets, a log of contacts, or a
# question what matters most. Sections that your data cannot carry say so and are skipped.

# %%
from collections import Counter  # for section 8.1
from itertools import combinations

import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
outcome: str = "outcome, recommend"  # what is to be explained: role or column, the first there is; "table.column" works, too
drivers: str = "rating, functional, emotional"  # columns or roles of the aspects, separated by commas
method: str = "lmg"  # lmg (section 3); or relative_weights, which can take more than 25 aspects
low_cut: int = 2  # answers up to this one are low
high_cut: int = 5  # answers from this one on are high
measured: str = "d_speed: wait_minutes, d_on_time: on_time"  # for section 6: rating: what the log measured of the same
met: str = "use: T02 T06 T07 T13, advertising: T10"  # for section 11: name: the touchpoints it stands for
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
n_resamples: int = 1000  # draws of the bootstrap
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# The data card: where the answers come from, how many there are, and the words of the question that is to be explained.

# %%
wanted = ["outcome", "recommend", "rating", "touchpoints", "interactions"]  # only tables of these kinds or roles
survey = cx.read_study(study or cx.sample_study(), tables=wanted, only=only, min_cell=min_cell)
truth = survey.truth
survey

# %%
home, _, outcome = outcome.rpartition(".")  # "table.column" is parted at the dot; home is empty where there is none
outcome = survey.first_of(outcome)  # without a question on satisfaction, what drives the recommendation
gates = cx.Gates(survey, role=outcome, table=home, min_cell=min_cell,
                 most=["rating", "functional", "emotional"],  # of several tables the one with most such columns
                 parameters=["outcome", "drivers"])
gates

# %% [markdown] tags=["lesson"]
# **Sitting A, 35 minutes.** After it you can give a baseline with targets, see how ratings are entangled, and share out
# R² fairly.

# %% tags=["lesson"]
cx.glossary(["cx", "touchpoint", "promoter", "confidence_interval"])

# %% [markdown]
# ## 1. Where are we?
#
# Before asking why, ask how much. The mean of each touchpoint stands beside its target, where somebody set one. If
# several tables ask the same question, the largest gives the baseline. Where answers have a weight, it is used, here
# and below. The column *top two* is the share of the two highest answers.

# %%
where = cx.section(1, needs={"outcome": outcome, "touchpoint": "touchpoint"}, min_groups=("touchpoint", 1))

# %%
y, place = where["outcome"], where["touchpoint"]  # the names of two columns
largest = survey.largest_with([y, place])  # the name of the largest table that has both
everybody = survey.in_groups(largest, by=place, min_cell=gates.min_cell)  # of a part: small touchpoints together
weights = survey.column("weight", table=largest)  # the name of its column of weights; None where it has none

# %%
levels = cx.mean_rating(everybody, rating=y, by=place, weights=weights, confidence_level=confidence_level)
second_best = everybody[y].max() - 1
two_best = cx.top_box_share(everybody, rating=y, by=place, top=second_best, weights=weights)  # from this answer on
if second_best <= 10:  # per cent have no two highest answers
    levels.table["top_two"] = two_best.table["estimate"]
levels = cx.suppress_small_cells(levels, min_cell=gates.min_cell)
levels

# %%
cx.reading(levels, about="ends", labels=survey.titles)  # ends: the highest and the lowest; titles: their names

# %% [markdown]
# ### 1.1 Against the targets
#
# Now each mean less its target, with its interval: right of the line is above the target. The targets stand in another
# table, which has gates of its own.
#
# An analysis may refuse, as where no target fits. So the section tries it: `run` is the function, `given` are its
# arguments, and `aimed.result` is what it returns. Where it refuses, the section says why. Most sections of this
# notebook are opened so.

# %%
aims = cx.Gates(survey, role="target", min_cell=min_cell)

# %%
aimed = cx.section("1.1", of=aims, needs={"touchpoint": "touchpoint", "target": "target"}, run=cx.target_gaps,
                   given={"levels": levels})

# %%
gaps = aimed.result
cx.show(cx.plot_intervals(gaps, label=place, labels=survey.titles,
                          unit="Mean less its target, points"))
cx.reading(gaps, labels=survey.titles)

# %% [markdown]
# **Reading.** A touchpoint whose interval crosses the line may be above or below its target; more answers would tell.
# This says where it hurts, not why. Firms often know which number is missed, and little of what people thought and felt
# there. And no touchpoint is *the* customer experience; the service desk is one of many.

# %% [markdown] tags=["lesson"]
# ### 1.2 More than the service desk
#
# A common wrong belief, above all among managers: *customer experience is the complaints desk.* If it were, the low
# answers would come from there. So count the answers up to 6 by the department that owns the touchpoint: the share
# among its own answers, and its share of all low answers.

# %% tags=["lesson"]
owned = cx.section("1.2", of=aims, needs={"touchpoint": "touchpoint", "owner": "owner"}, after=1, truth=truth)

# %% tags=["lesson"]
owner = aims.answers.set_index(owned["touchpoint"])[owned["owner"]].astype(object).fillna("nobody")
who = everybody[place].astype(object).map(owner)
low = (everybody[y] <= 6).astype(float).where(everybody[y].notna())

# %% tags=["lesson"]
desks = low.groupby(who).agg(n="count", share_low="mean", low="sum").rename_axis("owner").reset_index()
desks["share_of_all_low"] = desks["low"] / desks["low"].sum()
cx.Result(table=desks.sort_values("share_of_all_low", ascending=False).drop(columns="low"))

# %% tags=["lesson"]
desk = desks.set_index("owner").loc["Claims & Legal"]
cx.by_hand(low_at_the_desk=desk["share_low"], of_all_low_answers_from_the_desk=desk["share_of_all_low"],
           from_elsewhere=1 - desk["share_of_all_low"])

# %% [markdown] tags=["lesson"]
# **Reading.** The desk is where it hurts most, and still most of what hurts happens elsewhere, where nobody complains.
# Who mends the desk alone mends the last contact of a chain.

# %% [markdown]
# ## 2. Which aspects?
#
# People rated single aspects. Not everybody can rate each of them, so here are the shares who did. We use the aspects
# that at least three in four could rate. One that only some touchpoints have comes back in section 7.

# %%
columns = gates.named("drivers", drivers)  # the columns that the parameter drivers names
asked = cx.section(2, needs={"outcome": outcome}, min_answers=gates.min_cell, run=cx.driver_aspects,
                   given={"gates": gates, "named": columns})

# %% [markdown]
# The aspects, and what the analyses below take from them:

# %%
aspects = asked.result
rows = aspects.rows  # the answers
items = aspects.items  # the names of the aspects used
y = aspects.outcome  # the name of the column to be explained
within = aspects.within  # the name of the column of touchpoints; None where there is none
weights = aspects.weights  # the name of the column of weights; None where there is none
said = aspects.labels  # aspect: the wording of its question, where it has no name of its own
aspects

# %% [markdown]
# ### 2.1 How entangled are they?
#
# Where there are touchpoints, their means are taken out of every column (`within`). Otherwise an aspect would seem to
# matter merely because some touchpoints are better than others. What is left is the differences between people at the
# same touchpoint.
#
# First a look at each aspect alone. The *correlation* r says how closely two columns go together: 0 not at all, 1 in
# perfect step, −1 in opposite step.

# %%
tangled = cx.section("2.1", needs={"outcome": outcome}, run=cx.driver_entanglement,
                     given={"data": rows, "drivers": items, "within": within, "weights": weights,
                            "min_cell": gates.min_cell, "confidence_level": confidence_level})

# %%
knot = tangled.result
alone = knot.alone
cx.Result(table=aspects.worded(alone.table), settings=alone.settings, notes=alone.notes, kind=alone.kind)

# %% [markdown]
# A common wrong belief: *the aspect at the top of such a list is the lever to pull.* Slides end here, with a budget for
# the first three. Let us see what is wrong with it. First, the aspects go with one another. Each cell of the grid is the
# correlation of two aspects:

# %%
cx.show(cx.plot_heat(knot, labels=said))
cx.reading(knot, labels=said)

# %% [markdown]
# **Reading.** One number per person, the *first component*, carries this much of all ratings. If it is much, people may
# be telling one mood many times: a *halo*. The *variance inflation factor* (VIF) says how many times larger the
# squared error of an aspect's slope becomes because the others say nearly the same; 1 is none.

# %% [markdown]
# ## 3. Which matter?
#
# Fit a straight line that foretells satisfaction from the ratings. *R²* is the share of the differences in satisfaction
# that it accounts for: 0 none, 1 all. Aspects that go together have a part of it in common. Who gets it? Take two. If one
# is used alone first, it takes all of that part, and the other only gains the rest. So let each be first once, and take
# the mean: that is its fair share.
#
# By hand, for the two that go most with satisfaction. R² of one alone is r², its squared correlation with satisfaction; of
# both it is (r₁² + r₂² − 2 r₁ r₂ r₁₂) / (1 − r₁₂²), with r₁₂ the correlation of the two.

# %%
ranked = cx.section(3, needs={"outcome": outcome}, after="2.1", run=aspects.sample_size,
                    given={"method": method, "n_resamples": n_resamples})

# %%
first, second = knot.alone.table["driver"].head(2)
r1, r2 = knot.alone.table["estimate"].head(2)
r12 = knot.table.set_index(["driver", "other"]).loc[(first, second), "r"]  # from the grid of section 2.1
both = (r1**2 + r2**2 - 2 * r1 * r2 * r12) / (1 - r12**2)
fair = pd.DataFrame({"driver": [first, second], "R² alone": [r1**2, r2**2], "R² of both": both})
fair["gain when second"] = both - fair["R² alone"].array[::-1]  # less what the other has alone: the column turned round
fair["fair share"] = (fair["R² alone"] + fair["gain when second"]) / 2
cx.Result(table=fair)

# %% [markdown]
# Six aspects, say, can enter in 720 orders. The mean over all orders is called *LMG*, or Shapley's value; the library
# takes it from all sets of aspects at once. In its table the parts in *estimate* add up to R², and each *share* is such a
# part divided by R². The *standardised slope* says by how many of its standard deviations (its usual distance from the
# mean) satisfaction moves with one of the aspect's, while the others stay.

# %%
importance = cx.driver_importance(rows, outcome=y, drivers=items, within=within, weights=weights, method=method,
                                  random_driver=True,  # adds a column of random numbers, for section 4
                                  n_resamples=n_resamples, confidence_level=confidence_level, rng=seed)
columns = ["driver", "n", "estimate", "share", "rank", "r", "beta", "sign_agrees", "vif"]  # beta: the standardised slope
cx.Result(table=aspects.worded(importance.table[columns]), notes=importance.notes)

# %% [markdown]
# *Johnson's weights* answer the same question another way. The figure shows three measures side by side; its intervals and
# its chances of the first place are explained in section 4.

# %%
johnson = cx.driver_importance(rows, outcome=y, drivers=items, within=within, weights=weights,
                               method="relative_weights", n_resamples=n_resamples,
                               confidence_level=confidence_level, rng=seed)
slopes = cx.driver_slopes(rows, outcome=y, drivers=items, within=within, weights=weights,
                          confidence_level=confidence_level)
cx.show(cx.plot_drivers([importance, johnson, slopes], labels=said))
cx.reading(importance, johnson, slopes, labels=said)

# %% [markdown]
# **Reading.** What R² lacks of 1 is what nobody asked, and chance. Where correlation and slope had different signs, *sign
# agrees* would say so: such an aspect helps to read the others, and is no lever by itself.
#
# Two methods that agree are no proof. Both read the same ratings.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("04-1", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("04-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 30 minutes.** After it you can say how sure an order is, and unmask a halo by truth and by records.

# %% tags=["lesson"]
cx.glossary(["ipa"])

# %% [markdown]
# ## 4. How sure is the order?
#
# Ask other people, and the order may be another. The *bootstrap* plays this through: from the answers at hand it draws
# as many again, some twice and some not at all, and repeats the whole analysis. It does so `n_resamples` times. The
# grid counts how often each aspect took each place.

# %%
cx.section(4, needs={"outcome": outcome}, after=3)

# %%
cx.show(cx.plot_heat(importance, labels=said))  # of an importance: its places
cx.reading(importance, about="order", labels=said)  # about: which part of it is told

# %% [markdown]
# We call a pair surely ordered when one is ahead in at least 95 % of the draws. Whether their intervals overlap does
# not tell: look at the interval of the difference. A pair may be sure although that interval still touches 0. The
# interval guards both ends: being ahead in 95 % leaves 5 % at one end, a 95 % interval half of that.
#
# Beside its table `importance` holds three more: `pairs`, `random` and, for section 10, `lost`.

# %%
pairs = importance.pairs.assign(sure=importance.pairs["share_ahead"] >= 0.95)
cx.Result(table=pairs)

# %%
cx.reading(importance, about="pairs", labels=said, aside=True)

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("04-2", ...)

# %% [markdown]
# Is an aspect better than nothing? A share is never below 0, and above it even for dice. So the interval begins at 0
# where the aspect's correlation with satisfaction cannot be told from 0. The fair comparison is a column of random
# numbers (how often is the aspect ahead of it?), and the shares that come out when satisfaction is shuffled.

# %%
cx.Result(table=importance.random)

# %% [markdown]
# **Reading.** *null high* is what luck alone reaches, *p* how often luck gives as much. It is a low bar: an
# aspect that merely shares people's mood beats dice, too.

# %% [markdown]
# ### 4.1 Where to begin?
#
# Importance beside the ratings: what matters more than most and is rated lower than most stands in the upper left field.
# The lines stand at the means of both, and the dots are where these answers put them; chance moves them.

# %%
urgent = cx.section("4.1", needs={"outcome": outcome}, after=4, run=cx.importance_performance,
                    given={"importance": importance, "scales": aspects.scales,
                           "performance": cx.banner(rows, rows=items, weights=weights, min_cell=gates.min_cell)})

# %%
cx.Result(table=aspects.worded(urgent.result.table), kind=urgent.result.kind)

# %%
cx.show(cx.plot_points(urgent.result, labels=said))
cx.reading(urgent.result, labels=said)

# %% [markdown]
# ## 5. Against the truth?
#
# Which aspects *make* satisfaction? Importance is not effect. A person in a good mood likes the place, the people and the
# whole contact; a person in a bad mood likes none of it. The mood lifts both answers, so they go together, and neither
# makes the other. No method that sees ratings only can take the mood out, and a larger sample makes the error surer, not
# smaller.

# %%
cx.section(5)

# %% [markdown]
# ### 5.1 The sample company
#
# The sample company was drawn from known equations. So we can ask what a firm never can: which aspects have an effect?
# The crosses are what was planted. Of the aspects without any effect, the one with the largest share is the *decoy*; it
# stands in a box.

# %%
cx.section("5.1", needs={"outcome": outcome}, after=3, truth=aspects.planted(truth))

# %%
planted = aspects.planted(truth)  # aspect: its true effect
effects = pd.Series(planted)
without_effect = effects.index[effects == 0]
parts = importance.table.set_index("driver")["estimate"]
decoy = parts[without_effect].idxmax()  # the name of the largest of them
cx.show(cx.plot_drivers(importance, slopes=slopes, truth=planted, boxed=decoy))
cx.reading(importance, driver=decoy, truth=planted[decoy])

# %% [markdown]
# **Reading.** Where the truth is not known, as in every firm, the decoy looks like all the others.

# %% [markdown] tags=["lesson"]
# ### 5.2 A toy firm
#
# Break it yourself. A toy firm with the same kind of plan: four aspects that work, two that do not. `halo` is how much
# the mood of the day colours everything: it is added to each rating, and to satisfaction. From which strength on does
# tidiness look like a lever?

# %% tags=["lesson"]
cx.section("5.2")

# %% tags=["lesson"]
effects = pd.Series({"speed": 0.5, "competence": 0.35, "ease": 0.2, "promise": 0.1, "tidy": 0.0, "price": 0.0})
colours = np.array([0.6, 0.6, 0.6, 0.6, 1.4, 0.4])  # how much of the mood is in each rating
draws = np.random.default_rng(seed).normal(size=(3000, 8))  # 3,000 people, eight random numbers each
mood = draws[:, :1]  # the first of them
own = draws[:, 1:7]  # six: what the person finds of each aspect, without the mood
chance = draws[:, 7]

# %% tags=["lesson"]
def view(halo=0.8):
    firm = pd.DataFrame(own + halo * mood * colours, columns=effects.index)
    firm["satisfaction"] = own @ effects + halo * mood[:, 0] + chance  # @: each aspect times its effect, added up
    table = cx.driver_importance(firm, outcome="satisfaction", drivers=effects.index).table
    return cx.Result(table=table.loc[table["driver"] == "tidy", ["driver", "n", "rank", "r", "share"]])

# %% tags=["lesson"]
cx.stack({"halo 0": view(0.0), "halo 0.4": view(0.4), "halo 0.8": view(0.8)}, label="toy firm")

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"halo": (0.0, 1.5, 0.1)})

# %% [markdown]
# ## 6. How to escape the halo?
#
# Ask less and measure more: a clock has no mood. Where the log knows what was rated, here is the same matter twice, as
# people said it and as it was recorded. For each a line is fitted with nothing else in it, so that the two can be
# compared. Slopes stand standardised in *estimate*, and in points of satisfaction in *slope*. Of times the logarithm is
# taken, so that from 5 minutes to 10 is as far as from 10 to 20.

# %%
clocks = cx.section(6, needs={"outcome": outcome}, after=3, run=aspects.rated_and_recorded,
                    given={"study": survey, "pairs": measured, "confidence_level": confidence_level})

# %%
clocks.result

# %%
spelled = {name: str(name).replace("_", " ") for name in clocks.result.table["what"]}
cx.show(cx.plot_intervals(clocks.result, label="what", labels=spelled, unit="Slope, standard deviations for one", digits=2))
planted = {"wait_minutes": truth.get("log_minutes"), "on_time": truth.get("delivered_on_time")}  # record: true slope
cx.reading(clocks.result, truth=planted)

# %% [markdown]
# **Reading.** A rating's slope holds the matter *and* the mood. A record's slope holds no mood. Standardised, it is
# mostly smaller, also because a record is not all that people mean by the word; in points of satisfaction it need not
# be, for there one stands for one step of a rating and for on time or not. Where its interval stays clear of 0, the
# matter can be worked on with more confidence. What nobody recorded, such as tidy premises, remains an opinion.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("04-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 35 minutes.** After it you can compare touchpoints, set what is said beside what is shown, and tell a
# must-be from a delight.

# %% tags=["lesson"]
cx.glossary(["driver", "must_be", "attractive", "penalty_reward"])

# %% [markdown]
# ## 7. The same at each touchpoint?
#
# A courier must come on time, an invoice must be clear. So each touchpoint is analysed alone, with all aspects that
# were asked there. Where there are fewer than 15 answers for each aspect, an order would be chance, and the row of the
# grid stays grey. A dozen answers can carry a mean with a wide interval, never an order of aspects. To save time the
# bootstrap draws at most 300 times.

# %%
spread = cx.section(7, needs={"outcome": outcome, "touchpoint": "touchpoint"}, after=3, min_groups=("touchpoint", 2),
                    run=aspects.importance_by_group,
                    given={"min_cell": gates.min_cell, "method": method, "n_resamples": min(n_resamples, 300),
                           "confidence_level": confidence_level, "rng": seed})

# %%
by_place = spread.result
cx.show(cx.plot_heat(by_place, rows=within, labels=survey.titles))
cx.reading(by_place, labels=survey.titles)

# %% [markdown]
# The table for those who answer for the touchpoints: each aspect's share, its place, between which places the draws put
# it, and whether correlation and slope point the same way.

# %%
columns = [within, "driver", "n", "share", "rank", "rank_low", "rank_high", "sign_agrees"]
orders = by_place.table[columns].dropna(subset="share").sort_values([within, "rank"])  # without the grey rows
cx.Result(table=orders, notes=by_place.notes)

# %% [markdown] tags=["lesson"]
# As a file, for those who have no notebook: comma-separated text, with n and the range of places in each row, so that
# nobody can cut the doubt off. `orders.to_csv("drivers.csv", index=False)` writes all of it; here are its first lines.

# %% tags=["lesson"]
print(orders.round(3).head(4).to_csv(index=False))

# %% [markdown]
# ### 7.1 Do two touchpoints differ?
#
# Do two touchpoints differ in an aspect that both have? Two orders that differ are no proof. The bootstrap of the
# difference is; here between the two touchpoints with most answers, in the aspects that both have.

# %%
apart = cx.section("7.1", needs={"outcome": outcome}, run=aspects.largest_differences,
                   given={"min_cell": gates.min_cell, "method": method, "n_resamples": min(n_resamples, 300),
                          "confidence_level": confidence_level, "rng": seed})

# %%
apart.result

# %%
cx.reading(apart.result, labels=survey.titles)

# %% [markdown] tags=["lesson"]
# **Now you** (★★): an aspect whose two signs differ; and a touchpoint with 45 answers.

# %% tags=["lesson"]
cx.check("04-3", ...)

# %% tags=["lesson"]
cx.check("04-4", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★★), back to section 5: a test that would unmask the decoy.

# %% tags=["lesson"]
cx.check("04-5", ...)

# %% [markdown]
# ## 8. Asked or derived?
#
# Why not simply ask people what matters most to them? Some studies do. Here is the share of people who name an aspect
# first, against the share of R² that their own ratings give it.

# %%
voiced = cx.section(8, needs={"outcome": outcome, "reason": "reason"}, after=3, run=aspects.reasons_named)

# %%
names = voiced.result  # a row for each person and aspect; "named" is 1 where the person names it first, else 0
stated = cx.top_box_share(names, rating="named", top=1, by="driver", weights=weights,
                          confidence_level=confidence_level)
cx.show(cx.plot_points(stated, importance))
cx.reading(importance, stated=stated, truth=aspects.planted(truth))

# %% [markdown]
# **Reading.** Neither is the truth. People name what they may decently name, and what is in the air; their ratings
# follow what they met, and the mood. What never fails is taken for granted: it hardly differs between people, so no
# analysis of ratings can find it, and people would still leave if it failed.

# %% [markdown] tags=["lesson"]
# ### 8.1 The best and the worst
#
# “Which matters most?” wastes what people know of the others. A *best–worst choice* shows four aspects at a time and asks
# for the most and the least important of them. Its score is how often it was best less how often worst, divided by how
# often it was shown. That is fair only where each aspect meets each other equally often. So all fifteen sets are used,
# in three versions of five. An invented panel of 201 with known weights: the two in the middle are close, the last two
# nearly alike.

# %% tags=["lesson"]
cx.section("8.1")

# %% tags=["lesson"]
weighs = pd.Series({"price": 1.0, "speed": 0.8, "competence": 0.45, "ease": 0.35, "promise": 0.1, "tidy": 0.0})
sets = [list(four) for four in combinations(weighs.index, 4)]  # all fifteen: each aspect stands in ten of them
luck = np.random.default_rng(seed)

# %% tags=["lesson"]
best, worst = Counter(), Counter()
shown = [four for person in range(201) for four in sets[person % 3 :: 3]]  # five sets each, in three versions
for four in shown:
    felt = weighs[four] + luck.gumbel(size=4)
    best[felt.idxmax()] += 1
    worst[felt.idxmin()] += 1

# %% tags=["lesson"]
shown_often = Counter(aspect for four in shown for aspect in four)
first_choice = (weighs.to_numpy() + luck.gumbel(size=(201, 6))).argmax(axis=1)
scores = pd.DataFrame({"planted": weighs, "best": pd.Series(best), "worst": pd.Series(worst)}).fillna(0)
scores["best_less_worst"] = (scores["best"] - scores["worst"]) / pd.Series(shown_often)
scores["named_first"] = pd.Series(weighs.index[first_choice]).value_counts(normalize=True)
cx.Result(table=scores.sort_values("best_less_worst", ascending=False).rename_axis("aspect").reset_index())

# %% tags=["lesson"]
ranks = scores[["planted", "best_less_worst", "named_first"]].rank()
cx.by_hand(best_worst_in_order=ranks["planted"].corr(ranks["best_less_worst"]),
           named_first_in_order=ranks["planted"].corr(ranks["named_first"]))

# %% [markdown] tags=["lesson"]
# **Reading.** Nobody can call everything important, and the lower places are known, too. What is planted nearly alike may
# come out either way: 201 people are few for that. It is still
# what people *say*: price is first in both columns because it is said to be, and section 8 shows what ratings make of it.

# %% [markdown]
# ## 9. A straight line?
#
# Some things only hurt when they are missing, as a right invoice: a *must-be*. Some only delight, as kindness: they are
# *attractive*. What does both alike is *linear*. For each aspect, low and high answers are compared with those in the
# middle: a *penalty* and a *reward*, in points of satisfaction. All aspects are fitted together, so that each is seen
# with the others held equal.

# %%
curved = cx.section(9, needs={"outcome": outcome}, after=3,
                    lacking=aspects.off_scale(low_cut, high_cut),  # closed where a cut does not lie on the scales
                    run=cx.penalty_reward,
                    given={"data": rows, "drivers": items, "low": low_cut, "high": high_cut, "within": within,
                           "weights": weights, "confidence_level": confidence_level})

# %%
ends = cx.suppress_small_cells(curved.result, min_cell=gates.min_cell)  # without ends at which too few people answer
cx.show(cx.plot_bars(ends, labels=said))
cx.reading(ends, labels=said)

# %% [markdown]
# **Reading.** *Linear* is no finding: it only says that neither side is surely twice the other, not that both are
# alike. Look at both n before you believe a kind. Where far fewer people answer low than high, the low ones lie further
# from the middle, and even a straight line shows a larger penalty. So it does where many give the highest satisfaction
# there is, since nothing more can be earned there. And mood is in these bars as in all ratings.
#
# ### 9.1 What only some touchpoints have
#
# Now the aspects that only some touchpoints have. Only the aspect itself is split into low, middle and high; the others
# stay as they are. Few answers cannot carry many splits, and the mood is better taken out by whole ratings.

# %%
some = cx.section("9.1", needs={"outcome": outcome, "touchpoint": "touchpoint"}, run=aspects.penalty_where_asked,
                  given={"low": low_cut, "high": high_cut, "min_cell": gates.min_cell,
                         "confidence_level": confidence_level})

# %%
ends = cx.suppress_small_cells(some.result, min_cell=gates.min_cell)
cx.show(cx.plot_bars(ends))
planted = {"correct": [truth.get("correct_low"), truth.get("correct_high")],
           "kindness": [truth.get("kind_low"), truth.get("kind_high")]}
cx.reading(ends, truth=planted)

# %% [markdown]
# ### 9.2 How many answers does a bar need?
#
# Few answers at an end make bars that point the wrong way: a low rating that seems to earn, a high one that seems to
# cost. We make the bars of each touchpoint alone, and count those that do.

# %%
each = cx.section("9.2", needs={"outcome": outcome, "touchpoint": "touchpoint"}, after=7, run=cx.penalty_reward,
                  given={"data": rows, "drivers": items, "low": low_cut, "high": high_cut, "by": within,
                         "weights": weights, "confidence_level": confidence_level})

# %%
ends = each.result.table  # a row for each touchpoint and aspect, with both its bars
low = pd.DataFrame({"n": ends["n_low"], "wrong_sign": ends["penalty"] > 0})[ends["penalty"].notna()]
high = pd.DataFrame({"n": ends["n_high"], "wrong_sign": ends["reward"] < 0})[ends["reward"].notna()]
bars = pd.concat([low, high])  # a row for each bar
bars["answers"] = np.where(bars["n"] < 30, "fewer than 30", "30 or more")
cx.Result(table=bars.groupby("answers")["wrong_sign"].agg(n_bars="count", n_wrong_sign="sum").reset_index())

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("04-C", ...)

# %% [markdown] tags=["lesson"]
# **Sitting D, 25 minutes.** After it you can test a model by its doubts, and look at image and use.

# %% tags=["lesson"]
cx.glossary(["wave", "brand_image", "loyalty"])

# %% [markdown]
# ## 10. Does the model bear it?
#
# Three doubts. First: whose answers were used? An aspect that few could rate, taken into the model, throws out
# everybody who did not rate it. Those who stay met other touchpoints, and the order may change with them.

# %%
cx.section(10, needs={"outcome": outcome}, after=3)

# %%
cx.reading(importance, answers=rows[y].count(), aside=True)  # aside: not to be listed under What we found

# %% [markdown]
# How many answers lack each rating, and how many are lost because of this rating alone:

# %%
cx.Result(table=aspects.worded(importance.lost))

# %% [markdown]
# ### 10.1 One aspect more
#
# So take the aspect that most people rated of those left out, add it, and look at the answers that remain, and at the
# order.

# %%
more = cx.section("10.1", needs={"outcome": outcome}, run=aspects.order_with_rarer, given={"method": method})

# %%
more.result

# %% [markdown]
# ### 10.2 Steps of a scale
#
# Second: satisfaction is a scale of steps, and the straight line takes all steps to be equally large. An *ordered logit*
# uses only their order. Do both put the aspects in the same order? In this comparison all answers count alike, whatever
# their weights.

# %%
ordered = cx.section("10.2", needs={"outcome": outcome}, run=cx.ordinal_check,
                     given={"data": rows, "drivers": items, "within": within, "confidence_level": confidence_level})

# %%
cx.Result(table=aspects.worded(ordered.result.table), notes=ordered.result.notes, kind=ordered.result.kind)

# %%
cx.reading(ordered.result, labels=said)

# %% [markdown]
# ### 10.3 For everybody?
#
# Third: does it hold for everybody? R² by segment, or by touchpoint where there is no segment. A low one is no lack of
# feeling: where people answer alike, there is little to account for.

# %%
everyone = cx.section("10.3", needs={"outcome": outcome}, run=aspects.explained_by_group,
                      given={"min_cell": gates.min_cell, "method": method})

# %%
everyone.result

# %% [markdown]
# ### 10.4 Gaps filled in
#
# Back to the first doubt. Where more than a tenth of the answers would be lost, the gaps can be filled in instead: twenty
# times over, each with an answer of somebody whose other answers foretell much the same (*multiple imputation*). Here
# both ways stand side by side, without taking out the means of touchpoints.

# %%
filled = cx.section("10.4", needs={"outcome": outcome}, after=10, run=aspects.filled_in,
                    given={"confidence_level": confidence_level, "rng": seed})

# %%
columns = ["driver", "n", "share", "rank", "n_filled", "share_filled", "rank_filled"]
cx.Result(table=aspects.worded(filled.result.table[columns]), notes=filled.result.notes)

# %%
cx.reading(filled.result, labels=said)

# %% [markdown]
# ## 11. Use or advertising?
#
# A brand's image is said to be made by campaigns. Or is it made in use? Where the same customers answered in two waves,
# look at the change of their image of the firm: among those who used it in the meantime, and among those it wrote to. The
# parameter `met` says which touchpoints are which.

# %%
brand = cx.Gates(survey, role="wave", table="relationship", min_cell=min_cell)  # gates of another table: the waves

# %%
lived = cx.section(11, of=brand, needs={"customer": "customer", "wave": "wave"}, min_groups=("wave", 2),
                   run=cx.image_changes, given={"gates": brand, "met": met, "min_cell": gates.min_cell})

# %%
panel = lived.result  # a row per customer: the change, and 1 or 0 for each name in met
sides = list(panel.columns.drop("change"))  # these names
lift = cx.driver_slopes(panel, outcome="change", drivers=sides, confidence_level=confidence_level)
points = lift.table[["driver", "n", "slope", "slope_low", "slope_high"]]
points = cx.Result(table=points.set_axis(["driver", "n", "estimate", "conf_low", "conf_high"], axis=1))  # the figure's names
cx.show(cx.plot_intervals(points, label="driver", unit="Change of image, points of the scale", digits=2))

# %%
planted = {"use": truth.get("image_use"), "advertising": truth.get("image_mail")}
cx.reading(lift, truth=planted, labels={"change": "the change of image"})

# %% [markdown]
# **Reading.** A change within the same person leaves out what a person always is, their usual mood as well. It does not
# leave out what made them come: nobody was sent there by lot. So we say that use *goes with* the change.

# %% [markdown] tags=["lesson"]
# ### 11.1 From experience to image to loyalty
#
# Some national indices of satisfaction draw it as a chain: what people live makes the *image*, and the image keeps them.
# Others draw the first arrow the other way round, from the image to satisfaction. Two straight lines are enough to look
# at the chain: image on the impression; and the wish to come back on both. The *indirect* part goes by the image: the
# product of two slopes, all in standard deviations.

# %% tags=["lesson"]
chain = cx.section("11.1", of=brand, needs={"impression": "outcome"}, latest=True, after=11, truth=truth)

# %% tags=["lesson"]
links = chain.rows[["impression", "return_int"]].assign(image=chain.rows[["fit1", "fit2", "fit3"]].mean(axis=1)).dropna()
to_image = cx.driver_slopes(links, outcome="image", drivers=["impression"], confidence_level=confidence_level)
to_return = cx.driver_slopes(links, outcome="return_int", drivers=["impression", "image"],
                             confidence_level=confidence_level)

# %% tags=["lesson"]
steps = pd.concat([to_image.table.assign(step="to the image"), to_return.table.assign(step="to coming back")])
cx.Result(table=steps[["step", "driver", "n", "estimate", "conf_low", "conf_high"]])

# %% tags=["lesson"]
a, (direct, b) = to_image.table["estimate"].iloc[0], to_return.table["estimate"]
low, high = to_image.table.loc[0, ["conf_low", "conf_high"]]
cx.by_hand(direct=direct, by_the_image=a * b, first_arrow_distinguished_from_0=not low <= 0 <= high)

# %% [markdown] tags=["lesson"]
# **Reading.** A drawing of boxes has its arrows before any data. Where the last column says *no*, an arrow of the textbook
# was drawn and is not found here, though section 11 finds a change of image with use. And where one is found, these are
# one person's answers of one minute, with one mood in all three. Notebook 07, section 8, has an interval for such a
# product.

# %% [markdown]
# ## 12. Question by question
#
# The ratings of single aspects one under the other, of everybody in the last wave: the mean, its interval, and the share
# of the two highest answers.

# %%
named = gates.named("drivers", drivers)  # the columns that the parameter drivers names
whole = [name for name in [gates.column("outcome")] if name]  # the question of all in all
questions = [name for name in named if not gates.declared[name].made] or named or whole  # a mean is no question
weight = gates.column("weight")
listed = cx.section(12, needs={"outcome": outcome}, min_answers=gates.min_cell, latest=True, run=cx.banner,
                    given={"rows": questions, "top": gates.two_best(questions), "weights": weight,
                           "min_cell": gates.min_cell, "confidence_level": confidence_level, "labels": gates.wording,
                           "scales": gates.scales(questions)})

# %%
listed.result

# %%
# Means of several scales have no axis in common; the mean of yes and no is a share
axis = "place" if listed.result.settings["scales"] else listed.result.settings["show"]
words = {"mean": "Mean of the answers", "place": "Rating, % of its scale", "share": "Share of answers, %"}
cx.show(cx.plot_intervals(listed.result.ordered, label="row", unit=words[axis], zero=False, percent=axis == "share",
                          digits=2 if axis == "mean" else 0, labels=listed.result.labels))
cx.reading(listed.result)

# %% [markdown]
# ### 12.1 Side by side
#
# The same by groups, as a *banner table*: each group has a letter, and a cell carries the letters of the groups that lie
# surely below it. With many pairs some differ by chance; the note says how many letters chance alone would give.

# %%
groupings = gates.groupings()  # columns of two to twelve groups: segments, units, who was helped, channels
aside = cx.section("12.1", needs={"outcome": outcome, "group": ["segment", "unit", "channel", "language"]},
                   also=dict(zip(groupings, groupings)),  # so that a part tells each in groups that are large enough
                   min_answers=gates.min_cell, latest=True, run=cx.banner,
                   given={"rows": questions, "columns": groupings, "weights": weight, "min_cell": gates.min_cell,
                          "confidence_level": confidence_level, "labels": gates.wording,
                          "scales": gates.scales(questions)},
                   wanted=bool(groupings))

# %%
aside.result

# %%
cx.reading(aside.result)

# %% [markdown]
# ### 12.2 All in all
#
# And the question that was to be explained, of everybody in the last wave.

# %%
overall = cx.section("12.2", needs={"outcome": "outcome"}, min_answers=gates.min_cell, latest=True, run=cx.banner,
                     given={"rows": whole, "weights": weight, "min_cell": gates.min_cell,
                            "confidence_level": confidence_level, "labels": gates.wording}, wanted=questions != whole)

# %%
overall.result

# %%
cx.reading(overall.result)

# %% [markdown]
# **Reading.** A cell without letters may still differ: few answers show large gaps only. Small groups are left out, and
# so is one by which a small one could be worked out.

# %% [markdown]
# ## What we found
#
# From the results above, so it holds for the data at hand.

# %%
cx.section("closing")

# %%
cx.findings()

# %%
cx.section_states()

# %% [markdown]
# ## What this does not show
#
# - What would happen if an aspect were better. That takes a change made for some and not for others.
# - Aspects that nobody asked about, and those that never fail: they differ too little to be seen.
# - How much of an importance is mood. All ratings come from one person at one sitting.
# - People who did not answer.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({
    7: "The owner of each touchpoint with a framed cell takes that aspect, and a record of it (a clock, a count), "
       "into the monthly report, and proposes one change to try at some branches drawn by lot. Owners of grey rows "
       "collect answers first.",
    3: "The analyst strikes every “key driver” that has no interval. All of it within four weeks.",
})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting D.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("04-D", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. An aspect has the largest share. What else must you know before you spend money on it?
# 2. Why is the interval of a share never below 0, and what do you compare with instead?
# 3. Two aspects have overlapping intervals. Can their order be sure?
# 4. Why does a thing that never fails look unimportant?
# 5. What could you measure tomorrow without asking anybody?
#
# <details><summary>Answers</summary>
#
# 1. How sure its place is, how low it is rated, and whether it is an effect or the mood: what does a record or a
#    trial say?
# 2. It is a part of R², and R² is never below 0. Compare with a column of random numbers, or with satisfaction
#    shuffled.
# 3. Yes. What counts is the difference within each draw of people.
# 4. It hardly differs between people, so nothing can go with it. They would still leave if it failed.
# 5. What the log holds already: how long people waited, whether it came on time, whether once was enough.
#
# </details>
#
# ## Where next
#
# All exercises with room for your answers: `exercises/04_satisfaction_drivers.ipynb`; worked answers:
# `solutions/04_satisfaction_drivers.ipynb`. Words for your glossary: driver, correlation, R², LMG (Shapley's value),
# Johnson's weights, standardised slope, bootstrap, halo, variance inflation factor, penalty and reward, ordered logit.
