from .engagement import scale_dimensions as scale_dimensions
from .engagement import scale_reliability as scale_reliability
from .engagement import scale_scores as scale_scores
from .engagement import scale_separation as scale_separation
from .engagement import unit_agreement as unit_agreement
from .engagement import unit_ranking as unit_ranking
from .errors import CXError as CXError
from .errors import StudyError as StudyError
from .figures import (
    plot_agreement as plot_agreement,
)
from .figures import (
    plot_change as plot_change,
)
from .figures import (
    plot_common_cause as plot_common_cause,
)
from .figures import (
    plot_coverage as plot_coverage,
)
from .figures import (
    plot_crosswalk as plot_crosswalk,
)
from .figures import (
    plot_funnel as plot_funnel,
)
from .figures import (
    plot_heat_table as plot_heat_table,
)
from .figures import (
    plot_intervals as plot_intervals,
)
from .figures import (
    plot_journey as plot_journey,
)
from .figures import (
    plot_linkage_power as plot_linkage_power,
)
from .figures import (
    plot_linkage_slopes as plot_linkage_slopes,
)
from .figures import (
    plot_mediation_paths as plot_mediation_paths,
)
from .figures import (
    plot_outcome_by_answer as plot_outcome_by_answer,
)
from .figures import (
    plot_parties_and_passion as plot_parties_and_passion,
)
from .figures import (
    plot_rank_shifts as plot_rank_shifts,
)
from .figures import (
    plot_recommendation as plot_recommendation,
)
from .figures import (
    plot_rules as plot_rules,
)
from .figures import (
    plot_sample_sizes as plot_sample_sizes,
)
from .figures import (
    plot_scree as plot_scree,
)
from .figures import (
    plot_trend as plot_trend,
)
from .figures import (
    show as show,
)
from .gates import Gates as Gates
from .learn import check as check
from .learn import course_table as course_table
from .linkage import compare_with_published as compare_with_published
from .linkage import engagement_linkage as engagement_linkage
from .linkage import linkage_correlation as linkage_correlation
from .linkage import linkage_design_power as linkage_design_power
from .linkage import linkage_lags as linkage_lags
from .linkage import linkage_mediation as linkage_mediation
from .linkage import linkage_power as linkage_power
from .linkage import random_intercept as random_intercept
from .linkage import within_between as within_between
from .loyalty import (
    mean_rating as mean_rating,
)
from .loyalty import (
    metric_register as metric_register,
)
from .loyalty import (
    net_promoter_score as net_promoter_score,
)
from .loyalty import (
    nps_change as nps_change,
)
from .loyalty import (
    nps_coverage as nps_coverage,
)
from .loyalty import (
    nps_difference as nps_difference,
)
from .loyalty import (
    nps_pooled as nps_pooled,
)
from .loyalty import (
    nps_sample_size as nps_sample_size,
)
from .loyalty import (
    outcome_auc as outcome_auc,
)
from .loyalty import (
    recommendation_counts as recommendation_counts,
)
from .loyalty import (
    score_definitions as score_definitions,
)
from .loyalty import (
    top_box_share as top_box_share,
)
from .privacy import disclosure_risks as disclosure_risks
from .privacy import fold_small_cells as fold_small_cells
from .privacy import pseudonymise as pseudonymise
from .privacy import published_groups as published_groups
from .privacy import reconstruct_cells as reconstruct_cells
from .privacy import release as release
from .privacy import release_plan as release_plan
from .privacy import suppress_small_cells as suppress_small_cells
from .privacy import team_report as team_report
from .results import Result as Result
from .runs import run_notebook as run_notebook
from .runs import run_workbook as run_workbook
from .samples import make_sample as make_sample
from .samples import sample_truth as sample_truth
from .samples.airport import airport_study as airport_study
from .sentences import (
    agreement_sentence as agreement_sentence,
)
from .sentences import (
    analyses_sentence as analyses_sentence,
)
from .sentences import (
    attack_sentence as attack_sentence,
)
from .sentences import (
    certificate_sentence as certificate_sentence,
)
from .sentences import (
    change_sentence as change_sentence,
)
from .sentences import (
    cost_sentence as cost_sentence,
)
from .sentences import (
    dimensions_sentence as dimensions_sentence,
)
from .sentences import (
    foretelling_sentence as foretelling_sentence,
)
from .sentences import (
    gap_sentence as gap_sentence,
)
from .sentences import (
    groups_sentence as groups_sentence,
)
from .sentences import (
    joined_sentence as joined_sentence,
)
from .sentences import (
    lags_sentence as lags_sentence,
)
from .sentences import (
    levels_sentence as levels_sentence,
)
from .sentences import (
    mediation_sentence as mediation_sentence,
)
from .sentences import (
    mix_sentence as mix_sentence,
)
from .sentences import (
    power_sentence as power_sentence,
)
from .sentences import (
    ranking_sentence as ranking_sentence,
)
from .sentences import (
    release_sentence as release_sentence,
)
from .sentences import (
    reliability_sentence as reliability_sentence,
)
from .sentences import (
    score_sentence as score_sentence,
)
from .sentences import (
    separation_sentence as separation_sentence,
)
from .sentences import (
    trend_sentence as trend_sentence,
)
from .sentences import (
    truth_sentence as truth_sentence,
)
from .sentences import (
    weights_sentence as weights_sentence,
)
from .study import (
    Study as Study,
)
from .study import (
    describe_study as describe_study,
)
from .study import (
    read_study as read_study,
)
from .study import (
    sample_study as sample_study,
)
from .study import (
    table_certificate as table_certificate,
)
from .study.comments import join_comments as join_comments
from .study.waves import (
    crosswalk as crosswalk,
)
from .study.waves import (
    join_waves as join_waves,
)
from .study.waves import (
    raw_answers as raw_answers,
)
from .study.waves import (
    waves_asking as waves_asking,
)
