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

# %% [markdown] chapter="Who was heard"
# # 2 · Whom do we hear?
#
# **Decision:** whom to ask, when, what and how many; and how far the result may be trusted.
#
# **Who decides:** the head of research, with the data-protection officer.

# %% [markdown] tags=["lesson"]
# **After this you can**
#
# - choose the survey that fits a decision,
# - size a sample, and plan who may be asked again,
# - write questions and audit them,
# - compute response rates, weights and their design effect,
# - bound what silence may hide,
# - spot waiting, begging and styles of answering.
#
# **Time:** 115 minutes, in three sittings.

# %% [markdown] tags=["lesson"]
# **Before you begin**, two questions on earlier notebooks. Say your answer, then open the fold.
#
# 1. Code 77 means “never used”. Why does it not go into `missing`?
# 2. Five contacts go well in 92 of 100 cases each. What share of journeys has no break?
#
# <details><summary>Answers</summary>
#
# 1. It is news of its own: these people told something. It goes into `not_used`.
# 2. .92 five times: .66. Every department reports 92 % and means it.
#
# </details>

# %% [markdown]
# **Needs:** a yearly survey (kind `relationship`) with a column of role `recommend`. The list of all customers (kind
# `customers`), the list of those invited (kind `sample`), a survey after contacts (kind `transactional`) and a log of
# contacts (kind `interactions`) open further sections. What your data cannot carry is skipped, and says so.

# %%
import numpy as np
import pandas as pd

import cxlib as cx

# %% tags=["parameters"]
study: str = ""  # path of a study.toml; empty: the sample company Pont Nou
only: str = ""  # the part of the rows to look at, as "region: North"; empty: all
max_items: int = 6  # most questions after a contact
quarantine_days: int = 90  # fewest days between two invitations to one person
target_margin: float = 5.0  # half width of the interval that is wanted, in points
weight_by: str = "contact_channel, tenure"  # columns of the frame whose shares the weights restore, with commas
reached: float = 0.8  # of the silent ones who were phoned, the share that answered; the list of calls knows it
min_cell: int = 10  # smallest group that is shown
confidence_level: float = 0.95  # of every interval

# %% [markdown]
# ## The data
#
# Listening leaves five traces: who could be asked, who was, who answered, what they said after a contact, and what
# contacts there were. Here are those that the study has, and the words of its first question.

# %%
kinds = ["customers", "sample", "relationship", "transactional", "interactions"]
survey = cx.read_study(study or cx.sample_study(), tables=kinds, only=only, min_cell=min_cell)
truth = survey.truth
survey

# %%
yearly = cx.Gates(survey, role="recommend", kind="relationship", min_cell=min_cell)
frame = cx.Gates(survey, role="customer", kind="customers", min_cell=min_cell, parameters=["weight_by"])
drawn = cx.Gates(survey, role="responded", kind="sample", min_cell=min_cell)
after = cx.Gates(survey, role="outcome", kind="transactional", min_cell=min_cell)
log = cx.Gates(survey, role="customer", kind="interactions", min_cell=min_cell)
yearly

# %%
cx.Result(table=pd.concat([one.chosen for one in (frame, drawn, yearly, after, log)]),
          notes=[after.repeats] if after.repeats else [])

# %% [markdown] tags=["lesson"]
# **Sitting A, 40 minutes.** After it you can choose a survey, count the price of a question, audit and split wordings,
# and size a sample.

# %% tags=["lesson"]
cx.glossary(["touchpoint", "journey", "nps", "promoter", "detractor", "relationship_survey", "transactional_survey",
             "wave", "response_rate", "confidence_interval"])

# %% [markdown]
# ## 1. Which survey for which decision?
#
# There are two ways to ask a customer, and they answer different questions. The *relationship survey* comes once a year
# to people, whatever they lived through. The *transactional survey* comes soon after one contact, as near to the source
# as can be.

# %%
cx.section(1)

# %%
ways = pd.DataFrame({"survey": ["yearly", "after a contact"], "object": ["the firm", "one contact"],
                     "unit": ["a customer", "a contact"], "when": ["once a year", "within 48 hours"],
                     "questions": [15, max_items], "owner": ["head of research", "who owns the touchpoint"],
                     "decision": ["where do we stand?", "what to mend, and where?"]})
cx.Result(table=ways)

# %% [markdown]
# **Reading.** Yearly tells where you stand; after-contact tells what to mend. A yearly answer cannot say which contact
# it is about, and answers after contacts know nothing of people who have none.
#
# ### 1.1 The same words twice
#
# May one replace the other? Here is one question with the same words in both: the mean of 0 to 10.

# %%
twice = cx.section("1.1", needs={"rating": "recommend"}, latest=True, run=cx.compare_surveys,
                   given={"second": after.answers, "second_rating": after.column("recommend"),
                          "names": ("yearly", "after a contact"), "confidence_level": confidence_level})

