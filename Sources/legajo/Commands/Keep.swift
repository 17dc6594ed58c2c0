import ArgumentParser
import CaseFile
import Foundation

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Prove the case file: originals, passages, derived rows, the log's chain.",
        discussion: """
            Exits with 1 when something was tampered with or is damaged, and names it. --quick leaves out reading every paper again.

              legajo verify
            """)

    @OptionGroup var caseOption: CaseOption

    @Flag(help: "Only hashes, passages, rows and the log: do not read papers again.")
    var quick = false

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func run() throws {
        // Where it may be written, the search index is proved too: SQLite does that in a writer's transaction, which changes nothing.
        let file = try CaseFile.open(path: try caseOption.existing())
        let line = ProgressLine()
        let report = try file.verify(quick ? .stored : .derived) { line.update("verifying \($0) …", force: true) }
        line.clear()
        if format == .json {
            Output.line(try json(report))
        } else {
            for finding in report.findings { Output.line("\(finding.part.rawValue)  \(finding.about): \(finding.words)") }
            Output.line(
                "\(counted(report.originals, "original")), \(counted(report.papers, "paper")), \(counted(report.passages, "passage")), \(counted(report.entries, "entry", "entries")), \(counted(report.decisions, "decision")): "
                    + (report.isClean ? "all hold" : "\(counted(report.findings.count, "thing")) to look at")
                    + (report.stale ? "; the next build has work to do" : ""))
        }
        if !report.isClean { throw QuietExit(status: .doesNotHold) }
    }
}

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "What the case file holds, and what made it.",
        discussion: """
              legajo info --format json
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func run() throws {
        let info = try CaseFile.open(path: try caseOption.existing(), mode: .readOnly).info()
        if format == .json { return Output.line(try json(info)) }
        func size(_ n: Int) -> String { n < 10_000 ? "\(n) bytes" : n < 10_000_000 ? "\(n / 1000) kB" : "\(n / 1_000_000) MB" }
        var rows: [(String, String)] = [
            ("file", "\(info.path), \(size(info.bytes))"), ("folder", info.folder ?? "none yet"),
            (
                "papers",
                "\(info.papers) in \(counted(info.files, "file")); \(counted(info.copies, "copy", "copies")), \(info.undated) undated"
            ),
            ("originals", "\(info.originals), \(size(info.originalBytes)), packed \(size(info.packedBytes))"),
            (
                "chronology",
                "\(counted(info.events, "entry", "entries")), \(counted(info.actors, "person or body", "persons and bodies")), \(counted(info.quotes, "quote")), \(counted(info.conflicts, "disagreement"))"
            ),
            ("review", info.review.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")),
            ("decisions", "\(info.decisions)" + (info.unfitDecisions > 0 ? ", \(info.unfitDecisions) no longer fit" : "")),
            (
                "made by",
                (info.madeBy ?? "nothing yet") + (info.outdated ? " (this program is newer; build reads the papers anew)" : "")
            ),
        ]
        if info.stale { rows.append(("waiting", "the next build has work to do")) }
        for (name, value) in rows { Output.line(name.padding(toLength: 12, withPad: " ", startingAt: 0) + value) }
        for problem in info.problems { Output.line("problem     \(problem.name): \(problem.reason)") }
    }
}

struct CompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact",
        abstract: "Give unused space in the case file back.",
        discussion: """
              legajo compact
            """)

    @OptionGroup var caseOption: CaseOption

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func run() throws {
        let saved = try CaseFile.open(path: try caseOption.existing()).compact()
        format == .json ? Output.line(try json(["saved": saved])) : Output.line("\(saved) bytes saved")
    }
}

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the case to another file while others use it.",
        discussion: """
              legajo backup /media/usb/quintar-2026-02-03.legajo
            """)

    @Argument(help: "The file to make; nothing that exists is overwritten.", completion: .file())
    var target: String

    @OptionGroup var caseOption: CaseOption

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func run() throws {
        let path = try caseOption.existing()
        try CaseFile.open(path: path, mode: .readOnly).backup(to: target)
        format == .json ? Output.line(try json(["from": path, "to": target])) : Output.line("\(path) copied to \(target)")
    }
}

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Build, and build again whenever something in the folder changes, until interrupted.",
        discussion: """
              legajo watch papers/ --case quintar.legajo
            """)

    @Argument(help: "The folder of papers.", completion: .directory)
    var folder: String

    @OptionGroup var caseOption: CaseOption

    @Option(help: ArgumentHelp("Seconds between looks.", valueName: "seconds"))
    var every = 2.0

    @Option(help: "text or json: one line a build.")
    var format: PlainFormat = .text

    func validate() throws {
        if every < 0.1 { throw ValidationError("--every: at least 0.1") }
    }

    func run() throws {
        let path = try caseOption.creating()
        var options = CaseFile.BuildOptions()
        options.command = "legajo watch"
        var seen: [String: [Int]]? = nil
        while true {
            let now = Self.state(folder)
            if now != seen {
                seen = now
                let started = Date()
                do {
                    let summary = try runBuild(folder: folder, path: path, options: options, quiet: false)
                    if format == .json {
                        let encoder = JSONEncoder()
                        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                        Output.line(String(decoding: try encoder.encode(summary), as: UTF8.self))
                    } else {
                        Output.line(BuildCommand.sentence(summary, path: path, seconds: Date().timeIntervalSince(started)))
                    }
                    for problem in summary.problems { Output.complain("\(problem.name): \(problem.reason)") }
                } catch let error as CaseFileError {
                    guard case .locked = error else { throw error }
                    Output.complain("legajo: \(error)")
                    seen = nil
                }
            }
            Thread.sleep(forTimeInterval: every)
        }
    }

    /// Size and time of every file below the folder.
    private static func state(_ folder: String) -> [String: [Int]] {
        var out: [String: [Int]] = [:]
        guard let walk = FileManager.default.enumerator(atPath: folder) else { return out }
        for case let name as String in walk {
            guard let facts = walk.fileAttributes, facts[.type] as? FileAttributeType == .typeRegular else { continue }
            let time = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            out[name] = [(facts[.size] as? Int) ?? 0, Int(time * 1000)]
        }
        return out
    }
}
