import CaseModel
import EDTF
import Events

/// What acts act on: each event's targets among the events of the case.
struct TargetFinder {
    let input: CaseInput
    let tellings: [Telling]
    let builder: DatingBuilder
    let clusterOf: [Int]
    /// Tellings of each event.
    let members: [[Int]]
    let kinds: [EventKind]
    let days: [DaySet]
    let table = KindTable.shared

    private let patients: [Set<Int>]
    private let byKind: [EventKind: [Int]]
    private let byPatient: [Int: [Int]]

    init(builder: DatingBuilder, tellings: [Telling], clusterOf: [Int], members: [[Int]], kinds: [EventKind], days: [DaySet]) {
        self.builder = builder
        self.tellings = tellings
        input = builder.input
        self.clusterOf = clusterOf
        self.members = members
        self.kinds = kinds
        self.days = days
        patients = members.map { list in Set(list.flatMap { tellings[$0].patients }) }
        var byKind: [EventKind: [Int]] = [:]
        var byPatient: [Int: [Int]] = [:]
        for c in members.indices where members[c].contains(where: { tellings[$0].world == .happened }) {
            for kind in Set(members[c].map { tellings[$0].kind } + [kinds[c]]) { byKind[kind, default: []].append(c) }
            for patient in Set(members[c].flatMap { tellings[$0].patients }) { byPatient[patient, default: []].append(c) }
        }
        self.byKind = byKind
        self.byPatient = byPatient
    }

    /// Targets of every event, those that its effect goes back to included: what restores a pardon by striking its annulment acts on both.
    func find() -> [[Int]] {
        var direct = members.indices.map(direct(of:))
        for c in members.indices {
            switch kinds[c] {
            case .restore: extend(&direct, c, through: [.annul, .overrule, .suspend])
            case .uphold, .dismiss: extend(&direct, c, through: [.appeal, .request])
            default: break
            }
            // A decree or law is what it enacts: whoever strikes it strikes the pardon in it.
            if kinds[c] != .enact { extend(&direct, c, through: [.enact]) }
        }
        for c in members.indices where [.annul, .overrule].contains(kinds[c]) { extendUpward(&direct, c) }
        for c in members.indices where direct[c].isEmpty && [.uphold, .dismiss].contains(kinds[c]) {
            if let below = decisionBelow(c) { direct[c].insert(below) }
        }
        return direct.map { $0.sorted() }
    }

    private func extend(_ targets: inout [Set<Int>], _ c: Int, through kinds: Set<EventKind>) {
        for target in targets[c] where kinds.contains(self.kinds[target]) {
            targets[c].formUnion(targets[target].filter { $0 != c })
        }
    }

    /// Whoever strikes a conviction strikes the rulings that had confirmed it.
    private func extendUpward(_ targets: inout [Set<Int>], _ c: Int) {
        let struck = targets[c].filter { [.convict, .sentence].contains(kinds[$0]) }
        guard !struck.isEmpty else { return }
        for patient in patients[c].union(struck.flatMap { patients[$0] }) {
            for above in byPatient[patient] ?? [] where above != c && [.uphold, .dismiss].contains(kinds[above]) {
                if !targets[above].isDisjoint(with: struck), mayPrecede(above, c) { targets[c].insert(above) }
            }
        }
    }

    /// What a court confirms or turns down without the text naming it: the latest decision of another court that the same paper tells of
    /// the same person before it.
    private func decisionBelow(_ c: Int) -> Int? {
        let courts = Set(members[c].flatMap { tellings[$0].agents }.filter { builder.book.entries[$0].kind == .authority })
        guard !courts.isEmpty, members[c].contains(where: { !tellings[$0].passing }) else { return nil }
        let documents = Set(members[c].map { tellings[$0].document })
        let decisions: [EventKind] = [.sentence, .convict, .annul, .overrule, .uphold, .dismiss, .acquit]
        let fitting = Set(decisions.flatMap { byKind[$0] ?? [] }).filter { other in
            guard other != c, decisions.contains(kinds[other]),
                members[other].contains(where: { documents.contains(tellings[$0].document) })
            else { return false }
            let others = Set(
                members[other].flatMap { tellings[$0].agents }.filter { builder.book.entries[$0].kind == .authority })
            guard !others.isEmpty, others.isDisjoint(with: courts) else { return false }
            guard patients[c].isEmpty || patients[other].isEmpty || !patients[c].isDisjoint(with: patients[other]) else {
                return false
            }
            guard let last = days[other].last, let first = days[c].first, last < .distantFuture else { return false }
            return last <= first
        }
        return fitting.max { (days[$0].last!, -$0) < (days[$1].last!, -$1) }
    }

