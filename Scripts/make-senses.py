#!/usr/bin/env python3
"""Writes Sources/Chronology/Data/senses.txt: for words that tell events, numbers of what they may mean.

From Debian's wordnet-base (WordNet 3.0), as installed. A verb has its first senses; a noun those that WordNet files under acts, events, processes and
phenomena; both also have what they are derived from, so that "quake" and "earthquake", "acquire" and "acquisition" share a number. Numbers that one
word alone has are left out. Run from the project's root; the result is committed, so that building needs no package.
"""
import collections

WORDNET = "/usr/share/wordnet/"
TARGET = "Sources/Chronology/Data/senses.txt"
SENSES = 4
# Lexicographer files (lexnames(5WN)): noun.act, noun.event, noun.phenomenon, noun.process.
NOUNS = {4, 11, 19, 22}


def lines(name):
    with open(WORDNET + name, encoding="latin-1") as handle:
        return [line.split(" | ")[0].split() for line in handle if not line.startswith(" ")]


synsets, files = {}, {}
for part, letter in (("noun", "n"), ("verb", "v")):
    for fields in lines("data." + part):
        key = (letter, fields[0])
        count = int(fields[3], 16)
        words = [fields[4 + 2 * i].lower() for i in range(count)]
        at = 4 + 2 * count
        pointers = [fields[at + 1 + 4 * i:at + 5 + 4 * i] for i in range(int(fields[at]))]
        synsets[key], files[key] = (words, pointers), int(fields[1])

senses = collections.defaultdict(set)
for part, letter in (("noun", "n"), ("verb", "v")):
    for fields in lines("index." + part):
        lemma = fields[0]
        if not lemma.replace("_", "").replace("-", "").isalpha() or "_" in lemma and letter == "n":
            continue
        for offset in fields[4 + int(fields[3]) + 2:][:SENSES]:
            key = (letter, offset)
            senses[lemma].add(key)
            words, pointers = synsets[key]
            for symbol, target, kind, ends in pointers:
                source = int(ends[:2], 16)
                if symbol == "+" and kind in "nv" and (source == 0 or words[source - 1] == lemma):
                    senses[lemma].add((kind, target))

kept = {lemma: {key for key in keys if key[0] == "v" or files[key] in NOUNS} for lemma, keys in senses.items()}
count = collections.Counter(key for keys in kept.values() for key in keys)
kept = {lemma: {key for key in keys if count[key] > 1} for lemma, keys in kept.items()}
numbers = {key: n for n, key in enumerate(sorted({key for keys in kept.values() for key in keys}))}
with open(TARGET, "w") as out:
    out.write("# What words that tell events may mean, by number: Scripts/make-senses.py, from WordNet 3.0 (Copyright 2006 by Princeton University).\n")
    for lemma in sorted(kept):
        if kept[lemma]:
            out.write(lemma.replace("_", " ") + "\t" + " ".join(str(n) for n in sorted(numbers[key] for key in kept[lemma])) + "\n")
