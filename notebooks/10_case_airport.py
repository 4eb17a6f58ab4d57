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
# # 10 · The airport: one fall, eight analyses
#
# **Decision:** did recommendation fall from one wave to the next, and what may be said of it? The case is San Francisco
# airport, 2017 and 2018.
#
# **Who decides:** the board, with the analyst who signs the method statement.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - read a code book before the data,
# - build a crosswalk over questions that change their names,
# - weight answers and allow for clusters,
# - separate mix from change,
# - resist naming a driver that the answers do not show,
# - write what cannot be said.
#
# **Time:** 120 minutes, in four sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. Why do the limits of a chart lie three errors from the centre, and not 1.96?
# 2. Romania scores 41 and Spain 22. Is the service better in Romania?
#
# <details><summary>Answers</summary>
#
# 1. It is looked at every month: at 1.96, one month in twenty would cry by chance.
# 2. Not shown: people in two countries may use a scale differently.
#
# </details>

# %% [markdown]
# **Needs:** real answers, about 6 MB in nine files, fetched once and then kept. Or your own study: several tables of
# kind `relationship`, or one with a column of role `wave`. Sections that the data cannot carry say so and are skipped.
# What a standard error, an interval and `n_effective` are, notebook 03 says; what R² is and how it is shared out,
# notebook 04.

# %%
from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml with several waves; empty: the airport's survey
waves: str = ""  # the two waves compared, such as "2017, 2018"; empty: the last two that ask for a recommendation
weighted: bool = True  # use the column of role weight where there is one
cluster: str = "run"  # column of what was drawn as a whole, such as a survey run or a branch
cluster_returns: bool = False  # whether a cluster of one wave comes back in the next, as a branch does
core: str = "art, food, shops, signs, walkways, screens, wifi"  # ratings that nearly everybody can give
mix: str = "area, part_of_day"  # columns whose combinations are the segments of section 7
low_cut: float = 3  # section 9: ratings up to this one are low; here 1 to 3 lie below "good"
high_cut: float = 5  # section 9: ratings from this one on are high
problem: str = "problem"  # column of section 10
group: str = "form"  # column of the groups of section 11
n_resamples: int = 1000  # how often section 8 draws the people again
seed: int = 2027  # of these draws
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval

# %% [markdown]
# The files are fetched, unless they are there already, and read as `study.toml` says: one file that tells for each year
# which header means which question, and what its codes mean. Two views of the study serve this notebook: all waves
# joined, and the two that are compared, with the columns that both of them have.

# %%
survey = cx.airport_survey(study)
asking = survey.waves_asking(role="recommend")
compared = survey.waves_asking(role="recommend", named=waves)[-2:]
everything = survey.join_waves()
pair = survey.join_waves(waves=compared or None)

# %%
parameters = ["cluster", "mix", "problem", "group"]
gates = cx.Gates(pair, role="recommend", min_cell=min_cell, parameters=parameters)
followed = cx.Gates(everything, role="outcome", min_cell=min_cell, parameters=parameters)

# %% [markdown]
# ## The data
#
# What was loaded: all *waves*, or rounds of the survey, and the two that are compared.

# %%
display(survey, followed, gates)

# %% [markdown]
# The case is one comparison, analysed in several ways. Two choices stand at *none* until a section finds a column for
# them: what weighs an answer (section 5), and what was drawn as a whole (section 6).

# %%
weight = None
weightings, clusterings = {"": None}, {"": None}

# %% [markdown] tags=["lesson"]
# Every year the airport has passengers asked at its gates. Nobody planted a truth here: known are the code book and the
# exact counts. The results are this workbook's, not the airport's.

# %% [markdown] tags=["lesson"]
# **Sitting A, 30 minutes.** After it you can read the code book first, follow a question over years, and draw an honest
# line.

# %% tags=["lesson"]
cx.glossary(["promoter", "wave", "questionnaire", "confidence_interval", "driver"])

# %% [markdown]
# ## 1. What is in the file?
#
# Read the code book before the data. Here is every code that the recommendation question has in the files, and what the
# code book says it means.

# %%
coded = cx.section(1, needs={"score": "recommend", "wave": "wave"}, min_groups=("wave", 2))

# %%
both, score = coded.rows, coded["score"]
earlier, later = both["wave"].cat.categories
raw = survey.raw_answers(column=score)
raw = raw[raw["wave"].isin([earlier, later])].reset_index(drop=True)
numbers = pd.to_numeric(raw["code"], errors="coerce")

