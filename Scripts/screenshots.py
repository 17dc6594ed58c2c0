#!/usr/bin/env python3
"""Pictures of every page of the sample's desk, at 360 and 1280 pixels, light and dark.

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
    people = desk.json("/people.json")
    return {
        "chronology": "/",
        "entry": richest["href"],
        "status": "/status",
        "papers": "/papers",
        "paper": (papers["undated"] + papers["dated"])[0]["href"],
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
            print(folder / name)
    finally:
        browser.close()
        desk.close()


if __name__ == "__main__":
    main()
