import CaseModel
import Foundation
import Synchronization

/// The one reading that may be going on; readers of pages look at it, the writer moves it.
final class Reading: Sendable {
    struct State: Encodable, Sendable {
        var running = false
        var finished = false
        var what = ""
        var done = 0
        var total: Int?
        var now = ""
        /// What was wrong, a line each.
        var problems: [String] = []
        /// Why it stopped before its end.
        var failure: String?
    }
    private let held = Mutex(State())

    var state: State { held.withLock { $0 } }

    /// Starts work aside; false when a reading is going on already.
    func begin(_ what: String, _ work: @escaping @Sendable (@escaping @Sendable (ReadingProgress) -> Void) throws -> [String])
        -> Bool
    {
        let free = held.withLock { state in
            if state.running { return false }
            state = State(running: true, what: what)
            return true
        }
        guard free else { return false }
        DispatchQueue.global(qos: .utility).async {
            do {
                let problems = try work { progress in
                    self.held.withLock { state in
                        state.done = progress.done
                        state.total = progress.total
                        state.now = progress.now
                    }
                }
                self.held.withLock { state in
                    state.running = false
                    state.finished = true
                    state.problems = Array(problems.prefix(500))
                }
            } catch {
                self.held.withLock { state in
                    state.running = false
                    state.finished = true
                    state.failure = String(describing: error)
                }
            }
        }
        return true
    }
}

struct ReadingPage: PageModel {
    static let template = "reading"
    static let place = "/reading"
    let title: String
    let papers: String
    let caseEmpty: Bool
    let mayName: Bool
    let limit: String
    let state: Reading.State
    let says: String
    let percent: Int?
    let idle: Bool
    let hasProblems: Bool

    init(view: CaseView, state: Reading.State, mayName: Bool) {
        title = "Reading"
        papers = view.papers.count == 1 ? "One paper is in this case" : "\(view.papers.count) papers are in this case"
        caseEmpty = view.papers.isEmpty
        self.mayName = mayName
        limit = "\(Limits.uploadBytes >> 20) MB"
        self.state = state
        says = Self.say(state)
        percent = state.total.flatMap { $0 > 0 ? min(100, state.done * 100 / $0) : nil }
        idle = !state.running
        hasProblems = !state.problems.isEmpty
    }

    static func say(_ state: Reading.State) -> String {
        if let failure = state.failure { return "The reading stopped: \(failure)" }
        if state.running {
            let of = state.total.map { " of \($0)" } ?? ""
            return "Reading \(state.what): \(state.done)\(of)" + (state.now.isEmpty ? "" : ", now \(state.now)")
        }
        if state.finished {
            return
                "\(state.done == 1 ? "One paper" : "\(state.done) papers") read. \(state.problems.isEmpty ? "No problems." : "\(state.problems.count) with problems, listed below.")"
        }
        return "No reading is going on."
    }
}

extension Desk {
    private static let busy = Refusal(
        status: .conflict, title: "A reading is going on",
        words: "Wait until it is done, then send this again. Nothing was taken.")

    static let readingRoutes: [Route] = [
        .page("/reading") { desk, context in
            .page(ReadingPage(view: try await desk.view(), state: desk.reading.state, mayName: desk.options.isLoopback))
        },
        .action("/reading/papers") { desk, context in
            let files = context.form.files
            guard !files.isEmpty else { throw Refusal.unreadable("No paper was chosen.") }
            let what = files.count == 1 ? files[0].name : "\(files.count) papers"
            guard desk.reading.begin(what, { try desk.source.read(papers: files.map { ($0.name, $0.bytes) }, progress: $0) })
            else {
                throw busy
            }
            return .moved("/reading", said: "reading")
        },
        .action("/reading/folder") { desk, context in
            guard desk.options.isLoopback else {
                throw Refusal(
                    status: .forbidden, title: "Not from afar",
                    words: "Folders are named only where the desk is open to this machine alone.")
            }
            let folder = try Folder.named(context.form["folder"] ?? "", beside: desk.options.caseFile)
            guard desk.reading.begin(folder.lastPathComponent, { try desk.source.read(folder: folder.path, progress: $0) }) else {
                throw busy
            }
            return .moved("/reading", said: "reading")
        },
    ]
}

/// Folders that a page may name: those below the case file's own folder, and nothing that leads out of it.
enum Folder {
    static func named(_ name: String, beside caseFile: String) throws -> URL {
        let home = URL(fileURLWithPath: caseFile).deletingLastPathComponent().resolvingSymlinksInPath().standardizedFileURL
        let parts = name.split(separator: "/").map(String.init)
        guard !name.isEmpty, !name.hasPrefix("/"), !name.hasPrefix("~"), !name.utf8.contains(0), !parts.contains(".."),
            !parts.isEmpty
        else {
            throw Refusal.unreadable(
                "Name a folder beside the case file, such as “papers” or “papers/2019”: no path from elsewhere.")
        }
        let folder = home.appendingPathComponent(parts.joined(separator: "/")).resolvingSymlinksInPath().standardizedFileURL
        var isFolder: ObjCBool = false
        guard folder.path == home.path || folder.path.hasPrefix(home.path + "/"),
            FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue
        else {
            throw Refusal.unreadable("There is no folder “\(name)” beside the case file.")
        }
        return folder
    }
}
