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
# # 7 · Does engagement reach the customer?
#
# **Decision:** may we expect customers to gain if engagement gains, and where do we test it?
#
# **Who decides:** the board, with human resources and customer experience at one table.
#
# **After this you can**
#
# - join two surveys by unit and report what is lost,
# - tell a slope between units from one within them,
# - read a lag and its reverse,
# - correct for unreliable means, and not too much,
# - count power in units, not in people,
# - set a published number beside your own without borrowing its conclusion.
#
# **Time:** 110 minutes.
#
# **Needs:** employees' answers with items of role `engagement`, customers' answers with an `outcome`, and on both sides
# the branch or team (role `unit`). Waves on both sides, a level above the unit, items of role `climate` and a record of
# each unit open further sections. Nobody need be on both sides: the two meet in the unit only.

# %%
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

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
# The data card: which tables are the two sides, and what was asked. Two boxes tell whether each side is there.

# %%
folder, read = study or cx.sample_study(), ["engagement", "units"]
home, _, asked = outcome.rpartition(".")
survey = cx.read_study(folder, tables=[*read, home or "outcome"], only=only)
if home and not any(home in (name, its.kind) for name, its in survey.contract.tables.items()):
    home, asked, survey = "", "outcome", cx.read_study(folder, tables=[*read, "outcome"], only=only)
truth = {} if only else cx.sample_truth(survey.folder)
print(f"Study: {survey.name}. {survey.contract.study.notes}".strip())
if truth:
    print("Truth known, since the data were drawn from it.")

# %%
shared, level = {"min_cell": min_cell, "parameters": ["outcome", "unit"]}, {"confidence_level": confidence_level}
staff = cx.Gates(survey, role="engagement", **shared)
gates = cx.Gates(survey, role=asked, table=home, most=["unit", "wave"], **shared)
for side, its in {"Employees": staff, "Customers": gates}.items():
    if its.table is not None and not its.guard.error:
        print(f"{side}: table {its.table}, {len(its.answers):,} rows. First question: {its.question}")

# %%
needs = {"engagement": "engagement", "unit": [unit, "unit"]}
employed = staff.section("The employees", needs=needs, min_answers=staff.min_cell)
employed

# %%
needs = {"outcome": [asked, "outcome"], "unit": [unit, "unit"]}
met = gates.section("The customers", needs=needs, min_answers=gates.min_cell, lacking=employed.error)
met

# %% [markdown]
# Each employee gets one score for engagement, the mean of its items, and one for climate where it was asked. Customers'
# answers after contacts depend on the touchpoint and the season; units differ in their mix of both. So the means of
# touchpoints and periods are taken out first, where there are touchpoints.

# %%
if met:
    where, y, answers = employed["unit"], met["outcome"], gates.answers
    scales = {name: staff.named(name, name) for name in ("engagement", "climate")}
    scales = {name: [f"item {item}" for item in items] for name, items in scales.items() if items}
    workers = cx.scale_scores(staff.answers.add_prefix("item "), scales=scales)[list(scales)]
    workers[where] = staff.answers[where]
    buyers = pd.DataFrame({where: answers[met["unit"]], y: answers[y]})
    mix = [name for role in ("touchpoint", "wave") for name in survey.columns(role, table=gates.table)[:1]]
    if survey.columns("touchpoint", table=gates.table):
        level_of_mix = answers.groupby(mix, observed=True, dropna=False)[y].transform("mean")
        buyers[y] += answers[y].mean() - level_of_mix

# %%
rounds = [survey.columns("wave", table=its.table)[:1] for its in (staff, gates)] if met else []
waves, unclear = bool(rounds) and all(rounds), None
if waves:
    workers["wave"], buyers["wave"] = staff.answers[rounds[0][0]], answers[rounds[1][0]]
    halves, months = (rows["wave"].cat.categories for rows in (workers, buyers))
    print(f"Waves of employees: {len(halves)}, of customers: {len(months)}.")
    print(f"The employees' are taken in this order: {', '.join(map(str, halves))}.")

# %%
counts = {len(str(name)) for name in [*halves, *months] if str(name).isdigit()} if waves else set()
if waves and len(halves) > 1 and len(months) == periods * len(halves):
    buyers["wave"] = buyers["wave"].map(dict(zip(months, np.repeat(halves, periods), strict=True)))
    print(f"{periods} of the customers' make one of the employees', in their order.")
