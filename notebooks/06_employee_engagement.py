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

# %% [markdown] chapter="Employees"
# # 6 · How do employees live their work?
#
# **Decision:** what may a team's result be used for, and which part of the employees' experience do we change?
#
# **Who decides:** human resources and the works council; team leads for their own part.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - tell engagement from climate,
# - test whether items are reliable and how many things they measure,
# - decide whether a team's answers may be averaged,
# - protect people against reports that can be subtracted,
# - read a league table with doubt,
# - say what goes with engagement.
#
# **Time:** 105 minutes, in three sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. Two facets have an alpha of .85 each. Do they differ?
# 2. 300 answers have weight 0.5, 100 have 2 and 50 have 3. Are they worth 450 answers?
#
# <details><summary>Answers</summary>
#
# 1. Alpha cannot tell. HTMT compares what goes together across the two with what goes together within each.
# 2. No, about 270: weights cost certainty.
#
# </details>

# %% [markdown]
# **Needs:** one table of employees with a column for the team (role `unit`) and at least two items of role
# `engagement`. Items of role `climate` and `experience`, a table of the teams and customers' answers open further
# sections. Sections that your data cannot carry say so and are skipped.

# %%
import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
team: str = "unit"  # role or column of the team whose answers may be averaged
above: str = "region"  # column of the level above the team, in section 8.3; empty: none
engagement: str = "engagement"  # items, columns or roles, separated by commas; their facets stand in study.toml
climate: str = "climate"  # the same for climate
experience: str = "experience"  # the same for what may go with engagement
contrast: str = "rating"  # the same for another scale of the table, in section 6
talk: str = ""  # the team of the sheet in section 11; empty: where the rows are of one team, that one
customers: str = "transactional"  # table, or kind of table, with customers' answers by team
null: str = "uniform, slight, moderate"  # what "no agreement" looks like: one of these or several
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval
n_permutations: int = 200  # how often people are dealt into random teams
seed: int = 2027  # of everything drawn at random

# %% [markdown]
# ## The data
#
# The data card: where the answers come from, and how many there are. Nobody is named. This notebook links no answer to
# a person, nor to the same person's answer in another wave. Teams too small to be told of by themselves come joined with
# others of their region, here and everywhere below: a “team” may be two or three. Section 8 says why.

# %%
survey = cx.read_study(study or cx.sample_study(), tables=["employees", "units", customers], only=only,
                       min_cell=min_cell)
first = engagement.split(",")[0].strip()
gates = cx.Gates(survey, role=first, min_cell=min_cell, parameters=["team"])
truth = survey.truth
display(survey)
gates

# %% [markdown]
# The scales: for each its items, their facets, and the two ends of its answers.

# %%
engaged = gates.scale("engagement", engagement)
mood = gates.scale("climate", climate)
lived = gates.scale("experience", experience, alone=True)
pace = gates.scale("contrast", contrast)

# %% [markdown] tags=["lesson"]
# **Sitting A, 30 minutes.** After it you can score facets, test their reliability, and count how many things they
# measure.

# %% tags=["lesson"]
cx.glossary(["wave", "engagement", "climate"])

# %% [markdown]
# ## 1. What is asked?
#
# Engagement has *facets*, such as commitment or enthusiasm. In the last wave, how many give the highest answer to each
# item?

# %%
asked = cx.section(1, needs={"item": first}, min_answers=gates.min_cell, latest=True, lacking=engaged.lacking)

# %%
answers = asked.rows[engaged.items].melt(var_name="item", value_name="answer")
answers["item"] = pd.Categorical(answers["item"], engaged.items)  # in the order of the questions
tops = cx.top_box_share(answers, rating="answer", by="item", top=engaged.ends[1], confidence_level=confidence_level)
cx.show(cx.plot_intervals(tops, label="item", labels=engaged.labels | gates.wording, zero=False, percent=True,
                          unit="The highest answer, %"))

# %%
words = engaged.questions
words["missing"] = asked.rows[engaged.items].isna().mean().array
words["mean"] = asked.rows[engaged.items].mean().array
cx.Result(table=words)

# %%
one_by_one = cx.banner(asked.rows, rows=engaged.items, min_cell=gates.min_cell, confidence_level=confidence_level)
cx.reading(one_by_one, labels=engaged.labels | gates.wording)

# %% [markdown] tags=["lesson"]
# The highest answer alone hides the rest. All answers, item by item: the two lowest together, those between, and the
# two highest; on a short scale only its ends. Fewer people than the smallest group that is shown are left out.

# %% tags=["lesson"]
lowest, highest = engaged.ends
step = 1 if highest - lowest >= 4 else 0  # on a short scale only the ends themselves
given = answers.dropna()
bands = np.select([given["answer"] <= lowest + step, given["answer"] >= highest - step], ["low", "high"], "between")
banded = given.assign(answer=pd.Categorical(bands, ["low", "between", "high"]))
stacked = banded.groupby(["item", "answer"], observed=True).size().rename("n").reset_index()
stacked["item"] = stacked["item"].astype(str).replace(engaged.labels)
stacked = cx.suppress_small_cells(cx.Result(table=stacked), min_cell=gates.min_cell)
cx.show(cx.plot_heat(stacked, rows="item", columns="answer", unit="answers"))

