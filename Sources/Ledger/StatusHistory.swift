import EDTF

/// A person's status as spans: the whole history as known on one day, or as it was known at the time.
public struct StatusHistory: Hashable, Sendable, Codable {
    /// Days of one unchanging status, both inside; nil: open.
    public struct Span: Hashable, Sendable, Codable {
        public var from: String?
        public var to: String?
        public var status: [String]
        public var liable: Bool?
        public var undetermined: [String]

        enum CodingKeys: String, CodingKey {
            case from, to, status
            case liable = "liable_to_imprisonment"
            case undetermined
        }
        public func encode(to encoder: Encoder) throws {
            var c = encoder.container(keyedBy: CodingKeys.self)
            try c.encode(from, forKey: .from)
            try c.encode(to, forKey: .to)
            try c.encode(status, forKey: .status)
            try c.encode(liable, forKey: .liable)
            if !undetermined.isEmpty { try c.encode(undetermined, forKey: .undetermined) }
        }
        public init(from: String?, to: String?, status: [String], liable: Bool?, undetermined: [String]) {
            self.from = from
            self.to = to
            self.status = status
            self.liable = liable
            self.undetermined = undetermined
        }
        public init(from decoder: Decoder) throws {
            let c = try decoder.container(keyedBy: CodingKeys.self)
            from = try c.decode(String?.self, forKey: .from)
            to = try c.decode(String?.self, forKey: .to)
            status = try c.decode([String].self, forKey: .status)
            liable = try c.decode(Bool?.self, forKey: .liable)
            undetermined = try c.decodeIfPresent([String].self, forKey: .undetermined) ?? []
        }
    }
    public struct Order: Hashable, Sendable, Codable {
        public var order: String
        public var name: String
        public var spans: [Span]
    }
    public struct Stay: Hashable, Sendable, Codable {
        public var from: String?
        public var to: String?
        public var state: String
        public var words: String
    }
    public var subject: String
    /// Nil: as it was known at the time, or with everything (`atTheTime`).
    public var asOf: String?
    public var atTheTime: Bool
    public var known: String
    public var orders: [Order]
    public var custody: [Stay]

    enum CodingKeys: String, CodingKey {
        case subject
        case asOf = "as_of"
        case atTheTime = "as_known_at_the_time"
        case known, orders, custody
    }
}

extension StatusEngine {
    /// Days on which something starts, ends or becomes known, in order; answers change on no other.
    public var breakpoints: [Day] {
        var all = Set<Day>()
        func mark(_ when: When?) {
            guard let when else { return }
            for s in when.stretches {
                if s.first > .distantPast, s.first < .distantFuture { all.insert(s.first.day) }
                if s.last != s.first, s.last < .distantFuture { all.insert(s.last.day + 1) }
            }
        }
        for act in ledger.acts {
            mark(act.adopted)
            mark(act.known)
            mark(act.effective)
            mark(act.until)
            if let due = act.duty?.due { mark(due) }
            for e in act.effects {
                mark(e.from)
                mark(e.until)
            }
        }
        for fact in ledger.facts {
            mark(fact.date)
            mark(fact.known)
        }
        return all.sorted()
    }