elif waves and len(halves) != len(months) and counts and max(counts) < 4:
    waves = False
    unclear = cx.CXError("The waves are numbered, and the sides have not the same number of them: which is which?",
                         "name the waves by their date on both sides, or say -p periods=….")

# %% [markdown]
# ## 1. What was joined?
#
# No person is followed. Employees and customers meet in the unit, and in the wave. Before any number: how many units
# and answers are left, and why are the others not?

# %%
linked, lacking, snapshot, needs = None, employed.error or met.error, None, needs if employed else {}
if met:
    smallest = max(staff.min_cell, gates.min_cell)
    sides = {"employees": workers, "unit": where, "outcome": y, "engagement": "engagement"}
for wave in [*["wave"] * waves, None] if met else []:
    try:
        linked = cx.engagement_linkage(buyers, wave=wave, min_cell=smallest, **sides, **level)
        break
    except cx.CXError as error:
        lacking = snapshot = error
lacking = lacking if linked is None else None

# %%
both = gates.section("1. What was joined?", needs=needs, lacking=lacking)
both

# %%
if both:
    told = [note for note in linked.notes if "are joined" not in note and "not shown" not in note]
    display(cx.Result(table=linked.join, notes=told))
    slopes = linked.table.set_index("effect")
    n_units = int(slopes.at["between", "n_units"])
    print(cx.joined_sentence(linked))
    print(f"{len(linked.units):,} of {n_units:,} units are shown below; all {n_units:,} count.")

# %% [markdown]
# **Reading.** A unit or a wave with few answers on a side is *hidden in what is shown*, so that nobody is exposed. It
# is *not lost*: every estimate uses it. To drop small units from the analysis would throw away a kind of unit.

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
few = None
if both and n_units < 20:
    few = cx.CXError(f"Units on both sides: {n_units}; needed: 20.", "join more units; so few give a picture only.")
lacking = lacking or few
nothing = cx.CXError("No unit is large enough to be shown.", "join units, or collect more answers.")
pictured = gates.section("2. One picture", needs=needs, lacking=(nothing if linked.units.empty else None)
                         if both else both.error)
pictured

# %%
if pictured:
    axes = linked.units.plot.scatter("engagement", "outcome", s=linked.units["n_employees"].clip(upper=200) / 2,
                                     color="#555555", alpha=0.6, figsize=(6.5, 4.2))
    axes.set(xlabel="Employees' engagement, mean of the unit", ylabel=f"Customers' {y}, mean of the unit")
    axes.set_title(f"n = {len(linked.units)} units shown of {n_units}; size: employees who answered", loc="left")
    trend = np.corrcoef(linked.units[["engagement", "outcome"]].T)[0, 1] if len(linked.units) > 2 else 0
    rising = "rises" if trend > 0.2 else "falls" if trend < -0.2 else "has no clear slope"
    axes.figure.set_label(f"A cloud of {len(linked.units)} units, without names. From left to right it {rising}.")
    axes.spines[["top", "right"]].set_visible(False)
    axes.figure.set_layout_engine("constrained")
    cx.show(axes)

# %% [markdown]
# The *slope* says by how many points customers' answers differ for one point of engagement. How sure is it? The
# *standard error* is how far chance usually takes it from the true one. Some give every employee the mean of the unit's
# customers and count employees. Let us do so, and then count units.

# %%
counted = gates.section("2. How sure is it?", needs=needs, lacking=lacking)
counted

# %%
if counted:
    rating = buyers.groupby(where)[y].mean().rename("customers")
    rows = workers.join(rating, on=where).dropna(subset=["engagement", "customers", where])
    means = rows.groupby(where)[["engagement", "customers"]].mean()
    for what, data in {"employees": rows, "units": means}.items():
        line = smf.ols("customers ~ engagement", data).fit()
        print(f"Counting {len(data):,} {what}: slope {line.params.iloc[1]:.2f}, standard error {line.bse.iloc[1]:.3f}."
              .replace("-", "−"))