# %% [markdown]
# A person's score on a facet is the mean of the items answered. “Does not apply” is no answer: it counts neither as 0 nor
# as 9. One thing more happens here, where employees are told of in groups only: before the mean is taken, what a person
# skipped is filled with the mean of that item among all. So the mean of a facet follows from the means of its items, and
# nobody learns from both what the few who skipped one answered elsewhere.

# %%
facets = cx.scale_means(asked.rows, scales=engaged.facets, confidence_level=confidence_level)
cx.reading(facets)

# %% [markdown]
# **Reading.** An item to which nearly all give the highest answer is at its *ceiling*: it can neither rise nor tell
# teams apart.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("06-1", ...)

# %% [markdown]
# ## 2. Reliable?
#
# A scale is *reliable* when it would give people the same places if asked again. From one survey, two numbers guess
# it: *alpha*, which takes all items for equally good, and *omega*, which does not. Both run up to 1.

# %%
sound = cx.section(2, needs={"item": first}, latest=True, after=1, run=cx.scale_reliability,
                   given={"items": engaged.items, "confidence_level": confidence_level})

# %%
sound.result

# %%
display(cx.Result(table=sound.result.items))
cx.reading(sound.result, scale="engagement")

# %% [markdown]
# **Reading.** *item rest* is how an item goes with the sum of the others: a low one hangs loosely, a negative one is
# worded the other way round. *alpha without* is alpha if the item is left out. A *factor* is what items that go
# together have in common, and *loading* says how closely an item follows a single one. How well would that one describe
# all of them? CFI is 1 if fully, RMSEA 0 if without a miss. A common wrong belief: *a high alpha shows that the items
# measure one thing.* They need only go together, and more items always raise it. So look.

# %% [markdown]
# ### 2.1 The climate
#
# The same for climate, and below for another scale of the table, where your data have them.

# %%
liked = cx.section("2.1", needs={"item": first}, latest=True, lacking=mood.lacking, run=cx.scale_reliability,
                   given={"items": mood.items, "confidence_level": confidence_level})

# %%
cx.reading(liked.result, scale="climate", aside=True)

# %% [markdown]
# ### 2.2 Another scale

# %%
hurried = cx.section("2.2", needs={"item": first}, latest=True, lacking=pace.lacking, run=cx.scale_reliability,
                     given={"items": pace.items, "confidence_level": confidence_level})

# %%
cx.reading(hurried.result, scale=pace.name, aside=True)

# %% [markdown]
# ## 3. One thing, or several?
#
# The *eigenvalues* of the items' correlations say how much each of the common factors behind them carries. Random
# answers of as many people have some too, by luck. What lies above their band counts.

# %%
shape = cx.section(3, needs={"item": first}, latest=True, after=1, run=cx.scale_dimensions,
                   given={"items": engaged.items, "n_draws": 200, "rng": seed, "confidence_level": confidence_level})

# %%
cx.show(cx.plot_lines(shape.result))
cx.reading(shape.result)

# %% [markdown]
# ### 3.1 Can the facets be told apart?
#
# *HTMT* sets the correlations between two scales against those within them. From .85 on,
# two scales are one under two names.

# %%
parted = cx.section("3.1", needs={"item": first}, latest=True, run=cx.scale_separation,
                    given={"scales": engaged.parts})

# %%
display(parted.result)
cx.reading(parted.result)

# %% [markdown]
# **Reading.** Report the facets where they can be told apart. One number for all of them hides which one moved.

# %% [markdown] tags=["lesson"]
# ### 3.2 One factor against several
#
# The same question, item by item. *Loading* says how closely an item follows a factor: once a single one for all items,
# once one of its own facet. Where facets are things of their own, the second is higher.

# %% tags=["lesson"]
factors = cx.section("3.2", after=("3.1", 2), wanted=min(map(len, engaged.parts.values()), default=0) >= 3)

# %% tags=["lesson"]
of_all = sound.result.items.set_index("item")["loading"]
by_facet = {name: cx.scale_reliability(asked.rows, items=items).items for name, items in engaged.parts.items()}
own = pd.concat([table.assign(facet=name) for name, table in by_facet.items()]).set_index("item")
loadings = pd.DataFrame({"facet": own["facet"], "one_factor": of_all, "own_factor": own["loading"]})

# %% tags=["lesson"]
loadings = loadings.reindex(engaged.items).rename(index=engaged.labels).rename_axis("item").reset_index()
cx.Result(table=loadings)

# %% tags=["lesson"]
cx.by_hand(items=len(loadings), higher_on_their_own=(loadings["own_factor"] > loadings["one_factor"]).sum(),
           mean_one_factor=loadings["one_factor"].mean(), mean_own_factor=loadings["own_factor"].mean())

