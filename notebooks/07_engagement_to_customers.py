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

# %% [markdown] chapter="Where employees and customers meet"
# # 7 · Does engagement reach the customer?
#
# **Decision:** may we expect customers to gain if engagement gains, and where do we test it?
#
# **Who decides:** the board, with human resources and customer experience at one table.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - join two surveys by unit and report what is lost,
# - tell a slope between units from one within them,
# - read a lag and its reverse,
# - correct for unreliable means, and not too much,
# - count power in units, not in people,
# - set a published number beside your own without borrowing its conclusion.
#
# **Time:** 120 minutes, in three sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. People agree with a mean rwg(j) of .92, and ICC(1) is 0. May teams be compared?
# 2. Why may tidy premises go with satisfaction without any effect on it?
#
# <details><summary>Answers</summary>
#
# 1. No: teams drawn by chance agree as much, and teams do not differ.
# 2. The mood of the day is in both answers of a person.
#
# </details>

# %% [markdown]
# **Needs:** employees' answers with items of role `engagement`, customers' answers with an `outcome`, and on both sides
# the branch or team (role `unit`). Waves on both sides, a level above the unit, items of role `climate` and a record of
# each unit open further sections. Nobody need be on both sides: the two meet in the unit only.

# %%
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf
from statsmodels.stats.proportion import proportion_confint

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
unit: str = "branch"  # column that both sides share; where there is none, the column of role unit is taken
cluster: str = "region"  # column of the level above the unit; empty: none
lag: int = 1  # waves by which employees' answers lie before customers'
periods: int = 6  # customers' waves in one of the employees', where they have so many times more: months in a half-year
mediator: str = "on_time_share"  # column of a table of kind units: what records say of each unit
outcome: str = "transactional.satisfaction"  # customers' column or role; "table.column" names the table, too
min_cell: int = 10  # fewest answers, on each side, of a unit that is shown
confidence_level: float = 0.95  # of every interval
n_resamples: int = 1000  # draws of the bootstrap
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# The data card: which tables are the two sides, and what was asked.

# %%
folder = study or cx.sample_study()
home, asked = cx.where_asked(folder, outcome, otherwise="outcome")
survey = cx.read_study(folder, tables=["engagement", "units", home or "outcome"], only=only, min_cell=min_cell)
truth = survey.truth
survey

# %%
staff = cx.Gates(survey, role="engagement", min_cell=min_cell, parameters=["outcome", "unit"])
gates = cx.Gates(survey, role=asked, table=home, most=["unit", "wave"], min_cell=min_cell,
                 parameters=["outcome", "unit"])
display(staff)
gates

# %% [markdown] tags=["lesson"]
# **Sitting A, 40 minutes.** After it you can join two sides by unit, count units and not people, and tell levels apart.

# %% tags=["lesson"]
cx.glossary(["cx", "touchpoint", "wave", "confidence_interval", "engagement", "climate"])

# %% [markdown]
# ## 1. What was joined?
#
# No person is followed. Employees and customers meet in the unit, and in the wave. First each side by itself: each
# employee gets one score for engagement, the mean of its items.

# %%
employed = cx.section(1, needs={"engagement": "engagement", "unit": [unit, "unit"]}, min_answers=staff.min_cell)

# %%
where = employed["unit"]
items = staff.named("engagement", "engagement")
workers = cx.scale_scores(employed.rows, scales={"engagement": items}, keep=[where])

# %% [markdown]
# ### 1.1 The customers

# %%
met = cx.section("1.1", of=gates, needs={"outcome": [asked, "outcome"], "unit": [unit, "unit"]},
                 min_answers=gates.min_cell)

# %%
y = met["outcome"]
buyers = pd.DataFrame({where: met.rows[met["unit"]], y: met.rows[y]})

# %% [markdown]
# ### 1.2 The mix of contacts
#
# Customers' answers after contacts depend on the touchpoint and the season; units differ in their mix of both. So the
# means of touchpoints and periods are taken out first, where there are touchpoints.
#
# Not every contact happens at a unit: a website, an advertisement or a mail belongs to none. Such answers cannot be
# joined, so the link speaks of the touchpoints that have one. The table of section 1.5 counts what is lost.

# %%
mixed = cx.section("1.2", of=gates, needs={"touchpoint": "touchpoint"}, after="1.1")

# %%
mix = [mixed["touchpoint"], *survey.columns("wave", table=mixed.table)[:1]]
buyers[y] = cx.mix_removed(mixed.rows, answer=y, mix=mix)[y]

# %% [markdown]
# ### 1.3 The employees' waves

# %%
timed = cx.section("1.3", needs={"wave": "wave"}, after="1.1")

# %% [markdown]
# ### 1.4 The waves of both
#
# Where there are more of the customers' waves, as months in a half-year, several make one of the employees'.

# %%
meeting = cx.section("1.4", of=gates, needs={"wave": "wave"}, after="1.3", run=gates.shared_waves,
                     given={"employees": timed.rows[timed["wave"]], "periods": periods})

# %%
workers["wave"] = timed.rows[timed["wave"]]
buyers["wave"] = meeting.result.customers
meeting.result

