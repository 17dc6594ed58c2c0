import ArgumentParser
import Foundation

/// `--case FILE`, the same everywhere: default `./case.legajo`, or the only `*.legajo` in the folder.
struct CaseOption: ParsableArguments {
    @Option(
        name: .customLong("case"), help: ArgumentHelp("The case file.", valueName: "file"),
        completion: .file(extensions: ["legajo"]))
    var path: String?

    /// Case files in the current folder, sorted.
    static func casesHere() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: ".")) ?? []
        return names.filter { $0.hasSuffix(".legajo") }.sorted()
    }

    /// The path to use for a case that exists.
    func existing() throws -> String {
        let path = try self.path ?? defaultPath(creating: false)
        var folder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &folder) else {
            throw Failure(
                .unusable, "no case file at \(path)", hint: "Make one from a folder of papers: legajo build FOLDER --case \(path)"
            )
        }
        if folder.boolValue {
            throw Failure(.unusable, "\(path) is a folder, not a case file", hint: "Name the file: --case FILE.legajo")
        }
        return path
    }

    /// The path to build into, which need not exist.
    func creating() throws -> String { try path ?? defaultPath(creating: true) }

    private func defaultPath(creating: Bool) throws -> String {
        let here = CaseOption.casesHere()
        if here.contains("case.legajo") || here.isEmpty { return "case.legajo" }
        if here.count == 1 { return here[0] }
        throw Failure(
            .wrongUse, "\(here.count) case files in this folder: \(here.joined(separator: ", "))", hint: "Say which: --case FILE")
    }
}

/// `--format`, text by default.
enum FactFormat: String, ExpressibleByArgument, CaseIterable { case text, json, csv, markdown }

/// `--format text|json` for commands that print no tables.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

struct PagerOption: ParsableArguments {
    @Flag(name: .customLong("pager"), inversion: .prefixedNo, help: "Show long output through $PAGER on a terminal.")
    var pager = true
}
