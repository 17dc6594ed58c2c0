#!/usr/bin/env bash
# Formatting: swift-format in strict mode over all Swift code (it comes with the toolchain).
set -eu
cd "$(dirname "$0")/.."
if ! swift format --version >/dev/null 2>&1; then
  echo "lint: this toolchain has no swift-format; skipped"
  exit 0
fi
git ls-files '*.swift' | xargs -d '\n' swift format lint --strict --parallel
echo "lint: clean"