# %%
cx.reading(twice.result)

# %% [markdown]
# **Reading.** Alike or not, neither is wrong: they ask other people, at another moment. Never put them into one line of
# a chart.

# %% [markdown]
# ## 2. How long may it be?
#
# Every question costs answers to the next. Who stops leaves everything empty from there on, so the table itself tells
# where. We take the questions with a scale, in the order of `study.toml`, which should be the order in which they were
# asked. What fewer than half answered was not put to everybody, and stays out; “not used” is an answer, and so is a code
# such as “don't know”. Each row is a column: one question may fill several, and open questions have no row.

# %%
long = cx.section(2, needs={"score": "recommend"}, min_answers=yearly.min_cell, latest=True, run=cx.drop_out,
                  given={"data": yearly.form(), "min_items": 3, "confidence_level": confidence_level})

# %%
gone = long.result
asked = gone.table["item"].replace(yearly.wording)  # the client's own words, where the study has them
curve = gone.table.assign(question=gone.table["place"].astype("str") + " " + asked)
cx.show(cx.plot_intervals(cx.Result(table=curve), label="question", unit="stopped before it, %", zero=False,
                          percent=True, digits=1))

# %%
cx.reading(gone, before=max_items + 1, truth=truth.get("break_off"))

# %% [markdown]
# **Reading.** The first questions lose fewest, so the one that the decision hangs on comes first. What stands at the
# end is answered by the patient only. A blank at the very end cannot be distinguished from stopping.

# %% [markdown] tags=["lesson"]
# The planted share is larger than the estimate, and neither is wrong: the last question of the sample company's form
# was put to one half of the people by lot, so it has no row above, and who stopped just before it is not seen here.

# %% [markdown] tags=["lesson"]
# ### 2.1 How many seconds is a question?
#
# Survey tools keep the time. Divided by the questions that a person answered, it is the price of one more. All of them
# count, also a block that only some were asked: its seconds are in the time. The median, for a form that was left open
# over lunch would spoil a mean.

# %% tags=["lesson"]
timed = cx.section("2.1", after=2, needs={"seconds": "seconds"}, latest=True, truth=truth)

# %% tags=["lesson"]
every = timed.rows[yearly.questions["item"]].notna()
n_answered = (every | yearly.form().reindex_like(every).notna()).sum(axis=1)  # "don't know" took its seconds, too
pace = timed.rows[timed["seconds"]].div(n_answered).replace(np.inf, np.nan).dropna()
lower, each, upper = pace.quantile([0.25, 0.5, 0.75])
cx.by_hand(n=len(pace), seconds_for_one=each, quarter_below=lower, quarter_above=upper)

# %% tags=["lesson"]
planned_items = pd.Series([max_items, 15, 40])  # after a contact, once a year, and what departments would like
cx.Result(table=pd.DataFrame({"questions": planned_items, "minutes": planned_items * each / 60}))

# %% [markdown] tags=["lesson"]
# **Reading.** A minute of a customer is a cost like any other. Who asks for one more question should say which one it
# replaces. It is a price for planning only: one more statement in a block takes less than a question by itself. Very
# short times are another matter: nobody can have read what they answered.

# %% [markdown]
# ## 3. Are the questions sound?
#
# Here is a draft, as drafts are: eight questions after a repair, with the words at both ends of the scale, and 1 where
# there is a way out ("does not apply").

# %%
cx.section(3)

# %%
agree = ("strongly disagree", "strongly agree")
draft = [("D1", "How satisfied are you with this repair?", "very dissatisfied", "very satisfied", 1),
         ("D2", "Was the technician quick and friendly?", *agree, 1),
         ("D3", "How much did you enjoy our award-winning service?", "a little", "very much", 1),
         ("D4", "How often did you have to call us?", "", "", 1),
         ("D5", "The price was explained.", *agree, 0),
         ("D6", "How likely is it that you would recommend us to a relative or friend?", "very unlikely", "", 1),
         ("D7", "Was your matter solved?", "", "", 1),
         ("D8", "What happened?", "", "", 1)]
draft = pd.DataFrame(draft, columns=["item", "text", "low", "high", "way_out"])

# %%
cx.item_audit(draft, text="text", item="item", low_anchor="low", high_anchor="high", way_out="way_out",
              max_items=max_items)

# %% [markdown]
# **Reading.** A rule knows words, not meaning. D2 asks two things, and an answer of 3 could mean slow and kind, or
# quick and rude. D6 is listed for "or", yet a relative or friend is one idea: keep it, and mend its missing anchor. The
# list is to be looked at by a person, and so are the questions that it leaves out.
#
# ### 3.1 The study's own questions
#
# Now the questions that the study itself has asked, where `study.toml` states them.

# %%
worded = cx.section("3.1", of=[yearly, after], needs={}, run=cx.item_audit,
                    given={"questions": pd.concat([yearly.questions, after.questions]), "text": "text", "item": "item",
                           "language": survey.contract.study.language})