# %%
codes = raw.assign(number=numbers, code=raw["code"].replace("", "(empty)"))
codes = codes.groupby(["meaning", "number", "code", "wave"], dropna=False).size().unstack(fill_value=0)
cx.Result(table=codes.droplevel("number").reset_index())

# %% [markdown]
# The scores of both waves, the codes read as the code book declares them:

# %%
right = cx.net_promoter_score(both, rating=score, by="wave", confidence_level=confidence_level)
right

# %% [markdown]
# The analyses to compare in section 6 begin with one way to read the codes:

# %%
codings = {"codes right": score}

# %% [markdown]
# ### 1.1 What if the codes are kept?
#
# A common wrong belief: *numbers in a column of numbers are scores.* What if the codes for *no answer* are kept? A code
# above 10 then makes a promoter of everybody who said nothing. Where no code of the question could be taken for a score,
# this part is left out.

# %%
both["kept"] = both[score].fillna(np.rint(numbers.clip(0, 10)))

# %%
cx.section("1.1", wanted=both["kept"].count() > both[score].count())

# %%
codings = {"codes wrong": "kept", "codes right": score}
wrong = cx.net_promoter_score(both, rating="kept", by="wave", confidence_level=confidence_level)
cx.stack({"kept as scores": wrong, "as declared": right}, label="codes")

# %% [markdown]
# **Reading.** No statistical test finds such a fault, since every number looks like a number; the code book does. Where
# 0 is a blank and 6 means *never used*, as in the airport's ratings, a mean goes wrong too. And the same blank is `0`
# in one year, `Blank` in the next and `BLANK` after that.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("10-1", ...)

# %% [markdown]
# ## 2. Is it the same question?
#
# Headers change from year to year, and a header that stays may hide another question. A *crosswalk* lists, wave by
# wave, what a question is called. The grid shows the share of questionnaires that answer it; an empty cell was not
# asked.

# %%
same = cx.section(2, of=followed, needs={"wave": "wave", "outcome": "outcome"})

# %%
walk = survey.crosswalk()
cx.show(cx.plot_heat(walk, roles=["outcome", "recommend", "rating", "weight"]))

# %%
main = walk.table[walk.table["role"].isin(["outcome", "recommend", "weight"])]
cx.Result(table=main.pivot(index="wave", columns="column", values="source").reset_index())

# %% [markdown]
# The wordings of the overall rating, each with the waves that used it:

# %%
worded = walk.table[walk.table["column"] == same["outcome"]]
wordings = worded.groupby("question", sort=False)["wave"].agg(", ".join)
other = worded.loc[worded["question"] != worded["question"].mode()[0], "wave"]
cx.Result(table=wordings.reset_index()[["wave", "question"]])

# %%
ratings_asked = walk.table[walk.table["role"].isin(["outcome", "rating"])].groupby("column")["wave"].nunique()
in_all = (ratings_asked == len(worded)).sum()
cx.by_hand(waves=len(worded), ratings=len(ratings_asked), asked_in_all_waves=in_all, recommendation_in=", ".join(asking))

# %% [markdown]
# **Reading.** Compare only what was asked in the same words. Where the labels of a scale change, say so beside the
# line; whether a new label moved the answers, the data do not tell.
#
# ### 2.1 The same people?
#
# And compare only people of the same kind. A rating that few can give speaks of those few. How many rows of the later
# wave are left if every rating must be there? First for the ratings of `core`, then for all.

# %%
cx.section("2.1", after=1, needs={"rating": "rating"})

# %%
rated = both.loc[both["wave"] == later, pair.columns("rating", table=gates.table)]
near = rated.filter(items=core.split(", "))
cx.Result(table=pd.DataFrame({
    "ratings_of": ["core", "all"], "ratings": [near.shape[1], rated.shape[1]], "n_rows": len(rated),
    "n_complete": [len(near.dropna()), len(rated.dropna())],
}))

# %% [markdown]
# ## 3. How did the overall rating go?
#
# One rating is in every wave. Its mean, with and without weights. The intervals take every person as drawn alone;
# section 6 shows, on the score, what that overlooks.

# %%
trend = cx.section(3, of=followed, needs={"outcome": "outcome", "wave": "wave"}, min_groups=("wave", 2), after=2)

