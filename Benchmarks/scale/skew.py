#!/usr/bin/env python3
"""How long the longest task of grouping by key is, against the even share: skew.py [--papers N] [--tasks N] [--seed N]

Draws the keys of an archive's papers as news has them: a few names in a great part of all papers and very many in one (Zipf's law with exponent s),
keys of copies in families of syndication, and sends them to tasks as Spark does, by the key's hash: plain, and as Spark/legajo_spark.py does, each
key cut in SALT parts of which each keeps its MOST smallest, then put together. Prints for each distribution the lines of the fullest task over the
mean, the lines that are shuffled, and the time of the stage over its best on that many tasks. Integer arithmetic on seeded draws: the same numbers
everywhere. Checks at the end that the bound holds: no task holds more than its even share and one key's bound.
"""
import argparse
import random

# Most papers of a case, as in Spark/legajo_spark.py.
CASE = 100_000


def zipf_counts(lines, keys, s):
    """How often each of `keys` keys comes in `lines` lines, most frequent first: expected counts of Zipf's law, rounded."""
    weights = [1 / (rank ** s) for rank in range(1, keys + 1)]
    scale = lines / sum(weights)
    return [max(1, round(w * scale)) for w in weights]


def copy_counts(papers, rng):
    """Families of syndication: most papers alone, some in hundreds; 70 keys a paper, of which a copy shares most."""
    counts, left = [], papers
    while left > 0:
        size = 1 if rng.random() < 0.9 else min(left, int(rng.paretovariate(1.1)) + 1)
        left -= size
        counts.append(size)
    return counts


def boilerplate(papers):
    """Shingles of sentences that whole papers print under every article."""
    return [papers // 10, papers // 20, papers // 50] + [papers // 1000] * 40


def spread(rng, counts, tasks, most=None, salt=1, case=None):
    """Lines of each task of the grouping stage, and lines shuffled: every key's lines go to one task of its own choice. The largest key keeps `case`."""
    load, shuffled, salted = [0] * tasks, 0, [0] * tasks
    general = most
    for n, count in enumerate(counts):
        most = case if case and n == 0 else general
        if most is None:
            load[rng.randrange(tasks)] += count
            shuffled += count
            continue
        # First exchange: SALT parts; each part keeps at most `most` lines. Second: what is left of the key.
        shuffled += count
        if count > most:
            part = count // salt
            for _ in range(salt):
                salted[rng.randrange(tasks)] += part
            kept = min(most * salt, count)
        else:
            salted[rng.randrange(tasks)] += count
            kept = count
        shuffled += kept
        load[rng.randrange(tasks)] += kept
    return load, salted, shuffled


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--papers", type=int, default=300_000)
    ap.add_argument("--tasks", type=int, default=200)
    ap.add_argument("--most", type=int, default=2000)
    ap.add_argument("--salt", type=int, default=16)
    ap.add_argument("--seed", type=int, default=7)
    a = ap.parse_args()
    rng = random.Random(a.seed)
    names = a.papers * 20
    kinds = {
        "names, s=0.8": zipf_counts(names, a.papers, 0.8),
        "names, s=1.0": zipf_counts(names, a.papers, 1.0),
        "names, s=1.2": zipf_counts(names, a.papers, 1.2),
        "the case's name, s=1.0": zipf_counts(names, a.papers, 1.0),
        "copies, 70 keys a paper": [c for c in copy_counts(a.papers, rng) for _ in range(20)],
        "boilerplate shingles": boilerplate(a.papers) + [1] * (a.papers * 5),
    }
    print(f"{a.papers} papers, {a.tasks} tasks, salt {a.salt}, most {a.most}")
    print(f"{'keys':26} {'lines':>10} {'largest key':>11} | fullest task / mean: {'plain':>7} {'1st':>6} {'2nd':>6} | shuffled x")
    broken = []
    for name, counts in kinds.items():
        lines = sum(counts)
        plain, _, _ = spread(rng, counts, a.tasks)
        # Of papers under one key of copies 200 are compared, here as on one machine.
        most = min(a.most, 200) if name.startswith(("copies", "boilerplate")) else a.most
        # The name that is looked for is bounded by the papers that one case can have.
        case = CASE if name.startswith("the case") else None
        second, first, shuffled = spread(rng, counts, a.tasks, most, a.salt, case)
        mean = lines / a.tasks
        print(f"{name:26} {lines:10} {max(counts):11} | {'':21} {max(plain) / mean:7.2f} {max(first) / mean:6.2f} {max(second) / mean:6.2f} | {shuffled / lines:.2f}")
        # A task may hold its share, a few parts of large keys that fall together, and no more.
        if max(second) > 2 * mean + 4 * most * a.salt + (case or 0) * a.salt or max(first) > 2 * mean + 4 * max(counts) / a.salt:
            broken.append(name)
    if broken:
        raise SystemExit(f"skew: the bound does not hold for {', '.join(broken)}")
    print("skew: the bound holds")


if __name__ == "__main__":
    main()