# %%
worded.result

# %% [markdown] tags=["lesson"]
# ### 3.2 Which wording? Draw lots
#
# Rules find bad words; which of two good wordings is better no rule can say. So give each to one half of the people, by
# lot: a *split ballot*. The halves are alike but for the words, so a difference comes from these. An invented one, in
# which the second wording (“How much did you enjoy …?”) truly lifts answers by half a point.

# %% tags=["lesson"]
cx.section("3.2")

# %% tags=["lesson"]
lift, dice = 0.5, np.random.default_rng(7)
ballot = pd.DataFrame({"wording": dice.permutation(np.repeat([0, 1], 300))})  # 0: plain, 1: leading
felt = dice.normal(6, 1.5, len(ballot))  # so few would go beyond 10 that the scale's end hides none of the lift
ballot["answer"] = (felt + lift * ballot["wording"]).clip(0, 10).round()

# %% tags=["lesson"]
split = cx.lot_effect(ballot, outcome="answer", lot="wording", confidence_level=confidence_level)
split

# %% tags=["lesson"]
low, high = split.table.loc[0, ["conf_low", "conf_high"]]
cx.by_hand(planted=lift, inside_the_interval=low <= lift <= high, interval_holds_0=low <= 0 <= high)

# %% [markdown] tags=["lesson"]
# **Reading.** The interval holds the half point that was put in, and not 0: the second wording lifts answers. (`p` is
# explained in section 6.) Whoever changes the wording between two waves, and does not split the ballot once, will never
# know how much of the change was words.

# %% [markdown]
# ## 4. Who is never asked?
#
# The *frame* is the list from which the invited are drawn. Who is not in it is never heard; who is in it may still be
# left out by a rule such as "current customers only".

# %%
listed = cx.section(4, of=frame, needs={})

# %% [markdown]
# ### 4.1 By what became of the customers
#
# The score is the *NPS*, which notebook 03 is about: the share of promoters (9 or 10) less that of detractors (0 to 6),
# from −100 to 100. The interval beside it holds what chance leaves open.

# %%
left_out = cx.section("4.1", needs={"score": "recommend", "status": "status"}, min_groups=("status", 2), latest=True)

# %%
counts = pd.DataFrame({"in the frame": frame.counts("status"), "invited": drawn.counts("status"),
                       "answered": yearly.counts("status")})
cx.Result(table=counts.rename_axis("status").reset_index())

# %%
score, rows = left_out["score"], left_out.rows.rename(columns={left_out["status"]: "standing"})
groups = cx.net_promoter_score(rows, rating=score, by="standing", confidence_level=confidence_level)
groups = cx.suppress_small_cells(groups, min_cell=yearly.min_cell)
cx.show(cx.plot_intervals(groups, label="standing"))

# %%
most = groups.table.sort_values("n")["standing"].iloc[-1]
shown = rows[rows["standing"].isin(groups.table["standing"])]
missed = cx.nps_difference(shown, rating=score, between="standing", reference=most, confidence_level=confidence_level)
cx.reading(missed, truth=truth.get("former_customers"))

# %% [markdown]
# **Reading.** A survey of current customers hides everybody who has already left, and with them the reasons. It also
# hides those who never bought. Both have an experience of the firm.

# %% [markdown]
# ## 5. How many?
#
# The *margin* is half the width of the interval. How many answers give the one that is wanted depends on how mixed the
# answers are.

# %%
cx.section(5)

# %%
usual = cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=target_margin, confidence_level=confidence_level)
good = cx.nps_sample_size(promoters=0.5, detractors=0.2, margin=target_margin, confidence_level=confidence_level)
worst = cx.nps_sample_size(promoters=0.5, detractors=0.5, margin=target_margin, confidence_level=confidence_level)
sizes = cx.stack({"40 % promoters, 30 % detractors": usual, "50 %, 20 %": good, "worst case: 50 %, 50 %": worst},
                 label="answers")
cx.Result(table=sizes.table[["answers", "margin", "n"]])

# %% tags=["lecture"]
cx.reading(usual)

# %% tags=["lecture"]
cx.reading(worst, aside=True)

# %% [markdown] tags=["lecture"]
# A share, such as “solved”, within the same margin needs at most:

# %% tags=["lecture"]
cx.survey_sample_size(share=0.5, margin=target_margin / 100, confidence_level=confidence_level)

# %% tags=["lecture"]
curve = cx.nps_sample_size(promoters=0.4, detractors=0.3, margin=(20, 15, 10, 7, 5, 4, 3),
                           confidence_level=confidence_level)
cx.show(cx.plot_lines(curve, x="margin"))

# %% [markdown] tags=["lecture"]
# **Reading.** Half the margin costs four times the answers. A score needs more answers than a share, since it counts
# from −1 to +1. Answers are not invitations: divide by the share that answers.