    /// The whole history. `asOf` nil: with everything known; `atTheTime`: each day as known on that day.
    public func history(asOf: When? = nil, atTheTime: Bool = false, order: String? = nil) -> StatusHistory {
        let days = breakpoints
        let wanted = order.map { self.order(named: $0) ?? $0 }
        func seen(_ day: Day) -> Moment { atTheTime ? Moment(endOf: day) : asOf?.asked ?? .distantFuture }
        var orders: [StatusHistory.Order] = []
        for name in wanted.map({ [$0] }) ?? self.orders {
            var spans: [StatusHistory.Span] = []
            for (n, day) in days.enumerated() {
                let a = status(on: Moment(endOf: day), asOf: seen(day), order: name, proofs: false)
                let end = n + 1 < days.count ? Moment.text(of: days[n + 1] - 1) : nil
                let open = a.undetermined.keys.sorted()
                if let last = spans.last, last.status == a.status, last.liable == a.liable, last.undetermined == open {
                    spans[spans.count - 1].to = end
                } else {
                    spans.append(
                        StatusHistory.Span(
                            from: Moment.text(of: day), to: end, status: a.status, liable: a.liable, undetermined: open))
                }
            }
            if let first = spans.first, first.status == ["none"], first.undetermined.isEmpty { spans[0].from = nil }
            orders.append(StatusHistory.Order(order: name, name: ledger.orderName(name), spans: spans))
        }
        var stays: [StatusHistory.Stay] = []
        for (n, day) in days.enumerated() {
            let c = custody(on: Moment(endOf: day), asOf: seen(day))
            let end = n + 1 < days.count ? Moment.text(of: days[n + 1] - 1) : nil
            if let last = stays.last, last.state == c.state, last.words == c.words {
                stays[stays.count - 1].to = end
            } else {
                stays.append(StatusHistory.Stay(from: Moment.text(of: day), to: end, state: c.state, words: c.words))
            }
        }
        return StatusHistory(
            subject: ledger.subject, asOf: asOf?.text, atTheTime: atTheTime, known: known, orders: orders, custody: stays)
    }

    /// What changed in hindsight between two days of knowledge.
    public func difference(from a: When, to b: When, order: String? = nil) -> LedgerDifference {
        LedgerDifference(self, from: a, to: b, order: order)
    }
}

/// What rulings that became known between two days changed, backwards and forwards.
public struct LedgerDifference: Hashable, Sendable, Codable {
    public struct Change: Hashable, Sendable, Codable {
        public var order: String
        public var name: String
        /// Days of the change, both inside; nil: open.
        public var from: String?
        public var to: String?
        public var before: StatusHistory.Span
        public var after: StatusHistory.Span
        /// True where days before the earlier day of knowledge changed: hindsight.
        public var backwards: Bool
    }
    public struct News: Hashable, Sendable, Codable {
        public var act: String
        public var authority: String
        public var what: String
        public var known: String
        /// What it strikes, confirms or restores: "strikes PARDON ex tunc".
        public var effects: [String]
    }
    public var subject: String
    public var from: String
    public var to: String
    public var news: [News]
    public var changes: [Change]

    init(_ engine: StatusEngine, from a: When, to b: When, order: String?) {
        subject = engine.ledger.subject
        from = a.text
        to = b.text
        let early = a.asked, late = b.asked
        news = engine.ledger.acts.compactMap { act in
            let known = act.known ?? act.adopted
            guard known.earliest > early, known.earliest <= late else { return nil }
            let effects = act.effects.map { e in
                switch e.kind {
                case .strike: "strikes \(e.target) \(e.modes.map(\.words).joined(separator: " or "))"
                case .confirm: "confirms \(e.target)"
                case .comply: "finds \(e.target) complied with"
                case .breach: "finds \(e.target) breached"
                }
            }
            return News(act: act.id, authority: act.authority, what: act.what, known: known.text, effects: effects)
        }
        var changes: [Change] = []
        let days = engine.breakpoints
        let wanted = order.map { engine.order(named: $0) ?? $0 }
        for name in wanted.map({ [$0] }) ?? engine.orders {
            for (n, day) in days.enumerated() {
                let x = Moment(endOf: day)
                func span(_ y: Moment) -> StatusHistory.Span {
                    let s = engine.status(on: x, asOf: y, order: name, proofs: false)
                    return StatusHistory.Span(
                        from: nil, to: nil, status: s.status, liable: s.liable, undetermined: s.undetermined.keys.sorted())
                }
                let before = span(early), after = span(late)
                guard before != after else { continue }
                let end = n + 1 < days.count ? Moment.text(of: days[n + 1] - 1) : nil
                if let last = changes.last, last.order == name, last.before == before, last.after == after,
                    last.to == Moment.text(of: day - 1)
                {
                    changes[changes.count - 1].to = end
                } else {
                    changes.append(
                        Change(
                            order: name, name: engine.ledger.orderName(name), from: Moment.text(of: day), to: end, before: before,
                            after: after,
                            backwards: Moment(day) <= early))
                }
            }
        }
        self.changes = changes
    }
}