# %% [markdown] tags=["lesson"]
# **Reading.** A factor of three items fits them more easily than one of twelve, so a little higher is no proof. HTMT, above,
# asks the stricter question.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("06-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 40 minutes.** After it you can tell climate from engagement, say what goes with it, and decide whether a
# team may be averaged.

# %% tags=["lesson"]
cx.glossary(["touchpoint", "confidence_interval"])

# %% [markdown]
# ## 4. Is climate engagement?
#
# Another wrong belief: *people who like it here are engaged, so let us improve the mood.* Outings and bright rooms are
# easy to buy. Are the two one thing?

# %%
alike = cx.section(4, needs={"item": first}, latest=True, after=1, lacking=mood.lacking, run=cx.scale_separation,
                   given={"scales": {"engagement": engaged.items, "climate": mood.items}})

# %%
display(alike.result)
cx.reading(alike.result)

# %% [markdown]
# ### 4.1 Teams
#
# Which of the two goes with perks, and which with what customers say? Perks differ between teams; customers say how
# they found their contact. All waves, team by team: each team's means are one row, and no row is shown.

# %%
teams = cx.section("4.1", needs={"item": first, "team": team})

# %%
scales = {"engagement_score": engaged.items, "climate_score": mood.items}
people = cx.scale_scores(teams.rows[[teams["team"], *engaged.items, *mood.items]], scales=scales)
units = people.groupby(teams["team"], observed=True)[["engagement_score", "climate_score"]].mean()
units.columns = ["engagement", "climate"]

# %% [markdown]
# ### 4.2 Perks

# %%
homes = cx.Gates(survey, role="perks", kind="units", min_cell=min_cell)
places = cx.section("4.2", of=homes, needs={"place": "unit", "perks": "perks"}, after="4.1")

# %%
units["perks"] = places.rows.groupby(places["place"], observed=True)[places["perks"]].mean().astype(float)

# %% [markdown]
# ### 4.3 Parties and passion
#
# The customers' answers are taken less the mean of their touchpoint and month, since some contacts please nobody.

# %%
heard = cx.Gates(survey, role="outcome", min_cell=min_cell)
stage = cx.section("4.3", of=heard, needs={"place": "unit", "outcome": "outcome"}, min_groups=("place", 10),
                   also={"touchpoint": "touchpoint", "wave": "wave"}, after="4.2")

# %%
mix = [name for name in (stage["touchpoint"], stage["wave"]) if name]
fair = cx.mix_removed(stage.rows, answer=stage["outcome"], mix=mix)
units["customers"] = fair.groupby(stage["place"], observed=True)[stage["outcome"]].mean()

# %%
known = units.dropna()
free = (known - known.mean()) / known.std()
free["perks"] = known["perks"]  # with and without, not standard deviations
lifted = smf.ols("climate ~ perks", free).fit(cov_type="HC3", use_t=True)
moved = smf.ols("engagement ~ perks", free).fit(cov_type="HC3", use_t=True)
felt = smf.ols("customers ~ climate + engagement", free).fit(cov_type="HC3", use_t=True)

# %%
slopes = pd.concat([lifted.params[["perks"]], moved.params[["perks"]], felt.params[["climate", "engagement"]]])
limits = pd.concat([model.conf_int(1 - confidence_level).drop("Intercept") for model in (lifted, moved, felt)])
moves = pd.DataFrame({"scale": ["climate", "engagement"] * 2, "n": len(known), "estimate": slopes.array,
                      "conf_low": limits[0].array, "conf_high": limits[1].array})
moves["effect"] = ["Higher with perks"] * 2 + ["Goes with customers"] * 2

# %%
grid = cx.scale_separation(asked.rows, scales=engaged.parts | {"climate": mood.items})
cx.show(cx.plot_heat(grid))
cx.show(cx.plot_intervals(cx.Result(table=moves), label="scale", facet="effect", digits=2,
                          unit="Standard deviations"))

# %%
cx.reading(cx.Result(table=moves, kind="climate_and_engagement"), truth=truth)

# %% [markdown]
# **Reading.** A good climate helps people, and it is not engagement. Where perks were not given by lot, what goes with
# them may come from elsewhere. “Cannot be distinguished from 0” is no proof of none: look how wide the interval is.
#
# What passes from employees to customers is the matter of notebook 07; there “Goes with customers” is taken apart.

# %% [markdown]
# ## 5. What goes with engagement?
#
# Which parts of the employees' experience go with it? People are compared with others of their own
# team, so that a good team lead is not mistaken for a good rule. *Standardised slope*: by how many standard deviations
# engagement differs with one of the facet's, while the others stay.

# %%
themes = list(lived.facets)
weighed = cx.section(5, needs={"item": first, "team": team}, latest=True, after=1, lacking=lived.lacking)

# %% [markdown]
# ### 5.1 Within teams
#
# People less the mean of their team, in standard deviations.