# %% [markdown] tags=["lesson"]
# **Now you** (★). Replace `...` by your answer and run the cell.

# %% tags=["lesson"]
cx.check("02-1", ...)

# %% [markdown]
# ### 5.1 How many after each contact?
#
# After contacts the plan is another: contacts come by themselves, and nobody should be asked every week. A *quarantine*
# of `quarantine_days` days means that who was asked is left in peace for so long. What does it leave of a year?

# %%
planned = cx.section("5.1", of=log, needs={"by": "touchpoint", "customer": "customer", "time": "time"},
                     min_groups=("by", 1), run=cx.quarantine_plan,
                     given={"days": quarantine_days, "last_year": True, "invited": log.column("invited")})

# %%
cx.reading(planned.result)

# %% [markdown]
# How many answers is that, touchpoint by touchpoint, and how long until the margin is reached? The log knows how many
# of the invited answer; where it does not, one in four is taken. The rule is hard on those with many contacts, so their
# contacts are asked about less often than they happen.

# %%
plan = planned.result.planned_answers(needed=int(usual.table["n"].iloc[0]), invited=log.column("invited"),
                                      responded=log.column("responded"), min_cell=log.min_cell)
plan

# %%
cx.reading(plan, labels=survey.titles)

# %% [markdown]
# **Reading.** Where `months` is above 12, even a yearly figure is less sure than wanted. A monthly score is sure enough
# only where it is below 1; elsewhere it shows noise.

# %% [markdown] tags=["lesson"]
# ### 5.2 The plan as a file
#
# A plan is for those who send invitations, and their software reads files. Comma-separated text is read everywhere. The
# first lines; `plan.table.to_csv("plan.csv", index=False)` writes them all.

# %% tags=["lesson"]
filed = cx.section("5.2", after="5.1")

# %% tags=["lesson"]
print(plan.table.round(3).head(4).to_csv(index=False))

# %% [markdown] tags=["lesson"]
# Write beside it what no column says: the quarantine, the margin, the date, and who decided. Without these three lines it
# is a list of numbers.

# %% [markdown] tags=["lesson"]
# **Quiz of sitting A.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("02-A", ...)

# %% [markdown] tags=["lesson"]
# **Sitting B, 40 minutes.** After it you can tell who answers, weigh the answers, and bound what silence may hide.

# %% tags=["lesson"]
cx.glossary(["margin_of_error"])

# %% [markdown]
# ## 6. Who answers?
#
# Here the frame earns its keep: it knows something of everybody, also of the silent. The rate of each group comes with
# its interval. The *odds ratio* compares the odds of answering with those of the largest group, other columns held
# alike; 0.5 is half the odds. The smaller the *p-value*, the less the data look like chance alone.

# %%
cells = frame.cells("weight_by", weight_by)
asked = cells.people(drawn, answered="responded", min_cell=drawn.min_cell)
answering = cx.section(6, of=drawn, needs={"answered": "responded", "customer": "customer"}, latest=True,
                       lacking=cells.lacking, run=cx.response_bias,
                       given={"invited": asked, "by": cells.columns, "min_people": drawn.min_cell,
                              "confidence_level": confidence_level})

# %%
response = answering.result
response

# %%
cx.show(cx.plot_intervals(response))

# %%
cx.reading(response)

# %% [markdown]
# **Reading.** Groups that answer less often are heard less than they weigh. As long as they think like the others, no
# harm is done. The harm comes when silence and opinion go together.

# %% [markdown]
# ## 7. What does it do?
#
# A common wrong belief: *with so many answers the score must be right.* First the score as it comes in.

# %%
cx.section(7)

# %% [markdown]
# ### 7.1 As it comes in

# %%
scored = cx.section("7.1", needs={"rating": "recommend"}, min_answers=yearly.min_cell, latest=True,
                    run=cx.net_promoter_score, given={"confidence_level": confidence_level})

# %%
plain = scored.result
remedies = {"respondents": plain}
cx.reading(plain, returned=len(scored.rows))

# %% [markdown]
# ### 7.2 Weights by one column
#
# Now the weights. First with one column of the frame only: each answer counts by the share of its group in the frame
# over the share among the answers.

# %%
heard = cells.people(yearly, answered="recommend")
lighter = cx.section("7.2", after="7.1", needs={"score": "recommend", "customer": "customer"}, lacking=cells.lacking,
                     run=cx.sample_weights,
                     given={"data": heard, "frame": frame.answers, "by": cells.columns[:1], "min_cell": 20})

# %%
remedies["weighted by one column"] = cx.net_promoter_score(
    heard.assign(weight=lighter.result.table["weight"]), rating=lighter["score"], weights="weight",
    confidence_level=confidence_level)

# %% [markdown]
# ### 7.3 Weights by cells
#
# Cut the frame into *cells*, and count how large each is there and among those who answered. A cell that answers half
# as often counts twice: its *weight* is its share in the frame over its share among the answers.

