"""Two runs case by case: which answers got better, which worse, and whether a slice did beyond chance. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb

SEED = 20260101
DRAWS = 2000
MARGIN = 0.03
"""By how much a slice's share of passed cases may be lower and still count as no worse."""
ALPHA = 0.05
SMALLEST = 5
"""Cases below which a slice is reported, not judged."""

WORSE, NO_WORSE, INCONCLUSIVE = "worse", "no worse", "inconclusive"


@dataclass(frozen=True, slots=True)
class Pair:
    """One case before and after. ``cluster`` names the plans it is about: cases on one plan are not independent."""

    id: str
    cluster: str
    slices: tuple[str, ...]
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A slice in two runs. ``interval`` is the 95% bootstrap interval of the difference of the shares that passed;
    ``p`` is McNemar's, ``adjusted`` after Holm."""

    name: str
    count: int
    lost: int
    gained: int
    interval: tuple[float, float]
    p: float
    adjusted: float
    verdict: str

    @property
    def difference(self) -> float:
        return (self.gained - self.lost) / self.count


def bootstrap(pairs: Sequence[Pair], draws: int = DRAWS, seed: int = SEED) -> tuple[float, float]:
    """95% percentile interval of mean(after − before): clusters drawn with replacement, then cases within each drawn
    one (the paired two-stage cluster bootstrap; Davison and Hinkley 1997, §3.8). Fixed seed: the same pairs give the
    same interval. Nothing changed: (0, 0).
    """
    import numpy as np

    clusters: dict[str, list[int]] = {}
    for pair in sorted(pairs, key=lambda one: one.id):
        clusters.setdefault(pair.cluster, []).append(pair.after - pair.before)
    held = [clusters[name] for name in sorted(clusters)]
    if not any(any(changes) for changes in held):
        return 0.0, 0.0
    source = np.random.default_rng(seed)
    sizes = np.array([len(changes) for changes in held])
    shares = [[changes.count(value) / len(changes) for value in (-1, 0, 1)] for changes in held]
    totals, counts = np.zeros(draws), np.zeros(draws)
    for chosen in source.integers(len(held), size=(len(held), draws)):
        drawn = np.stack([source.multinomial(size, share, draws) for size, share in zip(sizes, shares, strict=True)])
        rows = np.arange(draws)
        totals += drawn[chosen, rows, 2] - drawn[chosen, rows, 0]
        counts += sizes[chosen]
    low, high = np.percentile(totals / counts, [2.5, 97.5])
    return float(low), float(high)


def mcnemar(lost: int, gained: int) -> float:
    """Exact two-sided McNemar: with n = lost + gained cases that changed, p = min(1, 2 · Σ_{i ≤ min(lost, gained)}
    C(n, i) / 2ⁿ) (McNemar 1947, in its exact binomial form). 1 where nothing changed."""
    changed = lost + gained
    tail = sum(comb(changed, i) for i in range(min(lost, gained) + 1))
    return min(1.0, 2 * tail / (1 << changed))


def holm(values: Sequence[float]) -> list[float]:
    """Holm's step-down adjustment of p values (Holm 1979), in the order given: the i-th smallest of m times
    m − i + 1, at least its predecessor, at most 1."""
    order = sorted(range(len(values)), key=lambda at: values[at])
    adjusted, running = [0.0] * len(values), 0.0
    for rank, at in enumerate(order):
        running = max(running, min(1.0, (len(values) - rank) * values[at]))
        adjusted[at] = running
    return adjusted


def compare(pairs: Sequence[Pair], margin: float = MARGIN) -> tuple[Change, ...]:
    """``all`` and every slice of at least ``SMALLEST`` cases.

    *no worse*: the interval's lower end lies above −margin (non-inferiority; Walker and Nowacki 2011); *worse*: more
    lost than gained and Holm's p below 5%, or the whole interval lies below −margin; *inconclusive* otherwise.
    """
    names = ["all", *sorted({name for pair in pairs for name in pair.slices})]
    parts = {name: [pair for pair in pairs if name == "all" or name in pair.slices] for name in names}
    parts = {name: part for name, part in parts.items() if len(part) >= SMALLEST}
    losses = {name: sum(pair.before and not pair.after for pair in part) for name, part in parts.items()}
    gains = {name: sum(pair.after and not pair.before for pair in part) for name, part in parts.items()}
    values = [mcnemar(losses[name], gains[name]) for name in parts]
    changes = []
    for (name, part), p, adjusted in zip(parts.items(), values, holm(values), strict=True):
        interval = bootstrap(part)
        verdict = _verdict(interval, losses[name] > gains[name] and adjusted < ALPHA, margin)
        changes.append(Change(name, len(part), losses[name], gains[name], interval, p, adjusted, verdict))
    return tuple(changes)


def _verdict(interval: tuple[float, float], significant: bool, margin: float) -> str:
    low, high = interval
    if significant or high < -margin:
        return WORSE
    return NO_WORSE if low > -margin else INCONCLUSIVE


def line(change: Change) -> str:
    """One slice as a line of a report."""
    low, high = change.interval
    return (
        f"{change.name}: {change.verdict}; {change.lost} lost, {change.gained} gained of {change.count}, "
        f"{change.difference:+.3f} [{low:+.3f}, {high:+.3f}], McNemar p {change.p:.3f}, Holm {change.adjusted:.3f}"
    )


def pairs_of(before: Mapping[str, bool], after: Iterable[tuple[str, str, tuple[str, ...], bool]]) -> list[Pair]:
    """The cases that both runs have; ``after`` gives id, cluster, slices and whether it passed."""
    return [Pair(id, cluster, slices, before[id], passed) for id, cluster, slices, passed in after if id in before]