# %%
within = cx.section("5.1", needs={"item": first, "team": team}, latest=True, run=cx.scale_scores,
                    given={"scales": {"engagement_score": engaged.items} | lived.facets, "within": weighed["team"],
                           "min_answers": gates.min_cell})

# %%
z = within.result / within.result.std()
model = sm.OLS(z["engagement_score"], sm.add_constant(z[themes])).fit(cov_type="HC3", use_t=True)
limits = model.conf_int(1 - confidence_level).loc[themes]

# %% [markdown]
# The share of each in R² by *Johnson's weights*, once by hand: turn the facets into their nearest twins that do not
# overlap (`root`), and share out what these explain. Notebook 04 does it in one call, and says more of it.

# %%
r = z.corr().to_numpy()
values, axes = np.linalg.eigh(r[1:, 1:])
root = axes @ np.diag(np.sqrt(values.clip(0))) @ axes.T
weights = root**2 @ np.linalg.lstsq(root, r[1:, 0], rcond=None)[0] ** 2

# %%
found = pd.DataFrame({"facet": themes, "n": len(z), "estimate": model.params[themes].array,
                      "conf_low": limits[0].array, "conf_high": limits[1].array, "share": weights / weights.sum()})
found = found.sort_values("estimate", ascending=False, ignore_index=True)
cx.show(cx.plot_intervals(cx.Result(table=found), label="facet", digits=2, unit="Standardised slope within teams"))
cx.Result(table=found[["facet", "n", "estimate", "share"]])

# %% [markdown]
# Is each facet surely ahead of the next? The difference of two slopes of one model has an interval of its own.

# %%
steps = np.eye(len(model.params))[[model.params.index.get_loc(name) for name in found["facet"]]]
ahead = model.t_test(steps[:-1] - steps[1:]).conf_int(1 - confidence_level)

# %%
slopes = cx.Result(table=found, kind="facets_within_teams",
                   settings={"r_squared": model.rsquared, "ahead_of_next": ahead})
cx.reading(slopes, truth=truth)

# %% [markdown]
# **Reading.** All of it *goes with* engagement. The same people answered both in the same minute, and a good day lifts
# both. What would happen if autonomy grew, a trial in some teams would tell.

# %% [markdown] tags=["lesson"]
# ### 5.2 What a customer culture is made of
#
# “We live a customer culture” is said fast. It takes training, a say, common aims, open words and deeds, and each can be
# asked. The first four are facets of the employees' experience; for deeds the house was asked whether what is promised is
# done. Shown is the share that agrees, 4 or 5 of 5.

# %% tags=["lesson"]
cultured = cx.section("5.2", after="5.1", truth=truth)

# %% tags=["lesson"]
house = cx.read_study(study or cx.sample_study(), tables=["internal"], min_cell=min_cell).tables["internal"]
boards = house["department"].astype(str).eq("management")
facet_items = {"training": "mastery", "a say": "autonomy", "common aims": "purpose", "open words": "transparency"}

# %% tags=["lesson"]
signs = {sign: asked.rows[lived.parts[name]].stack().dropna() for sign, name in facet_items.items()}
signs |= {"deeds, say staff": house.loc[~boards, "i8_saydo"].dropna(),
          "deeds, say managers": house.loc[boards, "i8_saydo"].dropna()}
agree = pd.concat([pd.DataFrame({"sign": sign, "answer": x}) for sign, x in signs.items()])

# %% tags=["lesson"]
culture = cx.top_box_share(agree, rating="answer", by="sign", top=4, confidence_level=confidence_level, cluster=False)
culture = cx.suppress_small_cells(culture, min_cell=gates.min_cell)
cx.show(cx.plot_intervals(culture, label="sign", percent=True, zero=False, unit="Agree, %; n: answers"))

# %% [markdown] tags=["lesson"]
# **Reading.** The two rows on deeds make the *say–do gap*: managers, who promise, and staff, who have to keep it. Where
# their intervals overlap widely, the gap is open; a wide gap would be a finding about the house, whatever customers
# say.
#
# ### 5.3 The mirror
#
# *Staff can pass on only the quality they live themselves.* Then customers should be better off where employees are. Teams
# are put into five groups of equal number by what their employees experience, all facets together; beside it are the
# customers of the same teams. No single team is shown.

# %% tags=["lesson"]
mirrored = cx.section("5.3", after=("4.3", "5.1"), truth=truth)

# %% tags=["lesson"]
every = [item for items in lived.parts.values() for item in items]
inner = cx.scale_scores(teams.rows[[teams["team"], *every]], scales={"experience": every})
inner = inner.groupby(teams["team"], observed=True)["experience"].mean().rename("experience")
mirror = pd.concat([inner, units["customers"]], axis=1).dropna()

# %% tags=["lesson"]
mirror["group"] = pd.qcut(mirror["experience"].rank(method="first"), 5, labels=["1, lowest", "2", "3", "4", "5, highest"])
both_sides = mirror.groupby("group", observed=True).agg(teams=("experience", "size"), experience=("experience", "mean"))
outer = cx.mean_rating(mirror, rating="customers", by="group", confidence_level=confidence_level).table
cx.Result(table=both_sides.reset_index().merge(outer[["group", "estimate", "conf_low", "conf_high"]]))