# %%
weighed = cx.section("7.3", after="7.1", needs={"score": "recommend", "customer": "customer"},
                     lacking=cells.lacking, run=cx.sample_weights,
                     given={"data": heard, "frame": frame.answers, "by": cells.columns, "min_cell": 20})

# %% [markdown]
# Some answers stay out of the weights: people who are not in the list of customers, without a value in a column, or a
# second answer of one person.

# %%
answers = plain.table["n"].iloc[0]
cx.by_hand(answers=answers, in_the_weights=len(heard), left_out=answers - len(heard))

# %%
score = weighed["score"]
points = 100.0 * (heard[score] >= 9) - 100.0 * (heard[score] <= 6)
by_cell = points.groupby([heard[name] for name in cells.columns], observed=True).agg(n="size", nps="mean")
listed = frame.answers.dropna(subset=cells.columns)
by_cell["in_frame"] = listed.groupby(cells.columns, observed=True).size() / len(listed)
by_cell["in_answers"] = by_cell["n"] / by_cell["n"].sum()
by_cell["weight"] = by_cell["in_frame"] / by_cell["in_answers"]

# %%
large = cx.suppress_small_cells(cx.Result(table=by_cell.reset_index()), min_cell=yearly.min_cell)
large.top(12)

# %% [markdown]
# The score by hand: cells by their share, as they answered, and as they stand in the frame.

# %%
cx.by_hand("net_promoter_score", as_they_answered=np.average(by_cell["nps"], weights=by_cell["in_answers"]),
           as_in_the_frame=np.average(by_cell["nps"], weights=by_cell["in_frame"].fillna(0)))

# %% [markdown]
# The library does the same. A cell with fewer than 20 answers is joined with its neighbour, and a note says so. With
# three columns or more it *rakes* (Deming and Stephan 1940): crossed cells would be too small, so it restores the
# shares of one column after the other until all are right. Unequal weights cost certainty: Kish's *design effect* says
# how many of these answers are worth one of equal weight.

# %%
full = weighed.result
full

# %%
cx.reading(full, frame=len(listed))

# %%
remedies["weighted by cells"] = cx.net_promoter_score(
    heard.assign(weight=full.table["weight"]), rating=score, weights="weight", confidence_level=confidence_level)

# %% [markdown]
# ### 7.4 The silent ones, phoned
#
# And a second remedy. Some of those who did not answer were drawn by lot and asked on the telephone. They stand for all
# the silent; those who answered stand for themselves (Hansen and Hurwitz 1946).

# %%
both = drawn.people().merge(yearly.people(own_score="recommend")[["who", "own_score"]], on="who", how="left")
phoned = cx.section("7.4", of=drawn, after="7.1", run=cx.double_sampling,
                    needs={"customer": "customer", "answered": "responded", "follow_up": "recommend"},
                    given={"invited": both, "rating": "own_score", "strict": True,
                           "confidence_level": confidence_level})

# %%
again = phoned.result
remedies["with phoned silent ones"] = again
cx.reading(again, aside=True)

# %% [markdown]
# By hand: the share that answered times their score, and the share of the silent times theirs.

# %%
share, silent = again.table["response_rate"].iloc[0], again.table["estimate_silent"].iloc[0]
first = again.table["estimate_answered"].iloc[0]
cx.by_hand("net_promoter_score", response_rate=share, respondents=first, silent_rate=1 - share, silent=silent,
           together=share * first + (1 - share) * silent)

# %% [markdown]
# ### 7.5 All remedies under one another
#
# *Bias* is how far a score lies from the truth, however many answer. The dots are scores with
# their intervals. *Effective n* says how many answers of a simple random sample would be as sure about this score;
# Kish's number is a rule of thumb for any question. If the truth is known, it is the line that is drawn last.

# %%
compared = cx.section("7.5", after="7.1", run=cx.bias_repaired,
                      given={"estimates": remedies, "truth": truth.get("nps_wave_2", {}).get("population"),
                             "min_analyses": 2})

# %%
cx.show(cx.plot_intervals(compared.result))

# %%
cx.reading(compared.result)

# %% [markdown]
# **Reading.** The first interval knows chance, and nothing of silence. Ten times the answers would make it narrower
# around the same number, right or wrong. A weight moves the score by what the frame knows; the calls move it by what
# the silent say, and pay with a wider interval.

# %% [markdown] tags=["lesson"]
# **Now you** (★ and ★★):

# %% tags=["lesson"]
cx.check("02-2", ...)

# %% tags=["lesson"]
cx.check("02-3", ...)

# %% [markdown] tags=["lesson"]
# **Now you** (★★), back to section 3: write a list of three questions.

# %% tags=["lesson"]
cx.check("02-4", ...)

