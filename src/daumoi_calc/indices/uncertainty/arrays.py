"""Names for the arrays of this package, and the checks every entry makes."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
RealArray = NDArray[np.floating[Any]]
RankArray = NDArray[np.signedinteger[Any]]


def matrix_of(values: ArrayLike, *, what: str) -> FloatArray:
    """``values`` as a units x indicators matrix in float64; NaN means "not applicable".

    :raises ValueError: it is not two-dimensional, is empty, or holds an infinity.
    """
    matrix = np.asarray(values, dtype=np.float64)
    if matrix.ndim != 2 or not matrix.size:
        raise ValueError(f"{what} must be a matrix of units and indicators, not of shape {matrix.shape}")
    if np.isinf(matrix).any():
        raise ValueError(f"{what} holds an infinite value")
    return matrix


def vector_of(values: ArrayLike, *, what: str, length: int | None = None) -> FloatArray:
    """``values`` as a finite vector in float64.

    :raises ValueError: it is not one-dimensional, has another length, or holds NaN or an infinity.
    """
    vector = np.asarray(values, dtype=np.float64)
    if vector.ndim != 1 or (length is not None and len(vector) != length):
        raise ValueError(f"{what} must be a vector of {length or 'any'} numbers, not of shape {vector.shape}")
    if not np.isfinite(vector).all():
        raise ValueError(f"{what} holds a value that is not a finite number")
    return vector