# %% [markdown] tags=["lesson"]
# **Reading.** The mix of contacts is taken out of the customers' answers. A mirror shows two sides that go
# together, and not which one moved first: a quiet street is good for both. Notebook 07 takes that apart.

# %% [markdown]
# ## 6. May a team be averaged?
#
# A team's mean stands for the team only if its people agree, *and* if teams differ. *rwg(j)* compares how far people
# of one team differ with answers at random: 1 is full agreement, and .70 the usual cut. *ICC(1)* is the share of all
# differences that lies between teams; *ICC(2)* says how reliable a team's mean is.
#
# Many stop at rwg(j). So here is a second scale beside engagement, where your data have one.

# %%
averaged = cx.section(6, needs={"item": first, "team": team}, min_answers=gates.min_cell, latest=True,
                      min_groups=("team", 2), after=1)

# %% [markdown]
# ### 6.1 Engagement

# %%
agreed = cx.section("6.1", needs={"item": first}, latest=True, run=cx.unit_agreement,
                    given={"items": engaged.items, "scale": engaged.ends, "unit": averaged["team"], "rng": seed,
                           "n_permutations": n_permutations, "min_cell": gates.min_cell,
                           "confidence_level": confidence_level})

# %%
columns = ["n", "n_units", "icc1", "icc1_low", "icc1_high", "icc1_k0", "icc1_reml", "icc2"]
cx.Result(table=agreed.result.table[columns])

# %% [markdown]
# Three formulas of ICC(1): with the mean size of a team, with a size that allows for unequal teams, and
# from a model (*REML*). Agreement next, against each idea of “no agreement”: all answers alike often (*uniform*),
# or most people on the friendly side anyway (*slight*, *moderate*). More items raise rwg(j) by themselves; *rwg* they
# do not raise. *AD* is the plain mean distance; below *AD, limit* counts as agreement.

# %%
nulls = ["rwg_j_" + name.strip() for name in null.split(",")]
cx.Result(table=agreed.result.table.filter([*nulls, "r_wg", "ad", "ad_limit"]))

# %% [markdown]
# Now deal the same people into random teams, as cards are dealt. A number that random teams reach as well says nothing
# about teams.

# %%
cx.show(cx.plot_agreement({"engagement": agreed.result}))
cx.reading(agreed.result, scale="engagement")

# %% [markdown]
# **Reading.** People can agree because everybody everywhere answers nearly alike. Then the team's mean is the firm's
# mean with noise, and a league table of it is a lottery. Agreement *and* difference: only then average.

# %% [markdown]
# ### 6.2 The second scale

# %%
contrasted = cx.section("6.2", needs={"item": first}, latest=True, after="6.1", lacking=pace.lacking,
                        run=cx.unit_agreement,
                        given={"items": pace.items, "scale": pace.ends, "unit": averaged["team"], "rng": seed,
                               "n_permutations": n_permutations, "min_cell": gates.min_cell,
                               "confidence_level": confidence_level})

# %%
display(cx.Result(table=contrasted.result.table[columns]))
cx.Result(table=contrasted.result.table.filter([*nulls, "r_wg", "ad", "ad_limit"]))

# %%
cx.show(cx.plot_agreement({"engagement": agreed.result, pace.name: contrasted.result}))
cx.reading(contrasted.result, scale=pace.name, truth=truth.get("icc_pace"))

# %% [markdown] tags=["lesson"]
# **Now you** (★):

