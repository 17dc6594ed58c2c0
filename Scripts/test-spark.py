#!/usr/bin/env python3
"""Both ways give the same case: test-spark.py LEGAJO [--articles N]

Builds the sample, an archive with damaged records, and N generated articles with `legajo build` and with Spark/legajo_spark.py on this machine, and
compares the exported case byte for byte and every table of the case files but the times of taking in. Then a filter process and a Python worker of
Spark are killed in the middle of a run, which must make no difference. Needs Java 17 and PySpark (make test-spark).
"""
import argparse
import base64
import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-6000:]}")
    return done.stdout


def descendants(pid):
    """Processes that a process of ours has started, by its id: (id, command line)."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as handle:
                    parent = int(handle.read().rsplit(")", 1)[1].split()[1])
                with open(f"/proc/{entry}/cmdline", "rb") as handle:
                    children.setdefault(parent, []).append((int(entry), handle.read().replace(b"\0", b" ").decode("utf-8", "replace")))
            except OSError:
                continue
    found, open_ids = [], [pid]
    while open_ids:
        for child, command in children.get(open_ids.pop(), []):
            found.append((child, command))
            open_ids.append(child)
    return found


class Killer(threading.Thread):
    """Kills, once each, a filter and a Python worker of Spark among the descendants of a process, while annotating goes on."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.killed = []

    def run(self):
        wanted = {
            "filter": lambda c: "annotate" in c and "--worker" not in c and not c.startswith(("sh ", "/bin/sh ")) and "python" not in c,
            "worker": lambda c: "annotate" in c and "--worker" in c and "python" not in c,
            "spark": lambda c: "pyspark.daemon" in c or "pyspark/daemon" in c,
        }
        for what, fits in wanted.items():
            for _ in range(3000):
                annotating = [p for p, c in descendants(self.pid) if "annotate" in c and "--worker" in c]
                ids = [p for p, c in descendants(self.pid) if fits(c)] if annotating else []
                if ids:
                    time.sleep(0.5)
                    try:
                        # The daemon forks the workers; the youngest of them is one.
                        os.kill(ids[-1], signal.SIGKILL)
                        self.killed.append(what)
                        break
                    except ProcessLookupError:
                        pass
                time.sleep(0.05)
            time.sleep(2)


class Ways:
    def __init__(self, legajo, scratch):
        self.legajo, self.scratch, self.n, self.cases = legajo, scratch, 0, {}

    def place(self, name):
        self.n += 1
        return os.path.join(self.scratch, f"{self.n}-{name}")

    def build(self, folder):
        case = self.place("built.legajo")
        start = time.time()
        run(self.legajo, "build", folder, "--case", case, "--quiet")
        print(f"test-spark: legajo build of {folder}: {time.time() - start:.0f} s", flush=True)
        return case

    def built(self, folder):
        if folder not in self.cases:
            self.cases[folder] = self.build(folder)
        return self.cases[folder]

    def spark(self, *inputs, kill=False, options=()):
        case, out = self.place("spark.legajo"), self.place("out")
        start = time.time()
        command = [sys.executable, os.path.join(ROOT, "Spark/legajo_spark.py"), "--master", "local[2]", "--legajo", self.legajo, "--out", out, "--case", case]
        for path in inputs:
            command += ["--input", path]
        with open(self.place("log"), "w+") as log:
            process = subprocess.Popen(command + list(options), stdout=subprocess.PIPE, stderr=log, text=True)
            killer = Killer(process.pid)
            if kill:
                killer.start()
            output = process.communicate()[0]
            if process.returncode != 0:
                log.seek(0)
                sys.exit(f"{' '.join(command)}\nended with {process.returncode}\n{output[-2000:]}{log.read()[-8000:]}")
        counters = json.loads(output.strip().splitlines()[-1])
        print(f"test-spark: Spark on {' '.join(inputs)}: {time.time() - start:.0f} s, {counters}{', killed: ' + ', '.join(killer.killed) if kill else ''}", flush=True)
        if kill and len(killer.killed) < 2:
            sys.exit("test-spark: nothing could be killed in the middle; give it more articles")
        shutil.rmtree(out)
        return case, counters

    def same(self, a, b):
        one, two = (run(self.legajo, "export", "--format", "json", "--case", case) for case in (a, b))
        if one != two or len(one) < 1000:
            sys.exit(f"test-spark: the exports of {a} and {b} differ")
        one, two = tables(a), tables(b)
        for name in sorted(one | two):
            if one.get(name) != two.get(name):
                sys.exit(f"test-spark: the table {name} of {a} and {b} differs")
        print(f"test-spark: the same export and the same {len(one)} tables", flush=True)


