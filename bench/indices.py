"""Ten thousand weightings of an index of 3,400 units and 200 indicators, and a thousand for a page with sliders.

Each measurement runs in a process of its own with BLAS on one thread, so that memory and CPU time are its own. CPU
time is that of all threads, the least of a few runs: on a shared machine the others are the neighbours' doing. Compiling
the rank kernel (once per process) is measured apart. The data are made up; ties are rare, as in real scores.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNITS, INDICATORS, PILLARS, DRAWS, SPREAD = 3_400, 200, 8, 2_000, 0.25
BUDGET_COMPILED_S, BUDGET_NUMPY_S, BUDGET_WHAT_IF_MS, BUDGET_MB = 1.0, 3.5, 150.0, 300.0
ONE_THREAD = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
RUNS = 12


def run() -> list[dict[str, Any]]:
    """The measurements, one dictionary each."""
    plain, peer = _apart("numpy"), _apart("peer")
    compiled = _apart("compiled")
    return [*_plain(plain), *(_compiled(compiled) if compiled else []), *_beside(plain, peer, compiled)]


def _plain(found: dict[str, float]) -> list[dict[str, Any]]:
    return [
        _line(
            "indices_10k_draws_numpy", found["cloud_s"], "s CPU", BUDGET_NUMPY_S, "float64, không biên dịch"
        ),
        _line("indices_memory_numpy", found["peak_mb"], "MB", BUDGET_MB, "đỉnh của cả tiến trình"),
        _line("indices_what_if_1k_numpy", found["what_if_ms"], "ms CPU", None, "float64, không biên dịch"),
    ]


def _compiled(found: dict[str, float]) -> list[dict[str, Any]]:
    once = f"đã biên dịch sẵn; biên dịch một lần mỗi tiến trình mất {found['compile_s']:.1f} s CPU"
    beside = (
        f"đỉnh {found['peak_mb']:.0f} MB trừ {found['base_mb']:.0f} MB của numba và LLVM sau khi biên dịch"
    )
    exact = "hạng theo float64, nhân hạng đã biên dịch"
    differ = f"trên {found['compared']:.0f} hạng; lệch nhiều nhất {found['furthest']:.0f} bậc"
    means = f"{differ}; trung bình hạng của một đơn vị lệch nhiều nhất {found['mean_shift']:.4f}"
    return [
        _line("indices_10k_draws_compiled", found["cloud_s"], "s CPU", BUDGET_COMPILED_S, f"float32; {once}"),
        _line("indices_10k_draws_compiled_float64", found["exact_s"], "s CPU", None, exact),
        _line("indices_memory_compiled", found["own_mb"], "MB", BUDGET_MB, beside),
        _line(
            "indices_what_if_1k_compiled",
            found["what_if_ms"],
            "ms CPU",
            BUDGET_WHAT_IF_MS,
            f"float32; {once}",
        ),
        _line("indices_float32_places_that_differ", found["differ"], "places", None, means),
    ]


def _beside(
    plain: dict[str, float], peer: dict[str, float], compiled: dict[str, float]
) -> list[dict[str, Any]]:
    """The usual way on a hundredth of the draws, scaled; and what the arithmetic alone would take."""
    best = compiled or plain
    note = f"từng lượt bằng numpy: đo {peer['draws']:.0f} lượt rồi nhân lên 10.000"
    again, once = f"chuẩn hóa lại, cộng, xếp hạng {note}", f"chuẩn hóa một lần; cộng, xếp hạng {note}"
    floor = "riêng phép nhân ma trận (13,6 tỷ phép tính), chưa xếp hạng: giới hạn dưới trên máy này"
    return [
        _line("indices_10k_draws_peer_renormalising", peer["cloud_s"], "s CPU", None, again),
        _line("indices_10k_draws_peer_prepared", peer["prepared_s"], "s CPU", None, once),
        _line("indices_times_faster_than_peer", peer["cloud_s"] / best["cloud_s"], "times", None, again),
        _line(
            "indices_times_faster_than_prepared_peer",
            peer["prepared_s"] / best["cloud_s"],
            "times",
            None,
            once,
        ),
        _line("indices_10k_draws_floor_float64", plain["floor_s"], "s CPU", None, floor),
        _line("indices_10k_draws_floor_float32", plain["floor32_s"], "s CPU", None, floor),
    ]


def _line(name: str, value: float, unit: str, budget: float | None, note: str) -> dict[str, Any]:
    ok = budget is None or value <= budget
    return {"name": name, "value": round(value, 3), "unit": unit, "budget": budget, "ok": ok, "note": note}


def _apart(part: str) -> dict[str, float]:
    """One part in a fresh process; an empty answer where numba is not installed."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.indices", part],
        env=os.environ | ONE_THREAD,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _values() -> NDArray[np.float64]:
    """Skewed positive indicators with a common strength per unit."""
    generator = np.random.default_rng(2026)
    strength = generator.normal(size=(UNITS, 1)) * 0.5
    return np.asarray(np.exp(strength + generator.normal(size=(UNITS, INDICATORS)) * 0.6))