# %% [markdown] tags=["lesson"]
# ### 7.6 Break it yourself
#
# A toy firm of a thousand customers with a score of −7; online customers answer twice as often as
# the others, and the weights know that. `angry` and `delighted` say how many times as often detractors and promoters
# answer as the rest of their channel. Find settings in which weights help, and some in which they do not.

# %% tags=["lesson"]
cx.section("7.6")

# %% tags=["lesson"]
toy = pd.DataFrame({"channel": ["online"] * 3 + ["offline"] * 3, "people": [240, 180, 180, 70, 130, 200],
                    "points": [100, 0, -100] * 2, "rate": [0.3] * 3 + [0.15] * 3})


# %% tags=["lesson"]
def view(angry=1.2, delighted=1.8):
    answers = toy["people"] * toy["rate"] * toy["points"].map({100: delighted, 0: 1, -100: angry})
    weights = toy["channel"].map(toy.groupby("channel")["people"].sum() / answers.groupby(toy["channel"]).sum())
    raw, fit, all_ = (np.average(toy["points"], weights=w) for w in (answers, answers * weights, toy["people"]))
    return cx.by_hand("net_promoter_score", angry=angry, delighted=delighted, answers=raw, weighted=fit, everybody=all_)


tries = [view(angry, delighted).table for angry in (1.0, 1.5, 2.0) for delighted in (1.0, 1.5, 2.0)]
cx.Result(table=pd.concat(tries), kind="net_promoter_score")

# %% tags=["nbval-ignore-output", "lesson"]
cx.explore(view, controls={"angry": (1.0, 3.0, 0.1), "delighted": (1.0, 3.0, 0.1)})

# %% [markdown] tags=["lesson"]
# **Reading.** Weights mend what goes with the channel. What goes with the opinion itself stays, because within each
# channel the same people are missing. And where two errors happened to cancel, weights undo the luck.

# %% [markdown]
# ## 8. What stays hidden?
#
# Weights mend what the frame knows, not what only the experience knows. How far off could a score be, if we assume
# nothing? Let all the silent be detractors, then all of them promoters. Where the rate of answering is not known, here
# are four. Of the silent ones who were phoned the share `reached` is taken to have answered.

# %%
hidden = cx.section(8, after="7.1", needs={"score": "recommend"}, run=cx.nonresponse_bounds,
                    given={"estimate": plain, "response_rate": answering.result, "follow_up": phoned.result,
                           "follow_up_rate": reached})

# %%
cx.show(cx.plot_intervals(hidden.result))

# %%
cx.reading(hidden.result)

# %% [markdown]
# **Reading.** The margin of error is a few points; this is not. No formula shortens the bar; only answers do. Telephone
# calls drawn by lot shorten it most: each stands for many of the silent. What is left are those whom even the telephone
# does not reach, the share 1 − `reached` of them. The dot is the score of those who are known; chance comes on top.
#
# ### 8.1 Early and late answers
#
# A hint of what is hidden comes for free: people who answer only after a *reminder* are somewhat like those who never
# do.

# %%
reminded = drawn.people(late="after_reminder").reindex(columns=["who", "late"]).dropna()
came = yearly.people(own_score="recommend").merge(reminded, on="who")
came["came"] = came["late"].map({0: "at once", 1: "after the reminder"})
late = cx.section("8.1", of=drawn, needs={"late": "after_reminder", "customer": "customer"}, latest=True,
                  run=cx.nps_difference, given={"data": came, "rating": "own_score", "between": "came",
                                                "reference": "after the reminder", "confidence_level": confidence_level})

# %%
cx.reading(late.result, truth=truth.get("before_the_reminder"))

# %% [markdown]
# **Reading.** Where the late answer lower, the silent are likely lower still. The direction is a clue, its size is not.

# %% [markdown] tags=["lesson"]
# **Now you** (★★★):

# %% tags=["lesson"]
cx.check("02-5", ...)

# %% [markdown] tags=["lesson"]
# **Quiz of sitting B.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("02-B", ...)

# %% [markdown] tags=["lesson"]
# **Sitting C, 35 minutes.** After it you can judge waiting, begging and styles of answering, and test answers that
# nobody gave.

# %% tags=["lesson"]
cx.glossary(["questionnaire", "response_style"])

# %% [markdown]
# ## 9. Does waiting matter?
#
# A feeling fades, and a story is told anew each time. Do scores move with the days between contact and answer? Each
# touchpoint is compared within itself, since one that is asked about late may be liked less for other reasons.

# %%
waited = cx.section(9, of=after, needs={"rating": "outcome", "lag_hours": "lag"}, min_answers=after.min_cell)

# %% [markdown]
# ### 9.1 The mode of asking

# %%
modes = cx.section("9.1", of=after, needs={"score": "outcome", "mode": "mode"}, min_groups=("mode", 2))

# %% [markdown]
# ### 9.2 Days, and the mode held equal
#
# Waits of more than 21 days count as 21. Where there are two modes of asking, they are held equal.

