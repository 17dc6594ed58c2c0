# make demo   sets up, builds, reads the sample case, prints its chronology and a legal status with its proof
# make test   sets up, builds, passes the tests
# make check  lint, documentation, evaluation gate
# More: make help

SWIFT   ?= swift
CONFIG  := -c release
LEGAJO  := .build/release/legajo
SHARED  ?= ../shared

.PHONY: help setup build demo test lint docs evaluate check check-exchange screenshots browser-test accessibility hostile-test clean

help:
	@sed -n 's/^# //p' Makefile
	@echo "make build | lint | docs | evaluate | check-exchange | browser-test | accessibility | hostile-test | screenshots | clean"

setup:
	@Scripts/setup.sh

build: setup
	$(SWIFT) build $(CONFIG) --product legajo

demo: build
	@Scripts/demo.sh $(LEGAJO)

test: setup
	$(SWIFT) build $(CONFIG) --build-tests
	LEGAJO_SHARED="$(SHARED)" $(SWIFT) test $(CONFIG) --skip-build

lint:
	@Scripts/lint.sh

docs: build
	@python3 Scripts/check-docs.py $(LEGAJO)

evaluate: build
	$(SWIFT) build $(CONFIG) --product legajo-measure
	@python3 Evaluation/evaluate.py --legajo $(LEGAJO) --shared "$(SHARED)"

check: lint docs evaluate

check-exchange: build
	@Scripts/in-venv.sh exchange python3 Scripts/check-exchange.py $(LEGAJO)

browser-test: build
	@python3 Scripts/browser-test.py $(LEGAJO)

accessibility: build
	@Scripts/in-venv.sh axe python3 Scripts/accessibility-test.py $(LEGAJO)

hostile-test: build
	@python3 Scripts/hostile-test.py $(LEGAJO)

screenshots: build
	@python3 Scripts/screenshots.py $(LEGAJO)

clean:
	$(SWIFT) package clean
