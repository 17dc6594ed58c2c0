#!/usr/bin/env python3
"""Both ways give the same case: test-spark.py LEGAJO [--articles N] [--only PART ...]; SPARK_WORDS: words of an article

Builds papers with `legajo build` and with Spark/legajo_spark.py on this machine, and compares the exported case byte for byte and every table of the
case files but the times of taking in. Needs Java 17 and PySpark (make test-spark). Parts:

    sample    the sample case
    formats   papers as files, in WARC, WACZ, JSON Lines and Parquet at once, with a line of 200 MB, a record for which a worker's memory is too
              small, a broken WACZ, and two files of one name
    archive   an archive that is cut in the middle, with a member whose checksum is wrong, not on the local file system, searched by names and years
    about     the papers of one name and their copies: by the filters alone, by Spark, and by build of just those papers
    articles  N generated articles
    kill      the same, while a filter, its worker and a Python worker of Spark are killed in the middle
    cluster   the same on two executors of their own, slow tasks run twice, one executor killed in the middle
"""
import argparse
import base64
import gzip
import hashlib
import io
import json
import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

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


KILLED = {
    "filter": lambda c: "annotate" in c and "--worker" not in c and not c.startswith(("sh ", "/bin/sh ")) and "python" not in c,
    "worker": lambda c: "annotate" in c and "--worker" in c and "python" not in c,
    "spark": lambda c: "pyspark.daemon" in c or "pyspark/daemon" in c,
    "executor": lambda c: "CoarseGrainedExecutorBackend" in c,
}


class Killer(threading.Thread):
    """Kills, once each, what `wanted` names among the descendants of a process, while annotating goes on."""

    def __init__(self, pid, wanted):
        super().__init__(daemon=True)
        self.pid = pid
        self.wanted = {what: KILLED[what] for what in wanted}
        self.killed = []

    def run(self):
        for what, fits in self.wanted.items():
            for _ in range(3000):
                annotating = [p for p, c in descendants(self.pid) if "annotate" in c and "--worker" in c]
                ids = [p for p, c in descendants(self.pid) if fits(c)] if annotating else []
                if ids:
                    time.sleep(0.1)
                    try:
                        # The daemon forks the workers; the youngest of them is one.
                        os.kill(ids[-1], signal.SIGKILL)
                        self.killed.append(what)
                        break
                    except ProcessLookupError:
                        pass
                time.sleep(0.05)
            time.sleep(0.3)


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

    def spark(self, *inputs, kill=(), master="local[2]", options=(), settings=None):
        """A case, the counters, and the lines of what failed. `settings` are Spark's."""
        case, out = self.place("spark.legajo"), self.place("out")
        start = time.time()
        command = [sys.executable, os.path.join(ROOT, "Spark/legajo_spark.py"), "--master", master, "--legajo", self.legajo, "--out", out, "--case", case]
        for path in inputs:
            command += ["--input", path]
        given = [word for key, value in (settings or {}).items() for word in ("--conf", f"{key}={value}")]
        environment = dict(os.environ, PYSPARK_SUBMIT_ARGS=shlex.join(given + ["pyspark-shell"])) if given else None
        with open(self.place("log"), "w+") as log:
            process = subprocess.Popen(command + list(options), stdout=subprocess.PIPE, stderr=log, text=True, env=environment)
            killer = Killer(process.pid, kill)
            if kill:
                killer.start()
            output = process.communicate()[0]
            if process.returncode != 0:
                log.seek(0)
                text = log.read()
                at = max(0, text.find("Traceback"))
                sys.exit(f"{' '.join(command)}\nended with {process.returncode}\n{output[-2000:]}{text[at:at + 4000]}\n...\n{text[-4000:]}")
        counters = json.loads(output.strip().splitlines()[-1])
        print(f"test-spark: Spark on {' '.join(inputs)}: {time.time() - start:.0f} s, {counters}{', killed: ' + ', '.join(killer.killed) if kill else ''}", flush=True)
        # A quick machine may be done with a small set before the last is killed; the line above tells.
        if kill and not killer.killed:
            sys.exit(f"test-spark: none of {', '.join(kill)} could be killed in the middle; give it more articles")
        failures = []
        for part in sorted(os.listdir(os.path.join(out, "failed"))):
            if part.endswith(".json"):
                with open(os.path.join(out, "failed", part), encoding="utf-8") as lines:
                    failures += map(json.loads, lines)
        shutil.rmtree(out)
        return case, counters, failures

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
    put(crawl, "notes/ferry.txt", b"Ferry sold\n\n2 June 2012\n\nOdo Brevik1 sold the ferry of Tarn on 1 June 2012.\n")
    # A file system that is not the local one: one of Hadoop's views.
    case, counters, failures = ways.spark(
        "viewfs://shelf/crawl", options=["--name", "Brevik1", "--name", "Brevik2", "--from", "2011"],
        settings={"spark.hadoop.fs.viewfs.mounttable.shelf.link./crawl": f"file://{os.path.realpath(crawl)}"})
    if counters != {"read": 13, "kept": 7, "papers": 7, "failed": 2, "in_case": 7}:
        sys.exit(f"test-spark: a damaged archive is counted wrong: {counters}")
    named(failures, {"tarn.warc.gz/": ["incorrect data check", "too early"]})
    # The same records as files of a folder.
    unpacked = os.path.join(scratch, "unpacked")
    with open(os.path.join(crawl, "tarn.warc.gz"), "rb") as source:
        unpack(ways, unpacked, "tarn.warc.gz", source, "--name", "Brevik1", "--name", "Brevik2")
    shutil.copytree(os.path.join(crawl, "notes"), os.path.join(unpacked, "notes"))
    ways.same(ways.build(unpacked), case)


