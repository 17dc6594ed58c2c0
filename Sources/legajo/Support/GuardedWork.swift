import Foundation

/// Work on records in a process of its own, with a bound on its memory and time: when it dies over a record, that record is a line with its
/// error, and a new process goes on with the next.
///
/// The process is this program again with `--worker` added. Both sides write frames: a length of four bytes, least first, and that many bytes.
final class GuardedWork {
    private let arguments: [String]
    private let limit: Limit
    private var process: Process?
    private var input: FileHandle?
    private var output: FileHandle?

    struct Limit {
        /// Most memory of the worker in MB; 0 for no bound.
        var megabytes = 0
        /// Most seconds for one record; 0 for no bound.
        var seconds = 0
        var isOpen: Bool { megabytes == 0 && seconds == 0 }
    }

    /// - Parameter arguments: how this program is called to work on one record after the other.
    init(arguments: [String], limit: Limit) {
        self.arguments = arguments
        self.limit = limit
    }

    deinit { stop() }

    /// A worker that is killed from outside is not the record's fault: the record has a second try in a fresh one.
    func work(_ record: FilterRecord) throws -> FilterOutput {
        if let output = try attempt(record).output { return output }
        let (output, why) = try attempt(record)
        if let output { return output }
        var failed = FilterOutput()
        try failed.fail(record.ownName, why)
        return failed
    }

    private func attempt(_ record: FilterRecord) throws -> (output: FilterOutput?, why: String) {
        if process == nil { try start() }
        let sent =
            Frame.write(Array(record.name.utf8), to: input!) && Frame.write([record.isLine ? 1 : 0], to: input!)
            && Frame.write(record.bytes, to: input!)
        if sent, let head = Frame.read(from: output!, seconds: limit.seconds), head.count == 8,
            let lines = Frame.read(from: output!, seconds: limit.seconds)
        {
            return (FilterOutput(lines: lines, failed: Frame.number(head[0..<4]), kept: Frame.number(head[4..<8])), "")
        }
        return (nil, ending())
    }

    private func start() throws {
        let process = Process()
        let (into, outOf) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = arguments + ["--worker"]
        // A worker that dies is no fault to be traced.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { _, new in new }
        process.standardInput = into
        process.standardOutput = outOf
        do { try process.run() } catch {
            throw Failure(.unusable, "the filter's worker cannot be started: \(error.localizedDescription)")
        }
        (self.process, input, output) = (process, into.fileHandleForWriting, outOf.fileHandleForReading)
        // Its first frame says that it is ready.
        guard Frame.read(from: output!, seconds: 600) != nil else {
            stop()
            throw Failure(
                .unusable, "the filter's worker does not start",
                hint: "Give it more memory: --memory \(max(512, 2 * limit.megabytes))")
        }
    }

    /// How the worker ended, in words; it is gone afterwards.
    private func ending() -> String {
        let late = process!.isRunning && limit.seconds > 0
        let process = self.process!
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        stop()
        if late && process.terminationStatus == SIGKILL { return "it takes more than \(limit.seconds) s; it was passed over" }
        let bound = limit.megabytes > 0 ? ", most likely for want of memory (\(limit.megabytes) MB are allowed)" : ""
        return process.terminationReason == .uncaughtSignal
            ? "its reading was ended by signal \(process.terminationStatus)\(bound); it was passed over"
            : "its reading ended with status \(process.terminationStatus)\(bound); it was passed over"
    }

    private func stop() {
        try? input?.close()
        try? output?.close()
        process?.waitUntilExit()
        (process, input, output) = (nil, nil, nil)
    }

    /// The worker's side: records from standard input until it ends.
    static func serve(_ limit: Limit, _ work: (FilterRecord) throws -> FilterOutput) throws {
        let (input, output) = (FileHandle.standardInput, FileHandle.standardOutput)
        if limit.megabytes > 0 {
            var most = rlimit(rlim_cur: rlim_t(limit.megabytes) << 20, rlim_max: rlim_t(limit.megabytes) << 20)
            setrlimit(__rlimit_resource_t(UInt32(RLIMIT_DATA.rawValue)), &most)
        }
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &core)
        guard Frame.write([], to: output) else { return }
        while let name = Frame.read(from: input), let flag = Frame.read(from: input), let bytes = Frame.read(from: input) {
            let made = try work(FilterRecord(name: String(decoding: name, as: UTF8.self), bytes: bytes, isLine: flag == [1]))
            guard Frame.write(Frame.bytes(made.failed) + Frame.bytes(made.kept), to: output), Frame.write(made.lines, to: output)
            else { return }
        }
    }
}

/// Lengths and bytes over a pipe.
private enum Frame {
    static func bytes(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

    /// False when the other side has gone.
    static func write(_ body: [UInt8], to handle: FileHandle) -> Bool {
        all(bytes(body.count), handle.fileDescriptor) && all(body, handle.fileDescriptor)
    }

    private static func all(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let n = Foundation.write(descriptor, buffer.baseAddress! + sent, buffer.count - sent)
                if n < 0 && errno == EINTR { continue }
                if n <= 0 { return false }
                sent += n
            }
            return true
        }
    }

    /// Nil when the other side has gone, or is silent for `seconds`.
    static func read(from handle: FileHandle, seconds: Int = 0) -> [UInt8]? {
        guard let size = exactly(4, handle.fileDescriptor, seconds) else { return nil }
        return exactly(number(size[...]), handle.fileDescriptor, seconds)
    }

    private static func exactly(_ count: Int, _ descriptor: Int32, _ seconds: Int) -> [UInt8]? {
        var ended = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                if seconds > 0 {
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                    let ready = poll(&waiting, 1, Int32(min(seconds, 2_000_000)) * 1000)
                    if ready < 0 && errno == EINTR { continue }
                    if ready <= 0 { break }
                }
                let n = Foundation.read(descriptor, buffer.baseAddress! + filled, count - filled)
                if n < 0 && errno == EINTR { continue }
                if n <= 0 { break }
                filled += n
            }
            ended = filled < count
        }
        return ended ? nil : bytes
    }
}
