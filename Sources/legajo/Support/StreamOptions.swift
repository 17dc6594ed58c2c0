import ArgumentParser
import Foundation

/// Options of filters over a stream of records.
struct StreamOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("What records of the stream are named by.", valueName: "name"))
    var name = "stdin"

    @Option(
        help: ArgumentHelp(
            "Most memory of the process that reads, in MB; a record that takes more is a line with its error.", valueName: "mb"))
    var memory: Int?

    @Option(help: ArgumentHelp("Most time for one record; one that takes longer is a line with its error.", valueName: "s"))
    var seconds: Int?

    @Flag(help: "End with a line that counts records read, kept and failed.")
    var counts = false

    @Flag(help: .hidden)
    var worker = false

    func validate() throws {
        if let memory, memory < 1 { throw ValidationError("--memory: at least 1 MB") }
        if let seconds, seconds < 1 { throw ValidationError("--seconds: at least 1") }
    }

    /// Runs standard input through what `make` makes, here or in a worker with bounds. `arguments` call this program for the same work.
    func run(_ arguments: [String], _ make: () throws -> (FilterRecord) throws -> FilterOutput) throws {
        let limit = GuardedWork.Limit(megabytes: memory ?? 0, seconds: seconds ?? 0)
        if worker { return try GuardedWork.serve(limit, try make()) }
        let stream = RecordStream(name: name, counts: counts)
        let failed: Int
        if limit.isOpen {
            failed = try stream.run(try make())
        } else {
            let own = arguments + (memory.map { ["--memory", String($0)] } ?? [])
            let guarded = GuardedWork(arguments: own, limit: limit)
            failed = try stream.run(guarded.work)
        }
        if failed > 0 { throw QuietExit(status: .doesNotHold) }
    }
}