# %%
mean = cx.mean_rating(trend.rows, rating=trend["outcome"], by="wave", confidence_level=confidence_level)
mean = cx.suppress_small_cells(mean, min_cell=followed.min_cell)
mean

# %%
lines = cx.stack({"without weights": mean})
cx.show(cx.plot_lines(lines, x="wave", hue="analysis", unit="Mean of the overall rating", starred=list(other)))

# %%
cx.reading(mean)

# %% [markdown]
# ### 3.1 With weights

# %%
heavy = cx.section("3.1", of=followed, needs={"outcome": "outcome", "weight": "weight", "wave": "wave"},
                   min_groups=("wave", 2), wanted=weighted)

# %%
known = heavy.rows.dropna(subset=[heavy["weight"]])
weighted_mean = cx.mean_rating(known, rating=heavy["outcome"], by="wave", weights=heavy["weight"],
                               confidence_level=confidence_level)
weighted_mean = cx.suppress_small_cells(weighted_mean, min_cell=followed.min_cell)

# %%
lines = cx.stack({"without weights": mean, "with weights": weighted_mean})
cx.show(cx.plot_lines(lines, x="wave", hue="analysis", unit="Mean of the overall rating", starred=list(other)))

# %%
cx.reading(weighted_mean)

# %% [markdown]
# **Reading.** A change is *clear* when its interval leaves out 0. Hundredths of a point become clear when thousands
# answer. Clear is not large: look at the axis first.

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("10-2", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("10-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 35 minutes.** After it you can weigh and cluster, and see one fall in eight analyses.

# %% [markdown]
# ## 4. Did the score fall?
#
# The plain comparison, as a newspaper would make it: each score with its standard error, and the root of the sum of
# squares for the change. The change is taken before rounding; so it may differ by 0.1 from that of the scores as
# printed.

# %%
cx.section(4, after=1)

# %%
before, after = right.table["estimate"]
error_before, error_after = right.table["std_error"]
error = np.sqrt(error_before**2 + error_after**2)
cx.by_hand("nps_difference", before=before, after=after, estimate=after - before, std_error=error)

# %%
plain = cx.nps_difference(both, rating=score, between="wave", reference=earlier, confidence_level=confidence_level)
cx.reading(plain, about="change")

# %% [markdown]
# Three things are taken for granted here: that the codes are right, that the sample is the whole in small, and that
# every answer was drawn alone. The first is mended. Now the other two.

# %% [markdown]
# ## 5. Who was sampled?
#
# A *weight* says how much a questionnaire counts, so that each group has its true share. Where weights have the mean 1,
# a group below 1 was asked too often, one above 1 too rarely. Look at the weights before you use them.

# %%
weighs = cx.section(5, needs={"score": "recommend", "weight": "weight", "wave": "wave"}, min_groups=("wave", 2), after=1,
                    wanted=weighted)

# %%
weight = weighs["weight"]
weightings = {"": None, " · weights": weight}
weights = both.groupby("wave", observed=True)[weight].agg(n="count", mean="mean", min="min", max="max")
cx.Result(table=weights.reset_index())

# %%
scores = cx.net_promoter_score(both, rating=score, by="wave", weights=weight, confidence_level=confidence_level)
scores

# %%
lighter = cx.nps_difference(both, rating=score, between="wave", reference=earlier, weights=weight,
                            confidence_level=confidence_level)
cx.stack({"without weights": plain, "with weights": lighter})

# %%
cx.reading(lighter, about="change")

# %% [markdown]
# ### 5.1 Who weighs how much?
#
# The mean weight by the first of the columns that section 7 looks at:

# %%
share = cx.section("5.1", needs={"mix": mix.split(", ")})

# %%
weights = both.pivot_table(index=share["mix"], columns="wave", values=weight, observed=True)
cx.Result(table=weights.reset_index())

# %% [markdown]
# **Reading.** A weight is no trick to make a result smaller or larger. It answers another question: not *what did these
# people say*, but *what would all have said*, as far as the weight knows them. State which one you report.

# %% [markdown]
# ## 6. How many independent answers?
#
# The airport's interviewers went to one gate at one time and asked whom they met: a *survey run*. People of one run
# share the gate, the flight, the delay. Such a group, drawn as a whole, is a *cluster*. How alike are its people? Split
# the spread of the answers (+100, 0, −100) into that between runs and that within them. The *intraclass correlation*
# (ICC) is the share that lies between.

# %%
cx.section(6)

# %% [markdown]
# A small ICC is enough. With m answers a cluster, the *design effect* 1 + (m − 1) · ICC says how many times the
# variance, the square of the standard error, grows. Where you have no clusters in your file, this table says what a
# likeness would do:

# %%
effects = pd.DataFrame({"ICC": [0.0, 0.02, 0.05, 0.10]})
effects["5 answers a cluster"] = 1 + (5 - 1) * effects["ICC"]
effects["13 answers a cluster"] = 1 + (13 - 1) * effects["ICC"]
effects["30 answers a cluster"] = 1 + (30 - 1) * effects["ICC"]
cx.Result(table=effects)

# %% [markdown]
# ### 6.1 The clusters here
#
# A trap on the way: run 123 of one year is not run 123 of the next. Unless a cluster truly returns, as a branch does,
# its name needs the wave beside it.

# %%
drawn = cx.section("6.1", needs={"score": "recommend", "cluster": cluster, "wave": "wave"}, min_groups=("wave", 2),
                   after=1)

# %%
names = {True: [drawn["cluster"]], False: ["wave", drawn["cluster"]]}  # by whether a cluster returns
number = both.groupby(names[cluster_returns], observed=True).ngroup()
both["cluster"] = number.where(number >= 0)  # -1 where no cluster is named
both["nps"] = 100.0 * (both[score] >= 9) - 100.0 * (both[score] <= 6)
clusterings = {"": None, " · runs": "cluster"}

# %% [markdown]
# By hand, the ICC of each wave: first the runs with their size, mean and variance, then the spread between and within.

# %%
known = both.dropna(subset=[score, "cluster"])
runs = known.groupby(["wave", "cluster"], observed=True)["nps"].agg(["size", "mean", "var"]).fillna({"var": 0})
waves_of = runs.groupby("wave", observed=True)
n, g = waves_of["size"].sum(), waves_of.size()
typical = (n - (runs["size"] ** 2).groupby("wave", observed=True).sum() / n) / (g - 1)

# %%
away = runs["mean"].sub(known.groupby("wave", observed=True)["nps"].mean(), level="wave")
among = (runs["size"] * away**2).groupby("wave", observed=True).sum() / (g - 1)
inside = ((runs["size"] - 1) * runs["var"]).groupby("wave", observed=True).sum() / (n - g)
icc = (among - inside) / (among + (typical - 1) * inside)
cx.Result(table=pd.DataFrame({"runs": g, "answers_a_run": n / g, "icc1": icc}).reset_index())

# %% [markdown]
# ### 6.2 The change once more
#
# Now with the clusters, and with weights where there are some.

# %%
cx.section("6.2", after="6.1")

# %%
cx.net_promoter_score(both, rating=score, by="wave", weights=weight, cluster="cluster",
                      confidence_level=confidence_level)

# %%
clear = cx.nps_difference(both, rating=score, between="wave", reference=earlier, weights=weight, cluster="cluster",
                          confidence_level=confidence_level)
clear

# %% [markdown]
# By hand, then by the library. The textbook rule takes Student's quantile, which is above 1.96, the more so the fewer
# the clusters. The library takes fewer degrees of freedom where clusters differ in size, and a score interval; the ends
# may differ a little:

# %%
estimate, error = clear.table.loc[0, ["estimate", "std_error"]]
quantile = stats.t.ppf(0.5 + confidence_level / 2, df=known["cluster"].nunique() - 2)
low, high = estimate - quantile * error, estimate + quantile * error
cx.by_hand("nps_difference", estimate=estimate, std_error=error, conf_low=low, conf_high=high)

# %%
cx.reading(clear, about="change", labels={"cluster": drawn["cluster"]})

# %% [markdown]
# ### 6.3 Side by side
#
# Each row is one analysis of the same questionnaires: codes right (as declared) or wrong (kept as scores), weights or
# none, runs or none, as far as the study has them.

# %%
cx.section("6.3", after=1)

# %%
analyses = {}
for codes, weights, runs in product(codings, weightings, clusterings):
    analyses[codes + weights + runs] = cx.nps_difference(
        both, rating=codings[codes], between="wave", reference=earlier, weights=weightings[weights],
        cluster=clusterings[runs], confidence_level=confidence_level)

# %%
headline = ["codes right", "codes right · weights", "codes right · weights · runs"]
cx.show(cx.plot_intervals(cx.stack(analyses), label="analysis", unit="Change, points", bold=headline))

# %%
cx.reading(*analyses.values(), about="analyses")

# %% [markdown]
# **Reading.** The data stay the same from row to row; what is assumed does not. None of the rows in bold is a lie; the
# last of them knows most about how the sample was drawn. A common wrong belief: *significant is significant.* It is,
# under assumptions that somebody chose.

# %% [markdown] tags=["lesson"]
# Break it yourself: which single switch moves the change most, and which one its certainty? The slider needs a live
# Jupyter; the figure above holds all of its answers.

# %% tags=["lesson"]
def view(analysis="codes right"):
    return cx.reading(analyses[analysis], about="change", aside=True)


for name in headline:
    display(view(name))

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"analysis": list(analyses)})

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("10-3", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★), back to section 2: how many ratings are complete?