# %% [markdown]
# **Reading.** The first line counts each unit's customers once for each of its employees. It pretends to a sample that
# was never drawn, and its slope is another one: of single people, who hardly stand for their unit. What was drawn is
# the units. So the *correlation* r of the units' means, with its interval. The p-value deals the customers' means anew
# among the units and counts how often chance goes together as closely.

# %%
pair = None
if both:
    try:
        pair = cx.linkage_correlation(buyers, n_permutations=1000, rng=seed, **sides, **level)
    except cx.CXError as error:
        print(f"No correlation: {error}")
if counted and pair:
    r = pair.table.iloc[0]
    print(f"r = {r['estimate']:.2f} ({r['conf_low']:.2f} to {r['conf_high']:.2f}), p = {r['p_value']:.3f}; "
          f"n = {n_units} units, not {len(rows):,} people.".replace("-", "−"))

# %% [markdown]
# ## 3. Is it the same at each level?
#
# A link between people and a link between their teams are two things. One may even be the reverse of the other.

# %% [markdown] tags=["lesson"]
# Three invented teams of three. Within each team, whoever works longer hours feels worse. But the teams with long hours
# are the proud ones.

# %% tags=["lesson"]
toy = pd.DataFrame({"team": list("AAABBBCCC"), "hours": [6, 7, 8, 8, 9, 10, 10, 11, 12],
                    "mood": [4, 3.5, 3, 5.5, 5, 4.5, 7, 6.5, 6]})
middle = toy.groupby("team")[["hours", "mood"]].mean()
inside = toy[["hours", "mood"]] - toy.groupby("team")[["hours", "mood"]].transform("mean")
for what, data in {"all nine": toy, "team means": middle, "within teams": inside}.items():
    print(f"{what}: slope {smf.ols('mood ~ hours', data).fit().params['hours']:+.2f}".replace("-", "−"))

# %% [markdown] tags=["lesson"]
# **Reading.** Three questions, three numbers, and each is right. Only they answer different questions. In a well-known
# set of soldiers' answers, the correlation of hours and well-being is −.16 for persons and −.67 for their groups.

# %% [markdown]
# Now the employees here: does a better climate go with more engagement, within units, between them, and by how much do
# the two differ (*contextual*)? This is a *random intercept*: each unit may lie higher or lower as a whole.

# %%
no_climate = None if met and "climate" in scales else cx.CXError("No items of role climate.", "declare them.")
split = None
if both and not few and no_climate is None:
    try:
        split = cx.within_between(workers.dropna(), outcome="engagement", predictor="climate", group=where, **level)
    except cx.CXError as error:
        no_climate = error
parted = staff.section("3. Is it the same at each level?", needs={"unit": [unit, "unit"]},
                       lacking=lacking or no_climate)
parted

# %%
if parted:
    display(cx.Result(table=split.table.drop(columns="df")))
    gap = split.table.set_index("effect").loc["contextual"]
    apart = gap["conf_low"] > 0 or gap["conf_high"] < 0
    print(f"Between less within: {gap['estimate']:.2f} ({gap['conf_low']:.2f} to {gap['conf_high']:.2f}). "
          f"{'The level changes the number.' if apart else 'The level cannot be told to change the number here.'}"
          .replace("-", "−"))

# %% [markdown] tags=["lesson"]
# **Now you** (★): the same by hand.

# %% tags=["lesson"]
cx.check("07-2", ...)

# %% [markdown]
# ## 4. Regions?
#
# Units of one region share a labour market, a manager, a kind of customer. If they go together, they are worth fewer
# than they are. The honest interval lets whole regions vary (*CR2*, made for few clusters). With few clusters it
# is wide, and with too few none is given.

# %%
above, why = None, cx.CXError("No level above the unit.", "name its column with -p cluster=….")
held = [name for name in survey.tables if cluster in survey.tables[name] and survey.columns("unit", table=name)]
if both and cluster and held:
    key = survey.columns("unit", table=held[0])[0]
    group_of = survey.tables[held[0]].drop_duplicates(key).set_index(key)[cluster]
    grouped = {**sides, "employees": workers.assign(**{cluster: workers[where].map(group_of)})}
    try:
        above = cx.engagement_linkage(buyers, cluster=cluster, min_cell=smallest, **grouped, **level)
    except cx.CXError as error:
        why = error

# %%
regions = gates.section("4. Regions?", needs=needs, lacking=lacking or (why if above is None else None))
regions

