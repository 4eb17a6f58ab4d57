from .errors import CXError as CXError
from .errors import StudyError as StudyError
from .figures import (
    plot_coverage as plot_coverage,
)
from .figures import (
    plot_funnel as plot_funnel,
)
from .figures import (
    plot_intervals as plot_intervals,
)
from .figures import (
    plot_rank_shifts as plot_rank_shifts,
)
from .figures import (
    plot_recommendation as plot_recommendation,
)
from .figures import (
    plot_sample_sizes as plot_sample_sizes,
)
from .figures import (
    show as show,
)
from .gates import Gates as Gates
from .learn import check as check
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
    recommendation_counts as recommendation_counts,
)
from .loyalty import (
    top_box_share as top_box_share,
)
from .privacy import suppress_small_cells as suppress_small_cells
from .results import Result as Result
from .runs import run_notebook as run_notebook
from .runs import run_workbook as run_workbook
from .samples import make_sample as make_sample
from .samples import sample_truth as sample_truth
from .sentences import (
    change_sentence as change_sentence,
)
from .sentences import (
    groups_sentence as groups_sentence,
)
from .sentences import (
    score_sentence as score_sentence,
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
