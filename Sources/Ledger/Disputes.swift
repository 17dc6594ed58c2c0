/// What is disputed, and every way to read it.
extension LedgerEvaluator {
    /// Acts joined by effects and presuppositions, with the points of each group that have more than one value.
    static func grouped(_ ledger: LedgerFile, index: [String: Int]) -> (groups: [Group], groupOf: [Int?]) {
        var points: [Int: [Point]] = [:]
        for (i, act) in ledger.acts.enumerated() {
            var mine: [Point] = []
            if !act.adopted.isCertain { mine.append(.adopted(i)) }
            if let w = act.known, !w.isCertain { mine.append(.known(i)) }
            if let w = act.effective, !w.isCertain { mine.append(.effective(i)) }
            if let w = act.until, !w.isCertain { mine.append(.until(i)) }
            for (e, effect) in act.effects.enumerated() where effect.kind == .strike {
                if (effect.modes.isEmpty ? ledger.readings.defaultMode : effect.modes).count > 1 { mine.append(.mode(i, e)) }
                if let w = effect.from, !w.isCertain { mine.append(.from(i, e)) }
                if let w = effect.until, !w.isCertain { mine.append(.through(i, e)) }
                if !effect.disputedIn.isEmpty { mine.append(.recognition(i, e)) }
            }
            if !mine.isEmpty { points[i] = mine }
        }
        var groupOf = [Int?](repeating: nil, count: ledger.acts.count)
        guard !points.isEmpty else { return ([], groupOf) }

        var root = Array(ledger.acts.indices)
        func find(_ i: Int) -> Int {
            var i = i
            while root[i] != i {
                root[i] = root[root[i]]
                i = root[i]
            }
            return i
        }
        for (i, act) in ledger.acts.enumerated() {
            for other in act.dependsOn.map(\.act) + act.effects.map(\.target.act) {
                guard let j = index[other] else { continue }
                let a = find(i), b = find(j)
                root[max(a, b)] = min(a, b)
            }
        }
        var groups: [Group] = []
        var groupAt: [Int: Int] = [:]
        for i in ledger.acts.indices where points[i] != nil {
            let r = find(i)
            if groupAt[r] == nil {
                groupAt[r] = groups.count
                groups.append(Group(acts: [], points: []))
            }
            groups[groupAt[r]!].points += points[i]!
        }
        for i in ledger.acts.indices {
            guard let g = groupAt[find(i)] else { continue }
            groups[g].acts.append(i)
            groupOf[i] = g
        }
        return (groups, groupOf)
    }