# %%
if regions:
    clustered = above.table.assign(counted=f"by {cluster}, {above.table['n_clusters'].iloc[0]} clusters")
    low, high = line.conf_int(alpha=1 - confidence_level).loc["engagement"]
    plain = {"counted": "plain", "n": n_units, "estimate": line.params.iloc[1], "conf_low": low, "conf_high": high}
    pairs = pd.concat([pd.DataFrame([plain]), clustered[list(plain)]], ignore_index=True)
    cx.show(cx.plot_intervals(cx.Result(table=pairs), label="counted", unit="Points per point of engagement", digits=2))
    wider = np.diff(pairs[["conf_low", "conf_high"]], axis=1)[:, 0]
    print(f"The honest interval is {wider[1] / wider[0]:.2f} times as wide." if np.isfinite(wider[1])
          else "Too few clusters: no interval holds, so none is given.")
    if wider[1] < wider[0]:
        print("It is narrower here. A few clusters can look more alike than they are: report the wider one, too.")

# %% [markdown]
# ## 5. Do units that gain, gain customers?
#
# The picture compares units with one another. But the decision is about *change*: if engagement rises in a branch,
# do its customers gain? A branch in a quiet street may have both, calm employees and patient customers, for ever. That
# is a difference between places, and no change would follow from it.
#
# So take each unit in each wave, and ask three times: between units; all units and waves mixed; and within units, where
# the means of the unit and of the wave are taken out. By hand first, with columns of means:

# %%
if linked is not None and wave is None:
    snapshot = snapshot or unclear or cx.CXError("A side has no waves.", "declare role wave in both tables.")
elif linked is not None and "within" not in slopes.index:
    none = [note for note in linked.notes if note.startswith("No slope within units")]
    snapshot = cx.CXError(*none or ["A snapshot cannot separate place from change: fewer than two waves are on both "
                                    "sides."], "ask both sides again.")
changed = gates.section("5. Do units that gain, gain customers?", needs=needs, lacking=lacking or snapshot)
changed

# %%
if changed:
    one_wave = {"x": workers.groupby([where, "wave"], observed=True)["engagement"].mean(),
                "y": buyers.groupby([where, "wave"], observed=True)[y].mean()}
    one_wave = pd.DataFrame(one_wave).dropna().reset_index()
    places, seasons = (one_wave.groupby(key, observed=True)[["x", "y"]] for key in (where, "wave"))
    moved = one_wave[["x", "y"]] - places.transform("mean") - seasons.transform("mean")
    for what, data in {"between": places.mean(), "pooled": one_wave, "within": moved}.items():
        print(f"{what}: n = {len(data)}, slope {smf.ols('y ~ x', data).fit().params['x']:+.2f}".replace("-", "−"))

# %% [markdown]
# The library does the same exactly where units miss a wave, and adds intervals that know that the waves of one unit are
# no new units.

# %%
if changed:
    display(cx.Result(table=linked.table))
    print(cx.levels_sentence(linked))

# %% [markdown]
# **Reading.** Three slopes of one set of data. Whoever shows only the first sells a change with a comparison of places.
# (Between units may differ a little from section 2: here each wave counts alike, there each person.)

# %% [markdown]
# ## 6. Who comes first?
#
# It may take time: engagement now, customers later. So the customers' mean of a unit on its employees' mean `lag`
# waves *before*, both within the unit, the customers' own past held constant. And the other way round: happy
# customers may lift those who serve them. Intervals come from drawing whole units again (*bootstrap*).

# %%
lags, unseen = None, None
if changed:
    draws = {"n_resamples": n_resamples, "rng": seed, **level}
    try:
        lags = cx.linkage_lags(buyers, wave="wave", lag=lag, **sides, **draws)
    except cx.CXError as error:
        unseen = error
led = gates.section("6. Who comes first?", needs=needs, lacking=lacking or snapshot or unseen)
led

# %%
if led:
    display(cx.Result(table=lags.table, notes=[note for note in lags.notes if "are joined" not in note]))
    print(cx.lags_sentence(lags))

# %% [markdown]
# Now all slopes side by side. Crosses are what was planted, where the truth is known.