def _schemes() -> list[Any]:
    """Min-max, z, percentile rank, distance to the best, geometric mean: the five of the budget."""
    from daumoi_calc.indices.uncertainty import Aggregation, scheme_of, tree_of

    raw = _values()
    parents = [np.arange(INDICATORS) * PILLARS // INDICATORS, np.zeros(PILLARS, dtype=np.int64)]
    plain = tree_of(parents=parents)
    geometric = tree_of(parents=parents, aggregation=Aggregation.GEOMETRIC)
    scaled = (raw - raw.min(axis=0)) / np.ptp(raw, axis=0)
    return [
        scheme_of(name="min-max", values=scaled, tree=plain),
        scheme_of(name="z", values=(raw - raw.mean(axis=0)) / raw.std(axis=0), tree=plain),
        scheme_of(name="percentile", values=raw.argsort(axis=0).argsort(axis=0) / (UNITS - 1), tree=plain),
        scheme_of(name="distance", values=raw / raw.max(axis=0), tree=plain),
        scheme_of(name="geometric", values=1 + 99 * scaled, tree=geometric),
    ]


def _cpu(work: Callable[[], object], times: int = RUNS) -> float:
    """Least CPU seconds of ``work`` over a few runs, all threads counted."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def _peak_mb() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure_ours(*, compiled: bool) -> dict[str, float]:
    """The cloud of 10,000 draws and the what-if of 1,000, by one backend."""
    from daumoi_calc.indices.uncertainty import Backend, Precision, RelativeNoise, kernel_installed, simulate

    if compiled and not kernel_installed():
        return {}
    backend = Backend.COMPILED if compiled else Backend.NUMPY
    swift = Precision.FLOAT32 if compiled else Precision.FLOAT64
    noise = RelativeNoise((SPREAD, SPREAD))
    warm_up = _warm(noise, swift) if compiled else 0.0
    base = _peak_mb()
    schemes = _schemes()

    def cloud(precision: Precision, listed: list[Any], draws: int, known: Any = None) -> Any:
        return simulate(
            schemes=listed,
            weights=noise,
            draws=draws,
            seed=1,
            nominal_ranks=known,
            backend=backend,
            precision=precision,
        )

    first = cloud(swift, schemes, DRAWS)
    peak = _peak_mb()
    found = {
        "compile_s": warm_up,
        "base_mb": base,
        "peak_mb": peak,
        "own_mb": peak - base,
        "cloud_s": _cpu(lambda: cloud(swift, schemes, DRAWS)),
        "what_if_ms": 1000 * _cpu(lambda: cloud(swift, schemes[:1], 1000, first.nominal), 2 * RUNS),
    }
    return found | (_precision(cloud, schemes) if compiled else _floor())


def _warm(noise: Any, precision: Any) -> float:
    """CPU seconds to build the kernel and run it once on a handful of numbers."""
    from daumoi_calc.indices.uncertainty import Backend, flat, scheme_of, simulate
    from daumoi_calc.indices.uncertainty.sampling import RelativeNoise

    small = scheme_of(name="small", values=np.random.default_rng(1).random((9, 3)), tree=flat(indicators=3))
    level = RelativeNoise(noise.spread[:1])
    return _cpu(
        lambda: simulate(
            schemes=[small], weights=level, draws=4, seed=1, backend=Backend.COMPILED, precision=precision
        ),
        times=1,
    )


def _precision(cloud: Callable[..., Any], schemes: list[Any]) -> dict[str, float]:
    """Float64 with the kernel, and place by place how far float32 strays on 200 draws."""
    from daumoi_calc.indices.uncertainty import Precision, RelativeNoise
    from daumoi_calc.indices.uncertainty.ranking import rank_rows
    from daumoi_calc.indices.uncertainty.sampling import draw_weights, stream
    from daumoi_calc.indices.uncertainty.scoring import Scorer

    exact, rough = cloud(Precision.FLOAT64, schemes, DRAWS), cloud(Precision.FLOAT32, schemes, DRAWS)
    drawn = draw_weights(
        tree=schemes[0].tree, model=RelativeNoise((SPREAD, SPREAD)), generator=stream(1, 0), draws=200
    )
    places = [np.empty((200, UNITS), dtype=np.int16) for _ in Precision]
    for precision, filled in zip(Precision, places, strict=True):
        rank_rows(Scorer(schemes[0], precision=precision).keys(drawn), filled)
    apart = np.abs(places[0].astype(int) - places[1].astype(int))
    return {
        "exact_s": _cpu(lambda: cloud(Precision.FLOAT64, schemes, DRAWS), 3),
        "differ": float((apart > 0).sum()),
        "furthest": float(apart.max()),
        "compared": float(apart.size),
        "mean_shift": float(np.abs(exact.mean - rough.mean).max()),
    }


def _floor() -> dict[str, float]:
    """Seconds of the matrix products alone, 10,000 draws."""
    generator = np.random.default_rng(1)
    weights, values = generator.random((512, INDICATORS)), generator.random((INDICATORS, UNITS))
    short, small = weights.astype(np.float32), values.astype(np.float32)
    rounds = 5 * DRAWS / 512
    return {
        "floor_s": _cpu(lambda: weights @ values, 10) * rounds,
        "floor32_s": _cpu(lambda: short @ small, 10) * rounds,
    }


def measure_peer(*, draws: int = 100) -> dict[str, float]:
    """What one writes first: a loop over draws in plain numpy, normalising each time or once; then quantiles."""
    raw = _values()
    scaled = (raw - raw.min(axis=0)) / np.ptp(raw, axis=0)

    def work(normalised: Callable[[], NDArray[np.float64]]) -> None:
        generator, places = np.random.default_rng(1), np.empty((draws, UNITS))
        for draw in range(draws):
            weights = 1 + SPREAD * (2 * generator.random(INDICATORS) - 1)
            scores = normalised() @ (weights / weights.sum())
            places[draw, np.argsort(-scores)] = np.arange(1, UNITS + 1)
        np.quantile(places, (0.05, 0.5, 0.95), axis=0)

    times = 5 * DRAWS / draws
    again = _cpu(lambda: work(lambda: (raw - raw.min(axis=0)) / np.ptp(raw, axis=0)), 4)
    once = _cpu(lambda: work(lambda: scaled), 4)
    return {"cloud_s": again * times, "prepared_s": once * times, "draws": float(draws)}


if __name__ == "__main__":
    parts: dict[str, Callable[[], dict[str, float]]] = {
        "numpy": lambda: measure_ours(compiled=False),
        "compiled": lambda: measure_ours(compiled=True),
        "peer": measure_peer,
    }
    print(json.dumps(parts[sys.argv[1]]()))