# %% tags=["lesson"]
cx.check("06-2", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("06-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 35 minutes.** After it you can read silence, protect people against subtraction, and doubt a league
# table.

# %% tags=["lesson"]
cx.glossary(["anonymity_threshold"])

# %% [markdown]
# ## 7. Who kept silent?
#
# Where few answer, are the others the content ones? Teams are joined into five groups of equal number by the share of
# their people that answers, in the mean of all waves. No single team is shown.

# %%
spoke = cx.section(7, needs={"item": first, "team": team}, after=1)

# %% [markdown]
# ### 7.1 Headcounts

# %%
crews = cx.Gates(survey, role="population", kind="units", min_cell=min_cell)
staffed = cx.section("7.1", of=crews, needs={"place": "unit", "heads": "population"}, also={"wave": "wave"})

# %%
counted = [staffed["place"], *filter(None, [staffed["wave"]])]  # where each wave has its headcount, the mean is taken
heads = staffed.rows.groupby(counted, observed=True)[staffed["heads"]].sum().groupby(level=0, observed=True).mean()
waves = survey.columns("wave", table=spoke.table)

# %% [markdown]
# ### 7.2 Five groups of teams

# %%
silent = cx.section("7.2", after="7.1", run=cx.answer_rates,
                    given={"data": spoke.rows, "unit": spoke["team"], "headcount": heads, "waves": waves})

# %%
rate = silent.result
fifth = pd.qcut(rate.rank(method="first"), 5, labels=["1, fewest", "2", "3", "4", "5, most"]).astype(str)
cx.Result(table=rate.groupby(fifth).agg(teams="size", share="mean").rename_axis("group").reset_index())

# %%
voices = cx.scale_scores(spoke.rows[[spoke["team"], *engaged.items]], scales={"engagement_score": engaged.items})
voices["group"] = voices[spoke["team"]].astype(object).map(fifth.to_dict())
groups = cx.mean_rating(voices.dropna(subset="group"), rating="engagement_score", by="group",
                        cluster=spoke["team"], confidence_level=confidence_level)
groups = cx.suppress_small_cells(groups, min_cell=gates.min_cell)
cx.show(cx.plot_intervals(groups, label="group", zero=False, digits=2,
                          unit="Mean engagement, teams by the share that answers"))

# %%
own = voices.groupby(spoke["team"], observed=True)["engagement_score"].mean().reindex(rate.index)
r = np.corrcoef(rate, own)[0, 1]
z, half = np.arctanh(np.clip(r, -0.999, 0.999)), 1.96 / np.sqrt(len(rate) - 3)
link = pd.DataFrame({"n_units": [len(rate)], "estimate": r, "conf_low": np.tanh(z - half),
                     "conf_high": np.tanh(z + half)})
cx.reading(cx.Result(table=link, kind="response_and_engagement"))

# %% [markdown]
# **Reading.** If the silent are the less engaged, the firm's mean is too high, and a small team that falls below the
# threshold is the very one to visit. Silence is a result. Ask why, without asking who.

# %% [markdown]
# ## 8. Can a person be exposed?
#
# “No group below ten is shown.” Is that enough? An invented case. Last month 12 people answered, mean 3.50. Now they
# are 13, since Ana has come; the mean is 3.62. Both reports keep the rule.

# %%
case = cx.section(8)

# %% tags=["lecture"]
cx.by_hand(sum_of_13=13 * 3.62, sum_of_12=12 * 3.50, Ana=13 * 3.62 - 12 * 3.50)

# %% [markdown]
# Ana answered 5 (the means were rounded, so it is not 5.00): the rule is not enough.
#
# ### 8.1 An attack
#
# An invented firm of two regions, since its numbers may be seen. In the North, one team has a single person. What is
# published: the firm, its regions, its teams, each with its number and mean, and only groups from ten people on.

# %%
attacked = cx.section("8.1")

# %% tags=["lecture"]
sizes = {"N1": 14, "N2": 13, "N3": 12, "N4": 1, "S1": 18, "S2": 11, "S3": 6, "S4": 5}
firm = pd.DataFrame({"team": [team for team, n in sizes.items() for _ in range(n)]})
firm["region"] = firm["team"].str[0].map({"N": "North", "S": "South"})
firm["mood"] = np.random.default_rng(seed).integers(1, 6, len(firm))

# %% tags=["lecture"]
reports = [cx.mean_rating(firm, rating="mood", by=level) for level in (None, "region", "team")]
large = [cx.Result(table=report.table[report.table["n"] >= 10], kind=report.kind) for report in reports]
cx.stack({"the firm": large[0], "regions": large[1], "teams": large[2]}, label="level")

# %% [markdown] tags=["lecture"]
# What is left when one is taken from another? A linear program tries everything at once.

# %% tags=["lecture"]
cells = firm[["region", "team"]].drop_duplicates(ignore_index=True)
before = cx.reconstruct_cells(large, cells=cells, by="team", scale=(1, 5))
display(before)
cx.reading(before, aside=True)

# %% [markdown] tags=["lecture"]
# North less N1, N2 and N3 is what one person answered. To hide one more team would help here. But tomorrow somebody
# makes a page for each team, then one for each region, with other people or another threshold, and no page knows of
# the others. So it is not pages that must be watched. It is people who are put into *blocks*, once, before anything is
# computed: each of at least so many people, teams too small in one block with others of their region. A group is then
# made of whole blocks, whoever makes it, and so is whatever is left when one is taken from another.

# %% tags=["lecture"]
told = cx.in_blocks(firm, by=["region", "team"], answers=["mood"], scale=(1, 5))
safe = [cx.mean_rating(told, rating="mood", by=level) for level in (None, "region", "team")]
safe[-1]

# %% tags=["lecture"]
named = told.groupby("team")["region"].first().rename_axis("block")
cells["block"] = [next(name for name in named.index if team in name) for team in cells["team"]]
seen = [report.table.rename(columns={"team": "block"}) for report in safe]
after = cx.reconstruct_cells(seen, cells=cells, by="team", scale=(1, 5))
display(after)
cx.reading(before, after)

# %% [markdown] tags=["lesson"]
# Try to break it: move the threshold, and switch the blocks off. The last two numbers are the groups told and the teams
# laid open.

# %% tags=["lesson"]
def pages(rows, smallest):
    tables = [cx.mean_rating(rows, rating="mood", by=level).table for level in (None, "region", "team")]
    return [table[table["n"] >= smallest].rename(columns={"team": "block"}) for table in tables]


def view(smallest, blocks):
    rows = [firm, cx.in_blocks(firm, by=["region", "team"], answers=["mood"], min_cell=smallest)][blocks]
    parts = cells.assign(block=[next(name for name in rows["team"] if team in name) for team in cells["team"]])
    found = cx.reconstruct_cells(pages(rows, smallest), cells=parts, by="team", scale=(1, 5)).table
    return smallest, blocks, len(pages(rows, smallest)[-1]), int((found["learned"] == "answers").sum())


# %% tags=["lesson"]
tries = [view(smallest, rule) for smallest in (6, 8, 10) for rule in (False, True)]
cx.Result(table=pd.DataFrame(tries, columns=["min_cell", "blocks", "groups", "laid_open"]))

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"smallest": (2, 20), "blocks": [True, False]})

