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

Rows are keyed by file and place in the file, and taken once; a task that is retried or run twice gives the same rows. `counters` counts records
read, kept and failed; `failed` names those that failed.
"""
import argparse
import base64
import hashlib
import io
import json
import os
import shlex
import subprocess
import sys
import tempfile
import zipfile

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
        return [self.legajo, "link", "--most", str(self.most)] + self.about


def piped(command):
    """For `pipe`: exit 1 says that single records failed, which their lines say too; anything else fails the task, which is tried again."""
    return shlex.join(["sh", "-c", shlex.join(command) + '; s=$?; [ "$s" -eq 1 ] && exit 0; exit $s'])


def through(command, source):
    """Lines of a filter that reads a file object or bytes."""
    with tempfile.TemporaryFile() as spool:
        if isinstance(source, bytes):
            spool.write(source)
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
            local = row.path[5:] if row.path.startswith("file:") else None
            local = "/" + local.lstrip("/") if local else None
            opened = open(local, "rb") if local and os.path.exists(local) else io.BytesIO(bytes(row.content))
            with opened as source:
                if row.name.lower().endswith(".wacz"):
                    yield from wacz(filters, row.name, source)
                elif isinstance(source, io.BytesIO):
                    yield from through(filters.select(row.name), source.getvalue())
                else:
                    yield from through(filters.select(row.name), source)

    return cut


def wacz(filters, name, source):
    try:
        with zipfile.ZipFile(source) as archive:
            for member in sorted(archive.namelist()):
                if member.startswith("archive/") and member.lower().endswith((".warc", ".warc.gz")):
                    yield from through(filters.select(f"{name}/{member}"), archive.read(member))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        yield json.dumps({"file": name, "error": f"the archive cannot be opened: {error}"})


def files(spark, filters, path):
    """Of one input: what `select` gives for all that lies under it, and how many records it has besides those that archives count."""
    F = spark_functions()
    if path.rstrip("/").endswith(".parquet"):
        return table(spark, filters, path)
    hadoop = spark.sparkContext._jvm.org.apache.hadoop.fs.Path(path)
    system = hadoop.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    status = system.getFileStatus(system.makeQualified(hadoop))
    root = status.getPath().toString()
    start = len(root) + 2 if status.isDirectory() else len(root) - len(status.getPath().getName()) + 1
    rows = (
        spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path)
        .withColumn("name", F.expr(f"substring(path, {start})"))
        .where("name NOT RLIKE '(^|/)[.]' AND name NOT RLIKE '[.]legajo(-wal|-shm|-journal|[.]lock)?$'")
    )
    is_archive = F.lower("name").rlike(r"[.](warc|warc[.]gz|wacz|jsonl|jsonl[.]gz|ndjson|ndjson[.]gz)$")
    archives = rows.where(is_archive)
    archives = archives.select("path", "name", F.lit(None).alias("content")) if root.startswith("file:") else archives.select("path", "name", "content")
    archives = archives.repartition(max(1, archives.count()), "name")
    papers = rows.where(~is_archive).select("name", "content", F.expr("unix_micros(modificationTime) * 1000").alias("modified"))
    lines = papers.rdd.map(lambda row: packed(row.name, bytes(row.content), row.modified))
    if filters.query:
        lines = lines.pipe(piped(filters.select(path, counts=False)), checkCode=True)
    return archives.rdd.mapPartitions(archived(filters)).union(lines), papers.count()


def table(spark, filters, path):
    """As `files`, of a Parquet table: files (name, content), or articles (text or html, and url, title, published), named by their digest."""
    frame = spark.read.parquet(path)
    base = os.path.basename(path.rstrip("/"))
    if {"name", "content"} <= set(frame.columns):
        lines = frame.select("name", "content").rdd.map(lambda row: packed(row.name, bytes(row.content)))
    else:
        known = [c for c in ("url", "title", "text", "html", "published", "authors", "outlet", "language") if c in frame.columns]
        if "text" not in known and "html" not in known:
            raise SystemExit(f"{path}: a table needs the columns name and content, or text or html")

        def article(row):
            record = {k: v if isinstance(v, (str, list)) else str(v) for k, v in row.asDict().items() if v is not None}
            line = json.dumps(record, sort_keys=True, ensure_ascii=False).encode()
            return packed(f"{base}/{hashlib.sha256(line).hexdigest()[:24]}.jsonl", line)

        lines = frame.select(*known).rdd.map(article)
    return lines.pipe(piped(filters.select(path, counts=False)), checkCode=True), frame.count()


def spark_functions():
    from pyspark.sql import functions
    return functions


def selected(spark, a, filters):
    """Rows of name and line, one a file, a failure (name beginning with "!") or the counts of an archive (with "#"); and records read."""
    F = spark_functions()
    inputs = [files(spark, filters, path) for path in a.input]
    lines = spark.sparkContext.union([lines for lines, _ in inputs])

    def row(line):
        record = json.loads(line)
        if "base64" in record:
            return record["name"], line
        return ("#" if "counts" in record else "!") + record["file"], line

    frame = spark.createDataFrame(lines.map(row), "name string, line string")
    # Of two rows with one name either will do where they are the same, and the smaller where they are not.
    frame.groupBy("name").agg(F.min("line").alias("line")).write.mode("overwrite").parquet(a.out + "/selected")
    rows = spark.read.parquet(a.out + "/selected")
    counted = rows.where("name LIKE '#%'").select("line").collect()
    return rows, sum(n for _, n in inputs) + sum(json.loads(row.line)["counts"]["read"] for row in counted)


def annotations(spark, a, filters, rows, parts):
    """file, position, document, error, line: in even parts, whatever the archives' sizes."""
    F = spark_functions()
    lines = rows.where("name NOT LIKE '#%'").select("line", F.xxhash64("name").alias("h")).repartition(parts, "h")
    made = lines.sortWithinPartitions("h").select("line").rdd.map(lambda row: row.line).pipe(piped(filters.annotate()), checkCode=True)

    def row(line):
        record = json.loads(line)
        document = record.get("document") or {}
        return record["file"], record.get("position", -1), document.get("id"), record.get("error"), line

    frame = spark.createDataFrame(made.map(row), "file string, position int, document string, error string, line string")
    frame = frame.groupBy("file", "position", "error").agg(F.first("document").alias("document"), F.min("line").alias("line"))
    frame.write.mode("overwrite").parquet(a.out + "/annotations")
    return spark.read.parquet(a.out + "/annotations")


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
        bound = F.when(F.col("key").startswith("copy/"), TOGETHER).otherwise(a.most)
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
    """Documents that names link, and whatever may be a copy of one, until nothing is added."""
    F = spark_functions()
    documents = linked.where("sort = 'name'").select(F.explode("documents").alias("document")).distinct().cache()
    copies = linked.where("sort = 'copy'").select("key", F.explode("documents").alias("document")).cache()
    while True:
        keys = copies.join(documents, "document").select("key").distinct()
        grown = documents.union(copies.join(keys, "key").select("document")).distinct().cache()
        if grown.count() == documents.count():
            return documents
        documents = grown


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
        "kept": rows.where("name NOT LIKE '#%' AND name NOT LIKE '!%'").count(),
        "papers": papers.where("document IS NOT NULL").count(),
        "failed": papers.where("error IS NOT NULL").count(),
    }
    failed = papers.where("error IS NOT NULL").select("file", "error").orderBy("file", "error")
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
