#!/usr/bin/env python3
"""Searches an archive for a case with legajo's filters on Apache Spark, and makes the case file.

    legajo_spark.py --input PATH [--input PATH ...] --out FOLDER [--case FILE] [--name NAME ...] [--place PLACE ...] [--from YEAR] [--to YEAR]
                    [--about NAME ...] [--master local[2]] [--legajo .build/release/legajo] [--memory 2000] [--seconds 300]

PATH is on any file system that Hadoop knows (file:, hdfs:, s3a:): web archives (.warc, .warc.gz, .wacz), JSON Lines (.jsonl, .jsonl.gz), Parquet
(.parquet: name and content, or url, title, text or html, published), or folders of these and of single papers. Docs/scale.md says how it is
laid out and what it costs. Steps, each written to FOLDER as Parquet before the next begins:

    selected     files that may bear on the case: the query of --name, --place, --from, --to, through `legajo select`
    annotations  one row a paper, through `legajo annotate`: the costly step, in even parts
    candidates   what could be one person, event or paper, through `legajo candidates` and `legajo link`
    case         --case: the papers, or with --about those of that name and their copies, through `legajo import` on the driver

Where several inputs are given, names of files begin with their input's last name. Rows are keyed by file and place in the file, and taken once; a
task that is retried or run twice gives the same rows. `counters` counts records read, kept and failed; `failed` names those that failed. Files whose
names begin with a dot or an underscore are passed over, as everywhere on Hadoop.
"""
import argparse
import base64
import hashlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

# Bytes of a paper: in base64 they must fit a record of the filters.
PAPER = 47 << 20
# Bytes of an archive that comes as one value, from a file system that is not local.
ARCHIVE = 2_000_000_000
# Most papers of a case: the bound for the names of --about, which --most must not cut.
CASE = 100_000
# Keys of copies that a paper must share with one of the case to be taken as its likely copy, as in `legajo import --candidates`.
SHARED = 4
# Papers of one key that are compared as copies, as `legajo build` does.
TOGETHER = 200


def arguments():
    ap = argparse.ArgumentParser(description="Searches an archive for a case on Apache Spark.")
    ap.add_argument("--input", action="append", required=True, metavar="PATH")
    ap.add_argument("--out", required=True, metavar="FOLDER")
    ap.add_argument("--case", metavar="FILE")
    ap.add_argument("--name", action="append", default=[], metavar="NAME")
    ap.add_argument("--place", action="append", default=[], metavar="PLACE")
    ap.add_argument("--from", dest="first", type=int, metavar="YEAR")
    ap.add_argument("--to", dest="last", type=int, metavar="YEAR")
    ap.add_argument("--about", action="append", default=[], metavar="NAME")
    ap.add_argument("--master", metavar="URL", help="local[2,4]: two cores, four tries; left out under spark-submit")
    ap.add_argument("--legajo", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build/release/legajo"))
    ap.add_argument("--memory", type=int, default=2000, metavar="MB", help="most memory of a filter's worker")
    ap.add_argument("--seconds", type=int, default=300, metavar="S", help="most time for one record")
    ap.add_argument("--parts", type=int, metavar="N", help="parts of the costly step; four a core where it is left out")
    ap.add_argument("--most", type=int, default=2000, metavar="N", help="candidates kept of one key")
    ap.add_argument("--salt", type=int, default=16, metavar="N", help="parts that a key's candidates are first cut in")
    ap.add_argument("--speculate", action="store_true", help="run slow tasks twice")
    return ap.parse_args()


class Filters:
    """The command lines of the filters; they run on the executors, one core and at most --memory MB each."""

    def __init__(self, a):
        self.legajo = os.path.abspath(a.legajo)
        self.bounds = ["--memory", str(a.memory), "--seconds", str(a.seconds)]
        self.query = [x for n in a.name for x in ("--name", n)] + [x for p in a.place for x in ("--place", p)]
        self.query += ["--from", str(a.first)] if a.first is not None else []
        self.query += ["--to", str(a.last)] if a.last is not None else []
        self.about = [x for n in a.about for x in ("--about", n)]
        self.most = a.most

    def select(self, name, counts=True):
        return [self.legajo, "select", "--as", name] + (["--counts"] if counts else []) + self.query + self.bounds

    def annotate(self):
        return [self.legajo, "annotate", "--originals"] + self.bounds

    def candidates(self):
        return [self.legajo, "candidates"]

    def link(self):
        return [self.legajo, "link", "--most", str(max(self.most, CASE) if self.about else self.most)] + self.about


def piped(command):
    """For `pipe`: exit 1 says that single records failed, which their lines say too; anything else fails the task, which is tried again."""
    return shlex.join(["sh", "-c", shlex.join(command) + '; s=$?; [ "$s" -eq 1 ] && exit 0; exit $s'])


def through(command, source):
    """Lines of a filter that reads a file object; one that is no file of the system goes through a spool on disk."""
    with tempfile.TemporaryFile() as spool:
        try:
            source.fileno()
        except OSError:
            shutil.copyfileobj(source, spool, 1 << 20)
            spool.seek(0)
            source = spool
        with subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE) as process:
            for line in process.stdout:
                yield line.decode("utf-8").rstrip("\n")
        if process.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(command[:2])} ended with {process.returncode}")


