# make demo   sets up, builds, reads the sample case, prints its chronology and a legal status with its proof
# make test   sets up, builds, passes the tests
# make check  lint, documentation, evaluation gate
# make bench  every benchmark against its peers; make test-spark  the way of many machines gives the same case
# make test-spark installs Java 17 and PySpark; SPARK_ARTICLES=20000 gives it the large set, PARTS="sample kill" some parts of it
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
	@Scripts/setup.sh --java python3-venv
	@Scripts/in-venv.sh spark python3 Scripts/test-spark.py $(LEGAJO) $(foreach part,$(PARTS),--only $(part))

bench: build
	$(SWIFT) build $(CONFIG) --product legajo-train
	$(SWIFT) build $(CONFIG) --product legajo-measure
	@Scripts/setup.sh --java python3-venv
	@Scripts/in-venv.sh bench python3 Benchmarks/run.py $(LEGAJO) --shared "$(SHARED)"

screenshots: build
	@python3 Scripts/screenshots.py $(LEGAJO)

clean:
	$(SWIFT) package clean