    /// "The ruling of its chamber, which had struck down the decree": acts told right behind a ruling are what it did.
    private func told(behind target: EventMention.Target, in t: Int, by c: Int) -> [Int] {
        let document = tellings[t].document
        let mention = input.annotations[document].events[tellings[t].mention]
        let allowed = Set(table.strikes[kinds[c]] ?? [])
        return input.annotations[document].events.enumerated().compactMap { m, other in
            guard m != tellings[t].mention, other.sentence == mention.sentence, other.kind != .rule, allowed.contains(other.kind),
                (0...60).contains(other.trigger.lowerBound - target.range.upperBound),
                other.anterior == true || other.passing || !other.whens.isEmpty,
                let telling = builder.telling(document, m), clusterOf[telling] >= 0, clusterOf[telling] != c
            else { return nil }
            return clusterOf[telling]
        }
    }

    private func direct(of c: Int) -> Set<Int> {
        var found = Set<Int>()
        for t in members[c] {
            let mention = input.annotations[tellings[t].document].events[tellings[t].mention]
            for target in mention.targets {
                if target.kind == .rule || target.kind == nil { found.formUnion(told(behind: target, in: t, by: c)) }
                if let named = named(by: target, in: t) {
                    if named != c { found.insert(named) }
                } else if let other = search(target, from: t, c) {
                    found.insert(other)
                }
            }
        }
        return found
    }

    /// The event that the paper itself links, unless its kind belies the words ("the verdict" for a ruling on something else).
    private func named(by target: EventMention.Target, in t: Int) -> Int? {
        guard let event = target.event, let other = builder.telling(tellings[t].document, event), clusterOf[other] >= 0 else {
            return nil
        }
        let cluster = clusterOf[other]
        if cluster != clusterOf[t] && !mayPrecede(cluster, clusterOf[t]) { return nil }
        if let meant = meant(by: target), !meant.contains(kinds[cluster]), kinds[cluster] == .rule { return nil }
        return cluster
    }

    /// Kinds that a word for a decision means: a verdict convicts or acquits.
    private func meant(by target: EventMention.Target) -> [EventKind]? {
        guard target.kind == .rule || target.kind == nil else { return nil }
        return Fold.words(target.words).lazy.compactMap { table.meanings[$0] }.first
    }

    /// The event of the case that words alone name: of the kind that the words or the act allow, of the same people, before it, the latest.
    private func search(_ target: EventMention.Target, from t: Int, _ c: Int) -> Int? {
        var allowed = target.kind.map { [$0] } ?? []
        if let meant = meant(by: target) {
            allowed = meant
        } else if allowed.isEmpty || target.kind == .rule || target.kind == .other {
            guard target.kind != nil || Fold.words(target.words).contains(where: table.vague.contains) else { return nil }
            allowed = table.strikes[kinds[c]] ?? []
        }
        var pool = Set<Int>()
        for kind in allowed {
            for related in target.kind == nil ? [kind] : Array(table.kin(of: kind)) {
                if patients[c].isEmpty { pool.formUnion((byKind[related] ?? []).suffix(512)) }
            }
        }
        let wanted = Set(allowed.flatMap { target.kind == nil ? [$0] : Array(table.kin(of: $0)) })
        for patient in patients[c] { pool.formUnion((byPatient[patient] ?? []).filter { wanted.contains(kinds[$0]) }) }
        if pool.isEmpty { for kind in allowed { pool.formUnion((byKind[kind] ?? []).suffix(512)) } }
        let document = tellings[t].document
        let ranked = pool.filter { $0 != c && mayPrecede($0, c) }.map { other -> (score: Int, last: Day, id: Int) in
            var score = 0
            if !patients[other].isDisjoint(with: patients[c]) { score += 2 }
            if members[other].contains(where: { tellings[$0].document == document }) { score += 1 }
            if allowed.first == kinds[other] && target.kind != nil { score += 2 }
            return (score, days[other].last ?? .distantPast, other)
        }
        return ranked.max { ($0.score, bounded($0.last), -$0.id) < ($1.score, bounded($1.last), -$1.id) }?.id
    }

    private func bounded(_ day: Day) -> Day { day >= .distantFuture ? .distantPast : day }

    private func mayPrecede(_ a: Int, _ b: Int) -> Bool {
        guard let first = days[a].first, let last = days[b].last else { return true }
        return first <= last
    }
}
