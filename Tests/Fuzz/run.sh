#!/usr/bin/env bash
# Fuzzes each parser of Documents under libFuzzer, for a number of seconds each.
#
# usage: Tests/Fuzz/run.sh [SECONDS [TARGET ...]]      a crash leaves its input in .build-fuzz/crashes and ends the run
#
# OPT=-Onone compiles faster and keeps line numbers; SKIP_BUILD=1 takes what the package manager built before.
#
# libFuzzer brings a main of its own, which the package manager cannot link: the instrumented module is compiled here, beside what it
# imports, which the package manager builds.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-30}
[ $# -eq 0 ] || shift
out=.build-fuzz
mkdir -p "$out/crashes"
export LEGAJO_ONLY=${LEGAJO_ONLY:-Documents}
[ -n "${SKIP_BUILD:-}" ] || swift build -c release -j 2 --target Documents >&2
built=.build/release
flags=(-swift-version 6 "${OPT:--O}" -wmo -enable-testing -sanitize=fuzzer -parse-as-library -I "$built/Modules" -I Sources/CLibXML
    -I Sources/CBrotli -I Sources/CZstd -I Sources/CLibCrypto -I Sources/CZlib/include
    -Xcc "-fmodule-map-file=$built/CZlib.build/module.modulemap" -Xcc -I/usr/include/libxml2)
echo "import Foundation
extension Foundation.Bundle { static let module = Bundle(path: \"$PWD/Sources/Documents\")! }" > "$out/bundle.swift"
swiftc "${flags[@]}" -module-name Documents -emit-module -emit-module-path "$out/Documents.swiftmodule" -c -o "$out/Documents.o" \
    Sources/Documents/*.swift "$out/bundle.swift"
swiftc "${flags[@]}" -I "$out" -module-name Fuzz -o "$out/fuzz" Tests/Fuzz/*.swift "$out/Documents.o" "$built"/CaseModel.build/*.o \
    "$built"/EDTF.build/*.o "$built"/CZlib.build/*.o -lxml2 -lz -lbrotlidec -lzstd -lcrypto
[ $# -gt 0 ] || mapfile -t targets < <(LEGAJO_TARGET= "$out/fuzz" 2>&1 | sed -n 's/.*parser: //p' | tr ' ' '\n')
for target in "${@:-${targets[@]}}"; do
    corpus=$out/corpus/$target
    mkdir -p "$corpus"
    LEGAJO_TARGET=$target LEGAJO_SEEDS=$corpus "$out/fuzz" -runs=0 2>/dev/null
    LEGAJO_TARGET=$target "$out/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
        -artifact_prefix="$out/crashes/$target-" "$corpus" 2>"$out/$target.log" || {
        tail -n 25 "$out/$target.log" >&2
        exit 1
    }
    printf '%-14s %s inputs, no fault\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$target.log")"
done
