#!/usr/bin/env python3
"""Pictures of every page of the sample's desk, at 360 and 1280 pixels, light and dark, and as it is printed (PDF).

usage: screenshots.py LEGAJO [FOLDER]

Writes into FOLDER (default .build/screenshots). Skipped with a message where Chromium or its driver is absent.
"""

import sys
from pathlib import Path

from webdriver import Browser, Desk, program, sample


def pages(desk):
    """Every page, with one entry, paper and person that has much to show."""
    chronology = desk.json("/index.json")
    entries = [entry for year in chronology["years"] for entry in year["entries"]]
    richest = max(entries, key=lambda entry: (entry["disputed"], len(entry["people"]), entry["href"]))
    papers = desk.json("/papers.json")
    fullest = max(papers["undated"] + papers["dated"], key=lambda paper: (int(paper["entries"].split()[0]), paper["href"]))
    people = desk.json("/people.json")
    return {
        "chronology": "/",
        "chronology-of-a-year": f"/?from={chronology['years'][-1]['year']}&to={chronology['years'][-1]['year']}",
        "entry": richest["href"],
        "status": "/status",
        "status-compared": "/status?on=2017-06-01&as-of=2019-12-01&than=2016-07-01",
        "papers": "/papers",
        "paper": fullest["href"],
        "paper-beside": fullest["href"] + "?beside=yes",
        "people": "/people",
        "person": people["people"][0]["href"],
        "quotes": "/quotes",
        "disagreements": "/disagreements",
        "search": "/search?q=court",
        "review": "/review",
        "reading": "/reading",
        "help": "/help",
    }


def main():
    legajo = program()
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else ".build/screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(legajo, sample())
    browser = Browser()
    try:
        browser.open(desk.address)
        for name, path in pages(desk).items():
            browser.open(desk.root + path)
            for width in (360, 1280):
                for dark in (False, True):
                    place = folder / f"{name}-{width}{'-dark' if dark else ''}.png"
                    browser.picture(place, width, dark)
            browser.print(folder / f"{name}.pdf")
            print(folder / name)
        # The two of the README: the top of a page, as a window would show it.
        for name, page, height in (("readme-chronology", "chronology", 1000), ("readme-paper", "paper-beside", 1130)):
            browser.open(desk.root + pages(desk)[page])
            browser.picture(folder / f"{name}.png", 1280, most=height)
    finally:
        browser.close()
        desk.close()


if __name__ == "__main__":
    main()