# %% [markdown]
# ### 1.5 Both sides
#
# Before any number: how many units and answers are left, and why are the others not?

# %%
both = cx.section("1.5", after="1.1", run=cx.engagement_linkage,
                  given={"customers": buyers, "employees": workers, "unit": where, "outcome": y,
                         "engagement": "engagement", "wave": "wave", "snapshot": True,
                         "min_cell": max(staff.min_cell, gates.min_cell), "confidence_level": confidence_level})

# %%
linked = both.result
n_units = int(linked.table["n_units"].iloc[0])
linked.joined

# %%
cx.reading(linked, about="join")

# %% [markdown]
# **Reading.** Units with few employees come *joined with others* of their region, so that nobody is exposed: notebook 06
# says why. One with few customers in a wave is *hidden in what is shown*. Neither is *lost*: every estimate uses them. To
# drop small units from the analysis would throw away a kind of unit.

# %% [markdown] tags=["lesson"]
# ### 1.6 When the customer is a firm
#
# In business with firms the customer, too, is a unit of several people. A buyer, a production manager and an
# accountant of one *account* answer each by themselves, and large accounts send more answers. It is the account that
# stays or leaves. Five invented ones, with scores from 0 to 10:

# %% tags=["lesson"]
cx.section("1.6")

# %% tags=["lesson"]
people_of = {"A": [9, 9, 8, 10, 9, 9, 8], "B": [4, 3], "C": [8], "D": [5, 4, 6], "E": [9, 10, 9, 8, 9]}
accounts = pd.DataFrame([(firm, score) for firm, scores in people_of.items() for score in scores],
                        columns=["account", "score"])
yearly = pd.Series({"A": 40, "B": 120, "C": 30, "D": 90, "E": 50}, name="revenue")  # thousands

# %% tags=["lesson"]
of_account = accounts.groupby("account")["score"].agg(n="count", mean="mean").join(yearly)
cx.Result(table=of_account.reset_index())

# %% tags=["lesson"]
cx.by_hand(mean_of_people=accounts["score"].mean(), mean_of_accounts=of_account["mean"].mean(),
           mean_by_revenue=np.average(of_account["mean"], weights=of_account["revenue"]))

# %% tags=["lesson"]
alone = cx.mean_rating(accounts, rating="score", cluster=False, confidence_level=confidence_level)
together = cx.mean_rating(accounts, rating="score", cluster="account", confidence_level=confidence_level)
cx.stack({"each for itself": alone, "accounts as a whole": together}, label="people counted")

# %% [markdown] tags=["lesson"]
# **Reading.** Three means, three questions: how do people feel, how do accounts stand, where is the money? The accounts
# that matter most sent the fewest answers. And colleagues talk with one another, so the honest interval counts five
# accounts and not eighteen people. Its upper end lies beyond the scale: five are too few for more than a look.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("07-1", ...)

# %% [markdown]
# ## 2. One picture
#
# A common wrong belief: *happy staff, happy customers, and the picture proves it.* Here is the picture. Each dot is a
# unit: the mean of its employees, the mean of its customers.

# %%
picture = cx.section(2, after="1.5")

# %% [markdown]
# ### 2.1 The cloud

# %%
pictured = cx.section("2.1", lacking=linked.unshown)

# %%
cx.show(cx.plot_points(linked, slopes=False))

# %% [markdown]
# ### 2.2 How sure is it?
#
# The *slope* says by how many points customers' answers differ for one point of engagement. How sure is it? The
# *standard error* is how far chance usually takes it from the true one. Some give every employee the mean of the unit's
# customers and count employees. Let us do so, and then count units.

# %%
counted = cx.section("2.2", lacking=linked.few)

# %%
rating = buyers.groupby(where)[y].mean().rename("customers")
rows = workers.join(rating, on=where).dropna(subset=["engagement", "customers", where])
means = rows.groupby(where)[["engagement", "customers"]].mean()
people = smf.ols("customers ~ engagement", rows).fit()
line = smf.ols("customers ~ engagement", means).fit()

# %%
cx.Result(table=pd.DataFrame({
    "counting": ["employees", "units"], "n": [len(rows), len(means)],
    "slope": [people.params["engagement"], line.params["engagement"]],
    "std_error": [people.bse["engagement"], line.bse["engagement"]],
}))

# %% [markdown]
# **Reading.** The first line counts each unit's customers once for each of its employees. It pretends to a sample
# that was never drawn, and its slope is another one. What employees of one unit differ in draws the line flat, for
# the customers' mean beside them is one and the same. What was drawn is the units. So the *correlation* r of the
# units' means, with its interval. The p-value deals the customers' means anew among the units and counts how often
# chance goes together as closely.

# %% [markdown]
# ### 2.3 How closely do they go together?

# %%
close = cx.section("2.3", after="2.2", run=cx.linkage_correlation,
                   given={"customers": buyers, "employees": workers, "unit": where, "outcome": y,
                          "engagement": "engagement", "n_permutations": 1000, "rng": seed,
                          "confidence_level": confidence_level})

# %%
pair = close.result
cx.reading(pair)

# %% [markdown]
# ## 3. Is it the same at each level?
#
# A link between people and a link between their teams are two things. One may even be the reverse of the other.

