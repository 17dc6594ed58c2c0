// swift-tools-version: 6.0
import Foundation
import PackageDescription

// The map of the house is Docs/overview.md; a test holds it against this file.
//
// LEGAJO_ONLY="EDTF Ledger" narrows the package to the named targets, what they import, and their tests:
// a quick loop on a small machine. Unset, everything is built.

/// One floor: its name, the floors and packages below it, and whether it carries data files.
struct Floor {
    let name: String
    var floors: [String] = []
    var products: [Target.Dependency] = []
    var systems: [String] = []
    var resources: [Resource] = []
    var executable = false
    var tested = true
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let collections = Target.Dependency.product(name: "Collections", package: "swift-collections")

let floors: [Floor] = [
    Floor(name: "EDTF"),
    Floor(name: "CaseModel", floors: ["EDTF"]),
    Floor(
        name: "Documents", floors: ["EDTF", "CaseModel"], systems: ["CLibXML", "CZlib", "CBrotli", "CZstd", "CLibCrypto"],
        resources: [.copy("Data")]),
    Floor(name: "Language", resources: [.copy("Data")]),
    Floor(name: "TimeExpressions", floors: ["EDTF", "Language"], resources: [.copy("Data")]),
    Floor(
        name: "Events", floors: ["EDTF", "CaseModel", "Language", "TimeExpressions"], products: [yams],
        resources: [.copy("Data")]),
    Floor(
        name: "Chronology", floors: ["EDTF", "CaseModel", "TimeExpressions", "Events"], products: [yams, collections],
        resources: [.copy("Data")]),
    Floor(name: "Ledger", floors: ["EDTF", "CaseModel"], products: [yams], resources: [.copy("Profiles")]),
    Floor(
        name: "CaseFile", floors: ["EDTF", "CaseModel", "Documents", "Language", "Events", "Chronology", "Ledger"],
        products: [grdb], systems: ["CZlib", "CLibCrypto"]),
    Floor(
        name: "Exchange", floors: ["EDTF", "CaseModel", "Ledger", "CaseFile", "Events", "TimeExpressions"],
        products: [yams], systems: ["CXLSXWriter", "CLibCrypto"]),
    Floor(
        name: "Desk", floors: ["EDTF", "CaseModel", "Ledger", "CaseFile", "Exchange", "Documents"],
        products: [
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "Mustache", package: "swift-mustache"),
        ], systems: ["CLibCrypto"], resources: [.copy("Web")]),
    Floor(
        name: "legajo",
        floors: [
            "EDTF", "CaseModel", "Documents", "Language", "TimeExpressions", "Events", "Chronology", "Ledger", "CaseFile",
            "Exchange", "Desk",
        ], products: [arguments, .product(name: "Logging", package: "swift-log")], executable: true),
    Floor(
        name: "legajo-train", floors: ["Language", "Documents", "CaseModel"], products: [arguments], executable: true,
        tested: false),
    Floor(
        name: "legajo-measure",
        floors: ["EDTF", "CaseModel", "Documents", "Language", "TimeExpressions", "Events", "Chronology"],
        products: [arguments], executable: true, tested: false),
]

let systems: [Target] = [
    .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CBrotli", pkgConfig: "libbrotlidec", providers: [.apt(["libbrotli-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
]

let byName = Dictionary(uniqueKeysWithValues: floors.map { ($0.name, $0) })
let only = ProcessInfo.processInfo.environment["LEGAJO_ONLY"]?
    .split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)

/// The named floors and all below them; all floors when nothing is named. `legajo-desk` in the list keeps the desk in `legajo`.
func closure(of names: [String]) -> Set<String> {
    var seen = Set<String>()
    var open = names
    while let name = open.popLast() {
        guard let floor = byName[name], seen.insert(name).inserted else { continue }
        open += floor.floors.filter { !(name == "legajo" && $0 == "Desk" && !names.contains("Desk")) }
    }
    return seen
}
let kept = only.map(closure(of:)) ?? Set(floors.map(\.name))
let tested = only.map(Set.init) ?? kept

let common: [SwiftSetting] = [.swiftLanguageMode(.v6)]
// One configuration serves the demo, the tests and the measurements: `-c release` with testability.
let testable: [SwiftSetting] = common + [.unsafeFlags(["-enable-testing"], .when(configuration: .release))]

var targets: [Target] = []
var neededSystems = Set<String>()
var usesPackages = Set<String>()
for floor in floors where kept.contains(floor.name) {
    let below = floor.floors.filter(kept.contains)
    let settings = testable + (floor.name == "legajo" && kept.contains("Desk") ? [.define("DESK")] : [])
    let dependencies =
        below.map { Target.Dependency.target(name: $0) } + floor.products
        + floor.systems.map { .target(name: $0) }
    neededSystems.formUnion(floor.systems)
    if floor.executable {
        targets.append(
            .executableTarget(
                name: floor.name, dependencies: dependencies, resources: floor.resources, swiftSettings: settings))
    } else {
        targets.append(
            .target(name: floor.name, dependencies: dependencies, resources: floor.resources, swiftSettings: settings))
    }
    if floor.tested && tested.contains(floor.name) {
        targets.append(
            .testTarget(
                name: "\(floor.name)Tests",
                dependencies: [.target(name: floor.name)] + dependencies,
                exclude: floor.name == "Language" ? ["Data"] : [],
                swiftSettings: common + [.unsafeFlags(["-Onone"], .when(configuration: .release))]))
    }
}
targets += systems.filter { neededSystems.contains($0.name) }

let package = Package(
    name: "legajo",
    products: floors.filter { kept.contains($0.name) }.map {
        $0.executable ? .executable(name: $0.name, targets: [$0.name]) : .library(name: $0.name, targets: [$0.name])
    },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: targets
)
