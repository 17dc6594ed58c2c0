#!/usr/bin/env python3
"""Writes news articles about one invented case: generate.py FOLDER COUNT [--seed N] [--words N]

The same seed gives the same bytes. People, bodies, places and papers are made of syllables; events are drawn from a calendar of
20 years, each told by several papers with its date written absolutely, relatively or not at all, some papers without a date of
their own, some copies. Files lie in folders of 1,000.
"""
import argparse, datetime, os, random

ap = argparse.ArgumentParser()
ap.add_argument("folder"), ap.add_argument("count", type=int), ap.add_argument("--seed", type=int, default=7)
ap.add_argument("--words", type=int, default=110, help="words of an article, about")
a = ap.parse_args()
rng = random.Random(a.seed)

ONSETS = "b br c ch d dr f g gr h j k l m n p pr qu r s st t tr v z".split()
VOWELS = "a e i o u ai au ei ia".split()
ENDS = ["", "n", "r", "l", "s", "m", "nd", "x"]


def word(parts):
    return "".join(rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(parts)) + rng.choice(ENDS)


def name():
    return word(2).capitalize() + " " + word(rng.choice((2, 3))).capitalize()


scale = max(40, int(a.count ** 0.5) * 4)
people = sorted({name() for _ in range(scale)})
places = sorted({word(2).capitalize() for _ in range(60)})
papers = ["The " + word(2).capitalize() + " " + k for k in ("Herald", "Courier", "Chronicle", "Gazette", "Observer") for _ in range(6)]
FRAMES = [
    ("the High Court of {place} convicted {a} of fraud", "The judges found that {a} had hidden the payments for years."),
    ("{b}, the president of {place}, pardoned {a}", "The decree freed {a} from the rest of a {n}-year sentence."),
    ("the Constitutional Court annulled the pardon of {a}", "The court said that the decree had no effect from the outset."),
    ("police arrested {a} in {place}", "Officers searched {n} offices and took away boxes of papers."),
    ("{a} was released from prison in {place}", "A crowd of {n} people waited at the gate."),
    ("prosecutors charged {a} with bribery", "They said that {b} had paid {n} million."),
    ("{a} resigned as minister of {place}", '"I have done nothing wrong," {a} said.'),
    ("{b} appealed against the release of {a}", '"This ruling cannot stand," {b} told reporters.'),
    ("the court sentenced {a} to {n} years in prison", "The defence said that it would appeal."),
    ("thousands protested against {a} in {place}", "At least {n} people were injured, doctors said."),
]
first = datetime.date(2001, 1, 1)
events = []
for _ in range(max(20, a.count // 4)):
    day = first + datetime.timedelta(days=rng.randrange(20 * 365))
    events.append((day, rng.choice(FRAMES), rng.choice(people), rng.choice(people), rng.choice(places), rng.randrange(2, 30)))

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FILLER = [
    "The case has divided the country for years.", "Lawyers on both sides declined to comment.",
    "Officials in {place} said that the file ran to thousands of pages.", "Neighbours of {b} spoke of a quiet street.",
    "A government spokesman said that the law would take its course.", "The hearing lasted most of the day.",
]


def sentence(event, published):
    day, (frame, detail), x, y, place, n = event
    fields = dict(a=x, b=y, place=place, n=n)
    gap = (published - day).days
    if 0 < gap < 7 and rng.random() < 0.7:
        when = "on " + DAYS[day.weekday()]
    elif rng.random() < 0.85:
        when = f"on {day.day} {MONTHS[day.month - 1]} {day.year}"
    else:
        when = f"in {MONTHS[day.month - 1]} {day.year}"
    text = frame.format(**fields)
    return text[0].upper() + text[1:] + " " + when + ". " + detail.format(**fields)


last = None
for number in range(a.count):
    if number % 1000 == 0:
        folder = os.path.join(a.folder, f"{number // 1000:03}")
        os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"{number:06}.txt")
    if last and rng.random() < 0.04:  # a syndicated copy under another headline
        text = f"{rng.choice(papers)} reprints\n\n" + last
    else:
        main = rng.choice(events)
        published = main[0] + datetime.timedelta(days=rng.randrange(1, 6))
        head = main[1][0].format(a=main[2], b=main[3], place=main[4], n=main[5])
        lines = [head[0].upper() + head[1:], rng.choice(papers)]
        if rng.random() < 0.9:
            lines.append(f"{published.day} {MONTHS[published.month - 1]} {published.year}")
        body = [sentence(main, published)]
        for _ in range(2 + max(0, a.words - 110) * 2 // 25):
            old = rng.choice(events)
            if old[0] < published:
                body.append(sentence(old, published))
        for _ in range(3):
            body.append(rng.choice(FILLER).format(place=main[4], b=main[3]))
        last = "\n\n".join(body) + "\n"
        text = "\n".join(lines) + "\n\n" + last
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