# %%
lag = cx.section("9.2", of=after, needs={"rating": "outcome", "lag_hours": "lag"},
                 also={"within": "touchpoint", "mode": "mode"}, run=cx.lag_effect,
                 given={"longest_days": 21, "fewest": after.min_cell, "confidence_level": confidence_level})

# %%
lag.result

# %%
cx.show(cx.plot_lines(lag.result))

# %%
cx.reading(lag.result, truth=truth)

# %% [markdown]
# **Reading.** Ask near the moment, and ask everywhere after the same time, or touchpoints are compared by their delay.
# The mode may matter, too: to a voice people are often kinder than to a screen. Who answers late is not drawn by lot,
# so this goes with waiting and need not be its effect.

# %% [markdown]
# ## 10. Who begs?
#
# *“Only a nine or a ten is a good mark for me.”* Begging moves eights to nines and leaves the rest. So look at eights
# and nines alone: a better branch has more of both, a begging one too many nines among them. The test compares every
# unit with all the others, and Holm's correction allows for their number.

# %%
begs = cx.section(10, of=after, needs={"rating": "outcome", "unit": "unit"}, run=cx.begging_test,
                  given={"scale": after.bounds("outcome"), "min_answers": after.min_cell,
                         "confidence_level": confidence_level})

# %%
begging = cx.suppress_small_cells(begs.result, min_cell=after.min_cell)
begging.top(6)

# %%
cx.reading(begging, truth=truth.get("begging_branches"))

# %% [markdown]
# All answers of the units that are flagged, beside those of all others; where none is flagged, there are only others.

# %%
flagged = begging.table.loc[begging.table["p_adjusted"] < 1 - confidence_level, begs["unit"]]
asking = begs.rows[begs["unit"]].isin(flagged).map({True: "flagged", False: "all others"})
heaps = cx.recommendation_counts(begs.rows.assign(asking=asking), rating=begs["rating"], by="asking")
cx.show(cx.plot_answers(heaps, mark=9))

# %% [markdown]
# **Reading.** A flag is a reason to look at how answers are asked for, and no proof. The cure is not a sharper test:
# take the score off the bonus sheet, and let somebody else send the invitation.

# %% [markdown] tags=["lesson"]
# ### 10.1 Who is invited by whom?
#
# Another way to a better score: do not invite those who were cross. Where the log knows who served and who was invited,
# set the share of each employee's contacts that was invited beside the scores of those who answered. Employees are put
# into five groups of equal number by that share; no single person is shown.

# %% tags=["lesson"]
inviting = cx.section("10.1", of=log, needs={"employee": "employee", "invited": "invited"}, truth=truth)

# %% tags=["lesson"]
scores = after.answers.dropna(subset="contact").set_index("contact")["satisfaction"]
served = log.answers.dropna(subset="employee")[["contact", "employee", "touchpoint", "invited"]]
served = served.assign(score=served["contact"].map(scores[~scores.index.duplicated()]), invited=served["invited"] * 1.0)
served["score"] -= served.groupby("touchpoint", observed=True)["score"].transform("mean")  # claims please nobody

# %% tags=["lesson"]
rates = served.groupby("employee", observed=True)["invited"].agg(["size", "mean"]).query("size >= 30")["mean"]
fifth = pd.qcut(rates.rank(method="first"), 5, labels=["1, fewest", "2", "3", "4", "5, most"]).astype(str)
served["group"] = served["employee"].astype(object).map(fifth)
invitations = served.groupby("group").agg(employees=("employee", "nunique"), share_invited=("invited", "mean"))

# %% tags=["lesson"]
grouped = cx.mean_rating(served.dropna(subset="group"), rating="score", by="group", cluster="employee",
                         confidence_level=confidence_level).table.set_index("group")
cx.Result(table=invitations.join(grouped[["n", "estimate", "conf_low", "conf_high"]]).reset_index())

# %% tags=["lesson"]
from statistics import NormalDist

gap = grouped["estimate"].iloc[0] - grouped["estimate"].iloc[-1]
margin = NormalDist().inv_cdf((1 + confidence_level) / 2) * np.hypot(*grouped["std_error"].iloc[[0, -1]])
cx.by_hand(fewest_less_most=gap, conf_low=gap - margin, conf_high=gap + margin)

# %% [markdown] tags=["lesson"]
# **Reading.** An interval that contains 0 leaves both open. Here the invitation is drawn by a machine, and shares differ
# by chance alone; where people choose whom to invite, the first group would stand above the last.

# %% [markdown]
# ## 11. May languages be compared?
#
# Some people like the ends of a scale, others the middle. Such *styles* go with language forms. They show when many
# different statements are taken together: what a single person thinks of one of them hardly matters.

# %%
agreeing = yearly.statements("functional", "emotional", "memorability", "trust")
spoken = cx.section(11, needs={"score": "recommend", "by": "language"}, min_groups=("by", 2), latest=True,
                    run=cx.response_styles,
                    given={"items": agreeing.items, "reversed_items": agreeing.reversed_items, "scale": agreeing.scale,
                           "min_items": 4, "confidence_level": confidence_level})

