"""How fast EM is: ratios to scikit-learn in the same run, and to the exps that EM cannot avoid.

Run by ``python3 packaging/dev.py bench``. Everything has one BLAS thread. Each figure is the
median over runs; ours and scikit-learn's alternate, so that both see the same machine. Both
start from the same parameters and do the same iterations on the same points.
"""

import platform
import statistics
import time
import tracemalloc
import warnings
from functools import partial

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from gmm_explorer.data.tutorial import tutorial_plane
from gmm_explorer.em import EMSettings, Mixture, fit_batch, iterate_em, prepare, project
from gmm_explorer.em.run import engine_for

SIZES = [(500, 3), (5_000, 5), (100_000, 5), (1_000_000, 8)]
KERNEL_TARGETS = {2: [12, 22, 32, 40], 1: [15, 18, 25, 60]}
STATES_TARGETS = [6, 16, 30, 38]
RUNS, N_ITER = 9, 50
SHORT, MANY_RUNS = 10_000, 75  # runs of few points last milliseconds, and see every disturbance
LONG, FEW_RUNS = 1_000_000, 5


def clouds(n_samples, n_components, n_features, spread=1.0):
    """Draw round clusters with centres in a box of 20 x 20, as scikit-learn's make_blobs does."""
    rng = np.random.default_rng(n_components)
    centres = rng.uniform(-10, 10, (n_components, n_features))
    of = rng.integers(n_components, size=n_samples)
    return centres[of] + spread * rng.standard_normal((n_samples, n_features))


def start_on(X, n_components, covariance_type="full"):
    """Put equal components, as wide as a K-th of the data, on points of it."""
    rng = np.random.default_rng(1)
    means = X[rng.choice(len(X), n_components, replace=False)]
    covariance = np.cov(X[:10_000].T).reshape(X.shape[1], -1) / n_components
    weights = np.full(n_components, 1 / n_components)
    mixture = Mixture(
        weights, means, np.broadcast_to(covariance, (n_components, *covariance.shape))
    )
    return project(mixture, covariance_type)


def seconds(work, clock):
    begin = clock()
    work()
    return clock() - begin