# %%
planted = {}
if truth and changed:
    planted = {"engagement first": "linkage_lagged", "outcome first": "linkage_reverse"}
    planted = {name: truth[key]["structural"] for name, key in planted.items() if key in truth}
if changed and pictured:
    note = "location" if planted else ""
    cx.show(cx.plot_points(linked, note=note))
    cx.show(cx.plot_intervals([linked, lags] if lags else linked, truth=planted))
if led and planted:
    ahead, back = (planted[name] for name in ("engagement first", "outcome first"))
    print(f"Planted truth: engagement → the next wave's customers {ahead:.2f}; customers → engagement {back:.2f}.")
    print("And a quiet location lifts both sides for good: most of the slope between units is that.")

# %% [markdown]
# **Reading.** One truth, and slopes that seem to quarrel. The slope between units holds all that ever made places
# differ. The slope in the same wave asks too early; with few waves, a link that comes later even pulls it below 0. The
# lagged slope asks the right question, and is too small: the means of few employees are noisy, and few waves are short.
# What so many units *cannot* show: a small path. “Not seen” of the reverse is no proof that there is none; in a short
# series its estimate is pulled towards 0 or below.

# %% [markdown] tags=["lesson"]
# Break it yourself: an invented firm of 120 branches and six waves. `location` lifts both sides for good, `passed_on`
# is what engagement truly adds a wave later. Which of the slopes notices what?

# %% tags=["lesson"]
place, own, luck = np.random.default_rng(seed).normal(size=(3, 120, 7))
keys = pd.DataFrame(np.indices((120, 6)).reshape(2, -1).T, columns=["unit", "wave"])


def four_slopes(staff_rows, rows):
    one = {"employees": staff_rows, "unit": "unit", "wave": "wave", "outcome": "y", "engagement": "x"}
    levels = cx.engagement_linkage(rows, min_cell=1, **one).table.set_index("effect")["estimate"]
    later = cx.linkage_lags(rows, n_resamples=50, rng=1, **one).table.set_index("direction")["estimate"]
    return pd.concat([levels, later])


# %% tags=["lesson"]
def view(location=1.0, passed_on=0.7):
    x = location * place[:, :1] + own[:, 1:]
    after = location * place[:, :1] + passed_on * own[:, :-1] + luck[:, 1:]
    return four_slopes(keys.assign(x=x.ravel()), keys.assign(y=after.ravel())).round(2)


tried = {f"location {a}, passed on {b}": view(a, b) for a in (0.0, 1.0) for b in (0.0, 0.7)}
cx.Result(table=pd.DataFrame(tried).T.rename_axis("firm").reset_index())

# %% tags=["nbval-ignore-output", "lesson"]
from ipywidgets import interact

_ = interact(view, location=(0.0, 2.0, 0.25), passed_on=(0.0, 1.0, 0.1))

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("07-4", ...)

# %% [markdown]
# ## 7. How much is noise?
#
# A mean of few answers is noisy, and noise hides a link. *ICC(1)* is the share of the differences between answers that
# lies between units. *ICC(2)* says how reliable the unit's mean is: 0 all noise, 1 none. The *design effect* says how
# many answers from shared units tell as much as one from a unit of its own. All three stand for relations *between*
# units only.

# %%
noisy = gates.section("7. How much is noise?", needs=needs, lacking=lacking or (None if pair else nothing))
noisy

# %%
if noisy:
    display(cx.Result(table=pair.reliability))
    corrected = pair.table.dropna(subset="estimate")
    cx.show(cx.plot_intervals(cx.Result(table=corrected), label="kind", unit="Correlation of units' means", digits=2))
    print(pair.notes[-1])

# %% [markdown]
# **Reading.** The observed one first: it is what was seen. The corrected value is a what-if, what endless answers in
# each unit would show. It removes noise, and not the location: it can make a wrong conclusion look strong.

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("07-3", ...)

# %% [markdown]
# ## 8. By which way?
#
# How should engagement get to customers? Perhaps by work that is done on time. That stands in the records, and nobody
# was asked: no mood is in it. The way has two legs: engagement → record (a), record → customers (b). What goes this
# way is their product, *indirect*. The figure calls this *2-2-1* where engagement and record belong to the unit (level
# 2) and the answers to customers (level 1).