# %%
levels = cx.section(3)

# %% [markdown] tags=["lesson"]
# Three invented teams of three. Within each team, whoever works longer hours feels worse. But the teams with long hours
# are the proud ones.

# %% tags=["lesson"]
toy = pd.DataFrame({"team": list("AAABBBCCC"), "hours": [6, 7, 8, 8, 9, 10, 10, 11, 12],
                    "mood": [4, 3.5, 3, 5.5, 5, 4.5, 7, 6.5, 6]})
middle = toy.groupby("team")[["hours", "mood"]].mean()
inside = toy[["hours", "mood"]] - toy.groupby("team")[["hours", "mood"]].transform("mean")
slopes = [smf.ols("mood ~ hours", data).fit().params["hours"] for data in (toy, middle, inside)]
cx.Result(table=pd.DataFrame({"of": ["all nine", "team means", "within teams"], "slope": slopes}))

# %% [markdown] tags=["lesson"]
# **Reading.** Three questions, three numbers, and each is right. Only they answer different questions. In a well-known
# set of soldiers' answers (Bliese and Halverson 1996, doi:10.1111/j.1559-1816.1996.tb02291.x), the correlation of hours
# and well-being is −.16 for persons and −.67 for their groups.

# %% [markdown] tags=["lesson"]
# **Now you** (★): the same by hand.

# %% tags=["lesson"]
cx.check("07-2", ...)

# %% [markdown]
# ### 3.1 Climate and engagement
#
# Now the employees here: does a better climate go with more engagement, within units, between them, and by how much do
# the two differ (*contextual*; Mundlak 1978, doi:10.2307/1913646)? This is a *random intercept*: each unit may lie higher
# or lower as a whole.

# %%
warm = cx.section("3.1", needs={"climate": "climate", "unit": [unit, "unit"]}, after="2.2")

# %%
climate = cx.scale_scores(warm.rows, scales={"climate": staff.named("climate", "climate")}, keep=[])
workers["climate"] = climate["climate"]

# %% [markdown]
# ### 3.2 Within and between

# %%
parted = cx.section("3.2", after="3.1", run=cx.within_between,
                    given={"data": workers.dropna(), "outcome": "engagement", "predictor": "climate", "group": where,
                           "confidence_level": confidence_level})

# %%
split = parted.result
display(cx.Result(table=split.table.drop(columns="df")))
cx.reading(split, aside=True)

# %% [markdown]
# **Reading.** Both scales come from one person at one sitting, and the mood of that day is in both (*common method*:
# Podsakoff and others 2003, doi:10.1037/0021-9010.88.5.879). It lifts the slope within units above all. The link to
# customers, below, is free of it: other people answer there.

# %% [markdown]
# ## 4. Regions?
#
# Units of one region share a labour market, a manager, a kind of customer. If they go together, they are worth fewer
# than they are. The honest interval lets whole regions vary (*CR2*, made for few clusters). With few clusters it
# is wide, and with too few none is given (Pustejovsky and Tipton 2018, doi:10.1080/07350015.2016.1247004).

# %%
above = cx.section(4, after="2.2", run=staff.level_above, given={"column": cluster})

# %% [markdown]
# ### 4.1 The honest interval

# %%
regions = cx.section("4.1", run=cx.engagement_linkage,
                     given={"customers": buyers, "employees": workers.assign(above=above.result), "unit": where,
                            "outcome": y, "engagement": "engagement", "cluster": "above",
                            "confidence_level": confidence_level})

# %%
low, high = line.conf_int(alpha=1 - confidence_level).loc["engagement"]
plain = pd.DataFrame({"counted": ["plain"], "n": [n_units], "n_clusters": [n_units],
                      "estimate": [line.params["engagement"]], "conf_low": [low], "conf_high": [high]})
clustered = regions.result.table.assign(counted="by " + cluster)[list(plain)]
pairs = cx.Result(table=pd.concat([plain, clustered], ignore_index=True), kind="plain_and_clustered")
pairs

# %%
cx.show(cx.plot_intervals(pairs, label="counted", unit="Points per point of engagement", digits=2))
cx.reading(pairs, aside=True)

# %% [markdown] tags=["lesson"]
# A mean for each region takes out what its units share. What is left compares neighbours:

