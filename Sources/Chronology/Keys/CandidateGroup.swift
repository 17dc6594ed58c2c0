import CaseModel

/// What could be one thing, out of all papers: one name with its bearers, one event with its tellings, papers of which one repeats another.
public struct LinkedCandidate: Codable, Hashable, Sendable {
    public var sort: Candidate.Sort
    public var key: String
    /// The fullest name, folded; nil for an event or copies.
    public var name: String?
    /// Every form of the name that was found, sorted.
    public var names: [String]?
    public var kinds: [EventKind]?
    /// The days that the tellings lie in, ISO 8601; nil for tellings without a day.
    public var from: String?
    public var to: String?
    /// How many papers there are; `documents` holds at most `most` of them, the smallest ids.
    public var papers: Int
    public var documents: [DocumentID]
}

/// One key's candidates, taken in any order and linked.
///
/// Memory is bounded whatever the size of the group: of each name or span of days at most `most` papers are kept, the smallest ids, and
/// at most `most` names or spans. What is kept does not depend on the order, nor on candidates that come twice.
public struct CandidateGroup {
    public let key: String
    public let most: Int

    fileprivate struct Pile {
        var documents: Set<DocumentID> = []
        var largest: DocumentID?
        var kinds: Set<EventKind> = []
        var more = 0
        var last: DocumentID?
    }
    private var sort = Candidate.Sort.name
    /// By name, or by "from to", or by "" for copies.
    private var piles: [String: Pile] = [:]

    public init(key: String, most: Int) {
        self.key = key
        self.most = max(2, most)
    }

    /// Takes one candidate; candidates must come sorted by document where a paper may be repeated beyond `most`, for `papers` to be exact.
    public mutating func add(_ candidate: Candidate) {
        sort = candidate.sort
        let label =
            switch candidate.sort {
            case .name: candidate.name ?? ""
            case .event: candidate.from.map { "\($0) \(candidate.to ?? $0)" } ?? ""
            case .copy: ""
            }
        if piles[label] == nil, piles.count >= most, let last = piles.keys.max() {
            if label > last { return }
            piles[last] = nil
        }
        piles[label, default: Pile()].take(candidate, most: most)
    }

    /// The candidates of the group, sorted.
    public func linked() -> [LinkedCandidate] {
        switch sort {
        case .name: names()
        case .event: events()
        case .copy:
            piles.values.filter { $0.count > 1 }.map {
                LinkedCandidate(sort: .copy, key: key, papers: $0.count, documents: $0.documents.sorted())
            }
        }
    }

    /// A name goes to the longer one that holds it, where all longer ones are forms of one name; a lone word to the only full name there is.
    private func names() -> [LinkedCandidate] {
        let forms = piles.keys.filter { !$0.isEmpty }.sorted().map { NameForm(words: $0.split(separator: " ").map(String.init)) }
        var joined = UnionFind(forms.count)
        for (i, form) in forms.enumerated() {
            let longer = forms.indices.filter {
                form.isInside(forms[$0])
                    && (form.words.count == 1 || form.last == forms[$0].last || form.first == forms[$0].first)
            }
            guard let fullest = longer.max(by: { (forms[$0].words.count, $1) < (forms[$1].words.count, $0) }),
                longer.allSatisfy({ $0 == fullest || forms[$0].isInside(forms[fullest]) })
            else { continue }
            joined.union(i, fullest)
        }
        var members: [Int: [Int]] = [:]
        for i in forms.indices { members[joined.root(i), default: []].append(i) }
        return members.values.map { group in
            let fullest = group.max { (forms[$0].words.count, $1) < (forms[$1].words.count, $0) }!
            let (papers, documents) = gathered(group.map { forms[$0].key })
            var linked = LinkedCandidate(sort: .name, key: key, papers: papers, documents: documents)
            linked.name = forms[fullest].key
            linked.names = group.map { forms[$0].key }.sorted()
            return linked
        }.sorted { $0.name! < $1.name! }
    }

    /// Tellings whose days meet are one candidate; those without a day are one by themselves.
    private func events() -> [LinkedCandidate] {
        var result: [LinkedCandidate] = []
        var open: (from: String, to: String, labels: [String])?
        func close() {
            guard let group = open else { return }
            let (papers, documents) = gathered(group.labels)
            var linked = LinkedCandidate(sort: .event, key: key, papers: papers, documents: documents)
            if !group.from.isEmpty { (linked.from, linked.to) = (group.from, group.to) }
            linked.kinds = Set(group.labels.flatMap { piles[$0]!.kinds }).sorted { $0.rawValue < $1.rawValue }
            result.append(linked)
        }
        for label in piles.keys.sorted() {
            let parts = label.split(separator: " ").map(String.init)
            let (from, to) = parts.count == 2 ? (parts[0], parts[1]) : ("", "")
            if let group = open, !group.to.isEmpty, from <= group.to {
                open = (group.from, max(group.to, to), group.labels + [label])
            } else {
                close()
                open = (from, to, [label])
            }
        }
        close()
        return result
    }

    private func gathered(_ labels: [String]) -> (papers: Int, documents: [DocumentID]) {
        var documents = Set<DocumentID>()
        var more = 0
        for label in labels {
            documents.formUnion(piles[label]!.documents)
            more += piles[label]!.more
        }
        return (documents.count + more, Array(documents.sorted().prefix(most)))
    }
}

extension CandidateGroup.Pile {
    fileprivate var count: Int { documents.count + more }

    fileprivate mutating func take(_ candidate: Candidate, most: Int) {
        if let kind = candidate.kind { kinds.insert(kind) }
        if last == candidate.document || documents.contains(candidate.document) { return }
        last = candidate.document
        if documents.count < most {
            documents.insert(candidate.document)
            largest = max(largest ?? candidate.document, candidate.document)
        } else if let last = largest, candidate.document < last {
            documents.remove(last)
            documents.insert(candidate.document)
            largest = documents.max()
            more += 1
        } else {
            more += 1
        }
    }
}