# %%
way, blocked, drawn = None, cx.CXError(f"No table of units has {mediator}.", "name it with -p mediator=…."), {}
kept = [name for name in survey.tables if mediator in survey.tables[name] and survey.columns("unit", table=name)]
if both and not few and kept:
    named = {survey.columns("unit", table=kept[0])[0]: where}
    named |= {name: "wave" for name in survey.columns("wave", table=kept[0])[:1]}
    records = survey.tables[kept[0]].rename(columns=named)
    over_time = {"wave": "wave", "lag": lag} if led and "wave" in records else {}
    drawn = {"records": records, "n_resamples": n_resamples, "rng": seed, **over_time, **level}

# %%
try:
    way = cx.linkage_mediation(buyers, mediator=mediator, **sides, **drawn) if drawn else None
except cx.CXError as error:
    blocked = error
through = gates.section("8. By which way?", needs=needs, lacking=lacking or (blocked if way is None else None))
through

# %%
if through:
    cx.show(cx.plot_mediation(way))
    print(cx.mediation_sentence(way))
if through and planted and over_time:
    legs = (truth[f"punctuality_{leg}"]["structural"] for leg in ("a", "b", "indirect"))
    print("Planted truth: a {:.2f}, b {:.2f}, indirect {:.2f}.".format(*legs))

# %% [markdown]
# Both legs were only observed. If something unseen moved the record and the customers together, such as a short-staffed
# month, b would hold it. How strong would that have to be? In the figure, ρ is the correlation that such a cause alone
# would make. Sobel's row has its interval from a formula.

# %%
if through:
    cx.show(cx.plot_lines(way))
    display(cx.Result(table=way.table, notes=[note for note in way.notes if note.startswith("records")]))

# %% [markdown]
# **Reading.** An interval that leaves out 0 says nothing about a common cause; the curve does. If you can name a cause
# that strong, the way is not shown.

# %% [markdown]
# ## 9. Climate or engagement?
#
# Outings, good rooms, a pleasant mood: is it climate that customers feel? Alone, each goes with customers. Now both in
# one model, each beside the other.

# %%
rivals, no_rival = [], no_climate
if both and not few and no_climate is None:
    others = {"engagement": "climate", "climate": "engagement"}
    try:
        for name, other in others.items():
            for beside in ((), (other,)):
                told = cx.engagement_linkage(buyers, controls=beside, **{**sides, "engagement": name}, **level).table
                rivals.append(told.assign(scale=f"{name}, {other} given" if beside else f"{name} alone"))
    except cx.CXError as error:
        no_rival = error
raced = gates.section("9. Climate or engagement?", needs=needs, lacking=lacking or no_rival)
raced

# %%
if raced:
    rivals = pd.concat(rivals, ignore_index=True)
    cx.show(cx.plot_intervals(cx.Result(table=rivals), label="scale", unit="Points per point of the scale", digits=2))
    given = rivals.set_index("scale").loc["climate, engagement given"]
    adds = "adds something" if given["conf_low"] > 0 or given["conf_high"] < 0 else "cannot be told to add anything"
    print(f"Given engagement, climate {adds}: {given['estimate']:.2f} ({given['conf_low']:.2f} to "
          f"{given['conf_high']:.2f}), {n_units} units.".replace("-", "−"))

# %% [markdown]
# ## 10. How many units?
#
# More answers in a unit make its mean better. They make no more units. So *power*, the chance to see a link that is
# there, is counted in units. The curve says how many show a correlation of a given size four times in five.

# %%
planned = gates.section("10. How many units?", needs=needs, lacking=both.error)
planned

# %%
if planned:
    cx.show(cx.plot_lines(cx.linkage_power(r=[0.16, 0.2, 0.3, 0.4, 0.5], power=0.8, **level), have=n_units))
    print(cx.power_sentence(cx.linkage_power(n_units=max(n_units, 4), **level)))
    if n_units != 30:
        print(cx.power_sentence(cx.linkage_power(n_units=30, **level)))

# %% [markdown]
# And the design at hand, played through by simulation: units with as many answers and as much noise as these have. Here
# r is the true one, before noise.