# %% tags=["lesson"]
cx.check("10-4", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("10-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 30 minutes.** After it you can part mix from change, and resist naming a driver.

# %% tags=["lesson"]
cx.glossary(["must_be", "penalty_reward"])

# %% [markdown]
# ## 7. Mix or change?
#
# A score falls when people become less content, or when more of those are asked who were never content. The first lies
# in the segments' *own scores* (`rate` in the table), the second in their *mix*. The segments are the combinations of a
# few columns, and the two parts add up to the change. Without weights, since weights would already undo a part of the
# mix.

# %%
mixed = cx.section(7, needs={"score": "recommend", "mix": [*mix.split(", "), "segment"], "wave": "wave"},
                   min_groups=("wave", 2), after=1)

# %%
columns = list(dict.fromkeys([mixed["mix"], *both.filter(items=mix.split(", "))]))
both["cell"] = both[columns].dropna().astype("str").agg(" · ".join, axis=1)
split = cx.nps_change(both, rating=score, wave="wave", segment="cell", confidence_level=confidence_level)
total = split.table[split.table["status"] == "total"].drop(columns="cell")
cx.Result(table=total, kind=split.kind, settings=split.settings)

# %%
cx.reading(split, labels={"cell": " and ".join(columns)})

# %% [markdown]
# ### 7.1 Segment by segment
#
# Those with enough answers in both waves, and how many of all they are:

# %%
whole = split.table[(split.table["status"] != "total") & (split.table["component"] == "change")]
large = cx.suppress_small_cells(cx.Result(table=whole, kind=split.kind), min_cell=gates.min_cell)

# %%
cx.section("7.1", wanted=len(large.table) > 0)

# %%
cx.Result(table=pd.DataFrame({"segments": [len(whole)], "shown": len(large.table)}), notes=large.notes)

# %%
kept = split.table["cell"].isin(large.table["cell"]) | (split.table["status"] == "total")
cx.show(cx.plot_bars(cx.Result(table=split.table[kept]), label="cell"))

# %% [markdown]
# ### 7.2 Who asked?
#
# One more mix is easily forgotten: *who asked*. People may be kinder to an interviewer's face than to a sheet of paper,
# and an interviewer may choose whom to sit with. Neither was drawn by lot.

# %%
way = cx.section("7.2", needs={"score": "recommend", "mode": "mode", "wave": "wave"}, min_groups=("wave", 2))

# %%
modes = cx.net_promoter_score(both, rating=score, by=["wave", way["mode"]], confidence_level=confidence_level)
modes = cx.suppress_small_cells(modes, min_cell=gates.min_cell)
cx.show(cx.plot_intervals(modes, label=way["mode"], facet="wave"))

# %%
asked_by = cx.nps_change(both, rating=score, wave="wave", segment=way["mode"], confidence_level=confidence_level)
cx.reading(asked_by)

# %% [markdown]
# **Reading.** A split by segments names no cause. It says where the change sits, and whether a simpler story, other
# people, would do.

# %% [markdown]
# ## 8. What goes with the overall rating?
#
# People rated single aspects, too, and a board would like to hear: *work on this one first*. Can the answers say so?
# Only aspects that nearly everybody rated can be compared, see section 2.
#
# An aspect's share is its part of R², of all that the aspects together account for; notebook 04 says how it is shared
# out. Each wave is analysed alone: what holds should hold twice. All answers count alike here, without weights.

# %%
asked = cx.section(8, needs={"outcome": "outcome", "wave": "wave", "rating": "rating"}, after=1)

# %%
ratings = both[pair.columns("rating", table=gates.table)]
usual = ratings.loc[:, ratings.notna().mean() >= 0.75]
aspects = list(ratings.filter(items=core.split(", "))) or list(usual)
first_wave, second_wave = both[both["wave"] == earlier], both[both["wave"] == later]

# %% [markdown]
# ### 8.1 The first of the two waves
#
# `estimate` is the part of R², `share` the same as a share of the whole. Were all aspects alike, each would have the
# share in the last table.

# %%
early = cx.section("8.1", run=cx.driver_importance,
                   given={"data": first_wave, "outcome": asked["outcome"], "drivers": aspects,
                          "n_resamples": n_resamples, "rng": seed, "confidence_level": confidence_level})

# %%
importance = early.result
cx.reading(importance, where=earlier, aside=True)

# %%
columns = ["driver", "n", "estimate", "conf_low", "conf_high", "share", "rank", "rank_low", "rank_high"]
cx.Result(table=importance.table[columns], notes=importance.notes, settings=importance.settings)

# %%
shares = importance.table["share"]
cx.by_hand(share_lowest=shares.min(), share_highest=shares.max(), share_if_alike=1 / len(shares))

# %% [markdown]
# ### 8.2 How sure is the order?
#
# Had other people answered on those days, which aspect would lead? Draw as many again from those who did answer, some
# twice and some not at all: a *resample*. Put the aspects in order, and repeat. The grid shows how often each aspect
# took each place. A sure order would be one dark diagonal. It takes 15 answers for each aspect at least.

# %%
cx.section("8.2", after="8.1", wanted=importance.table["n"].iloc[0] >= 15 * len(aspects))

# %%
cx.show(cx.plot_heat(importance))

# %%
cx.reading(importance, about="order", where=earlier)

# %% [markdown]
# ### 8.3 Do the aspects go together?
#
# Ratings that go together leave the order open: the answers then cannot say which part made the whole.

# %%
together = cx.section("8.3", after="8.1", run=cx.driver_entanglement,
                      given={"data": first_wave, "outcome": asked["outcome"], "drivers": aspects})

# %%
cx.reading(together.result, aside=True)

# %% [markdown]
# ### 8.4 Does it hold twice?
#
# The second wave, analysed alone, and the places of both:

# %%
late = cx.section("8.4", after="8.2", run=cx.driver_importance,
                  given={"data": second_wave, "outcome": asked["outcome"], "drivers": aspects,
                         "n_resamples": n_resamples, "rng": seed, "confidence_level": confidence_level})

# %%
cx.reading(late.result, where=later, aside=True)

# %%
cx.reading(late.result, about="order", where=later)

# %%
places = pd.DataFrame({earlier: importance.table.set_index("driver")["rank"],
                       later: late.result.table.set_index("driver")["rank"]})
places["moved"] = (places[later] - places[earlier]).abs()
cx.Result(table=places.sort_values(earlier).reset_index())

# %% [markdown]
# **Reading.** A driver could be named if one aspect kept the first place in at least 95 of 100 resamples. Where none
# does, say that none does. Such ratings go together, since somebody content with the whole is kind to its parts; the
# answers then cannot say which part made the whole. A common wrong belief: *the first in the list is the one to work
# on.* Even a sure first place would be no effect. And every person counts here as drawn alone, so that the order is, if
# anything, less sure than the grid shows.

# %% [markdown]
# ## 9. Penalty or reward?
#
# Perhaps one straight line for each aspect hides something. Some things nobody praises and everybody misses: a
# *must-be* costs much when it is poor and earns nothing when it is excellent. So compare low ratings and high ratings
# each with those between, all aspects in one model.

# %% [markdown]
# Whoever looks at many aspects at once finds something by luck. So the intervals are made wide enough for *all* of them
# to hold at once at the level that was asked for (Bonferroni's rule). `linear` means that a low rating costs and a
# high one earns, and neither is twice the other; `unclear`, that the answers do not tell.

# %%
sides = cx.section(9, after="8.2", run=cx.penalty_reward,
                   given={"data": first_wave, "outcome": asked["outcome"], "drivers": aspects, "low": low_cut,
                          "high": high_cut, "confidence_level": 1 - (1 - confidence_level) / (3 * len(aspects))})

# %%
contrasts = sides.result
cx.show(cx.plot_bars(contrasts))

# %%
table = contrasts.table[["driver", "n", "n_low", "n_high", "penalty", "reward", "kind"]]
cx.Result(table=table, notes=contrasts.notes)

# %%
largest = table[["penalty", "reward"]].abs().max().max()
cx.by_hand(largest_contrast=largest, drivers_must_be=(table["kind"] == "must_be").sum())

# %%
cx.reading(contrasts)

# %% [markdown]
# **Reading.** Ratings alone show a must-be only if it fails often enough. What almost never fails looks unimportant
# here, since hardly anybody could tell what its failure costs. To learn that, look at those who met a failure.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("10-C", ...)

# %% [markdown] tags=["lesson"]
# **Sitting D, 25 minutes.** After it you can hide small groups, write a method statement, and say what cannot be said.

# %% tags=["lesson"]
cx.glossary(["nps"])

# %% [markdown]
# ## 10. What does a problem do?
#
# In the airport's case people were asked whether they met a problem there. Each answer's group is set against the
# largest, wave by wave.

# %%
trouble = cx.section(10, needs={"score": "recommend", "problem": problem, "wave": "wave"}, min_groups=("problem", 2))

# %%
answered = trouble.rows.dropna(subset=[trouble["score"]])
met = cx.net_promoter_score(answered, rating=trouble["score"], by=["wave", trouble["problem"]],
                            confidence_level=confidence_level)
met = cx.suppress_small_cells(met, min_cell=gates.min_cell)
cx.show(cx.plot_intervals(met, label=trouble["problem"], facet="wave"))

# %%
largest = answered[trouble["problem"]].value_counts().idxmax()
gaps = cx.nps_difference(answered, rating=trouble["score"], between=trouble["problem"], reference=largest, by="wave",
                         confidence_level=confidence_level)
gaps = cx.suppress_small_cells(gaps, min_cell=gates.min_cell)
cx.reading(gaps)

# %% [markdown]
# Both waves together:

# %%
cx.Result(table=trouble.rows[trouble["problem"]].value_counts(normalize=True).rename("share").reset_index())

# %% [markdown]
# **Reading.** The gap *goes with* the problem; it is not all its effect, since a bad day makes both a problem and a low
# score. Still, it is where a board would look first.

# %% [markdown]
# ## 11. How small is too small?
#
# Groups by one column, in the airport's case the language of the form, one wave at a time. A group below the smallest
# number is hidden. If it is the only one, the next smallest is hidden with it, since the total would give the hidden
# score away. Grey marks have fewer than 30 answers.

# %%
little = cx.section(11, needs={"score": "recommend", "group": [group, "language", "segment"], "wave": "wave"},
                    min_groups=("group", 2))

# %%
shown = {}
for wave, rows in little.rows.dropna(subset=[little["score"]]).groupby("wave", observed=True):
    one = cx.net_promoter_score(rows, rating=little["score"], by=little["group"], confidence_level=confidence_level)
    shown[wave] = cx.suppress_small_cells(one, min_cell=gates.min_cell)

# %%
every = cx.stack(shown, label="wave")
cx.Result(table=every.table.groupby("wave").size().reset_index(name="groups_shown"), notes=every.notes)

# %% [markdown]
# ### 11.1 The groups that can be shown

# %%
cx.section("11.1", wanted=len(every.table) > 0)

# %%
cx.show(cx.plot_intervals(every, label=little["group"], facet="wave"))

# %% [markdown]
# **Reading.** Groups differ in more than their name. Whoever fills in a form in another language may also fly
# elsewhere, from another gate, and use the scale in another way. So these groups are shown, and not ranked.

# %% [markdown]
# ## 12. What can we not say?
#
# A limit belongs beside the number that it limits. These come from what the study holds. *Partly* means that weights,
# or clusters, see to it as far as they know.

# %%
cx.section(12)

# %%
kinds = [table.kind for table in survey.contract.tables.values()]
limits = {
    "Those who did not answer": ["customers" in kinds, "no table of the people who could have been asked"],
    "Those asked too rarely": [weight is not None, "no weight in both waves"],
    "Answers that are alike": [len(clusterings) > 1, "no clusters: intervals may be too short"],
    "The staff's side": ["employees" in kinds, "no table of employees"],
    "A trend of the score": [len(asking) > 2, "fewer than three waves ask for it"],
}

# %%
limits = pd.DataFrame(limits, index=["seen_here", "why_not"]).T.rename_axis("what").reset_index()
limits["why_not"] = limits["why_not"].mask(limits["seen_here"].astype(bool), "")
limits["seen_here"] = limits["seen_here"].map({True: "partly", False: "no"})
cx.Result(table=limits)

# %% [markdown] tags=["lesson"]
# ### 12.1 The method statement
#
# One line for each choice, so that somebody else could make the same number. It is filled in from the analysis above, not
# from memory.

# %% tags=["lesson"]
stated = cx.section("12.1", after=("6.2", 2), wanted=not study)

# %% tags=["lesson"]
n_before, n_after = (int(clear.table[name].iloc[0]) for name in ("n_reference", "n"))  # of the number that is stated
statement = {
    "Question": gates.question,
    "Answers": f"{earlier}: {n_before:,}; {later}: {n_after:,}; without codes for no answer and rows of no cluster",
    "Weights": f"column {weight}, in both waves", "Clusters": f"column {drawn['cluster']}, whole runs drawn together",
    "Interval": f"{100 * confidence_level:g} %, score interval, errors clustered", "Waves": f"{later} less {earlier}",
}

# %% tags=["lesson"]
cx.Result(table=pd.DataFrame({"choice": list(statement), "what_was_done": list(statement.values())}))

# %% [markdown] tags=["lesson"]
# ### 12.2 Two pages for the board
#
# Who decides reads two pages. The first holds the answer and its size; the second what it rests on. Nothing on them is new:
# each line comes from a section above.

# %% tags=["lesson"]
pages = cx.section("12.2", after="12.1", wanted=not study)

# %% tags=["lesson"]
first_page = [cx.reading(clear, about="change", labels={"cluster": drawn["cluster"]}, aside=True),
              cx.reading(*analyses.values(), about="analyses", aside=True), cx.reading(gaps, aside=True)]
for line in first_page:
    display(line)

# %% tags=["lesson"]
second_page = [("how it was made", "the method statement, 12.1"), ("how sure", "the eight rows of section 6.3"),
               ("mix or change", "section 7"), ("what goes with it", "section 8, no driver named"),
               ("what cannot be said", "the table of section 12")]
cx.Result(table=pd.DataFrame(second_page, columns=["page_two", "taken_from"]))

# %% [markdown] tags=["lesson"]
# **Reading.** The answer comes first, then its doubt, then what to do. No colour, no arrow, no word such as *significant*.
# Give it to somebody who has not seen the data, and ask what they would decide: what they misread is yours to mend.

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
# - Why a score fell. Two surveys show a difference, never its cause.
# - Those who could not be asked, as passengers who were at no gate at the hour of a run, and those who declined.
# - What the staff saw, and what it cost them.
# - Which aspect to work on first. Ratings that share one mood do not tell; a change made at some gates and not at
#   others would.
#
# Net Promoter, Net Promoter Score and NPS are registered marks of Bain & Company, NICE Systems and Fred Reichheld.
#
# ## On Monday
#
# The analyst writes the method statement: codes, crosswalk, weights, clusters, one line each. The board hears the last
# bold row of the figure in section 6, not the first, and decides whether problems deserve a follow-up. No aspect gets
# money because it leads the list of section 8. All this before the next survey goes out, so that its questions keep
# their words.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting D.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("10-D", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Why can no statistical test find a code that was kept as a score?
# 2. Which of the eight analyses would you print, and which would you mention?
# 3. Suppose the ICC were 0. What would the survey runs change?
# 4. A colleague ranks the languages of the form. What do you ask for first?
# 5. One aspect leads in both waves. Why does the board not hear that it is the lever?
#
# <details><summary>Answers</summary>
#
# 1. To a test it is a number like the others. Only the code book knows what it means.
# 2. Print the one that follows how the survey was made, weighted and by survey run; mention what the others would
#    say.
# 3. Next to nothing: passengers of one run would then be no more alike than others, and each would count in full.
# 4. For n and intervals, for a correction for the number of comparisons, and for a reason why languages use scales
#    alike.
# 5. Importance is no effect: one mood colours all ratings of a person. A trial, or a record, could tell.
#
# </details>
#
# And the examination, for everybody (★★★): write the sentence for the press.

# %% tags=["lesson"]
cx.check("10-5", ...)

# %% [markdown]
# ## Where next
#
# All exercises with room for your answers: `exercises/10_case_airport.ipynb`; worked answers:
# `solutions/10_case_airport.ipynb`. Words for your glossary: code book, crosswalk, weight, survey run, cluster,
# intraclass correlation, design effect, mix, must-be.
