import CaseModel
import EDTF
import Events

/// The decisions in force: those not taken back by a later one, in the order of the log.
struct DecisionLog: Sendable {
    let decisions: [Decision]
    /// Indices of those in force.
    private(set) var active: [Int] = []
    /// Hash (or place in the log, where there is none) → why it fits nothing.
    private(set) var unfit: [String: String] = [:]

    init(_ decisions: [Decision]) {
        self.decisions = decisions
        var undone = Set<Int>()
        for (i, decision) in decisions.enumerated() {
            guard case .undo(let hash) = decision.action else { continue }
            if let target = decisions[..<i].lastIndex(where: { $0.hash == hash && !hash.isEmpty }), !undone.contains(target) {
                undone.insert(target)
                // Taking back a taking-back brings the first decision into force again.
                if case .undo(let first) = decisions[target].action,
                    let revived = decisions[..<target].lastIndex(where: { $0.hash == first })
                {
                    undone.remove(revived)
                }
            } else {
                unfit[Self.id(decision, i)] = "there is no earlier decision \(hash) to take back"
            }
        }
        for (i, decision) in decisions.enumerated() where !undone.contains(i) {
            if case .undo = decision.action { continue }
            active.append(i)
        }
    }

    /// The same decisions, none of them marked yet.
    init(unmarked log: DecisionLog) {
        decisions = log.decisions
        active = log.active
    }

    static func id(_ decision: Decision, _ index: Int) -> String {
        decision.hash.isEmpty ? "decision \(index + 1)" : decision.hash
    }

    mutating func markUnfit(_ index: Int, _ reason: String) { unfit[Self.id(decisions[index], index)] = reason }

    var ignored: Set<DocumentID> {
        Set(active.compactMap { if case .ignoreDocument(let id) = decisions[$0].action { id } else { nil } })
    }

    /// How reasons name a decision.
    func label(_ index: Int) -> String {
        let decision = decisions[index]
        return "decided by \(decision.who) on \(decision.when.prefix(10))" + (decision.why.map { ": \($0)" } ?? "")
    }

    // MARK: Papers and actors

    /// Days decided for papers; the last decision on a paper holds.
    mutating func paperDays(_ input: CaseInput) -> [Int: (days: DaySet, decision: Int)] {
        var result: [Int: (days: DaySet, decision: Int)] = [:]
        for i in active {
            guard case .dateDocument(let id, let edtf) = decisions[i].action else { continue }
            guard let d = input.position[id] else {
                markUnfit(i, "the paper \(id) is not in the case")
                continue
            }
            guard let days = try? DaySet(edtf: edtf), !days.isEmpty else {
                markUnfit(i, "“\(edtf)” is no date that EDTF knows")
                continue
            }
            result[d] = (days, i)
        }
        return result
    }

    mutating func actorPairs(
        _ input: CaseInput
    ) -> (together: [(NameNode.Member, NameNode.Member)], apart: [(NameNode.Member, NameNode.Member)]) {
        var together: [(NameNode.Member, NameNode.Member)] = []
        var apart: [(NameNode.Member, NameNode.Member)] = []
        for i in active {
            switch decisions[i].action {
            case .sameActor(let a, let b):
                if let pair = pair(a, b, input, i) { together.append(pair) }
            case .notSameActor(let a, let b):
                if let pair = pair(a, b, input, i) { apart.append(pair) }
            default: continue
            }
        }
        return (together, apart)
    }

    private mutating func pair(
        _ a: Decision.ActorKey, _ b: Decision.ActorKey, _ input: CaseInput, _ index: Int
    ) -> (NameNode.Member, NameNode.Member)? {
        guard let x = Self.member(a, input), let y = Self.member(b, input) else {
            markUnfit(index, "no paper of the case names \(Self.member(a, input) == nil ? a.name : b.name) at the passages kept")
            return nil
        }
        return (x, y)
    }

    /// The entity that has a mention at one of the passages; of several, the one with that name.
    private static func member(_ key: Decision.ActorKey, _ input: CaseInput) -> NameNode.Member? {
        var found: NameNode.Member?
        for passage in key.passages {
            guard let d = input.position[passage.document] else { continue }
            for (e, entity) in input.annotations[d].entities.enumerated()
            where entity.mentions.contains(where: { $0.range.overlaps(passage.range) }) {
                if entity.name == key.name || entity.names.contains(key.name) { return .init(document: d, entity: e) }
                found = found ?? .init(document: d, entity: e)
            }
        }
        return found
    }
}
