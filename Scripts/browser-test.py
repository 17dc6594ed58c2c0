#!/usr/bin/env python3
"""Drives the desk of the sample case in headless Chromium: what a reader does in an hour, in a minute.

usage: browser-test.py LEGAJO

Opens the sample, filters, opens an entry, reads its proof, moves the sliders, accepts and takes back by keys, dates a paper,
uploads one, exports. Skipped with a message where Chromium or its driver is absent.
"""

import csv
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from webdriver import Browser, Desk, program, sample

steps = []


def step(name):
    def keep(function):
        steps.append((name, function))
        return function

    return keep


@step("the token opens the desk and leaves the address")
def opening(browser, desk):
    browser.open(desk.address)
    browser.until("the chronology", lambda: browser.text("h1") == "Chronology")
    assert "token" not in browser.url, browser.url
    assert browser.all(".entry"), "no entries"


@step("a filter narrows the list, and taking it away widens it again")
def filtering(browser, desk):
    whole = len(browser.all(".entry"))
    browser.click(".facet a")
    browser.until("a filter in the address", lambda: "group=" in browser.url)
    part = len(browser.all(".entry"))
    assert 0 < part < whole, (part, whole)
    browser.click('.facet a[aria-current="true"]')
    browser.until("no filter", lambda: "group=" not in browser.url)
    assert len(browser.all(".entry")) == whole


@step("drawing over the band chooses days")
def drawing(browser, desk):
    box = browser.run("const b = document.querySelector('.band svg').getBoundingClientRect(); return [b.left, b.top, b.width]")
    move = lambda part, press=None: [{"type": "pointerMove", "duration": 50, "x": int(box[0] + box[2] * part), "y": int(box[1] + 40)}] + ([{"type": press, "button": 0}] if press else [])
    actions = move(0.3, "pointerDown") + move(0.5) + move(0.8, "pointerUp")
    browser.ask("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions}]})
    browser.until("days in the address", lambda: "from=" in browser.url and "to=" in browser.url)
    browser.open(desk.root + "/")


@step("an entry shows its sentences and why that day")
def entry(browser, desk):
    browser.click(".entry h3 a")
    browser.until("the entry", lambda: "/entries/" in browser.url)
    assert browser.text(".evidence blockquote"), "no sentence"
    assert browser.all(".mark-evidence, .mark-trigger"), "the sentence is not marked"
    assert "Why this day" in browser.text("#why")
    browser.click(".evidence figcaption a")
    browser.until("the paper", lambda: "/papers/" in browser.url and "#at-" in browser.url)


@step("the sliders move the answer, and the address with it")
def sliders(browser, desk):
    browser.open(desk.root + "/status")
    browser.until("two sliders", lambda: len(browser.all("#ask input[type=range]")) == 2)
    before = browser.text("#answer .lead")
    assert browser.all(".proof li"), "no proof"
    assert browser.all(".twotime g.order"), "no map"
    browser.run(
        "const s = document.querySelector('#on + input[type=range]');"
        "s.value = String(Math.round((Number(s.min) + Number(s.max)) / 2));"
        "s.dispatchEvent(new Event('input')); s.dispatchEvent(new Event('change'));")
    browser.until("another answer", lambda: browser.text("#answer .lead") != before)
    assert "on=" in browser.url
    answer = browser.text("#answer .lead")
    browser.run("document.querySelector('.twotime').scrollIntoView({behavior: 'instant', block: 'start'})")
    box = browser.run(
        "const r = document.querySelector('.twotime g.order rect').getBoundingClientRect(); return [r.left + 40, r.top + 60]")
    press = [{"type": "pointerMove", "x": int(box[0]), "y": int(box[1])}, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
    browser.ask("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": press}]})
    browser.until("the map's point in the answer", lambda: browser.text("#answer .lead") != answer)


@step("keys accept and take back")
def keys(browser, desk):
    browser.open(desk.root + "/review")
    first = browser.text(".headline")
    count = browser.text('label[for="progress"]')
    browser.press("a")
    browser.until("the next entry", lambda: browser.text('label[for="progress"]') != count)
    browser.press("u")
    browser.until("the same entry again", lambda: browser.text('label[for="progress"]') == count and browser.text(".headline") == first)
    browser.press("j")
    browser.until("the next", lambda: "at=" in browser.url and browser.text(".headline") != first)
    browser.press("k")
    browser.until("the one before", lambda: browser.text(".headline") == first)
    browser.press("e")
    assert browser.run("return document.activeElement.id") == "edtf"
    browser.press("a")
    assert browser.run("return document.activeElement.value") == "a", "keys must rest in fields"


@step("a paper is dated by hand, and what moved is shown")
def dating(browser, desk):
    papers = desk.json("/papers.json")
    open_days = papers["undated"] + [paper for paper in papers["dated"] if paper["basis"] == "worked out"]
    browser.open(desk.root + open_days[0]["href"])
    before = browser.text(".dateline .day")
    browser.type("#edtf", "2016-06-29")
    browser.type("#why", "the archive's stamp")
    browser.click('form[action$="/date"] button')
    browser.until("what moved", lambda: browser.all("#moved"))
    assert browser.text(".dateline .day") == "29 June 2016", browser.text(".dateline")
    assert "given by a person" in browser.text(".dateline")
    moves = [browser.ask("GET", f"/element/{one}/text") for one in browser.all("#moved li")]
    assert any(before in move and "29 June 2016" in move for move in moves), (before, moves)


