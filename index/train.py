"""Trains the bundled embedder: ``python -m index.train --corpora DIR --out DIR [--seed 7] [--steps 1000]``.

Rows start at random, weighted by smooth inverse frequency (Arora, Liang, Ma: A Simple but Tough-to-Beat Baseline for
Sentence Embeddings, ICLR 2017); the loss is symmetric InfoNCE over the pairs of a batch (van den Oord, Li, Vinyals:
Representation Learning with Contrastive Predictive Coding, 2018).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.features import Vocabulary, features
from index.pairs import sources
from index.phrasing import Pair
from index.quantise import quantise
from index.static_model import StaticModel
from index.thesaurus import concepts
from index.vocabulary import choose, count

SHARE = {
    "question": 3, "advice": 15, "heading": 8, "cloze": 10, "paraphrase": 2, "parallel": 7, "short_parallel": 10,
    "dictionary": 9, "switched": 14, "thesaurus": 4, "framed": 8, "field": 30,
}  # fmt: skip
"""How often a batch is of each source."""
FIELD = ("thesaurus", "framed", "field")
"""Sources with few different texts, of which more features are left out at random."""


@dataclass(frozen=True)
class Recipe:
    """What a run is made of; the defaults made the bundled model."""

    steps: int = 1000
    batch: int = 1536
    dimension: int = 512
    width: int = 4
    rate: float = 0.05
    warm: int = 50
    scale: float = 20.0
    dropped: float = 0.1
    field_dropped: float = 0.3
    smooth: float = 1e-3
    seed: int = 7
    threads: int = 2


@dataclass(frozen=True)
class Bags:
    """Tokenised texts: rows of all joined, where each begins, and a number that equal texts share."""

    rows: NDArray[np.int32]
    starts: NDArray[np.int64]
    names: NDArray[np.int64]

    def pick(self, chosen: NDArray[np.int64], dropped: float, rng: np.random.Generator) -> tuple[Any, Any]:
        """Rows and offsets of the chosen texts, a share of the features left out."""
        sizes = self.starts[chosen + 1] - self.starts[chosen]
        begins = np.cumsum(sizes) - sizes
        index = np.arange(sizes.sum()) + np.repeat(self.starts[chosen] - begins, sizes)
        keep = rng.random(len(index)) >= dropped
        owner = np.repeat(np.arange(len(chosen)), sizes)[keep]
        return self.rows[index[keep]].astype(np.int64), np.searchsorted(owner, np.arange(len(chosen)))


@dataclass(frozen=True)
class Matters:
    """Numbers of what pairs are about: ``asked`` ``(pairs,)`` by the left text, ``held`` ``(pairs, most)`` in the
    right one, filled up with -1."""

    asked: NDArray[np.int64]
    held: NDArray[np.int64]

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> Matters:
        known: dict[str, int] = {"": -2}
        most = max((len(pair.beside) for pair in pairs), default=0)
        held = np.full((len(pairs), 1 + most), -1, np.int64)
        for row, pair in enumerate(pairs):
            for place, matter in enumerate((pair.matter, *pair.beside)):
                held[row, place] = known.setdefault(matter, len(known)) if matter else -1
        asked = np.array([known[pair.matter] for pair in pairs], np.int64)
        return cls(asked, held)

    def same(self, chosen: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Where another pair's right text holds what a pair's left one asks."""
        asked, held = self.asked[chosen], self.held[chosen]
        same: NDArray[np.bool_] = np.logical_or.reduce([asked[:, None] == column[None, :] for column in held.T])
        np.fill_diagonal(same, False)
        return same


def tokenise(texts: Sequence[str], vocabulary: Vocabulary) -> Bags:
    names: dict[str, int] = {}
    numbers = np.array([names.setdefault(text, len(names)) for text in texts], np.int64)
    return Bags(*vocabulary.bags(texts), numbers)