# %% [markdown] tags=["lecture"]
# **Reading.** A higher threshold alone is no safer: it hides more, and what is hidden can be worked out. Blocks cost
# names: of a small team nothing is told but what it shares with another.
#
# An attacker with more than the reports, such as a colleague who knows nine of ten answers, is not stopped by any
# table. That is why a group that gave only the highest answer is joined with another, too, and why nobody outside the
# survey team sees rows.

# %% [markdown]
# ### 8.2 Here
#
# Your own survey was put into blocks when it was read, and a results folder remembers them: a later run in it shows
# the same blocks, whatever it is called and whatever it asks. Where people of a block have gone or answered anew, the
# rest of it stays out, for the rest less the block would be theirs.

# %%
exposed = cx.section("8.2", needs={"item": first, "team": team}, min_answers=gates.min_cell, latest=True,
                     min_groups=("team", 2), after=1)

# %%
where, score = exposed["team"], engagement + "_score"
staff = cx.scale_scores(exposed.rows, scales={score: engaged.items})
whole = cx.mean_rating(staff, rating=score)
cx.Result(table=whole.table[["n", "estimate"]], notes=(survey.blocks.get(exposed.table, ""),))

# %% [markdown]
# ### 8.3 One level above the teams

# %%
upper = cx.section("8.3", after="8.2", run=gates.level_above, given={"column": above, "parameter": "above"})

# %%
regions = cx.mean_rating(staff.assign(group=upper.result), rating=score, by="group")
cx.Result(table=regions.table[["group", "n", "estimate"]])

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("06-3", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★), back to section 6:

# %% tags=["lesson"]
cx.check("06-4", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★★), back to section 4: what two columns predict, and what the figure says.

# %% tags=["lesson"]
cx.check("06-5", ...)

# %% [markdown]
# ## 9. What does protection cost?
#
# A higher threshold joins more teams. For each from the promised one on: how many groups are told. And, where customers
# were asked: the correlation between the engagement of a group and its customers.

# %%
priced = cx.section(9, after="8.2")

# %%
thresholds = [gates.min_cell + more for more in (0, 2, 5, 8, 12)]
others = {smallest: cx.read_study(study or cx.sample_study(), tables=["employees", "units", customers], only=only,
                                  min_cell=smallest) for smallest in thresholds[1:]}
others = {thresholds[0]: survey} | others  # read with the smallest already
crowds = {smallest: cx.scale_scores(other.tables[exposed.table], scales={score: engaged.items})
          for smallest, other in others.items()}
pairs = {}

# %%
groups = pd.DataFrame({"min_cell": thresholds, "groups": [rows[where].nunique() for rows in crowds.values()]})
cx.Result(table=groups)

# %%
cx.reading(cx.Result(table=groups, kind="groups_told"))

# %% [markdown]
# ### 9.1 And what is lost with them?

# %%
heard_there = cx.section("9.1", after=(9, "4.3"))

# %%
for smallest, other in others.items():
    answered = cx.mix_removed(other.tables[stage.table], answer=stage["outcome"], mix=mix)[stage["outcome"]]
    theirs = answered.groupby(other.tables[stage.table][stage["place"]], observed=True).mean()
    own = crowds[smallest].groupby(where, observed=True)[score].mean()
    pairs[smallest] = pd.DataFrame({"own": own, "customers": theirs}).dropna()

# %% [markdown]
# ### 9.2 The link that is left

# %%
lost = cx.section("9.2", after="9.1", run=cx.linked_at_thresholds, given={"means": pairs})

# %%
cx.show(cx.plot_intervals(lost.result, label="threshold", digits=2,
                          unit="Correlation of engagement and customers; n: teams"))

# %% [markdown]
# **Reading.** Fewer groups, wider intervals, and the teams that lose their own number are the small and the silent ones.
# The price is real and is paid for trust: who fears to be known answers politely, or not at all. Choose the threshold before you
# see the results, and do not lower it for a good reason. There is always one.

