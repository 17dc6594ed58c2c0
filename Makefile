# make demo   sets up, builds, reads the sample case, prints its chronology and a legal status with its proof
# make test   sets up, builds, passes the tests
# make check  lint, documentation, evaluation gate
# make bench  every benchmark against its peers; make test-spark  the way of many machines gives the same case
# make test-spark needs Java 17 (openjdk-17-jre-headless); SPARK_ARTICLES=20000 gives it the large set
# More: make help

SWIFT   ?= swift
CONFIG  := -c release
LEGAJO  := .build/release/legajo
SHARED  ?= ../shared

.PHONY: help setup build demo test lint docs evaluate instructions check check-exchange torture test-spark bench screenshots browser-test accessibility hostile-test clean

help:
	@sed -n 's/^# //p' Makefile
	@echo "make build | lint | docs | evaluate | instructions | check-exchange | torture | browser-test | accessibility | hostile-test | screenshots | clean"

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

instructions: build
	@python3 Benchmarks/instructions.py $(LEGAJO)

check: lint docs evaluate instructions

check-exchange: build
	@Scripts/setup.sh python3-venv python3-icu
	@Scripts/in-venv.sh exchange python3 Scripts/check-exchange.py $(LEGAJO)

torture: build
	@Scripts/torture.sh $(LEGAJO)

browser-test: build
	@python3 Scripts/browser-test.py $(LEGAJO)

accessibility: build
	@Scripts/in-venv.sh axe python3 Scripts/accessibility-test.py $(LEGAJO)

hostile-test: build
	@python3 Scripts/hostile-test.py $(LEGAJO)

test-spark: build
	@java -version 2>/dev/null || { echo "test-spark: no java; apt-get install openjdk-17-jre-headless" >&2; exit 1; }
	@Scripts/in-venv.sh spark python3 Scripts/test-spark.py $(LEGAJO)

bench: build
	$(SWIFT) build $(CONFIG) --product legajo-train
	@Scripts/in-venv.sh bench python3 Benchmarks/run.py $(LEGAJO) --shared "$(SHARED)"

screenshots: build
	@python3 Scripts/screenshots.py $(LEGAJO)

clean:
	$(SWIFT) package clean
