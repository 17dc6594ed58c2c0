/// Where the person is, apart from the law: the last fact.
public struct Custody: Hashable, Sendable, Codable {
    /// The words of the status JSON.
    public enum State: String, Sendable, Codable, CaseIterable {
        case held, free, hospital, abroad, unknown
        /// Died: nothing is asked of the living any more. Exported as `unknown` with its words.
        case dead
    }
    public var state: State
    /// As the fact said it: "medical parole", "hospital under custody".
    public var words: String
    /// EDTF of the fact's day; nil where nothing is known.
    public var since: String?
    /// The fact's event or place in the ledger.
    public var by: String?
    /// What the answer depends on, where facts overlap in time.
    public var dependsOn: [String]
    public init(state: State, words: String, since: String? = nil, by: String? = nil, dependsOn: [String] = []) {
        self.state = state
        self.words = words
        self.since = since
        self.by = by
        self.dependsOn = dependsOn
    }

    /// The state that words of a ledger mean, by their first telling word.
    public static func state(of words: String) -> State {
        let low = words.lowercased()
        if let exact = State(rawValue: low) { return exact }
        let tables: [(State, String)] = [
            (.dead, "custody_dead"), (.hospital, "custody_hospital"), (.abroad, "custody_abroad"), (.free, "custody_free"),
            (.held, "custody_held"),
        ]
        var best: (at: Int, state: State)?
        for (state, group) in tables {
            for word in Cues.shared.words(group) {
                guard let r = low.range(of: word) else { continue }
                let at = low.utf8.distance(from: low.utf8.startIndex, to: r.lowerBound)
                if best == nil || at < best!.at { best = (at, state) }
            }
        }
        return best?.state ?? .unknown
    }
}

extension When {
    /// Halfway between the first and last moment that it may be: what the order of facts with vague days goes by.
    var middle: Int64 { earliest.seconds / 2 + latest.seconds / 2 }
}

extension LedgerFile {
    /// Custody on a moment as known at another: the last fact that had happened and was known. Of facts of one moment the later
    /// written counts. Where a fact's date leaves open whether it had happened, every reading is compared.
    public func custody(on x: Moment, asOf y: Moment) -> Custody {
        var sure: (fact: Fact, place: Int)?
        var maybe: [(fact: Fact, place: Int)] = []
        for (place, fact) in facts.enumerated() where fact.custody != nil {
            let known = fact.known ?? fact.date
            if known.earliest > y || fact.date.earliest > x { continue }
            if fact.date.latest <= x {
                if sure == nil || sure!.fact.date.middle <= fact.date.middle { sure = (fact, place) }
            } else {
                maybe.append((fact, place))
            }
        }
        if let s = sure { maybe.removeAll { $0.fact.date.latest < s.fact.date.earliest } }
        let all = (sure.map { [$0] } ?? []) + maybe
        guard let last = all.last else { return Custody(state: .unknown, words: "unknown") }
        let states = Set(all.map { Custody.state(of: $0.fact.custody ?? "") })
        let shown = sure ?? last
        var out = Custody(
            state: Custody.state(of: shown.fact.custody ?? ""), words: shown.fact.custody ?? "", since: shown.fact.date.text,
            by: shown.fact.id)
        if states.count > 1 || sure == nil && !maybe.isEmpty {
            out.dependsOn = maybe.map { "the day of \($0.fact.what ?? $0.fact.custody ?? "a fact") (\($0.fact.date.text))" }
            // A fact of some day within months may be told by the way; it is named, and does not undo what is told with its day.
            if sure == nil
                || maybe.contains(where: { $0.fact.date.breadth <= 31 && Custody.state(of: $0.fact.custody ?? "") != out.state }),
                states.count > 1
            {
                out.state = .unknown
                out.words = "unknown"
                out.by = nil
                out.since = nil
            }
        }
        return out
    }
}