# %% [markdown]
# ## 10. Best and worst team?
#
# Someone will want a league table. Small teams lie at both ends by luck. *Partial pooling* moves each mean towards the
# mean of all, the further the less its own answers say. And it gives the chance that a team is truly among the first.

# %%
league = cx.section(10, needs={"item": first, "team": team}, min_answers=gates.min_cell, latest=True,
                    min_groups=("team", 6), after="8.2")

# %%
top = min(10, max(1, league.rows[where].nunique() // 3))

# %% [markdown]
# ### 10.1 The order

# %%
ranked = cx.section("10.1", run=cx.unit_ranking,
                    given={"data": league.rows, "items": engaged.items, "unit": where, "top": top, "rng": seed,
                           "min_cell": gates.min_cell, "confidence_level": confidence_level})

# %%
ranking = ranked.result
chances = ranking.table.drop(columns=where).head(top + 5)
pooled = cx.Result(table=chances.assign(estimate=chances["pooled"], place="#" + chances["rank_pooled"].astype(str)))
cx.show(cx.plot_intervals(pooled, label="place", zero=False, digits=2,
                          unit="Pooled mean of a team, the teams by their place"))
cx.reading(ranking)

# %%
columns = ["n", "estimate", "pooled", "conf_low", "conf_high", "rank", "rank_pooled", "p_top"]
cx.Result(table=chances[columns])

# %% [markdown]
# **Reading.** *rank* is by the own mean, *rank pooled* by the pooled one. No team is named here, on purpose. A team
# whose *p top* is near .5 is among the first or not as a coin falls, and the neighbours' intervals overlap. Use the
# list to ask what the sure ones do; do not use it to pay or to blame.

# %% [markdown]
# ## 11. A sheet to talk about
#
# Not a rank but a conversation: what one team said, item by item, beside all others and beside itself. *Favourable*
# are the answers in the upper third of the scale, 4 and 5 of five. `cx run STUDY 06 --each branch` makes a sheet for
# each team, `-p talk=B006` for one. A team that is too small comes with those that it is told with. With no team
# chosen and rows of several, no sheet follows.

# %%
crew = cx.section(11, needs={"item": first, "team": team}, min_answers=gates.min_cell, after=1)

# %%
named = crew.rows[crew["team"]].dropna().astype(str).unique()
sheet_of = [name for name in named if talk in ("", name, *name.split(" + "))]
everybody = (survey.whole or survey).tables[crew.table]

# %% [markdown]
# ### 11.1 What the team said

# %%
cx.section("11.1", after=11, wanted=len(sheet_of) == 1)

# %%
waves = survey.columns("wave", table=crew.table)
talks = cx.talk_sheet(crew.rows, items=engaged.items, unit=crew["team"], team=sheet_of[0], ends=engaged.ends,
                      wave=waves[0] if waves else None, others=everybody, min_cell=gates.min_cell,
                      confidence_level=confidence_level)

# %%
wording = engaged.labels | gates.questions.set_index("item")["text"].to_dict()
cx.show(cx.plot_heat(talks, labels=wording))
cx.reading(talks, labels=wording, asked=talk)

# %%
talks

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
# - What people do. All of it is what they say of themselves, at one sitting.
# - What would happen if autonomy, or anything else, were increased.
# - The silent. Their number is known, their answers are not.
# - Any single person. At work, consent is weak: whoever could be followed would answer as one who is followed.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({
    "8.2": [
        "Human resources and the works council sign the threshold, and that all reports go into one results folder, "
        "before the next wave.",
        "Team leads get the report of their team, or of the teams that it is joined with, and within three weeks ask "
        "their people one question: what would you decide yourselves, if you might?",
    ],
    "10.1": "The analyst deletes the league table from the slides.",
})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("06-C", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Alpha is .90. What do you know about the number of things measured, and what not?
# 2. People of a team agree perfectly. When may you still not compare teams?
# 3. Two reports on 40 and on 39 people are allowed, each by itself. What is wrong with both?
# 4. Whose answers are missing in the mean of the firm, and in which direction does it err?
# 5. Which sentence in your firm's last report on engagement was about climate?
#
# <details><summary>Answers</summary>
#
# 1. That the items go together. Not that it is one thing: items of two facets that go together have a high alpha,
#    too.
# 2. Where people of teams drawn by chance agree as much. ICC(1) says whether teams differ.
# 3. Nothing with each alone. Both together give the fortieth person's answers, by subtraction.
# 4. Those who kept silent. Where the less engaged answer less often, the mean is too high.
# 5. Look for mood, rooms, benefits, being content. Being ready to do more than one must is engagement.
#
# </details>
#
# ## Where next
#
# All exercises with room for your answers: `exercises/06_employee_engagement.ipynb`; worked answers:
# `solutions/06_employee_engagement.ipynb`. Words for your glossary: engagement, climate, facet, alpha, omega, HTMT,
# rwg(j), ICC(1), ICC(2), difference rule, partial pooling.
