from .errors import CXError as CXError, StudyError as StudyError
from .figures import (
    plot_coverage as plot_coverage,
    plot_funnel as plot_funnel,
    plot_intervals as plot_intervals,
    plot_rank_shifts as plot_rank_shifts,
    plot_recommendation as plot_recommendation,
    plot_sample_sizes as plot_sample_sizes,
    show as show,
)
from .gates import Gates as Gates
from .learn import check as check
from .loyalty import (
    net_promoter_score as net_promoter_score,
    nps_change as nps_change,
    nps_coverage as nps_coverage,
    nps_difference as nps_difference,
    nps_pooled as nps_pooled,
    nps_sample_size as nps_sample_size,
    recommendation_counts as recommendation_counts,
    top_box_share as top_box_share,
)
from .privacy import suppress_small_cells as suppress_small_cells
from .results import Result as Result
from .runs import run_notebook as run_notebook, run_workbook as run_workbook
from .samples import make_sample as make_sample, sample_truth as sample_truth
from .sentences import (
    change_sentence as change_sentence,
    groups_sentence as groups_sentence,
    score_sentence as score_sentence,
    truth_sentence as truth_sentence,
    weights_sentence as weights_sentence,
)
from .study import (
    Study as Study,
    describe_study as describe_study,
    read_study as read_study,
    sample_study as sample_study,
)