def tables(case):
    """All tables but days of taking in; row numbers, which follow the order of coming, and the times of files left out."""
    db = sqlite3.connect(f"file:{case}?mode=ro", uri=True)
    left_out = {("documents", "seq"), ("words", "id"), ("files", "modified")}
    found = {}
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if "_fts" in name or name.startswith(("sqlite_", "grdb_")) or name == "first_seen":
            continue
        columns = [f'"{row[1]}"' for row in db.execute(f'PRAGMA table_info("{name}")') if (name, row[1]) not in left_out]
        where = " WHERE key NOT IN ('generation', 'edition', 'folder')" if name == "facts" else ""
        found[name] = sorted(map(repr, db.execute(f'SELECT {", ".join(columns)} FROM "{name}"{where}')))
    db.close()
    return found


def damaged_archive(path):
    """Twelve records, one with a wrong checksum, cut in the last."""
    members = []
    for n in range(12):
        page = f"<html><body><article><h1>Ferry {n}</h1><p>Police arrested Odo Brevik{n % 3} in Tarn on {n + 1} May 2011. The owner of the ferry had left the town a day earlier.</p></article></body></html>"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
        record = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/{n}\r\nWARC-Date: 2011-05-20T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n{block}\r\n\r\n"
        members.append(bytearray(gzip.compress(record.encode(), mtime=0)))
    members[4][-7] ^= 0xFF
    with open(path, "wb") as out:
        out.write(b"".join(members)[:-40])


def sample(ways, scratch, count):
    folder = os.path.realpath(os.path.join(ROOT, "Samples/quintar"))
    ways.same(ways.build(folder), ways.spark(folder)[0])


def archive(ways, scratch, count):
    crawl = os.path.join(scratch, "crawl")
    os.makedirs(crawl)
    damaged_archive(os.path.join(crawl, "tarn.warc.gz"))
    case, counters = ways.spark(crawl, options=["--name", "Brevik1", "--name", "Brevik2", "--from", "2011"])
    if counters != {"read": 12, "kept": 6, "papers": 6, "failed": 2, "in_case": 6}:
        sys.exit(f"test-spark: a damaged archive is counted wrong: {counters}")
    # The same records as files of a folder.
    unpacked = os.path.join(scratch, "unpacked")
    with open(os.path.join(crawl, "tarn.warc.gz"), "rb") as source:
        lines = run(ways.legajo, "select", "--as", "tarn.warc.gz", "--name", "Brevik1", "--name", "Brevik2", stdin=source)
    for line in map(json.loads, lines.splitlines()):
        if "base64" in line:
            place = os.path.join(unpacked, line["name"])
            os.makedirs(os.path.dirname(place), exist_ok=True)
            with open(place, "wb") as out:
                out.write(base64.b64decode(line["base64"]))
    ways.same(ways.build(unpacked), case)


def generated(scratch, count):
    folder = os.path.join(scratch, "articles")
    if not os.path.exists(folder):
        run(sys.executable, os.path.join(ROOT, "Benchmarks/case/generate.py"), folder, str(count))
    return folder


def articles(ways, scratch, count):
    folder = generated(scratch, count)
    ways.same(ways.built(folder), ways.spark(folder)[0])


def killed(ways, scratch, count):
    folder = generated(scratch, count)
    ways.same(ways.built(folder), ways.spark(folder, kill=True)[0])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("legajo")
    ap.add_argument("--articles", type=int, default=int(os.environ.get("SPARK_ARTICLES") or 2000))
    ap.add_argument("--only", choices=["sample", "archive", "articles", "kill"])
    a = ap.parse_args()
    with tempfile.TemporaryDirectory(prefix="legajo-spark-") as scratch:
        ways = Ways(os.path.abspath(a.legajo), scratch)
        parts = {"sample": sample, "archive": archive, "articles": articles, "kill": killed}
        for name, part in parts.items():
            if a.only in (None, name):
                part(ways, scratch, a.articles)
    print("test-spark: all the same")


if __name__ == "__main__":
    main()