# %%
try:
    noise = pair.reliability.set_index("side") if planned and pair else None
    if noise is not None:
        size = (noise["n"] / noise["n_units"]).round().astype(int)
        design = cx.linkage_design_power(
            r=[0.2, 0.4], n_units=sorted({30, 60, 120, 240, max(n_units, 4)}), n_employees=size["employees"],
            n_customers=size["customers"], icc_engagement=noise.at["employees", "icc1"],
            icc_outcome=noise.at["customers", "icc1"], rng=seed, **level,
        )
        cx.show(cx.plot_lines(design, have=n_units))
except cx.CXError as error:
    print(f"No simulation: {error}")

# %% [markdown]
# **Reading.** A chain of 30 shops will seldom see a link of ordinary size, however many people it asks. “We found
# nothing” from 30 units means “we would most likely have missed it”.

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
found = gates.section("11. What have others found?", needs=needs, lacking=lacking or (None if pair else nothing))
found

# %%
if found:
    beside = cx.compare_with_published(pair)
    columns = ["source", "year", "n_units", "level", "predictor", "outcome", "kind", "estimate", "finding"]
    display(cx.Result(table=beside.table[columns], notes=beside.notes))
    strip = beside.table.dropna(subset="estimate")

# %%
if found:
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
# lagged slope were an effect. What would its customers gain?

# %%
worth = gates.section("12. What is it worth?", needs=needs, lacking=lacking or snapshot or unseen or pictured.error)
worth

# %%
if worth:
    step = linked.units["engagement"].quantile([0.25, 0.75]).diff().iloc[-1]
    ahead = lags.table.set_index("direction").loc["engagement first"]
    gain = [f"{step * ahead[name]:+.2f}".replace("-", "−") for name in ("conf_low", "conf_high")]
    print(f"A rise of {step:.2f} in engagement: {gain[0]} to {gain[1]} points of {y}, if the slope is an effect.")
if worth and pair:
    share = 100 * pair.reliability.set_index("side").at["customers", "icc1"]
    print(f"Of the differences between customers' answers {share:.0f} % lie between units; the rest lie within them.")

# %% [markdown]
# ## What we found
#
# Printed from the results above, so it holds for the data at hand.

# %%
if both:
    print("·", cx.joined_sentence(linked))
if counted:
    print("·", cx.levels_sentence(linked))
if led:
    print("·", cx.lags_sentence(lags))
if through:
    print("·", cx.mediation_sentence(way))
if planned:
    print("·", cx.power_sentence(cx.linkage_power(n_units=max(n_units, 4), **level)))

# %%
sections = pd.concat([staff.summary(), gates.summary()])
sections["number"] = sections["section"].str.extract(r"(\d+)").astype(float).fillna(0)
cx.Result(table=sections.sort_values("number", kind="stable", ignore_index=True).drop(columns="number"))

# %% [markdown]
# ## What this does not show
#
# - What happens if engagement is raised. Nobody raised it by lot; something unseen may move both sides over time.
# - Anything about one employee or one customer. No person is linked, by design.
# - The full size of a lagged effect: noisy means and few waves make it too small.
# - Small paths, such as the way back from customers to employees. So few units cannot tell them from none.

# %% [markdown]
# ## On Monday

# %%
monday = [
    (planned,
     "Human resources and customer experience choose together what shall raise engagement, and draw by"
     " lot in which half of the units it begins, the others a half-year later."),
    (planned,
     "The analyst states the number of units and the smallest effect that they can show before it "
     "begins."),
    (changed,
     "The board strikes every slide that shows section 2 without section 5. All of it within six "
     "weeks."),
]
print("\n".join(f"· {step}" for shown, step in monday if shown) or "Nothing yet: the sections that would say what could not be shown.")

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. Why are 120 branches the sample, and not those who answered?
# 2. A branch in a quiet street scores high on both sides. Which slope does it move, and which not?
# 3. When does a correction for noise mislead?
# 4. What does “the reverse was not seen” allow you to say?
# 5. A consultant shows r = .33 from 7,939 units. What do you ask?
#
# ## Where next
#
# All exercises with room for your answers: `exercises/07_engagement_to_customers.ipynb`; worked answers:
# `solutions/07_engagement_to_customers.ipynb`. Words for your glossary: linkage, between and within, contextual effect,
# cluster, lag, ICC(1) and ICC(2), design effect, corrected correlation, indirect path, power.
