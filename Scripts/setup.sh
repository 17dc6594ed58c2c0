#!/usr/bin/env bash
# Installs what Legajo needs and this machine lacks: Debian packages only, each named before it is installed.
# Works as root, and as a user through sudo. Usage: Scripts/setup.sh [--java] [EXTRA_PACKAGE ...]
# --java: Java 17 or newer, which Spark and HeidelTime need; whatever is on the PATH will do.
set -eu

if [ "${1:-}" = --java ]; then
  shift
  version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p;' | head -1)
  [ "${version:-0}" -ge 17 ] || set -- openjdk-17-jre-headless "$@"
fi
needed=(pkg-config libsqlite3-dev libxml2-dev zlib1g-dev libbrotli-dev libzstd-dev libssl-dev libxlsxwriter-dev poppler-utils python3 "$@")

if ! command -v swift >/dev/null 2>&1; then
  echo "setup: no 'swift' on the PATH. Legajo needs Swift 6.0 or newer: see https://www.swift.org/install/linux/" >&2
  exit 3
fi
command -v dpkg-query >/dev/null 2>&1 || {
  echo "setup: this is not a Debian system. Install the counterparts of these packages by hand: ${needed[*]}" >&2
  exit 3
}

missing=()
for package in "${needed[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || {
    echo "setup: these Debian packages are missing and neither root nor sudo is at hand: ${missing[*]}" >&2
    echo "setup: install them with: apt-get install ${missing[*]}" >&2
    exit 3
  }
  as_root=(sudo)
fi
echo "setup: installing Debian packages: ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
