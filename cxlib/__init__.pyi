from .errors import CXError as CXError, StudyError as StudyError
from .gates import Gates as Gates
from .learn import check as check
from .loyalty import (
    net_promoter_score as net_promoter_score,
    nps_change as nps_change,
    nps_coverage as nps_coverage,
    nps_difference as nps_difference,
    nps_pooled as nps_pooled,
    nps_sample_size as nps_sample_size,
    top_box_share as top_box_share,
)
from .results import Result as Result
from .runs import run_notebook as run_notebook, run_workbook as run_workbook
from .samples import make_sample as make_sample
from .study import Study as Study, describe_study as describe_study, read_study as read_study, sample_study as sample_study