# %% tags=["lesson"]
neighbours = means.assign(above=workers.assign(above=above.result).groupby(where)["above"].first())
adjusted = smf.ols("customers ~ engagement + C(above)", neighbours).fit()
cx.by_hand(slope=line.params["engagement"], adjusted_slope=adjusted.params["engagement"],
           **dict(zip(["low", "high"], adjusted.conf_int(alpha=1 - confidence_level).loc["engagement"])))

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("07-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 40 minutes.** After it you can tell a difference of places from a change, read a lag, and correct for
# noise with care.

# %% [markdown]
# ## 5. Do units that gain, gain customers?
#
# The picture compares units with one another. But the decision is about *change*: if engagement rises in a branch,
# do its customers gain? A branch in a quiet street may have both, calm employees and patient customers, for ever. That
# is a difference between places, and no change would follow from it.
#
# So take each unit in each wave, and ask three times: between units; all units and waves mixed; and within units, where
# the means of the unit and of the wave are taken out.

# %%
change = cx.section(5, after="2.2")

# %%
cx.reading(linked)

# %% [markdown]
# ### 5.1 By hand
#
# Columns of means, a row for each unit and wave:

# %%
changed = cx.section("5.1", after="1.4", lacking=linked.snapshot)

# %%
x_means = workers.groupby([where, "wave"], observed=True)["engagement"].mean()
y_means = buyers.groupby([where, "wave"], observed=True)[y].mean()
one_wave = pd.DataFrame({"x": x_means, "y": y_means}).dropna().reset_index()
places = one_wave.groupby(where, observed=True)[["x", "y"]]
seasons = one_wave.groupby("wave", observed=True)[["x", "y"]]
moved = one_wave[["x", "y"]] - places.transform("mean") - seasons.transform("mean")

# %%
parts = [places.mean(), one_wave, moved]
slopes = [smf.ols("y ~ x", data).fit().params["x"] for data in parts]
cx.Result(table=pd.DataFrame({"effect": ["between", "pooled", "within"], "n": [len(data) for data in parts],
                              "slope": slopes}))

# %% [markdown]
# The library does the same exactly where units miss a wave, and adds intervals that know that the waves of one unit
# are no new units (CR2, as in section 4, with units as the clusters). The slope between has one row a unit and fewer
# degrees of freedom where a few units lie far out: its interval may be wider than the plain one of section 4.

# %%
cx.Result(table=linked.table)

# %% [markdown]
# **Reading.** Three slopes. Whoever shows only the first sells a change with a comparison of places.
# (Here each wave counts alike, in section 2 each person.)

# %% [markdown]
# ### 5.2 All units with their slopes

# %%
drawn = cx.section("5.2", after=("5.1", "2.1"))

# %%
cx.show(cx.plot_points(linked))
cx.show(cx.plot_intervals(linked))

# %% [markdown] tags=["lesson"]
# Has each unit its own slope (*random slopes*)? Where F is near 1 or below, they differ as by chance.

# %% tags=["lesson"]
free = moved - moved.mean()
squares = (free["x"] ** 2).groupby(one_wave[where], observed=True).sum()
own = (free["x"] * free["y"]).groupby(one_wave[where], observed=True).sum() / squares
common = (own * squares).sum() / squares.sum()

# %% tags=["lesson"]
n_own, n_waves = len(own), one_wave["wave"].nunique()
left = free["y"] - one_wave[where].map(own).astype(float) * free["x"]
rest = (left**2).sum() / (len(left) - 2 * n_own - n_waves + 1)
differ = (squares * (own - common) ** 2).sum() / (n_own - 1)
spread = (n_own - 1) * (differ - rest) / (squares.sum() - (squares**2).sum() / squares.sum())
cx.by_hand(common_slope=common, f=differ / rest, spread_of_slopes=max(spread, 0) ** 0.5)

# %% [markdown]
# ## 6. Who comes first?
#
# It may take time: engagement now, customers later. So the customers' mean of a unit on its employees' mean `lag`
# waves *before*, both within the unit, the customers' own past held constant. And the other way round: happy
# customers may lift those who serve them. Intervals come from drawing whole units again (*bootstrap*).
#
# Two things are taken for granted: that `lag` is about as long as the way takes, and that nothing unseen which changes
# from wave to wave moves both sides. What never changes in a unit is taken out (for why this matters to lags: Hamaker
# and others 2015, doi:10.1037/a0038889).

# %%
first = cx.section(6)

# %% [markdown]
# ### 6.1 Both directions

# %%
led = cx.section("6.1", after="5.1", run=cx.linkage_lags,
                 given={"customers": buyers, "employees": workers, "unit": where, "outcome": y,
                        "engagement": "engagement", "wave": "wave", "lag": lag, "n_resamples": n_resamples,
                        "rng": seed, "confidence_level": confidence_level})

# %%
lags = led.result
lags

# %%
cx.reading(lags, truth=truth)

# %% [markdown]
# Now all slopes side by side.

# %%
cx.show(cx.plot_intervals([linked, lags]))

# %% [markdown]
# **Reading.** One truth, and slopes that seem to quarrel. The slope between units holds all that ever made places
# differ. The slope in the same wave asks too early; with few waves, a link that comes later even pulls it below 0. The
# lagged slope asks the right question, and tends to be too small: means of few employees are noisy, and few waves short.
# “Not seen” of the reverse is no proof that there is none. Within a unit each wave is compared with the mean of a few
# waves, itself among them, and this pulls such a slope towards 0 or below (Nickell 1981, doi:10.2307/1911408). More
# units make the interval narrower round the wrong value; more waves mend it, or a model that does not demean: section 6.3.

# %% [markdown]
# ### 6.2 What was planted
#
# The data of the sample company were drawn from a known truth. Crosses are what was planted.

# %%
known = cx.section("6.2", truth=truth, after="6.1")

# %%
planted = {"engagement first": truth["linkage_lagged"]["structural"],
           "outcome first": truth["linkage_reverse"]["structural"]}
cx.show(cx.plot_intervals(lags, truth=planted))

# %% [markdown]
# ### 6.3 Corrected
#
# Both faults can be mended together. Write down what a mean is made of: the wave, what never changes in the unit, what
# moves from wave to wave, and the noise of asking a few. How large the noise is, the answers themselves tell: their
# variance within a unit and wave, over their number. The rest is fitted as a whole (*maximum likelihood*), and nothing
# is demeaned (Hamaker and others 2015; the limits from the profile of the likelihood):
#
# $$\bar y_{it} = \mu_t + \alpha_i + w_{it} + e_{it}, \qquad w_{it} = B\,w_{i,t-1} + u_{it}, \qquad
# \operatorname{var}(e_{it}) = s^2 / n_{it}$$
#
# Here ȳ is the pair of means, of engagement and of customers, of unit *i* in wave *t*. *B* holds the four paths from
# one wave to the next: two from each side to itself, and the two that are looked for. *u* is what is new in a wave.
#
# It takes more for granted than the slopes above: a series that has long been going on in the same way, and other people
# in each wave. Where the same employees answer again, part of what is called noise here is theirs for good, and the
# correction goes too far.

# %%
mended = cx.section("6.3", after="6.1", run=cx.corrected_lags,
                    given={"customers": buyers, "employees": workers, "unit": where, "outcome": y,
                           "engagement": "engagement", "wave": "wave", "confidence_level": confidence_level})

# %%
freed = mended.result
freed

# %%
cx.reading(freed, truth=truth, aside=True)

# %%
cx.show(cx.plot_intervals(cx.stack({"demeaned": lags, "corrected": freed}, label="way"), label="direction", hue="way",
                          unit="Points per point", digits=2))

# %% [markdown] tags=["lesson"]
# ### 6.4 What such an interval is worth
#
# May one trust it? An interval of 95 % should hold the truth in 95 of 100 firms (notebook 03). So firms of 40 branches
# were drawn again and again, in which engagement adds 0.67 a wave later and customers give 0.12 back
# (`benchmarks/corrected_lags.py`). In how many does the interval hold what was planted?

# %% tags=["lesson"]
held = cx.section("6.4", truth=truth, after="6.3")

# %% tags=["lesson"]
tried = cx.course_table("lag_coverage")
tried["firm"] = tried["waves"].astype(str) + " waves, " + tried["people"].astype(str) + " people"
ways = [tried.assign(way=way, n=tried["draws"] * given, estimate=tried[f"{way}_coverage"])
        for way, given in (("demeaned", 1.0), ("corrected", tried["corrected_given"]))]
drawn = pd.concat(ways, ignore_index=True).query("n >= 1")
low, high = proportion_confint(drawn["estimate"] * drawn["n"], drawn["n"], method="wilson")  # 0 of 20 is not surely 0
drawn = drawn.assign(conf_low=low, conf_high=high, n=drawn["n"].round().astype(int))

# %% tags=["lesson"]
cx.show(cx.plot_intervals(cx.Result(table=drawn), label="firm", hue="way", facet="direction", percent=True, at=95,
                          zero=False, unit="Intervals of 95 % that hold the truth, %"))

# %% tags=["lesson"]
cx.Result(table=tried[["waves", "people", "direction", "draws", "truth", "demeaned_median", "demeaned_coverage",
                       "corrected_median", "corrected_coverage", "corrected_given"]])

# %% [markdown] tags=["lesson"]
# **Reading.** *people* are answers a unit and wave on each side, *draws* the firms drawn (few of them leave the share
# itself uncertain: look at its interval), *median* the estimate in the middle of them. The demeaned slope is too low in
# each of these designs, and the more so the fewer answers and waves there are; so its interval belongs in the museum of
# notebook 03. The corrected one is far nearer, though not in three waves of ten answers. It pays with width: *given* is
# the share of firms in which it names limits at all, and only these count in its coverage. Few waves of ten answers
# leave a slope open in most firms; to say so is right.

# %% [markdown] tags=["lesson"]
# ### 6.5 Break it yourself

# %% tags=["lesson"]
broken = cx.section("6.5")

# %% [markdown] tags=["lesson"]
# An invented firm of 120 branches and six waves. `location` lifts both sides for good, `passed_on`
# is what engagement truly adds a wave later. Which of the slopes notices what?

# %% tags=["lesson"]
place, own, luck = np.random.default_rng(seed).normal(size=(3, 120, 7))
keys = pd.DataFrame(np.indices((120, 6)).reshape(2, -1).T, columns=["u", "w"])
quiet, now, before, chance = np.repeat(place[:, 0], 6), own[:, 1:].ravel(), own[:, :-1].ravel(), luck[:, 1:].ravel()

# %% tags=["lesson"]
def view(location=1.0, passed_on=0.7):
    firm = keys.assign(x=location * quiet + now, y=location * quiet + passed_on * before + chance)
    levels = cx.engagement_linkage(firm, employees=firm, unit="u", wave="w", outcome="y", engagement="x")
    lags = cx.linkage_lags(firm, employees=firm, unit="u", wave="w", outcome="y", engagement="x", n_resamples=50, rng=1)
    return pd.concat([levels.table.set_index("effect"), lags.table.set_index("direction")])["estimate"]


firms = pd.DataFrame([view(a, b) for a in (0.0, 1.0) for b in (0.0, 0.7)])
firms.insert(0, "firm", ["neither", "passed on", "location", "both"])
cx.Result(table=firms)

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"location": (0.0, 2.0, 0.25), "passed_on": (0.0, 1.0, 0.1)})

