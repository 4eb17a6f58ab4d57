from .drivers import (
    dominance as dominance,
)
from .drivers import (
    driver_differences as driver_differences,
)
from .drivers import (
    driver_entanglement as driver_entanglement,
)
from .drivers import (
    driver_importance as driver_importance,
)
from .drivers import (
    driver_slopes as driver_slopes,
)
from .drivers import (
    ordinal_check as ordinal_check,
)
from .drivers import (
    penalty_reward as penalty_reward,
)
from .errors import CXError as CXError
from .errors import StudyError as StudyError
from .figures import (
    plot_bounds as plot_bounds,
)
from .figures import (
    plot_change as plot_change,
)
from .figures import (
    plot_coverage as plot_coverage,
)
from .figures import (
    plot_crosswalk as plot_crosswalk,
)
from .figures import (
    plot_defects as plot_defects,
)
from .figures import (
    plot_driver_map as plot_driver_map,
)
from .figures import (
    plot_driver_truth as plot_driver_truth,
)
from .figures import (
    plot_entanglement as plot_entanglement,
)
from .figures import (
    plot_funnel as plot_funnel,
)
from .figures import (
    plot_handoffs as plot_handoffs,
)
from .figures import (
    plot_heaping as plot_heaping,
)
from .figures import (
    plot_heat_table as plot_heat_table,
)
from .figures import (
    plot_importance as plot_importance,
)
from .figures import (
    plot_intervals as plot_intervals,
)
from .figures import (
    plot_journey as plot_journey,
)
from .figures import (
    plot_journey_map as plot_journey_map,
)
from .figures import (
    plot_map_coverage as plot_map_coverage,
)
from .figures import (
    plot_outcome_by_answer as plot_outcome_by_answer,
)
from .figures import (
    plot_paths as plot_paths,
)
from .figures import (
    plot_penalty_reward as plot_penalty_reward,
)
from .figures import (
    plot_rank_chances as plot_rank_chances,
)
from .figures import (
    plot_rank_shifts as plot_rank_shifts,
)
from .figures import (
    plot_recommendation as plot_recommendation,
)
from .figures import (
    plot_response_rates as plot_response_rates,
)
from .figures import (
    plot_rules as plot_rules,
)
from .figures import (
    plot_sample_sizes as plot_sample_sizes,
)
from .figures import (
    plot_stated_derived as plot_stated_derived,
)
from .figures import (
    plot_trend as plot_trend,
)
from .figures import (
    plot_unbroken as plot_unbroken,
)
from .figures import (
    plot_variables as plot_variables,
)
from .figures import (
    plot_waiting as plot_waiting,
)
from .figures import (
    plot_wrong_sign as plot_wrong_sign,
)
from .figures import (
    show as show,
)
from .gates import Gates as Gates
from .journeys import (
    directly_follows as directly_follows,
)
from .journeys import (
    event_table as event_table,
)
from .journeys import (
    fragmentation as fragmentation,
)
from .journeys import (
    handoffs as handoffs,
)
from .journeys import (
    journey_paths as journey_paths,
)
from .journeys import (
    journey_rules as journey_rules,
)
from .journeys import (
    repeat_contacts as repeat_contacts,
)
from .journeys import (
    unbroken_by_length as unbroken_by_length,
)
from .learn import check as check
from .learn import course_table as course_table
from .listening import (
    begging_test as begging_test,
)
from .listening import (
    bias_repaired as bias_repaired,
)
from .listening import (
    compare_surveys as compare_surveys,
)
from .listening import (
    double_sampling as double_sampling,
)
from .listening import (
    drop_out as drop_out,
)
from .listening import (
    item_audit as item_audit,
)
from .listening import (
    lag_effect as lag_effect,
)
from .listening import (
    lot_effect as lot_effect,
)
from .listening import (
    nonresponse_bounds as nonresponse_bounds,
)
from .listening import (
    population_margins as population_margins,
)
from .listening import (
    quarantine_plan as quarantine_plan,
)
from .listening import (
    response_bias as response_bias,
)
from .listening import (
    response_styles as response_styles,
)
from .listening import (
    sample_weights as sample_weights,
)
from .listening import (
    survey_sample_size as survey_sample_size,
)
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
from .privacy import suppress_small_cells as suppress_small_cells
from .questionnaires import questionnaire as questionnaire
from .results import Result as Result
from .runs import run_notebook as run_notebook
from .runs import run_workbook as run_workbook
from .runs.folders import run_folder as run_folder
from .runs.map_page import journey_map_page as journey_map_page
from .samples import make_sample as make_sample
from .samples import sample_truth as sample_truth
from .samples.airport import airport_study as airport_study
from .sentences import (
    analyses_sentence as analyses_sentence,
)
from .sentences import (
    begging_sentence as begging_sentence,
)
from .sentences import (
    bounds_sentence as bounds_sentence,
)
from .sentences import (
    certificate_sentence as certificate_sentence,
)
from .sentences import (
    change_sentence as change_sentence,
)
from .sentences import (
    coverage_sentence as coverage_sentence,
)
from .sentences import (
    decoy_sentence as decoy_sentence,
)
from .sentences import (
    defects_sentence as defects_sentence,
)
from .sentences import (
    drop_out_sentence as drop_out_sentence,
)
from .sentences import (
    entanglement_sentence as entanglement_sentence,
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
    handoffs_sentence as handoffs_sentence,
)
from .sentences import (
    importance_sentence as importance_sentence,
)
from .sentences import (
    lost_sentence as lost_sentence,
)
from .sentences import (
    lot_sentence as lot_sentence,
)
from .sentences import (
    map_sentence as map_sentence,
)
from .sentences import (
    mix_sentence as mix_sentence,
)
from .sentences import (
    moments_sentence as moments_sentence,
)
from .sentences import (
    ordinal_sentence as ordinal_sentence,
)
from .sentences import (
    penalty_sentence as penalty_sentence,
)
from .sentences import (
    quarantine_sentence as quarantine_sentence,
)
from .sentences import (
    ranks_sentence as ranks_sentence,
)
from .sentences import (
    register_sentence as register_sentence,
)
from .sentences import (
    remedies_sentence as remedies_sentence,
)
from .sentences import (
    response_sentence as response_sentence,
)
from .sentences import (
    rules_sentence as rules_sentence,
)
from .sentences import (
    score_sentence as score_sentence,
)
from .sentences import (
    segments_sentence as segments_sentence,
)
from .sentences import (
    slopes_sentence as slopes_sentence,
)
from .sentences import (
    stated_sentence as stated_sentence,
)
from .sentences import (
    styles_sentence as styles_sentence,
)
from .sentences import (
    trend_sentence as trend_sentence,
)
from .sentences import (
    truth_sentence as truth_sentence,
)
from .sentences import (
    unbroken_sentence as unbroken_sentence,
)
from .sentences import (
    variables_sentence as variables_sentence,
)
from .sentences import (
    visibility_sentence as visibility_sentence,
)
from .sentences import (
    waiting_sentence as waiting_sentence,
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
from .study.contacts import join_contacts as join_contacts
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
from .touchpoints import (
    contacts_before as contacts_before,
)
from .touchpoints import (
    defect_costs as defect_costs,
)
from .touchpoints import (
    journey_map as journey_map,
)
from .touchpoints import (
    map_coverage as map_coverage,
)
from .touchpoints import (
    moments_of_truth as moments_of_truth,
)
from .touchpoints import (
    touchpoint_emotions as touchpoint_emotions,
)
from .touchpoints import (
    touchpoint_scores as touchpoint_scores,
)
from .touchpoints import (
    touchpoint_variables as touchpoint_variables,
)