def named(failures, wanted):
    """Every failure's file begins with one of the names, and each reason wanted of a name is told."""
    for name, reasons in wanted.items():
        found = sorted(f["error"] for f in failures if f["file"].startswith(name))
        if len(found) != len(reasons) or not all(any(reason in error for error in found) for reason in reasons):
            sys.exit(f"test-spark: what failed of {name} is {found}, not {reasons}")
    if sum(map(len, wanted.values())) != len(failures):
        sys.exit(f"test-spark: more failed than should: {failures}")


def put(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(content)


def unpack(ways, folder, name, source, *query):
    """Writes the records of a stream as files of a folder."""
    for line in map(json.loads, run(ways.legajo, "select", "--as", name, *query, stdin=source).splitlines()):
        if "base64" in line:
            put(folder, line["name"], base64.b64decode(line["base64"]))


def record(n, text):
    title, *rest = text.split("\n")
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>" + "".join(f"<p>{p}</p>" for p in "\n".join(rest).split("\n\n")) + "</article></body></html>"
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/{n}\r\nWARC-Date: 2022-05-20T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block.encode())}\r\n\r\n"
    return (head + block + "\r\n\r\n").encode()


TABLES = """
import json, sys
from pyspark.sql import SparkSession
folder, files, articles = sys.argv[1], json.load(open(sys.argv[2])), json.load(open(sys.argv[3]))
spark = SparkSession.builder.master("local[1]").getOrCreate()
spark.createDataFrame([(n, bytearray(t.encode())) for n, t in files], "name string, content binary").write.parquet(folder + "/files.parquet")
spark.createDataFrame([tuple(a) for a in articles], "url string, title string, text string, published string").write.parquet(folder + "/shelf/table")
"""


