import ArgumentParser
import CaseFile
import Foundation

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Read every paper below a folder into a case file.",
        discussion: """
            Makes the case file when it is missing. Building again reads only what is new or changed, and forgets what is gone; decisions stay.
            A paper that cannot be read is listed with its reason, and all others are read. A packed file may expand to 2 GiB, or to 16 times
            its size where that is more; one paper may have 64 MiB.

              legajo build papers/
              legajo build papers/ --case quintar.legajo --format json
            """)

    @Argument(help: "The folder of papers.", completion: .directory)
    var folder: String

    @OptionGroup var caseOption: CaseOption

    @Option(help: ArgumentHelp("Threads that read; the result is the same for any number.", valueName: "n"))
    var cores: Int?

    @Flag(help: "Exit with 1 when a paper could not be read.")
    var strict = false

    @Flag(help: "No progress.")
    var quiet = false

    @Option(help: "text or json.")
    var format: PlainFormat = .text

    func validate() throws {
        if let cores, cores < 1 { throw ValidationError("--cores: at least 1") }
    }

    func run() throws {
        let path = try caseOption.creating()
        var options = CaseFile.BuildOptions()
        if let cores { options.cores = cores }
        let started = Date()
        let summary = try runBuild(folder: folder, path: path, options: options, quiet: quiet)
        switch format {
        case .json: Output.line(try json(summary))
        case .text:
            Output.line(Self.sentence(summary, path: path, seconds: Date().timeIntervalSince(started)))
        }
        for problem in summary.problems { Output.complain("\(problem.name): \(problem.reason)") }
        if summary.documents == 0 {
            throw Failure(
                .unusable, "\(folder): no paper could be read",
                hint: "Papers are .txt, .html, .pdf, .eml, .docx, .odt, .jsonl, .warc and the like.")
        }
        if strict && !summary.problems.isEmpty { throw QuietExit(status: .doesNotHold) }
    }

    /// One summary line, for people.
    static func sentence(_ s: BuildSummary, path: String, seconds: Double) -> String {
        var parts = ["\(path): \(counted(s.documents, "paper"))"]
        var done: [String] = []
        if s.read > 0 { done.append("\(s.read) read") }
        if s.unchanged > 0 { done.append("\(s.unchanged) unchanged") }
        if s.removed > 0 { done.append("\(s.removed) gone") }
        if s.newerProgram { done.append("read anew by a newer program") }
        if !done.isEmpty { parts[0] += " (\(done.joined(separator: ", ")))" }
        parts.append(counted(s.events, "entry", "entries"))
        parts.append(counted(s.actors, "person or body", "persons and bodies"))
        parts.append(counted(s.quotes, "quote"))
        if s.conflicts > 0 { parts.append(counted(s.conflicts, "disagreement")) }
        if s.undated > 0 { parts.append("\(s.undated) undated") }
        if s.unfitDecisions > 0 {
            parts.append("\(counted(s.unfitDecisions, "decision")) that no longer \(s.unfitDecisions == 1 ? "fits" : "fit")")
        }
        if !s.problems.isEmpty { parts.append(counted(s.problems.count, "problem")) }
        return parts.joined(separator: ", ") + String(format: "; %.1f s", seconds)
    }
}

/// Builds with progress on a terminal.
func runBuild(folder: String, path: String, options: CaseFile.BuildOptions, quiet: Bool) throws -> BuildSummary {
    let existed = FileManager.default.fileExists(atPath: path)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
        throw Failure(.unusable, "\(folder): there is no such folder")
    }
    guard isFolder.boolValue else {
        throw Failure(
            .unusable, "\(folder): a file, not a folder",
            hint: "Put it into a folder, or read it alone with: legajo read \(folder)")
    }
    let file = try CaseFile.open(path: path, mode: .create)
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    do {
        let summary = try file.build(folder: folder, options: options) { step in
            switch step.stage {
            case .looking: line.update("looking for papers …")
            case .reading:
                line.update("reading \(step.done) of \(step.total)  \(step.name ?? "")", force: step.done == step.total)
            case .reconciling: line.update("reconciling …", force: true)
            case .writing: line.update("writing …", force: true)
            }
        }
        try file.close()
        if summary.documents == 0 && !existed { removeCase(path) }
        return summary
    } catch {
        try? file.close()
        throw error
    }
}

/// A case that was made for nothing is not left behind.
private func removeCase(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-lock"] { try? FileManager.default.removeItem(atPath: path + suffix) }
}
