import CaseModel

/// Finds the event of the chronology that a decision was made about.
struct EventFinder {
    let input: CaseInput
    /// Of each telling of the papers.
    let kinds: [EventKind]
    let starts: [Int]

    /// The tellings whose sentence overlaps a passage of the key; those of the key's kind where there are any.
    func tellings(of key: Decision.EventKey) -> [Int] {
        var found: [Int] = []
        for passage in key.passages { found += tellings(at: passage) }
        let ofKind = found.filter { kinds[$0] == key.kind }
        return Array(Set(ofKind)).sorted()
    }

    func tellings(at passage: Passage) -> [Int] {
        guard let d = input.position[passage.document] else { return [] }
        return input.annotations[d].events.indices.compactMap { m in
            let mention = input.annotations[d].events[m]
            let overlaps = input.sentence(d, mention.sentence, around: mention.trigger).overlaps(passage.range)
            return overlaps ? starts[d] + m : nil
        }
    }

    /// The event that most of the key's tellings are in; nil where none is. `kind` of an event stands in for a telling's where the event was
    /// found under another kind.
    func event(of key: Decision.EventKey, _ clusterOf: [Int], kinds: [EventKind]) -> Int? {
        var votes: [Int: Int] = [:]
        for t in tellings(of: key) where clusterOf[t] >= 0 { votes[clusterOf[t], default: 0] += 1 }
        if votes.isEmpty {
            for t in key.passages.flatMap(tellings(at:)) where clusterOf[t] >= 0 && kinds[clusterOf[t]] == key.kind {
                votes[clusterOf[t], default: 0] += 1
            }
        }
        return votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
