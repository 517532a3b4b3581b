"""Weights found from the data: first principal component, target correlations, benefit of the doubt."""

from dataclasses import dataclass

import numpy as np
import scipy

from daumoi_calc.indices.faults import ComputeFault, Problem
from daumoi_calc.indices.table import Floats

MOST_ROUNDS = 2_000
TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights of the parts of one node (p, sum 1), and a Vietnamese sentence for what a reader must know, or none."""

    values: Floats
    notice: str = ""


def first_component(*, scores: Floats) -> Weights:
    """Loadings of the first principal component of the correlations of `scores` (n × p), with sum 1.

    The component is turned so that its loadings have a positive sum; a negative loading is kept and said. Only units
    with every part count; fewer than three, or no part with spread, give equal weights and a notice.
    """
    complete = scores[~np.isnan(scores).any(axis=1)]
    parts = scores.shape[1]
    spread = complete.std(axis=0) if len(complete) else np.zeros(parts)
    varied = spread > 0
    if len(complete) < 3 or not varied.any():
        return Weights(
            np.full(parts, 1 / parts), "không đủ số liệu để tính thành phần chính nên dùng trọng số đều"
        )
    loadings = np.zeros(parts)
    if varied.sum() == 1:
        loadings[varied] = 1.0
    else:
        correlations = np.corrcoef(complete[:, varied], rowvar=False)
        loadings[varied] = np.linalg.eigh(correlations)[1][:, -1]
    if abs(loadings.sum()) < 1e-9:
        return Weights(np.full(parts, 1 / parts), "các phần ngược chiều nhau hoàn toàn nên dùng trọng số đều")
    loadings = loadings * np.sign(loadings.sum())
    said = []
    if (loadings < -1e-12).any():
        said.append("có phần mang hệ số âm, ngược chiều với cả nhánh")
    if not varied.all():
        said.append("có phần bằng nhau ở mọi đơn vị nên trọng số bằng 0")
    return Weights(loadings / loadings.sum(), "; ".join(said))


def optimised(*, scores: Floats, targets: Floats) -> Weights:
    """Weights whose correlations with the weighted mean are in proportion to `targets`.

    Each round moves the weights by the square root of target over correlation. Only units with every part count. Where
    the targets cannot be met (a part that runs against the others) the nearest weights found and a notice are given.
    """
    complete = scores[~np.isnan(scores).any(axis=1)]
    parts = scores.shape[1]
    equal = np.full(parts, 1 / parts)
    if len(complete) < 3 or (complete.std(axis=0) == 0).any():
        return Weights(equal, "không đủ số liệu để tối ưu trọng số nên dùng trọng số đều")
    covariance = np.atleast_2d(np.cov(complete, rowvar=False))
    wanted, weights = targets / targets.sum(), equal
    best, least = equal, np.inf
    for _ in range(MOST_ROUNDS):
        together = covariance @ weights
        found = together / np.sqrt(np.diag(covariance) * max(float(weights @ together), 1e-300))
        if found.sum() <= 0:
            break
        gap = float(np.abs(found / found.sum() - wanted).max())
        if gap < least:
            best, least = weights, gap
        if gap < TOLERANCE:
            break
        weights = weights * np.sqrt(wanted / np.maximum(found / found.sum(), 1e-6))
        weights = weights / weights.sum()
    notice = "" if least < 1e-4 else f"không đạt được tương quan đích, còn lệch {least:.3f}"
    return Weights(best, notice)


def benefit_of_doubt(*, scores: Floats, least_share: float, place: str) -> tuple[Floats, Floats]:
    """Each unit's own best weights, by an exact linear programme: (scores, shares of the parts in each score).

    For unit i: maximise Σ_r w_r y_ir subject to Σ_r w_r y_jr ≤ 1 for every unit j, w ≥ 0, and each part's share of the
    score at least `least_share`. Only units that no other beats in every part can bind, so only they enter. NaN count
    as 0 for the frontier and free of the least share. Raises `ComputeFault` for negative scores.
    """
    if np.nanmin(scores, initial=0.0) < 0:
        raise ComputeFault([Problem(place, "benefit_of_doubt cần điểm không âm.", "Đổi thang, ví dụ 0–1.")])
    filled = np.nan_to_num(scores)
    frontier = _undominated(filled)
    totals, shares = np.full(len(scores), np.nan), np.full(scores.shape, np.nan)
    for row, own in enumerate(scores):
        if np.isnan(own).all():
            continue
        weights = _best_weights(np.nan_to_num(own), ~np.isnan(own), frontier, least_share)
        parts = weights * np.nan_to_num(own)
        totals[row] = parts.sum()
        shares[row] = parts / totals[row] if totals[row] > 0 else 1 / scores.shape[1]
    return totals, shares


def _best_weights(
    own: Floats, known: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], frontier: Floats, least_share: float
) -> Floats:
    limits, bounds = frontier, np.ones(len(frontier))
    if least_share > 0:
        # share: w_r y_r ≥ s Σ w y  ⇔  s Σ w y − w_r y_r ≤ 0
        floor = (least_share * own[None, :] - np.diag(own))[known]
        limits, bounds = np.vstack([frontier, floor]), np.concatenate([bounds, np.zeros(len(floor))])
    # A part in which nobody scores has no bound of its own: its weight is free and earns nothing, so it is 0.
    idle = frontier.max(axis=0) <= 0
    found = scipy.optimize.linprog(
        -own, A_ub=limits, b_ub=bounds, bounds=[(0, 0 if none else None) for none in idle], method="highs-ds"
    )
    return np.asarray(found.x, dtype=np.float64) if found.status == 0 else np.zeros(len(own))


def _undominated(scores: Floats) -> Floats:
    """The different rows that no other row reaches in every part."""
    rows = np.unique(scores, axis=0)
    rows = rows[np.argsort(-rows.sum(axis=1), kind="stable")]
    kept: list[Floats] = []
    for row in rows:
        if not any((other >= row).all() for other in kept):
            kept.append(row)
    return np.array(kept)
