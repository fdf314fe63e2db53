"""Times the frontier of NegMAS on an additive space: PARTIES RIVALRY SEED SIZE [SIZE ...]; prints seconds and the frontier's size.

Two parties: from tables of levels to the frontier and its Nash and Kalai-Smorodinsky points. More: the frontier of given numbers.
"""

import sys
import time

import numpy as np
from negmas.outcomes import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction
from negmas.preferences.ops import ks_points, nash_points, pareto_frontier, pareto_frontier_active


def numbers(state):
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 33) % 1000


def level(source, parties, rivalry):
    drawn = [next(source) for _ in range(parties)]
    lost = sum(drawn) * rivalry
    return [float(10 * parties * d - lost) for d in drawn]


def two(table):
    start = time.perf_counter()
    space = make_os([make_issue(len(group), f"i{k}") for k, group in enumerate(table)])
    utilities = [
        LinearAdditiveUtilityFunction(
            values=[{level: row[party] for level, row in enumerate(group)} for group in table],
            weights=[1.0] * len(table),
            outcome_space=space,
            reserved_value=0.0,
        )
        for party in range(2)
    ]
    front, _ = pareto_frontier(utilities)
    nash_points(utilities, front, outcome_space=space)
    ks_points(utilities, front, outcome_space=space)
    return time.perf_counter() - start, len(front)


def many(table):
    points = np.zeros((1, len(table[0][0])))
    for group in table:
        points = (points[:, None, :] + np.array(group)[None, :, :]).reshape(-1, points.shape[1])
    pareto_frontier_active(points[:10])
    start = time.perf_counter()
    front = pareto_frontier_active(points)
    return time.perf_counter() - start, len(np.unique(points[front], axis=0))


def main():
    parties, rivalry, seed, *sizes = [int(word) for word in sys.argv[1:]]
    source = numbers(seed)
    table = [[level(source, parties, rivalry) for _ in range(size)] for size in sizes]
    print(*(two(table) if parties == 2 else many(table)))


if __name__ == "__main__":
    main()