def make_vocabulary(found: dict[str, list[Pair]]) -> tuple[Vocabulary, NDArray[np.float32]]:
    """Features and their start weights. The thesaurus's ways of naming are in: whole, by characters and pairs, and by
    what several of them share. What patterns made of them tells nothing of how common a word is."""
    counts: Counter[str] = Counter()
    for name, pairs in found.items():
        if name not in ("thesaurus", "framed"):
            texts = sorted({text for pair in pairs for text in (pair.left, pair.right)})
            counts += count(texts[:: max(1, len(texts) // 30000)], 3 if name == "field" else 1)
    ways = {way for concept in concepts() for way in (concept.term, *concept.also, *concept.everyday, *concept.english)}
    parts = {way: set(features(way)) for way in sorted(ways)}
    shared: Counter[str] = Counter()
    for way, found_in in parts.items():
        counts.update(features(way))
        shared.update(found_in)
    needed = {one for way, some in parts.items() for one in some if len(one) < 3 or shared[one] > 1 or one == way}
    kept = choose(counts, needed)
    total = sum(counts[feature] for feature in kept)
    share = np.array([counts[feature] / total for feature in kept], np.float32)
    return Vocabulary(kept), share


def train(
    found: dict[str, list[Pair]], vocabulary: Vocabulary, start: NDArray[np.float32], recipe: Recipe
) -> NDArray[np.float32]:
    """The trained table, float32 ``(features, dimension)``."""
    import torch

    from index.static_module import make_module

    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    rng = np.random.default_rng(recipe.seed)
    names = [name for name in SHARE if found.get(name)]
    bags = {name: [tokenise(texts, vocabulary) for texts in (*zip(*found[name], strict=True),)[:2]] for name in names}
    about = {name: Matters.of(found[name]) for name in names}
    module = make_module(vocabulary, start)
    optimiser = torch.optim.Adam(module.parameters(), lr=recipe.rate, betas=(0.9, 0.98), fused=True)
    share = np.array([SHARE[name] for name in names], float)
    began, losses = time.monotonic(), dict[str, float]()
    for step in range(recipe.steps):
        rate = recipe.rate * min((step + 1) / recipe.warm, (recipe.steps - step) / (recipe.steps - recipe.warm))
        optimiser.param_groups[0]["lr"] = rate
        name = names[rng.choice(len(names), p=share / share.sum())]
        left, right = bags[name]
        chosen = rng.choice(len(left.names), min(recipe.batch, len(left.names)), replace=False)
        sides = []
        dropped = recipe.field_dropped if name in FIELD else recipe.dropped
        for side in (left, right):
            rows, offsets = side.pick(chosen, dropped, rng)
            bag = {"input_ids": torch.from_numpy(rows), "offsets": torch.from_numpy(offsets)}
            sides.append(module(bag)["sentence_embedding"])
        same = torch.from_numpy(_same(left.names[chosen]) | _same(right.names[chosen]) | about[name].same(chosen))
        loss = _contrast(sides[0], sides[1], same, recipe.scale)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses[name] = float(loss.detach())
        if step % 50 == 49:
            seen = " ".join(f"{name}:{value:.2f}" for name, value in losses.items())
            say(f"step {step + 1}/{recipe.steps} {time.monotonic() - began:.0f} s {seen}")
    table: NDArray[np.float32] = module.bag.weight.detach().numpy()
    return table


def say(line: str) -> None:
    """Progress, for people."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def _same(names: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Pairs of different places that hold the same text."""
    same: NDArray[np.bool_] = names[:, None] == names[None, :]
    np.fill_diagonal(same, False)
    return same


def _contrast(left: Any, right: Any, same: Any, scale: float) -> Any:
    """Symmetric InfoNCE: each text must find its partner among the batch's; equal texts are no wrong answers."""
    import torch

    scores = (left @ right.T * scale).masked_fill(same, -1e4)
    goal = torch.arange(len(scores))
    entropy = torch.nn.functional.cross_entropy
    return (entropy(scores, goal) + entropy(scores.T, goal)) / 2


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index.train", description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder of the public training texts")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--batch", type=int, default=Recipe.batch)
    options = parser.parse_args(arguments)
    recipe = Recipe(seed=options.seed, steps=options.steps, batch=options.batch)
    found = sources(options.corpora, recipe.seed)
    for name, pairs in found.items():
        say(f"{name}: {len(pairs)} pairs")
    vocabulary, share = make_vocabulary(found)
    say(f"{len(vocabulary)} features")
    weights = recipe.smooth / (recipe.smooth + share)
    start = np.random.default_rng(recipe.seed).standard_normal((len(vocabulary), recipe.dimension), dtype=np.float32)
    table = train(found, vocabulary, start * weights[:, None], recipe)
    StaticModel.save(options.out, vocabulary, quantise(table, recipe.width, recipe.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
