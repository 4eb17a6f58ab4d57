"""Means of groups whose answers come in whole clusters: CR2 variances with Satterthwaite's degrees of freedom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .design import group_means

NOTHING = 1e-9  # of a direction: what is less is rounding


@dataclass(frozen=True, eq=False, kw_only=True)
class ClusteredMeans:
    """Variance of each group's weighted mean, from its clusters.

    Attributes
    ----------
    variance, df : (n_groups,) arrays
        NaN where a group has one cluster.
    n_clusters : (n_groups,) int array
    score : (pairs,) array
        Part of each cluster in the error of its group's mean; a group's squared parts add up to its variance.
    group, cluster : (pairs,) int arrays
        Whose part it is.
    """

    variance: np.ndarray
    df: np.ndarray
    n_clusters: np.ndarray
    score: np.ndarray
    group: np.ndarray
    cluster: np.ndarray


def clustered_means(
    points: np.ndarray,
    n: np.ndarray,
    w: np.ndarray,
    w2: np.ndarray,
    group: np.ndarray,
    cluster: np.ndarray,
    n_groups: int,
) -> ClusteredMeans:
    """Bell and McCaffrey's variance ("CR2") of weighted means when whole clusters were drawn [1]_ [2]_.

    Parameters
    ----------
    points, n, w, w2, group, cluster : (cells,) arrays
        As in `design`, with the number of answers in each cell; an answer of weight 0 is none.

    Notes
    -----
    Without weights a cluster's part is its summed distances from the mean, over n √(1 − m/n), m the cluster's answers:
    clusters pull the mean towards themselves, and the large ones most, so what they are short of is given back.
    With clusters of one size this is the well-known G/(G − 1) and G − 1 degrees of freedom; with unequal ones there
    are fewer, found by Satterthwaite's rule under independent answers of equal variance. With weights, the part is
    that of `cluster_robust_fit` for a constant only.

    References
    ----------
    .. [1] Bell, R. M., & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with
       multi-stage samples. Survey Methodology 28(2), 169–181.
    .. [2] Pustejovsky, J. E., & Tipton, E. (2018). Journal of Business & Economic Statistics 36(4), 672–683.
    """
    distance = points - group_means(points, w, group, n_groups)[group]
    pairs, place = np.unique(group * (int(cluster.max(initial=-1)) + 1) + cluster, return_inverse=True)
    owner, own_cluster = np.zeros(len(pairs), int), np.zeros(len(pairs), int)
    owner[place], own_cluster[place] = group, cluster

    def summed(values: np.ndarray) -> np.ndarray:
        return np.bincount(place, values, len(pairs))

    total = np.bincount(group, w, n_groups)[owner]
    spread = np.bincount(group, w2, n_groups)[owner] / total**2
    inner = np.zeros((len(pairs), 2, 2))  # I − H, times its transpose, is I plus this in the directions of 1 and w
    inner[:, 0, 0], inner[:, 0, 1], inner[:, 1, 0] = spread, -1 / total, -1 / total
    m, weight = summed(n), summed(w)
    gram = np.stack([np.stack([m, weight], -1), np.stack([weight, summed(w2)], -1)], -1)
    # How much of 1 and of w is in ((I − H)(I − H)')^(−½) w, for each cluster: (k, 2)
    values, vectors = np.linalg.eigh(gram)
    present = values > NOTHING * values[:, -1:]  # without weights 1 and w are one direction
    root = np.sqrt(np.where(present, values, 0.0))
    turn = root[:, :, None] * np.swapaxes(vectors, 1, 2)
    size, axes = np.linalg.eigh(np.eye(2) + turn @ inner @ np.swapaxes(turn, 1, 2))
    # a direction that this cluster alone decides has no residual: it counts nothing
    power = np.where(size > NOTHING, np.where(size > NOTHING, size, 1.0) ** -0.5, 0.0)
    change = (axes * power[:, None, :]) @ np.swapaxes(axes, 1, 2) - np.eye(2)
    back = vectors * np.divide(1.0, root, out=np.zeros_like(root), where=present)[:, None, :]
    counts = np.array([0.0, 1.0]) + (back @ change @ turn)[:, :, 1]
    score = (counts[:, 0] * summed(n * distance) + counts[:, 1] * summed(w * distance)) / total
    clusters = np.bincount(owner, minlength=n_groups)
    along = np.einsum("kij,kj->ki", gram, counts)
    square = np.einsum("ki,ki->k", counts, along) / total**2
    df = _satterthwaite(along / total[:, None], square, inner, owner, n_groups)
    alone = clusters < 2
    return ClusteredMeans(
        variance=np.where(alone, np.nan, np.bincount(owner, score**2, n_groups)),
        df=np.where(alone, np.nan, df),
        n_clusters=clusters,
        score=score,
        group=owner,
        cluster=own_cluster,
    )


def _satterthwaite(
    along: np.ndarray, square: np.ndarray, inner: np.ndarray, owner: np.ndarray, n_groups: int
) -> np.ndarray:
    """(tr M)²/tr(M²) of each group, M the covariances of its clusters' parts: D + A·inner·A' in `cluster_robust`."""

    def summed(values: np.ndarray) -> np.ndarray:
        return np.bincount(owner, values, n_groups)

    crossed = np.stack([[summed(along[:, i] * along[:, j]) for j in (0, 1)] for i in (0, 1)])
    of_group = np.zeros((n_groups, 2, 2))
    of_group[owner] = inner
    turned = of_group @ np.moveaxis(crossed, 2, 0)
    own = np.einsum("ki,kij,kj->k", along, inner, along)
    trace = np.trace(turned, axis1=1, axis2=2) + summed(square)
    second = np.trace(turned @ turned, axis1=1, axis2=2) + summed(2 * square * own + square**2)
    return np.divide(trace**2, second, out=np.full(n_groups, np.nan), where=second > 0)