# %%
styles = cx.suppress_small_cells(spoken.result, min_cell=yearly.min_cell)
styles

# %%
cx.reading(styles, truth=truth.get("answering_style"))

# %% [markdown]
# **Reading.** Where styles differ, a raw difference between languages is partly one of style. Compare each language
# with itself over time, and do not rank them.

# %% [markdown] tags=["lesson"]
# ## 12. Answers of nobody
#
# Somebody offers ten thousand *synthetic respondents*: a model wrote the answers, overnight, at a small price. Their
# interval is narrow and their score plausible. What do they know? Let us make some, from what a model can learn, the
# answers that came in, and hold them against the truth.

# %% tags=["lesson"]
nobody = cx.section(12, after="7.1", truth=truth)

# %% tags=["lesson"]
learnt = scored.rows[["segment", "tenure", scored["rating"]]].dropna()  # what the model has read
made_up = learnt.sample(10_000, replace=True, random_state=27)  # and what it writes: more of the same
synthetic = cx.net_promoter_score(made_up, rating=scored["rating"], cluster=False, confidence_level=confidence_level)

# %% tags=["lesson"]
beside = cx.stack({"respondents": plain, "synthetic": synthetic, "with phoned silent ones": again})
columns = ["analysis", "n", "estimate", "conf_low", "conf_high"]
cx.Result(table=beside.table[columns].assign(planted=truth["nps_wave_2"]["population"]), kind=beside.kind)

# %% tags=["lesson"]
low, high = synthetic.table.loc[0, ["conf_low", "conf_high"]]
cx.by_hand(synthetic_less_respondents=synthetic.table.loc[0, "estimate"] - plain.table.loc[0, "estimate"],
           synthetic_less_truth=synthetic.table.loc[0, "estimate"] - truth["nps_wave_2"]["population"],
           interval_holds_the_truth=low <= truth["nps_wave_2"]["population"] <= high)

# %% [markdown] tags=["lesson"]
# **Reading.** A model of the respondents repeats their silence. Ten thousand of its answers are certain about those who
# answered, whom we knew, and say nothing of those who did not. To ask whether such answers are worth anything, there is
# one way: hold them back from what is known, as here, and compare.

# %% [markdown] tags=["lesson"]
# **Now you** (★★):

# %% tags=["lesson"]
cx.check("02-6", ...)

# %% [markdown]
# ## What we found
#
# Taken from the readings above, so it holds for the data at hand.

# %%
cx.section("closing")

# %%
cx.findings()

# %%
cx.section_states()

# %% [markdown]
# ## What this does not show
#
# - What the silent think, unless some of them were asked: weights assume that within a cell the silent are like those
#   who answered.
# - Who is in no list: the frame's own gaps.
# - Why somebody answers late, or in nines. The tests flag; they prove nothing.

# %% [markdown]
# ## On Monday

# %%
cx.next_steps({
    "7.1": "The head of research puts the response rate and the weighting statement beside every score, by the end of the "
       "month.",
    6: "The head of research has 200 silent customers drawn by lot and called before the next report.",
    "5.1": "The data-protection officer checks the quarantine, and that whoever said no is not called."})

# %% [markdown] tags=["lesson"]
# **Quiz of sitting C.** Write two letters in place of `...`, such as `["a", "c"]`.

# %% tags=["lesson"]
cx.check("02-C", ...)

# %% [markdown] tags=["lesson"]
# ## Check yourself
#
# 1. A survey has 20,000 answers and a response rate of 8 %. What does its margin of error tell?
# 2. What must be known of the silent to weight?
# 3. Why may the weighted score be worse than the raw one?
# 4. Which contact cannot carry a monthly score in your firm, and what would you do instead?
# 5. A branch has many nines. What else would you look at before speaking to its head?
#
# <details><summary>Answers</summary>
#
# 1. What chance does among the 8 % who answered. Nothing of the 92 % who did not.
# 2. How many they are in each cell by which you weight: what the frame knows of everybody who was asked.
# 3. Two biases can hide one another: if one is mended, the other shows. And large weights cost certainty.
# 4. The one with fewer answers in a month than its margin needs. Put months together, or report it once a quarter.
# 5. How many were asked, by whom and when, whether staff stood beside them, and whether the nines come from few
#    people or days.
#
# </details>
#
# ## Where next
#
# All exercises with room for your answers: `exercises/02_listening_design.ipynb`; worked answers:
# `solutions/02_listening_design.ipynb`. A questionnaire for your survey tool, in four languages:
# `cx questionnaire`. Next: notebook 03, what a score is worth. Words for your glossary: relationship and
# transactional survey, frame, quarantine, response rate, odds ratio, weight, raking, design effect, double sampling,
# bounds, begging, response style.