def packed(name, content, modified=None):
    record = {"name": name, "base64": base64.b64encode(content).decode()}
    if modified is not None:
        record["modified"] = modified
    return json.dumps(record)


def archived(filters):
    """Cuts whole archives; one archive is one task. A local one is read as a stream, one of another file system comes as bytes."""

    def cut(rows):
        for row in rows:
            with open("/" + row.path[5:].lstrip("/"), "rb") if row.path.startswith("file:") else io.BytesIO(bytes(row.content)) as source:
                if row.name.lower().endswith(".wacz"):
                    yield from wacz(filters, row.name, source)
                else:
                    yield from through(filters.select(row.name), source)

    return cut


def wacz(filters, name, source):
    try:
        with zipfile.ZipFile(source) as archive:
            for member in sorted(archive.namelist()):
                if member.startswith("archive/") and member.lower().endswith((".warc", ".warc.gz")):
                    with archive.open(member) as records:
                        yield from through(filters.select(f"{name}/{member}"), records)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        yield refused(name, f"the archive cannot be opened: {error}")


def labels(paths):
    """What the names of each input's files begin with: nothing for one input, else the input's own last name, which must be its alone."""
    last = [os.path.basename(path.rstrip("/")) for path in paths]
    for name in last:
        if last.count(name) > 1:
            raise SystemExit(f"two inputs are called {name}; give the folder above them, or rename one")
    return [""] if len(paths) == 1 else last


def refused(name, error):
    return json.dumps({"error": error, "file": name})


def files(spark, filters, path, label):
    """Of one input: what `select` gives for all that lies under it, and how many records it has besides those that archives count."""
    F = spark_functions()
    if path.rstrip("/").endswith(".parquet"):
        return table(spark, filters, [path], os.path.basename(path.rstrip("/")))
    hadoop = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(path)
    system = hadoop.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    status = system.getFileStatus(system.makeQualified(hadoop))
    root = status.getPath().toString()
    start = len(root) + 2 if status.isDirectory() else len(root) - len(status.getPath().getName()) + 1

    def listed(suffix="*"):
        name = F.concat(F.lit(label + "/" if label and status.isDirectory() else ""), F.expr(f"substring(path, {start})"))
        return (
            spark.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", suffix).load(path).withColumn("name", name)
            .where("name NOT RLIKE '(^|/)[.]' AND name NOT RLIKE '[.]legajo(-wal|-shm|-journal|[.]lock)?$'")
        )

    # Tables lie in folders of parts, one schema a folder.
    folders = {}
    is_table = F.lower("name").rlike("[.]parquet$")
    for row in listed().where(is_table).select("path", "name").collect():
        folders.setdefault(os.path.dirname(row.name) or os.path.basename(root), []).append(row.path)
    tables = [table(spark, filters, sorted(paths), base) for base, paths in sorted(folders.items())]

    # Spark reads a file's content before it asks for its name, but asks for its length first: archives stay unread beside papers.
    is_archive = F.lower("name").rlike(r"[.](warc|warc[.]gz|wacz|jsonl|jsonl[.]gz|ndjson|ndjson[.]gz)$")
    papers = listed().where(~is_archive & ~is_table)
    long = papers.where(F.col("length") > PAPER).select("name").rdd.map(lambda row: refused(row.name, f"longer than {PAPER >> 20} MB"))
    papers = papers.where(F.col("length") <= PAPER)
    lines = papers.select("name", "content", F.expr("unix_micros(modificationTime) * 1000").alias("modified")).rdd.map(
        lambda row: packed(row.name, bytes(row.content), row.modified))
    if filters.query:
        lines = lines.pipe(piped(filters.select(path, counts=False)), checkCode=True)
    parts = [lines, long] + [lines for lines, _ in tables]
    if root.startswith("file:"):
        archives = listed().where(is_archive)
        # Without content they are small rows: one archive, one task.
        archives = archives.select("path", "name").repartitionByRange(max(1, archives.count()), "name")
    else:
        archives = listed("*.{[wW][aA][rR][cC],[wW][aA][rR][cC].[gG][zZ],[wW][aA][cC][zZ],[jJ]*,[nN][dD]*}").where(is_archive)
        parts.append(archives.where(F.col("length") > ARCHIVE).select("name").rdd.map(
            lambda row: refused(row.name, "longer than 2 GB; cut it, or give it from a local disk")))
        archives = archives.where(F.col("length") <= ARCHIVE).select("path", "name", "content")
    parts.append(archives.rdd.mapPartitions(archived(filters)))
    return spark.sparkContext.union(parts), papers.count() + long.count() + sum(n for _, n in tables)