@step("a paper is uploaded, read, and found")
def uploading(browser, desk):
    count = desk.json("/reading.json")["papers"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", prefix="note-", delete=False) as paper:
        paper.write("Harbour court jails clerk\n\nLAKESIDE, March 3, 2015 - A harbour court sentenced Odalys Brandt to six years in prison on Tuesday.\n")
    browser.open(desk.root + "/reading")
    browser.type("#papers", paper.name, clear=False)
    browser.click("#drop button")
    browser.until("the reading's end", lambda: " read. " in browser.text("#reading-says"), wait=60)
    after = desk.json("/reading.json")
    assert after["papers"] != count, (count, after)
    browser.open(desk.root + "/search?q=Odalys")
    browser.until("the new paper", lambda: browser.all("main figure"))
    name = Path(paper.name).name
    link = next(one["href"] for one in desk.json("/papers.json")["dated"] if one["file"].endswith(name))
    browser.open(desk.root + link)
    assert browser.text(".dateline .day") == "3 March 2015", browser.text(".dateline")
    assert browser.all(".mark-event"), "nothing is marked in the new paper"
    Path(paper.name).unlink()


@step("an export is downloaded with its filters, and its bytes hold those entries alone")
def exporting(browser, desk):
    with tempfile.TemporaryDirectory(prefix="legajo-export-") as folder:
        browser.keep_downloads(folder)
        filters = "?group=clemency"
        browser.open(desk.root + "/" + filters)
        wanted = [entry for year in desk.json("/index.json" + filters)["years"] for entry in year["entries"]]
        browser.click(f'.exports a[href="/export/csv{filters}"]')
        browser.until("the file", lambda: any(Path(folder).glob("*.zip")))
        [file] = Path(folder).glob("*.zip")
        with zipfile.ZipFile(file) as tables:
            assert tables.testzip() is None
            rows = list(csv.DictReader(tables.read("chronology.csv").decode("utf-8-sig").splitlines()))
        assert len(rows) == len(wanted) > 0, (len(rows), len(wanted))
        told = {value for row in rows for value in row.values()}
        for entry in wanted:
            assert entry["headline"] in told, entry["headline"]
        browser.click(f'.exports a[href="/export/xlsx{filters}"]')
        browser.until("the spreadsheet", lambda: any(Path(folder).glob("*.xlsx")))
        [book] = Path(folder).glob("*.xlsx")
        with zipfile.ZipFile(book) as parts:
            assert parts.testzip() is None and "xl/workbook.xml" in parts.namelist()


@step("without scripts: a day is asked by the form, an entry is accepted and taken back by buttons")
def plain(browser, desk):
    browser.scripts(False)
    try:
        browser.open(desk.root + "/status")
        assert not browser.all("#ask input[type=range]"), "scripts run though they are off"
        browser.type("#on", "2017-06-01")
        browser.type("#as-of", "2019-12-01")
        browser.click("#ask button")
        browser.until("the answer", lambda: "1 June 2017" in browser.text("#answer .lead") and "1 December 2019" in browser.text("#answer .lead"))
        browser.open(desk.root + "/review")
        browser.click('form[action$="/accept"] button')
        browser.until("the notice", lambda: browser.text(".notice") == "Accepted.")
        browser.click('form[action="/review/undo"] button')
        browser.until("the notice", lambda: browser.text(".notice") == "Taken back.")
    finally:
        browser.scripts(True)


@step("everything is reached by Tab, and the skip link comes first")
def tabbing(browser, desk):
    browser.open(desk.root + "/")
    browser.press("tab")
    assert browser.run("return document.activeElement.className") == "skip"
    seen = set()
    for _ in range(12):
        browser.press("tab")
        seen.add(browser.run("return document.activeElement.textContent.trim() || document.activeElement.id"))
    assert "Papers" in seen and "find" in seen, seen


@step("no page scrolls sideways at 360 pixels")
def narrow(browser, desk):
    browser.width(360)
    rich = [desk.json("/index.json")["years"][0]["entries"][0]["href"], desk.json("/papers.json")["dated"][0]["href"], desk.json("/people.json")["people"][0]["href"]]
    rich.append(rich[1] + "?beside=yes")
    for path in ["/", "/status", "/papers", "/people", "/quotes", "/disagreements", "/review", "/reading", "/help", "/search?q=court", *rich]:
        browser.open(desk.root + path)
        wide = browser.run("return document.documentElement.scrollWidth")
        assert wide <= 360, f"{path} is {wide} pixels wide"


@step("the browser refused nothing and complained of nothing")
def quiet(browser, desk):
    complaints = browser.complaints()
    assert not complaints, complaints


def main():
    legajo = program()
    desk = Desk(legajo, sample())
    browser = Browser()
    failed = 0
    try:
        for name, function in steps:
            start = time.time()
            try:
                function(browser, desk)
                print(f"ok    {name} ({time.time() - start:.1f} s)")
            except (AssertionError, RuntimeError) as error:
                failed += 1
                print(f"FAIL  {name}: {error}")
    finally:
        browser.close()
        desk.close()
    print(f"{len(steps) - failed} of {len(steps)} steps")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
