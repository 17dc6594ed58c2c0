#!/usr/bin/env python3
"""Holds the byte ranges of blocks against the pages that they were read from.

usage: ranges.py FOLDER OUT.jsonl

OUT.jsonl is what `legajo read FOLDER/* --format jsonl` prints. A block holds when the bytes of the (unpacked) page from source_start to
source_end, with markup taken out, character references decoded and white space folded, contain its words in their order. Prints the share
of blocks that hold among all blocks, and among those that state a range. Standard library only.
"""
import gzip
import html
import json
import os
import re
import sys

MARKUP = re.compile(r"<!--.*?-->|<(script|style|noscript|svg)\b.*?</\1\s*>|<[^>]*>", re.S | re.I)
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


def words(text):
    return re.findall(r"\w+", INVISIBLE.sub("", text))


def decoded(part, page):
    declared = re.search(rb"charset=[\"']?\s*([\w-]+)", page[:4096], re.I)
    for charset in ("utf-8", declared[1].decode() if declared else "cp1252", "cp1252"):
        try:
            return part.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return part.decode("utf-8", "replace")


def holds(block, part):
    """Whether the words of `block` stand in `part`, in order; what markup hides from readers may stand between."""
    found = iter(words(html.unescape(MARKUP.sub(" ", part))))
    # Markup inside a word leaves no white space: "<b>W</b>ord".
    return all(any(word == w for w in found) for word in words(block)) or \
        "".join(words(block)) in "".join(words(html.unescape(MARKUP.sub("", part))))


def measure(folder, out):
    """(blocks, blocks that state a range, blocks that hold)"""
    total = stated = held = 0
    for line in open(out, encoding="utf-8"):
        document = json.loads(line)
        with open(os.path.join(folder, document["name"].split("/")[-1]), "rb") as handle:
            page = handle.read()
        page = gzip.decompress(page) if page[:2] == b"\x1f\x8b" else page
        for block in document["blocks"]:
            total += 1
            if "source_start" in block:
                stated += 1
                text = block["text"] if "text" in block else document["text"][block["start"]:block["end"]]
                held += holds(text, decoded(page[block["source_start"]:block["source_end"]], page))
    return total, stated, held


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    total, stated, held = measure(*sys.argv[1:])
    print(f"{held / (total or 1):6.4f}  blocks whose words stand at their range  ({held} of {total})")
    print(f"{held / (stated or 1):6.4f}  of those that state a range  ({held} of {stated})")
