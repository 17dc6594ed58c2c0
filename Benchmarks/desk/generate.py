#!/usr/bin/env python3
"""Writes papers that look back on years: generate.py FOLDER COUNT [--seed N]

Each paper tells a dozen different events with their days, so that a thousand papers make a chronology of ten thousand entries. The same seed
gives the same bytes. People, places and papers are made of syllables.
"""
import argparse, datetime, os, random

ap = argparse.ArgumentParser()
ap.add_argument("folder"), ap.add_argument("count", type=int), ap.add_argument("--seed", type=int, default=7)
a = ap.parse_args()
rng = random.Random(a.seed)

ONSETS = "b br c ch d dr f g gr h j k l m n p pr qu r s st t tr v z".split()
VOWELS = "a e i o u ai au ei ia".split()


def word(parts):
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(parts)).capitalize()


people = sorted({f"{word(2)} {word(3)}" for _ in range(600)})
places = sorted({word(3) for _ in range(60)})
outlets = [f"The {word(2)} {kind}" for kind in ("Herald", "Courier", "Chronicle", "Gazette", "Observer") for _ in range(5)]
FRAMES = [
    "police arrested {a} in {place}", "{a} was released from prison in {place}", "prosecutors charged {a} with bribery",
    "the High Court of {place} convicted {a} of fraud", "the High Court of {place} sentenced {a} to {n} years in prison",
    "the Supreme Court annulled the sentence of {a}", "{b}, the president of {place}, pardoned {a}", "{a} resigned as minister of {place}",
    "{a} appealed against the sentence", "soldiers killed {n} people in {place}", "{a} fled to {place}", "{a} died in {place}",
]
MONTHS = "January February March April May June July August September October November December".split()
first = datetime.date(1985, 1, 1)
for number in range(a.count):
    published = datetime.date(2006, 1, 1) + datetime.timedelta(days=rng.randrange(15 * 365))
    lines = []
    for _ in range(14):
        day = first + datetime.timedelta(days=rng.randrange((published - first).days - 1))
        x, y = rng.sample(people, 2)
        told = rng.choice(FRAMES).format(a=x, b=y, place=rng.choice(places), n=rng.randrange(2, 30))
        lines.append(f"On {day.day} {MONTHS[day.month - 1]} {day.year} {told}.")
    title = f"Years of {rng.choice(places)}"
    outlet, stamp = rng.choice(outlets), f"{published.day} {MONTHS[published.month - 1]} {published.year}"
    place = os.path.join(a.folder, f"{number // 1000:03}")
    os.makedirs(place, exist_ok=True)
    with open(os.path.join(place, f"{number:06}.txt"), "w", encoding="utf-8") as out:
        out.write(f"{title}\n\n{outlet}\n{stamp}\n\n" + "\n\n".join(lines) + "\n")