# %% [markdown] tags=["lesson"]
# **Reading.** The slope between units rises with either and cannot say which it was: what is passed on from wave to
# wave lifts the unit's mean, too. The one within units in the same wave notices neither for what it is. Only the
# lagged one follows `passed_on` and leaves `location` aside.

# %% [markdown]
# ## 7. How much is noise?
#
# A mean of few answers is noisy, and noise hides a link. *ICC(1)* is the share of the differences between answers that
# lies between units. *ICC(2)* says how reliable the unit's mean is: 0 all noise, 1 none. The *design effect* says how
# many answers from shared units tell as much as one from a unit of its own. All three stand for relations *between*
# units only.

# %%
noisy = cx.section(7, after="2.3")

# %%
cx.Result(table=pair.reliability)

# %%
corrected = cx.Result(table=pair.table.dropna(subset="estimate"), notes=pair.notes[-1:])
cx.show(cx.plot_intervals(corrected, label="kind", unit="Correlation of units' means", digits=2))
corrected

# %% [markdown]
# **Reading.** The observed one first: it is what was seen. The corrected value is a what-if, what endless answers in
# each unit would show. It removes noise, and not the location: it can make a wrong conclusion look strong.

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("07-3", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★), back to section 6:

# %% tags=["lesson"]
cx.check("07-4", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("07-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 40 minutes.** After it you can follow a path by records, plan the number of units, and give a range
# instead of a value.

# %% tags=["lesson"]
cx.glossary(["linkage"])

# %% [markdown]
# ## 8. By which way?
#
# How should engagement get to customers? Perhaps by work that is done on time. That stands in the records, and nobody
# was asked: no mood is in it. The way has two legs: engagement → record (a), record → customers (b). What goes this
# way is their product, *indirect* (Preacher and others 2010, doi:10.1037/a0020141). Over waves, engagement lies `lag`
# waves before; the record is of the same wave as the customers' answers, so which of these two came first is not
# seen. The figure calls this *2-2-1* where engagement and record belong to the unit (level 2) and the answers to
# customers (level 1). Where the record is a share, it runs from 0 to 1: *a* of 0.10 is ten percentage points, and *b*
# is what all instead of none would go with.

# %%
records = cx.section(8, after="2.2", run=survey.unit_records, given={"column": mediator, "unit": where})

# %% [markdown]
# ### 8.1 The paths
#
# Within units and over waves where there are enough of them, else between units.

# %%
through = cx.section("8.1", run=cx.linkage_mediation,
                     given={"customers": buyers, "employees": workers, "records": records.result,
                            "mediator": mediator, "unit": where, "outcome": y, "engagement": "engagement",
                            "wave": "wave", "lag": lag, "snapshot": True, "n_resamples": n_resamples, "rng": seed,
                            "confidence_level": confidence_level})

# %%
way = through.result
cx.show(cx.plot_mediation(way))
cx.reading(way, truth=truth, labels={mediator: mediator.replace("_", " ")})

# %% [markdown]
# Both legs were only observed. If something unseen moved the record and the customers together, such as a short-staffed
# month, b would hold it. How strong would that have to be? In the figure, ρ is the correlation that such a cause alone
# would make (Imai and others 2010, doi:10.1037/a0020761). Sobel's row has its interval from a formula.

# %%
cx.show(cx.plot_lines(way))
way

# %% [markdown]
# **Reading.** Where a planted truth is printed and a lies below it: the noisy means of few employees make a line too
# flat, and its interval knows nothing of that. An interval that leaves out 0 says nothing about a common cause; the
# curve does. If you can name a cause that strong, the way is not shown.

# %% [markdown]
# ## 9. Climate or engagement?
#
# Outings, good rooms, a pleasant mood: is it climate that customers feel? Alone, each goes with customers. Now both in
# one model, each beside the other.

# %%
raced = cx.section(9, after="3.1", run=cx.engagement_linkage,
                   given={"customers": buyers, "employees": workers, "unit": where, "outcome": y,
                          "engagement": "climate", "controls": ["engagement"], "confidence_level": confidence_level})

# %%
passion = cx.engagement_linkage(buyers, employees=workers, unit=where, outcome=y, engagement="engagement",
                                confidence_level=confidence_level)
given = cx.engagement_linkage(buyers, employees=workers, unit=where, outcome=y, engagement="engagement",
                              controls=["climate"], confidence_level=confidence_level)
mood = cx.engagement_linkage(buyers, employees=workers, unit=where, outcome=y, engagement="climate",
                             confidence_level=confidence_level)

# %%
rivals = cx.stack({"engagement alone": passion, "engagement, climate given": given, "climate alone": mood,
                   "climate, engagement given": raced.result}, label="scale")
cx.show(cx.plot_intervals(rivals, label="scale", unit="Points per point of the scale", digits=2))
cx.reading(raced.result, truth=truth)

# %% [markdown]
# **Reading.** Where the sign turns as soon as the rival comes in, be wary. Two scales that go together leave little to
# tell them apart by, and both means are noisy. And one interval in twenty leaves out a true 0: where the planted truth
# is 0 and the interval leaves it out, this is such a one.

# %% [markdown] tags=["lesson"]
# Is the model at fault, or luck? The sample company was drawn anew 50 times, with each of the 120 branches by itself
# (`benchmarks/lessons.py`; the counts stand in the data card). The slope of climate is 0.03 on average, and in 48 of the
# 50 it cannot be distinguished from 0. So the model is not at fault, and luck is the likely reason: here, too, with the
# branches by themselves, it is −0.19 (−0.50 to 0.11), and joining the smallest ones has moved it. What joining does in
# many draws was not counted. Who looks at one firm only cannot see this; who publishes the one interval that leaves out 0
# helps to fill the literature with luck.

# %% [markdown]
# ## 10. How many units?
#
# More answers make a unit's mean better, and no more units. So *power*, the chance to see a link that is
# there, is counted in units. The curve says how many show a correlation of a given size four times in five (by Fisher's
# transformation).

# %%
planned = cx.section(10, after="1.5")

# %%
needed = cx.linkage_power(r=[0.16, 0.2, 0.3, 0.4, 0.5], power=0.8, confidence_level=confidence_level)
cx.show(cx.plot_lines(needed, have=n_units))
cx.reading(cx.linkage_power(n_units=max(n_units, 4), confidence_level=confidence_level))

# %%
cx.reading(cx.linkage_power(n_units=30, confidence_level=confidence_level), aside=True)

# %% [markdown]
# ### 10.1 The design at hand
#
# And the design at hand, played through by simulation: units with as many answers and as much noise as these have. Here
# r is the true one, before noise.

# %%
means_of_units = cx.section("10.1", run=cx.linkage_correlation,
                            given={"customers": buyers, "employees": workers, "unit": where, "outcome": y,
                                   "engagement": "engagement", "confidence_level": confidence_level})

# %%
noise = means_of_units.result.reliability.set_index("side")
size = np.rint(noise["n"] / noise["n_units"]).astype(int)

# %%
simulated = cx.section("10.2", after="10.1", run=cx.linkage_power,
                       given={"r": [0.2, 0.4], "n_units": sorted({30, 60, 120, 240, max(n_units, 4)}),
                              "n_employees": size["employees"], "n_customers": size["customers"],
                              "icc_engagement": noise.at["employees", "icc1"],
                              "icc_outcome": noise.at["customers", "icc1"], "rng": seed,
                              "confidence_level": confidence_level})

# %%
cx.show(cx.plot_lines(simulated.result, have=n_units))

# %% [markdown]
# **Reading.** A chain of 30 shops will seldom see a link of ordinary size, however many people it asks. “We found
# nothing” from 30 units means “we would most likely have missed it”.
#
# All this is for a correlation *between* units. The lagged slope of section 6 has a power of its own: four times in five
# it shows a true slope of 2.8 of its standard errors (1.96 + 0.84); a smaller one is missed more often.

# %% [markdown] tags=["lesson"]
# **Now you** (★★★): what would settle it?

# %% tags=["lesson"]
cx.check("07-5", ...)

# %% [markdown]
# ## 11. What have others found?
#
# The best-known number comes from thousands of units of many firms. Look at the column `kind` before you compare:
# *raw* is as observed, *corrected* is without the noise.

# %%
found = cx.section(11, after="2.3")

# %%
beside = pair.beside_published()
columns = ["source", "year", "n_units", "level", "predictor", "outcome", "kind", "estimate", "finding"]
cx.Result(table=beside.table[columns], notes=beside.notes)

# %%
strip = beside.table.dropna(subset="estimate")
named = strip["source"] + ", " + strip["kind"] + ": " + strip["predictor"] + " – " + strip["outcome"]
cx.show(cx.plot_intervals(cx.Result(table=strip.assign(name=named)), label="name", digits=2,
                          unit="Correlation between units; n: units"))

# %% [markdown]
# **Reading.** Published marks without a line gave no interval here. Theirs are corrected for noise, between units, of
# many firms; the change within a unit, in section 6, is another question altogether. Some careful studies found
# nothing, or results that came before attitudes. A benchmark lends its number, never its conclusion.

# %% [markdown]
# ## 12. What is it worth?
#
# No point value: a range. Say a unit at the edge of the lowest quarter came up to the edge of the highest, and the
# lagged slope were an effect. What would its customers gain? The step is one between units, the slope one within
# them: it is known only as far as units do move from wave to wave. The slope is the demeaned one of section 6.1,
# which tends to be too small: the range is a cautious one.

# %%
worth = cx.section(12, after=("6.1", "2.1"))

# %%
step = linked.units["engagement"].quantile([0.25, 0.75]).diff().iloc[-1]
cx.reading(lags, about="gain", rise=step, aside=True)

# %% [markdown]
# ### 12.1 How much lies between units?

# %%
small = cx.section("12.1", after="2.3")

# %%
cx.reading(pair, about="share", aside=True)

# %% [markdown] tags=["lesson"]
# ### 12.2 Whose share is it?
#
# *Staff make the difference, and that is hard to copy.* How large is it? A *null model* has no predictor at all: it only
# divides what differs between answers into what differs between employees, or between units, and the rest. Each contact
# is joined with the one who served; nobody is named, and no employee has a number of their own here.

# %% tags=["lesson"]
shares = cx.section("12.2", after="12.1", truth=truth)

# %% tags=["lesson"]
whole = cx.read_study(folder, tables=["interactions", "transactional"], min_cell=min_cell).tables
served = whole["transactional"][["contact", "touchpoint", "satisfaction"]].merge(
    whole["contacts"][["contact", "employee", "branch"]], on="contact").dropna()
served["satisfaction"] -= served.groupby("touchpoint", observed=True)["satisfaction"].transform("mean")

# %% tags=["lesson"]
nulls = {level: cx.random_intercept(served, outcome="satisfaction", predictors=[], group=level)
         for level in ("employee", "branch")}
parts = pd.DataFrame({"of": list(nulls), "n": len(served), "groups": [served[level].nunique() for level in nulls],
                      "between": [model.variance_group for model in nulls.values()],
                      "within": [model.variance_residual for model in nulls.values()]})

# %% tags=["lesson"]
parts["share"] = parts["between"] / (parts["between"] + parts["within"])
cx.Result(table=parts)

# %% [markdown] tags=["lesson"]
# **Reading.** Employees work in branches, so the first share holds the second. What is left of it once the branch is
# taken off, here less than one per cent of all, is what people differ in within one house: that can be learnt from a
# colleague. Most of the rest is the customer, the case and the day.
#
# ### 12.3 A range for return
#
# Take the gain of section 12, from its lower to its upper limit, and ask how much more
# often people come back for one point more: from the yearly survey, again with its limits. All combinations together are
# the range.

# %% tags=["lesson"]
back = cx.section("12.3", after=(12, "12.1"), truth=truth)

# %% tags=["lesson"]
asked_back = cx.read_study(folder, tables=["relationship"], min_cell=min_cell).tables["relationship"]
known_back = asked_back[["impression", "returned12"]].astype(float).dropna()
logit = smf.logit("returned12 ~ impression", known_back).fit(disp=0)
steep = logit.get_margeff().summary_frame(alpha=1 - confidence_level).iloc[0, [0, 4, 5]].to_numpy()

# %% tags=["lesson"]
first_way = lags.table.iloc[0]
gains = step * first_way[["conf_low", "conf_high"]].to_numpy(float)
corners = 100 * np.outer(gains, steep[1:])
cx.by_hand(rise_of_engagement=step, gain_low=gains[0], gain_high=gains[1], percentage_points_per_point=100 * steep[0],
           return_low=corners.min(), return_high=corners.max())

# %% [markdown] tags=["lesson"]
# **Reading.** Percentage points more who come back, if three things hold: that the lagged slope is an effect, that a point
# of satisfaction with a contact is worth a point of impression, and that impression makes people come back. None has
# been tried. Show the range with the three conditions, or show nothing.

# %% [markdown]
# ## What we found
#
# Told from the results above, so it holds for the data at hand.

# %%
cx.section("closing")

# %%
cx.findings()

# %%
cx.section_states()

# %% [markdown]
# ## What this does not show
#
# - What happens if engagement is raised. Nobody raised it by lot; something unseen may move both sides over time.
# - Anything about one employee or one customer. No person is linked, by design.
# - The full size of a lagged effect by demeaned slopes: noisy means and few waves make it too small. Section 6.3 corrects
#   for both, if other people answer in each wave.
# - Small paths, such as the way back from customers to employees. Demeaned, they are pulled towards 0 or below, and more
#   units would not change that; corrected, their interval is wide.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({
    10: [
        "Human resources and customer experience choose together what shall raise engagement, and draw by lot in which "
        "half of the units it begins, the others a half-year later.",
        "The analyst states the number of units and the smallest effect that they can show before it begins.",
    ],
    "5.1": "The board strikes every slide that shows section 2 without section 5. All of it within six weeks.",
})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("07-C", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Why are branches the sample, and not those who answered?
# 2. A branch in a quiet street scores high on both sides. Which slope does it move, and which not?
# 3. When does a correction for noise mislead?
# 4. What does “the reverse was not seen” allow you to say?
# 5. A consultant shows r = .33 from 7,939 units. What do you ask?
#
# <details><summary>Answers</summary>
#
# 1. All employees of a branch meet one and the same mean of its customers. A second employee adds nothing on that
#    side.
# 2. The slope between branches, and the one through all points. Not the one within: a street does not change.
# 3. Where what is noise is not known to be noise, within units above all; and where a place lifts both sides.
# 4. That the data do not rule it out, and how small a way back they could have shown. Not that there is none.
# 5. Raw or corrected? Between units or within? Of many firms or one? Which outcome, and with which interval?
#
# </details>
#
# ## Where next
#
# All exercises with room for your answers: `exercises/07_engagement_to_customers.ipynb`; worked answers:
# `solutions/07_engagement_to_customers.ipynb`. Words for your glossary: linkage, between and within, contextual effect,
# cluster, lag, ICC(1) and ICC(2), design effect, corrected correlation, indirect path, power.