    /// The verdict of each target over all combinations of one group's readings.
    func tryReadings(_ whole: Group, targets: [Target], on x: Moment, asOf y: Moment, order: String) -> [Verdict] {
        // Each target only with what can bear on it; what is surely not known yet bears on nothing.
        var alike: [[Int]: [Int]] = [:]
        for (t, target) in targets.enumerated() { alike[bearing(on: target, in: whole, asOf: y), default: []].append(t) }
        var out = [Verdict](repeating: .notInForce, count: targets.count)
        for acts in alike.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) where !acts.isEmpty {
            let group = Group(acts: acts, points: whole.points.filter { acts.contains($0.act) })
            let places = alike[acts]!
            for (place, verdict) in zip(places, tryAll(group, targets: places.map { targets[$0] }, on: x, asOf: y, order: order))
            {
                out[place] = verdict
            }
        }
        return out
    }

    /// Positions of the acts that can bear on a target, itself included: what it presupposes, and what strikes or confirms any of
    /// them, and so on. Empty where the target itself is surely not known.
    private func bearing(on target: Target, in group: Group, asOf y: Moment) -> [Int] {
        func mayBeKnown(_ i: Int) -> Bool { (ledger.acts[i].known ?? ledger.acts[i].adopted).earliest <= y }
        guard let start = index[target.act], mayBeKnown(start) else { return [] }
        let known = group.acts.filter(mayBeKnown)
        var found = Set([start])
        var open = [start]
        while let i = open.popLast() {
            let id = ledger.acts[i].id
            var next = ledger.acts[i].dependsOn.compactMap { index[$0.act] }
            // An act that confirms a striker strikes too.
            next += ledger.acts[i].effects.filter { $0.kind == .confirm }.compactMap { index[$0.target.act] }
            next += known.filter { k in
                ledger.acts[k].effects.contains { $0.target.act == id && ($0.kind == .strike || $0.kind == .confirm) }
            }
            for n in next where mayBeKnown(n) && found.insert(n).inserted { open.append(n) }
        }
        return found.sorted()
    }

    private func tryAll(_ group: Group, targets: [Target], on x: Moment, asOf y: Moment, order: String) -> [Verdict] {
        let options = values(of: group, on: x, asOf: y, order: order)
        let open = options.filter { $0.count > 1 }
        let names = open.map { words($0) }
        var ways = 1
        for o in open { ways = ways > 1 << 40 ? ways : ways * o.count }
        let combinations = min(ways, mostReadings)
        // More ways than can be tried: as many of them, spread evenly over all.
        let spread = ways > combinations ? LedgerEvaluator.spread(ways, over: combinations) : 1
        let sub = LedgerFile(
            name: ledger.name, subject: ledger.subject, takesNotice: ledger.takesNotice, readings: ledger.readings,
            acts: group.acts.map { ledger.acts[$0] })
        var place: [Int: Int] = [:]
        for (p, i) in group.acts.enumerated() { place[i] = p }
        var subIndex: [String: Int] = [:]
        for (p, act) in sub.acts.enumerated() { subIndex[act.id] = p }
        // Row by row: the answers under one combination; nil where it is impossible: a decision on an act before the act.
        var rows: [[Bool]?] = []
        rows.reserveCapacity(combinations)
        for c in 0..<combinations {
            var choices = Choices()
            var rest = c * spread % ways
            for option in open {
                option.values[rest % option.count].choose(option.point.moved(to: place), in: &choices)
                rest /= option.count
            }
            for option in options where option.count == 1 {
                option.values[0].choose(option.point.moved(to: place), in: &choices)
            }
            let reading = Reading(sub, index: subIndex, choices: choices)
            let session = Session(view(reading, order: order), asOf: y.seconds)
            if isBackwards(reading, sub, subIndex) {
                rows.append(nil)
                continue
            }
            rows.append(
                targets.map { t in reading.node(t, index: subIndex).map { session.holds($0, at: x.seconds) } ?? false })
        }
        guard let sample = rows.lazy.compactMap({ $0 }).first else {
            return targets.map { _ in
                .undetermined(names + ["(no way to read these days puts every decision after what it decides on)"])
            }
        }
        return targets.indices.map { t in
            let first = sample[t]
            if rows.allSatisfy({ $0 == nil || $0![t] == first }) { return first ? .inForce : .notInForce }
            // A point matters when changing it alone changes the answer somewhere.
            guard spread == 1 else { return .undetermined(names) }
            var matters: [String] = []
            var stride = 1
            for (o, option) in open.enumerated() {
                let turns = rows.indices.contains { c in
                    let digit = c / stride % option.count
                    guard digit > 0, let here = rows[c] else { return false }
                    return (1...digit).contains { rows[c - $0 * stride].map { $0[t] != here[t] } ?? false }
                }
                if turns { matters.append(names[o]) }
                stride *= option.count
            }
            return .undetermined(matters.isEmpty ? names : matters)
        }
    }

    /// A step through `ways` combinations that visits `count` different ones, far apart: near the golden section, and coprime.
    private static func spread(_ ways: Int, over count: Int) -> Int {
        func common(_ a: Int, _ b: Int) -> Int { b == 0 ? a : common(b, a % b) }
        var step = max(1, Int(Double(ways) * 0.618_033_988_7))
        while common(step, ways) != 1 { step += 1 }
        return step
    }

    /// Whether some act strikes, confirms or presupposes an act of a later day, where their days allow another reading. (An effect on
    /// what is later in every reading does nothing, and excludes none.)
    private func isBackwards(_ reading: Reading, _ ledger: LedgerFile, _ index: [String: Int]) -> Bool {
        ledger.acts.indices.contains { i in
            let act = ledger.acts[i]
            let own = reading.adopted[reading.rank[i]]
            return (act.effects.lazy.map(\.target.act) + act.dependsOn.lazy.map(\.act)).contains { name in
                index[name].map { t in
                    reading.adopted[reading.rank[t]] > own && ledger.acts[t].adopted.earliest <= act.adopted.latest
                } ?? false
            }
        }
    }

    struct Option: Sendable {
        enum Value: Sendable {
            case moment(Moment), mode(Mode), recognised(Bool)
            func choose(_ point: Point, in choices: inout Choices) {
                switch self {
                case .moment(let m): choices.moments[point] = m
                case .mode(let m): choices.modes[point] = m
                case .recognised(let r): choices.recognised[point] = r
                }
            }
        }
        var point: Point
        var values: [Value]
        var count: Int { values.count }
    }

    /// The values of each point that the rule can tell apart on this question.
    private func values(of group: Group, on x: Moment, asOf y: Moment, order: String) -> [Option] {
        var cuts: [(Point?, Moment)] = [(nil, x), (nil, y)]
        for i in group.acts {
            let act = ledger.acts[i]
            var whens: [(Point, When)] = [(.adopted(i), act.adopted)]
            if let w = act.known { whens.append((.known(i), w)) }
            if let w = act.effective { whens.append((.effective(i), w)) }
            if let w = act.until { whens.append((.until(i), w)) }
            for (e, effect) in act.effects.enumerated() {
                if let w = effect.from { whens.append((.from(i, e), w)) }
                if let w = effect.until { whens.append((.through(i, e), w)) }
            }
            for (point, when) in whens {
                cuts.append((point, when.earliest))
                if !when.isCertain { cuts.append((point, when.latest)) }
            }
        }
        return group.points.compactMap { point in
            switch point {
            case .adopted, .known, .effective, .until, .from, .through:
                guard let when = when(point) else { return nil }
                let marks = Set(cuts.lazy.filter { $0.0 != point }.map { $0.1 }).sorted()
                return Option(point: point, values: LedgerEvaluator.representatives(when, marks: marks).map { .moment($0) })
            case .mode(let i, let e):
                let modes = ledger.acts[i].effects[e].modes
                return Option(point: point, values: (modes.isEmpty ? ledger.readings.defaultMode : modes).map { .mode($0) })
            case .recognition(let i, let e):
                let matters = ledger.acts[i].effects[e].disputedIn.contains(order)
                return Option(point: point, values: matters ? [.recognised(true), .recognised(false)] : [.recognised(true)])
            }
        }
    }

    func when(_ point: Point) -> When? {
        let act = ledger.acts[point.act]
        switch point {
        case .adopted: return act.adopted
        case .known: return act.known
        case .effective: return act.effective
        case .until: return act.until
        case .from(_, let e): return act.effects[e].from
        case .through(_, let e): return act.effects[e].until
        case .mode, .recognition: return nil
        }
    }

    /// One moment on each mark, and one between two neighbours, as far as the date may be there.
    static func representatives(_ when: When, marks: [Moment]) -> [Moment] {
        var out: [Moment] = []
        for stretch in when.stretches {
            let inside = marks.filter { stretch.first <= $0 && $0 <= stretch.last }
            var candidates = Set(inside)
            var at = stretch.first
            for mark in inside + [.distantFuture] {
                if at < mark { candidates.insert(at) }
                at = Moment(seconds: mark.seconds + 86_400)
                if at > stretch.last { break }
            }
            out += candidates.filter { $0 <= stretch.last }
        }
        return Array(Set(out)).sorted()
    }

    /// A point in words: "the day of ANNUL (2018-10)", "whether ANNUL strikes PARDON ex tunc or ex nunc".
    private func words(_ option: Option) -> String {
        let act = ledger.acts[option.point.act]
        switch option.point {
        case .adopted: return "the day of \(act.id) (\(act.adopted.text))"
        case .known: return "when \(act.id) became known (\(act.known?.text ?? ""))"
        case .effective: return "when \(act.id) took effect (\(act.effective?.text ?? ""))"
        case .until: return "when \(act.id) ended (\(act.until?.text ?? ""))"
        case .from(_, let e): return "from when \(act.id) strikes \(act.effects[e].target) (\(act.effects[e].from?.text ?? ""))"
        case .through(_, let e):
            return "until when \(act.id) strikes \(act.effects[e].target) (\(act.effects[e].until?.text ?? ""))"
        case .mode(_, let e):
            let modes = act.effects[e].modes.isEmpty ? ledger.readings.defaultMode : act.effects[e].modes
            let how = modes.map(\.words).joined(separator: " or ")
            return "whether \(act.id) strikes \(act.effects[e].target) \(how)"
        case .recognition(_, let e):
            return
                "whether \(act.effects[e].disputedIn.joined(separator: ", ")) counts what \(act.id) does to \(act.effects[e].target)"
        }
    }
}

extension Mode {
    /// "ex tunc", "ex nunc", "for a time".
    public var words: String {
        switch self {
        case .exTunc: "ex tunc"
        case .exNunc: "ex nunc"
        case .suspend: "for a time"
        }
    }
}

extension Point {
    /// The same point where acts have moved to other positions.
    func moved(to place: [Int: Int]) -> Point {
        let a = place[act] ?? act
        return switch self {
        case .adopted: .adopted(a)
        case .known: .known(a)
        case .effective: .effective(a)
        case .until: .until(a)
        case .mode(_, let e): .mode(a, e)
        case .from(_, let e): .from(a, e)
        case .through(_, let e): .through(a, e)
        case .recognition(_, let e): .recognition(a, e)
        }
    }
}
