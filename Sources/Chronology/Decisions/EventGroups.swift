import CaseModel
import EDTF

/// What people decided about which tellings are one event, and on which day it was.
struct EventGroups: Sendable {
    /// Each group is one event, whatever its tellings look like.
    private(set) var merged: [[Int]] = []
    /// Each group is taken out of the event that holds it.
    private(set) var split: [[Int]] = []
    private(set) var decidedDays: [Int: (days: DaySet, decision: Int)] = [:]

    init(log: inout DecisionLog, finder: EventFinder) {
        for i in log.active {
            switch log.decisions[i].action {
            case .merge(let keys):
                let groups = keys.map(finder.tellings(of:))
                if groups.contains(where: \.isEmpty) {
                    log.markUnfit(i, "one of the events to merge is no longer told at the passages kept")
                }
                let all = groups.flatMap { $0 }
                if groups.filter({ !$0.isEmpty }).count > 1 { merged.append(all) }
            case .split(let key, let passages):
                let inside = Set(finder.tellings(of: key))
                let out = passages.flatMap(finder.tellings(at:)).filter(inside.contains)
                if out.isEmpty {
                    log.markUnfit(i, "none of the passages to split off tells this \(key.kind.rawValue)")
                } else {
                    split.append(out)
                }
            case .correctDate(let key, let edtf):
                let tellings = finder.tellings(of: key)
                guard let days = try? DaySet(edtf: edtf), !days.isEmpty else {
                    log.markUnfit(i, "“\(edtf)” is no date that EDTF knows")
                    continue
                }
                for t in tellings { decidedDays[t] = (days, i) }
            default: continue
            }
        }
    }

    /// The events with the decisions carried out.
    func apply(_ clusterOf: [Int], _ count: Int) -> (clusterOf: [Int], count: Int) {
        guard !merged.isEmpty || !split.isEmpty else { return (clusterOf, count) }
        var clusterOf = clusterOf
        var count = count
        for group in merged {
            let clusters = Set(group.map { clusterOf[$0] }.filter { $0 >= 0 })
            guard let first = clusters.min() else { continue }
            for t in clusterOf.indices where clusters.contains(clusterOf[t]) { clusterOf[t] = first }
            for t in group { clusterOf[t] = first }
        }
        for group in split {
            for t in group { clusterOf[t] = count }
            count += 1
        }
        return EventGroups.numbered(clusterOf)
    }

    /// Events numbered by their first telling, without gaps.
    static func numbered(_ clusterOf: [Int]) -> (clusterOf: [Int], count: Int) {
        var numbers: [Int: Int] = [:]
        let result = clusterOf.map { cluster -> Int in
            guard cluster >= 0 else { return -1 }
            if let known = numbers[cluster] { return known }
            numbers[cluster] = numbers.count
            return numbers.count - 1
        }
        return (result, numbers.count)
    }
}