def table(spark, filters, paths, base):
    """As `files`, of a Parquet table: files (name, content), or articles (text or html, and url, title, published), named by their digest."""
    frame = spark.read.parquet(*paths)
    if {"name", "content"} <= set(frame.columns):
        lines = frame.select("name", "content").rdd.map(lambda row: packed(row.name, bytes(row.content)))
    else:
        known = [c for c in ("url", "title", "text", "html", "published", "authors", "outlet", "language") if c in frame.columns]
        if "text" not in known and "html" not in known:
            raise SystemExit(f"{paths[0]}: a table needs the columns name and content, or text or html")

        def article(row):
            record = {k: v if isinstance(v, (str, list)) else str(v) for k, v in row.asDict().items() if v is not None}
            line = json.dumps(record, sort_keys=True, ensure_ascii=False).encode()
            return packed(f"{base}/{hashlib.sha256(line).hexdigest()[:24]}.jsonl", line)

        lines = frame.select(*known).rdd.map(article)
    return lines.pipe(piped(filters.select(base, counts=False)), checkCode=True), frame.count()


def spark_functions():
    from pyspark.sql import functions
    return functions


def selected(spark, a, filters):
    """Rows of sort (file, failed or counts), name, line, and how many contents stand under the name; and records read."""
    F = spark_functions()
    inputs = [files(spark, filters, path, label) for path, label in zip(a.input, labels(a.input))]
    lines = spark.sparkContext.union([lines for lines, _ in inputs])

    def row(line):
        record = json.loads(line)
        if "base64" in record:
            return "file", record["name"], line, hashlib.sha256(record["base64"].encode()).hexdigest()
        return "counts" if "counts" in record else "failed", record["file"], line, None

    frame = spark.createDataFrame(lines.map(row), "sort string, name string, line string, digest string")
    # Of two rows with one name either will do where they are the same; where they are not, the smaller is taken, and the name is told.
    frame = frame.groupBy("sort", "name").agg(F.min("line").alias("line"), F.count_distinct("digest").alias("contents"))
    frame.write.mode("overwrite").parquet(a.out + "/selected")
    rows = spark.read.parquet(a.out + "/selected")
    counted = rows.where("sort = 'counts'").select("line").collect()
    return rows, sum(n for _, n in inputs) + sum(json.loads(row.line)["counts"]["read"] for row in counted)


def annotations(spark, a, filters, rows, parts):
    """file, position, document, error, line: in even parts, whatever the archives' sizes."""
    F = spark_functions()
    lines = rows.where("sort <> 'counts'").select("line", F.xxhash64("name").alias("h")).repartition(parts, "h")
    made = lines.sortWithinPartitions("h").select("line").rdd.map(lambda row: row.line).pipe(piped(filters.annotate()), checkCode=True)

    def row(line):
        record = json.loads(line)
        document = record.get("document") or {}
        return record["file"], record.get("position", -1), document.get("id"), record.get("error"), line

    frame = spark.createDataFrame(made.map(row), "file string, position int, document string, error string, line string")
    frame = frame.groupBy("file", "position", "error").agg(F.first("document").alias("document"), F.min("line").alias("line"))
    frame.write.mode("overwrite").parquet(a.out + "/annotations")
    return spark.read.parquet(a.out + "/annotations")


def keys_of(names):
    """Keys that names may stand under: of each of their words, in lower case and without accents."""
    plain = unicodedata.normalize("NFD", " ".join(names).lower())
    return ["name/" + word for word in re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)))]