def formats(ways, scratch, count):
    few = os.path.join(scratch, "few")
    run(sys.executable, os.path.join(ROOT, "Benchmarks/case/generate.py"), few, "42")
    texts = []
    for path in sorted(os.path.join(few, "000", name) for name in os.listdir(os.path.join(few, "000"))):
        with open(path, encoding="utf-8") as source:
            texts.append(source.read())
    given, expected = os.path.join(scratch, "given"), os.path.join(scratch, "expected")
    mixed = os.path.join(given, "mixed")

    def article(n):
        title, rest = texts[n].split("\n", 1)
        return {"published": f"2021-0{1 + n % 9}-11", "text": rest, "title": title, "url": f"https://tarn.example/a{n}"}

    for n in range(6):
        name = f"papers/Türme und 7% mehr {n}.txt"
        put(mixed, name, texts[n].encode())
        put(expected, "mixed/" + name, texts[n].encode())
    put(mixed, "crawl.warc", b"".join(record(n, texts[n]) for n in range(6, 12)))
    wacz = io.BytesIO()
    with zipfile.ZipFile(wacz, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", b"".join(gzip.compress(record(n, texts[n]), mtime=0) for n in range(12, 18)))
        packed.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
    put(mixed, "crawl.wacz", wacz.getvalue())
    put(mixed, "broken.wacz", wacz.getvalue()[:-30])
    put(mixed, "articles.jsonl", "".join(json.dumps(article(n)) + "\n" for n in range(18, 24)).encode())
    # A name that stands twice, each time for another paper: one of them is taken, and that is told.
    lines = [json.dumps({"name": f"own/{min(n, 28)}.txt", "base64": base64.b64encode(texts[n].encode()).decode()}) + "\n" for n in range(24, 30)]
    put(mixed, "files.jsonl.gz", gzip.compress("".join(lines).encode(), mtime=0))
    huge = json.dumps({"name": "huge.txt", "base64": base64.b64encode(b"Odo Brevik sailed to Tarn on 4 May 2011 and came back. " * 600_000).decode()})
    put(mixed, "long.jsonl", (json.dumps(article(30)) + '\n{"text": "' + "x" * 200_000_000 + '"}\n' + huge + "\n" + json.dumps(article(31)) + "\n").encode())
    tables = [(f"desk/{n}.txt", texts[n]) for n in range(32, 37)], [list(article(n)[k] for k in ("url", "title", "text", "published")) for n in range(37, 42)]
    for name, rows in zip(("files", "articles"), tables):
        put(scratch, f"{name}.json", json.dumps(rows).encode())
    run(sys.executable, "-c", TABLES, given, os.path.join(scratch, "files.json"), os.path.join(scratch, "articles.json"))

    inputs = [os.path.join(given, name) for name in ("mixed", "files.parquet", "shelf")]
    case, counters, failures = ways.spark(*inputs, options=["--memory", "300"])
    if counters != {"read": 44, "kept": 41, "papers": 41, "failed": 4, "in_case": 41}:
        sys.exit(f"test-spark: papers of many formats are counted wrong: {counters}, {failures}")
    named(failures, {
        "mixed/long.jsonl": ["in one line; at most 64 MB are read"], "huge.txt": ["300 MB are allowed"], "own/28.txt": ["the same name"],
        "mixed/broken.wacz": ["cannot be opened"],
    })
    for name in ("crawl.warc", "articles.jsonl", "long.jsonl"):
        with open(os.path.join(mixed, name), "rb") as source:
            unpack(ways, expected, f"mixed/{name}", source, "--memory", "300")
    with tempfile.TemporaryFile() as source:
        source.write(zipfile.ZipFile(wacz).read("archive/data.warc.gz"))
        source.seek(0)
        unpack(ways, expected, "mixed/crawl.wacz/archive/data.warc.gz", source)
    # Of the two that share a name the one whose line sorts first.
    for line in sorted(lines, reverse=True):
        put(expected, json.loads(line)["name"], base64.b64decode(json.loads(line)["base64"]))
    os.remove(os.path.join(expected, "huge.txt")) if os.path.exists(os.path.join(expected, "huge.txt")) else None
    for name, text in tables[0]:
        put(expected, name, text.encode())
    for n in range(37, 42):
        line = json.dumps(article(n), sort_keys=True, ensure_ascii=False).encode()
        put(expected, f"shelf/table/{hashlib.sha256(line).hexdigest()[:24]}.jsonl", line)
    ways.same(ways.build(expected), case)


def about(ways, scratch, count):
    folder = os.path.join(scratch, "some")
    run(sys.executable, os.path.join(ROOT, "Benchmarks/case/generate.py"), folder, "300")
    papers = {}
    for part in sorted(os.listdir(folder)):
        for name in sorted(os.listdir(os.path.join(folder, part))):
            with open(os.path.join(folder, part, name), "rb") as source:
                papers[f"{part}/{name}"] = source.read()
    # Somebody who was convicted: in some papers, not in all.
    text = next(t.decode() for t in papers.values() if b" convicted " in t)
    name = " ".join(text.split(" convicted ", 1)[1].split()[:2])
    lines, annotated = ways.place("lines"), ways.place("annotated")
    with open(lines, "w") as out:
        for paper, content in papers.items():
            out.write(json.dumps({"name": paper, "base64": base64.b64encode(content).decode()}) + "\n")
    filters = (
        'a=$0 b=$1; "$a" select < "$2" | "$a" annotate --originals > "$b" && '
        '"$a" candidates < "$b" | LC_ALL=C sort -u | "$a" link --about "$3" > "$b.linked" && '
        '"$a" import "$b" --format annotations --candidates "$b.linked" --case "$4"')
    case = ways.place("filtered.legajo")
    run("sh", "-c", filters, ways.legajo, annotated, lines, name, case)
    found, counters, _ = ways.spark(folder, options=["--about", name])
    if not 3 <= counters["in_case"] < 290:
        sys.exit(f"test-spark: {counters['in_case']} of 300 papers are about {name}")
    ways.same(case, found)
    db = sqlite3.connect(f"file:{found}?mode=ro", uri=True)
    chosen = os.path.join(scratch, "chosen")
    for (paper,) in db.execute("SELECT name FROM files"):
        put(chosen, paper, papers[paper])
    db.close()
    ways.same(ways.build(chosen), found)


def generated(scratch, count):
    folder = os.path.join(scratch, "articles")
    if not os.path.exists(folder):
        run(sys.executable, os.path.join(ROOT, "Benchmarks/case/generate.py"), folder, str(count), "--words", os.environ.get("SPARK_WORDS") or "110")
    return folder


def articles(ways, scratch, count):
    folder = generated(scratch, count)
    ways.same(ways.built(folder), ways.spark(folder)[0])


def killed(ways, scratch, count):
    folder = generated(scratch, count)
    ways.same(ways.built(folder), ways.spark(folder, kill=["filter", "worker", "spark"])[0])


def cluster(ways, scratch, count):
    folder = generated(scratch, count)
    ways.same(ways.built(folder), ways.spark(folder, kill=["executor"], master="local-cluster[2,1,1024]", options=["--speculate"])[0])


PARTS = {
    "sample": sample, "formats": formats, "archive": archive, "about": about, "articles": articles, "kill": killed, "cluster": cluster,
}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("legajo")
    ap.add_argument("--articles", type=int, default=int(os.environ.get("SPARK_ARTICLES") or 2000))
    ap.add_argument("--only", action="append", choices=list(PARTS))
    a = ap.parse_args()
    with tempfile.TemporaryDirectory(prefix="legajo-spark-") as scratch:
        ways = Ways(os.path.abspath(a.legajo), scratch)
        for name, part in PARTS.items():
            if not a.only or name in a.only:
                part(ways, scratch, a.articles)
    print("test-spark: all the same")


if __name__ == "__main__":
    main()