def medians(*works, runs=RUNS, clock=time.perf_counter):
    """Return the median seconds of each, all of them taking turns."""
    times = [[seconds(work, clock) for work in works] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def scikit_learn(X, start, covariance_type, n_iter):
    """Return a function that does n_iter of scikit-learn's E and M steps, and nothing else."""
    precisions = np.linalg.inv(start.covariances)
    model = GaussianMixture(
        start.n_components,
        covariance_type=covariance_type,
        weights_init=start.weights,
        means_init=start.means,
        precisions_init={
            "full": precisions,
            "tied": precisions[0],
            "diag": np.diagonal(precisions, axis1=1, axis2=2),
            "spherical": precisions[:, 0, 0],
        }[covariance_type],
        reg_covar=0,
    )

    def work():
        model._initialize(X, None)
        for _ in range(n_iter):
            _, log_responsibilities = model._e_step(X)
            model._m_step(X, log_responsibilities)

    return work


def kernel(data, start, settings, n_iter):
    """Return a function that does n_iter passes and M-steps, without states."""
    engine = engine_for(data, start, settings)

    def work():
        parameters = engine.enter(start)
        for _ in range(n_iter):
            parameters = engine.m_step(parameters, engine.e_step(parameters))

    return work


def states(data, start, settings):
    """Return a function that drains `iterate_em`, with states, health and all."""

    def work():
        for _ in iterate_em(data, start, settings):
            pass

    return work


def exps(n_samples, n_components, n_iter):
    """Return a function that takes N K exps and N logs, block by block, and nothing else."""
    block = min(n_samples, 8192)
    terms, totals = np.full((n_components, block), -1.0), np.full(block, 2.0)
    out, logs = np.empty_like(terms), np.empty_like(totals)

    def work():
        for _ in range(n_iter * -(-n_samples // block)):
            np.exp(terms, out=out)
            np.log(totals, out=logs)

    return work


def verdict(ratio, target):
    return f"{ratio:6.1f} ({target}{'' if ratio >= target else ' MISSED'})"


def compare(n_samples, n_components, n_features, covariance_type="full", spread=1.0):
    """Return ms per iteration of scikit-learn, the kernel, the states and the bare exps."""
    n_iter = N_ITER
    X = clouds(n_samples, n_components, n_features, spread)
    data = prepare(X)
    start = start_on(X, n_components, covariance_type)
    settings = EMSettings(covariance_type, tol=0, max_iter=n_iter)
    times = medians(
        scikit_learn(X, start, covariance_type, n_iter),
        kernel(data, start, settings, n_iter),
        states(data, start, settings),
        exps(n_samples, n_components, n_iter),
        runs=FEW_RUNS if n_samples >= LONG else MANY_RUNS if n_samples <= SHORT else RUNS,
    )
    return [1e3 * t / n_iter for t in times]


def bench_sizes():
    print(
        "\n       n   K  D  scikit-learn   kernel   ratio (goal)   states   ratio (goal)   / exps"
    )
    for n_features in (2, 1):
        goals = zip(SIZES, KERNEL_TARGETS[n_features], STATES_TARGETS, strict=True)
        for (n_samples, n_components), goal, states_goal in goals:
            other, ours, with_states, bare = compare(n_samples, n_components, n_features)
            states_ratio = f"{other / with_states:6.1f}"
            if n_features == 2:
                states_ratio = verdict(other / with_states, states_goal)
            print(
                f"{n_samples:8} {n_components:3} {n_features:2} {other:10.3f} ms {ours:8.4f} "
                f"{verdict(other / ours, goal):>14} {with_states:8.4f} {states_ratio:>14} "
                f"{ours / bare:8.2f}"
            )


def bench_variants():
    print("\nEvery component tight (D = 2), and other families and dimensions")
    rows = [
        ("all tight", 5_000, 5, 2, "full", 0.05, 8),
        ("all tight", 100_000, 5, 2, "full", 0.05, 8),
        ("diag", 100_000, 5, 2, "diag", 1.0, None),
        ("spherical", 100_000, 5, 2, "spherical", 1.0, None),
        ("tied", 100_000, 5, 2, "tied", 1.0, None),
        ("D = 4", 100_000, 5, 4, "full", 1.0, 3),
        ("D = 8", 100_000, 5, 8, "full", 1.0, 3),
    ]
    for name, n_samples, n_components, n_features, family, spread, goal in rows:
        other, ours, with_states, _ = compare(n_samples, n_components, n_features, family, spread)
        ratio = f"{other / ours:6.1f}" if goal is None else verdict(other / ours, goal)
        print(
            f"{name:10} {n_samples:8} {other:10.3f} ms {ours:8.4f} {ratio:>14} {with_states:8.4f}"
        )


def bench_flatness():
    print("\nCost per point and component, K = 5, D = 2 (goal: within 1.5x), and memory of a pass")
    works, rows = [], []
    for n_samples in (5_000, 100_000, 1_000_000, 10_000_000):
        X = clouds(n_samples, 5, 2)
        run = partial(kernel, prepare(X), start_on(X, 5), EMSettings(tol=0))
        n_iter = max(2, 2_000_000 // n_samples)
        works.append(run(n_iter))
        rows.append((n_samples, n_iter, peak_of(lambda run=run: run(1)())))
    for (n_samples, n_iter, peak), time_taken in zip(rows, medians(*works), strict=True):
        cost = 1e9 * time_taken / n_iter / n_samples / 5
        print(f"{n_samples:9} {cost:7.2f} ns {peak / 2**20:8.2f} MiB")


def peak_of(work):
    """Return the most bytes that a function holds at a time, beyond what is there before it."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def bench_responsibilities():
    print(
        "\nOne pass at n = 1,000,000, K = 8, D = 2, responsibilities kept to itself or written out"
    )
    X = clouds(1_000_000, 8, 2)
    start, data = start_on(X, 8), prepare(X)
    engine = engine_for(data, start, EMSettings())
    parameters, out = engine.enter(start), np.empty((8, len(X)))
    quiet, written = medians(
        lambda: engine.e_step(parameters), lambda: engine.e_step(parameters, out=out)
    )
    print(f"{1e3 * quiet:8.2f} ms {1e3 * written:8.2f} ms")


def bench_map():
    print("\nA map of 64 x 64 starts, n = 500, K = 3, D = 2, 50 iterations (goal 90)")
    rng = np.random.default_rng(0)
    apart = np.repeat([[0.0, 0.0], [6.0, 1.0], [2.0, 6.0]], [200, 150, 150], axis=0)
    scenes = {
        "three clusters apart": apart + rng.standard_normal(apart.shape),
        "the tutorial's plane": tutorial_plane().X,
    }
    for name, X in scenes.items():
        data, starts = prepare(X), map_of_starts(X)
        sampled = starts[:: len(starts) // 64]
        # With the reg_covar that scikit-learn has by default: a fit of its own may not collapse.
        settings = EMSettings(reg_covar=1e-6, tol=0, max_iter=50)
        ours, other = medians(
            partial(fit_batch, data, starts, settings), partial(fit_each, X, sampled), runs=3
        )
        other *= len(starts) / len(sampled)
        ratio = verdict(other / ours, 90)
        print(f"{name}: ours {ours:6.2f} s, a loop of fits {other:6.1f} s: {ratio}")


def map_of_starts(X):
    """Move the mean of one of three components over the plane."""
    centre = start_on(X, 3)
    sides = np.linspace(X.min(axis=0), X.max(axis=0), 64).T
    places = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)
    return [
        Mixture(centre.weights, [place, *centre.means[1:]], centre.covariances) for place in places
    ]


def fit_each(X, starts):
    for start in starts:
        model = GaussianMixture(
            start.n_components,
            weights_init=start.weights,
            means_init=start.means,
            precisions_init=np.linalg.inv(start.covariances),
            reg_covar=1e-6,
            tol=0,
            max_iter=50,
        )
        model.fit(X)


def bench_onedal():
    print("\nIntel oneDAL on all cores, 50 iterations of EM: wall and CPU time over ours (D = 2)")
    try:
        import daal4py
    except ImportError:
        print("not installed here: pip install scikit-learn-intelex")
        return
    for n_samples, n_components in SIZES:
        X = clouds(n_samples, n_components, 2)
        data, start, n_iter = prepare(X), start_on(X, n_components), N_ITER

        def other(X=X, start=start, n_iter=n_iter):
            daal4py.em_gmm(start.n_components, maxIterations=n_iter, accuracyThreshold=0).compute(
                X, start.weights[None], start.means, list(start.covariances)
            )

        work = kernel(data, start, EMSettings(tol=0), n_iter)
        ours_wall, other_wall = medians(work, other)
        ours_cpu, other_cpu = medians(work, other, clock=time.process_time)
        print(
            f"{n_samples:8} {n_components:3}  ours {1e3 * ours_wall / n_iter:8.4f} ms, "
            f"wall {other_wall / ours_wall:5.2f}, CPU {other_cpu / ours_cpu:5.2f}"
        )


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)
    print(f"EM on {platform.processor() or platform.machine()}, NumPy {np.__version__}")
    with threadpool_limits(1):
        bench_sizes()
        bench_variants()
        bench_flatness()
        bench_responsibilities()
        bench_map()
        bench_onedal()


if __name__ == "__main__":
    main()