def candidates(spark, a, filters, papers, parts):
    """sort, key, name, papers, of_key, documents, line.

    A key's candidates are first cut in --salt parts, of which each keeps its --most smallest, so that a name in a million papers is no
    task's alone; then the key keeps its --most smallest. `of_key` counts all there were.
    """
    F = spark_functions()
    from pyspark.sql import Window

    lines = papers.where("document IS NOT NULL").select("line").rdd.map(lambda row: row.line)
    keyed = lines.pipe(piped(filters.candidates()), checkCode=True).map(lambda line: tuple(line.split("\t", 1)))
    frame = spark.createDataFrame(keyed, "key string, candidate string").where("key <> 'error'").distinct()
    frame.write.mode("overwrite").parquet(a.out + "/keyed")
    frame = spark.read.parquet(a.out + "/keyed").withColumn("salt", F.pmod(F.xxhash64("candidate"), F.lit(a.salt)))
    counts = frame.groupBy("key").agg(F.count("*").alias("of_key"))
    for by in (["key", "salt"], ["key"]):
        order = Window.partitionBy(*by).orderBy("candidate")
        bound = F.when(F.col("key").startswith("copy/"), TOGETHER).when(F.col("key").isin(keys_of(a.about)), CASE).otherwise(a.most)
        frame = frame.withColumn("n", F.row_number().over(order)).where(F.col("n") <= bound).drop("n")
    groups = frame.select("key", "candidate").repartition(parts, "key").sortWithinPartitions("key", "candidate")
    made = groups.rdd.map(lambda row: row.key + "\t" + row.candidate).pipe(piped(filters.link()), checkCode=True)

    def row(line):
        record = json.loads(line)
        return record["sort"], record["key"], record.get("name"), record.get("from"), record.get("to"), record["papers"], record["documents"], line

    linked = spark.createDataFrame(
        made.map(row), "sort string, key string, name string, `from` string, `to` string, papers long, documents array<string>, line string")
    linked.join(counts, "key").write.mode("overwrite").parquet(a.out + "/candidates")
    return spark.read.parquet(a.out + "/candidates")


def concerned(spark, linked):
    """Documents that names link, and whatever is likely a copy of one, until nothing is added: as `legajo import --candidates` takes them."""
    F = spark_functions()
    copies = linked.where("sort = 'copy'").select("key", F.explode("documents").alias("document")).cache()

    def frame(ids):
        # Through the driver, which makes the case anyway: a plan that grew by each step would outgrow its memory.
        return spark.createDataFrame([(i,) for i in sorted(ids)], "document string")

    def ids(rows):
        return {row.document for row in rows.select("document").distinct().toLocalIterator()}

    reached = ids(linked.where("sort = 'name'").select(F.explode("documents").alias("document")))
    taken = set(reached)
    while reached:
        keys = copies.join(F.broadcast(frame(reached)), "document").withColumnRenamed("document", "of")
        near = copies.join(keys, "key").groupBy("of", "document").count().where(F.col("count") >= SHARED)
        reached = ids(near) - taken
        taken |= reached
    return frame(taken)


def write_case(a, papers):
    """Lines in the order of files, to `legajo import` on the driver."""
    folder = os.path.dirname(os.path.abspath(a.case))
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=".annotations-", suffix=".jsonl") as lines:
        for row in papers.where("line LIKE '%\"by\":%'").orderBy("file", "position", "error").select("line").toLocalIterator(prefetchPartitions=True):
            lines.write(row.line + "\n")
        lines.flush()
        command = [os.path.abspath(a.legajo), "import", lines.name, "--format", "annotations", "--case", a.case]
        done = subprocess.run(command)
        if done.returncode not in (0, 1):
            raise SystemExit(done.returncode)


def main():
    a = arguments()
    if not os.access(a.legajo, os.X_OK):
        raise SystemExit(f"{a.legajo}: no program there; build it (make build) or name it with --legajo, the same path on every machine")
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("legajo").config("spark.ui.showConsoleProgress", "false")
    if a.master:
        # On one machine a failed task is tried again only where the master says so.
        local = a.master.startswith("local[") and "," not in a.master
        builder = builder.master(a.master[:-1] + ",4]" if local else a.master)
    if a.speculate:
        builder = builder.config("spark.speculation", "true")
    spark = builder.getOrCreate()
    filters = Filters(a)
    parts = a.parts or 4 * spark.sparkContext.defaultParallelism
    spark.conf.set("spark.sql.shuffle.partitions", str(parts))

    rows, read = selected(spark, a, filters)
    papers = annotations(spark, a, filters, rows, parts)
    linked = candidates(spark, a, filters, papers, parts)
    counters = {
        "read": read,
        "kept": rows.where("sort = 'file'").count(),
        "papers": papers.where("document IS NOT NULL").count(),
    }
    F = spark_functions()
    why = F.lit("another file has the same name; one of them was taken").alias("error")
    doubled = rows.where("contents > 1").select(F.col("name").alias("file"), why)
    failed = papers.where("error IS NOT NULL").select("file", "error").union(doubled).orderBy("file", "error")
    counters["failed"] = failed.count()
    failed.coalesce(1).write.mode("overwrite").json(a.out + "/failed")
    if a.case:
        if a.about:
            papers = papers.join(concerned(spark, linked), "document", "left_semi")
        counters["in_case"] = papers.where("document IS NOT NULL").count()
        write_case(a, papers)
    spark.createDataFrame([(json.dumps(counters),)], "value string").coalesce(1).write.mode("overwrite").text(a.out + "/counters")
    print(json.dumps(counters))
    spark.stop()


if __name__ == "__main__":
    sys.exit(main())
