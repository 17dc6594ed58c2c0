import CaseModel
import Foundation
import HTTPTypes
import Hummingbird
import Mustache
import Synchronization

/// The open desk: one case, its gate and its templates.
final class Desk: Sendable {
    let source: any DeskSource
    let gate: Gate
    let options: DeskOptions
    /// How long a form may take to arrive; an upload may take four times as long.
    let patience: Duration
    let templates: MustacheLibrary
    let assets: [String: Asset]
    let reading = Reading()
    /// What moved when a paper was dated by hand, by paper: shown once the page is there again.
    let moves = Mutex<[(paper: DocumentID, moves: [Move])]>([])
    /// Ledgers of people asked about, for the newest state of the case.
    let ledgers = Mutex<[StatusDesk]>([])
    private let cached = Mutex<CaseView?>(nil)
    private let makingView = AsyncLock()

    struct Asset: Sendable {
        var bytes: [UInt8]
        var type: String
        var tag: String
    }

    init(source: any DeskSource, options: DeskOptions, gate: Gate? = nil, patience: Duration = .seconds(15)) throws {
        self.source = source
        self.options = options
        self.patience = patience
        self.gate = gate ?? Gate(password: options.isLoopback ? nil : options.password)
        (templates, assets) = try Web.load()
    }

    /// Cookies know no ports: two desks on one machine must not overwrite each other's.
    var cookieName: String { "legajo-\(gate.authority.port)" }

    /// The case as it is now. Many readers share one view; a changed case is read once, by the first who asks.
    func view() async throws -> CaseView {
        let stamp = try source.stamp()
        if let view = cached.withLock({ $0 }), view.stamp == stamp { return view }
        return try await makingView.run {
            let stamp = try self.source.stamp()
            if let view = self.cached.withLock({ $0 }), view.stamp == stamp { return view }
            let view = try await aside {
                CaseView(
                    stamp: stamp, record: try self.source.record(), papers: try self.source.papers(),
                    decisions: try self.source.decisions())
            }
            self.cached.withLock { $0 = view }
            return view
        }
    }

    func document(_ id: DocumentID) async throws -> Document {
        guard let document = try await aside({ try self.source.document(id) }) else {
            throw Refusal.missing("No paper of this case has that number.")
        }
        return document
    }

    /// What a decision did.
    struct Outcome: Sendable {
        let before: CaseView
        let after: CaseView
        /// Kept, and not in the chronology yet.
        let waits: Bool

        /// The code of the notice to show: the one given, unless there is nothing to see yet.
        func said(_ code: String) -> String { waits ? "waiting" : code }
    }

    /// Decides, signed by who opened the desk.
    func decide(_ action: Decision.Action, why: String?) async throws -> Outcome {
        let before = try await view()
        let waits = try await aside { try self.source.decide(action, who: self.options.who, why: why) }
        return Outcome(before: before, after: try await view(), waits: waits)
    }
}

/// Runs what blocks where it holds up no page.
func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
}

/// One at a time, in the order of coming.
actor AsyncLock {
    private var last: Task<Void, Never>?
    func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let before = last
        let task = Task {
            await before?.value
            return try await work()
        }
        last = Task { _ = await task.result }
        return try await task.value
    }
}
