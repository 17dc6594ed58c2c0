import CaseModel
import Events
import TimeExpressions

/// The time at which the text stands, for events without one.
extension TimeReading {
    /// News goes on at the day of its own week that it named, past sentences that look back in passing, until a paragraph opens with an older
    /// time: from there on nothing tells what is news, until somebody speaks again. A sentence that tells of an older time holds for the two
    /// behind it in its paragraph.
    mutating func stand() {
        var times: [Int: [Int]] = [:]
        for (i, time) in annotation.times.enumerated()
        where (time.kind == .date || time.kind == .time) && isPlaced(time.relation) && time.relation.anchor != .narrative {
            times[time.sentence, default: []].append(i)
        }
        var events: [Int: [Int]] = [:]
        for (m, event) in annotation.events.enumerated() { events[event.sentence, default: []].append(m) }
        guard let last = events.keys.max() else { return }
        let paragraphOf = paragraphNumbers(sentences: last + 1)
        var news: (time: Int, sentence: Int)?
        var older: (time: Int, sentence: Int)?
        var isPast = false
        let speaking = Set((0...last).filter { isSaid(events[$0] ?? []) }.map { paragraphOf[$0] })
        for sentence in 0...last {
            let opens = sentence == 0 || paragraphOf[sentence] != paragraphOf[sentence - 1]
            if opens { older = nil }
            // Below the lead, a paragraph in which nobody speaks and no day is named tells what is not news.
            let isNews = { (day: Int) in
                sentence < Self.lead || paragraphOf[day] == paragraphOf[sentence] || speaking.contains(paragraphOf[sentence])
            }
            let here = times[sentence] ?? []
            let current: Int?
            if let day = here.first(where: { isDay(annotation.times[$0].relation) }) {
                (news, older, isPast) = ((day, sentence), nil, false)
                current = here.count == 1 ? day : nil
            } else if let time = here.first {
                if here.count == 1 { standWith(time, events[sentence] ?? []) }
                if tellsOf(here, sentence, events[sentence] ?? []) {
                    older = (time, sentence)
                    if opens { isPast = true }
                }
                current = nil
            } else if let older {
                current = sentence - older.sentence <= 2 ? older.time : nil
            } else {
                if isSaid(events[sentence] ?? []) { isPast = false }
                current =
                    isPast
                    ? nil : news.flatMap { sentence - $0.sentence <= Self.newsReach && isNews($0.sentence) ? $0.time : nil }
            }
            guard let current else { continue }
            for m in events[sentence] ?? []
            where isOpen(annotation.events[m]) && !isCoordinated(m) && !isLongSince(m)
                && !(here.isEmpty ? isBackground(m) : isSubordinate(m))
            {
                if annotation.events[m].tense == .past
                    && !KindTable.shared.lasts(annotation.events[m].kind, annotation.events[m].lemma)
                {
                    standing[m] = current
                    annotation.events[m].sameDayAs = nil
                }
            }
        }
    }

    /// Whether the paper itself puts an event at the day of another of its sentence.
    private func isCoordinated(_ m: Int) -> Bool {
        guard let same = annotation.events[m].sameDayAs, annotation.events.indices.contains(same) else { return false }
        return annotation.events[same].sentence == annotation.events[m].sentence && !isSubordinate(same)
    }

    /// Gives a sentence's one time to the events that happened with the one that has it.
    private mutating func standWith(_ time: Int, _ events: [Int]) {
        guard let timed = events.first(where: { annotation.events[$0].whens.contains { $0.time == time && $0.bearing == .at } })
        else {
            return
        }
        for m in events
        where m != timed && isOpen(annotation.events[m]) && annotation.events[m].tense == .past && happensWith(m, timed) {
            standing[m] = time
        }
    }

    /// Whether somebody speaks to the paper.
    private func isSaid(_ events: [Int]) -> Bool {
        events.contains { m in
            let event = annotation.events[m]
            return event.kind == .state && event.tense == .past && event.anterior != true && !event.passing && event.whens.isEmpty
        }
    }

    /// Sentences that make the lead of a paper.
    private static let lead = 20
    /// Sentences that a day of the paper's week holds for.
    private static let newsReach = 20

    /// Whether a sentence is told at its older time: an event of its main clause has it, or it opens with it.
    private func tellsOf(_ times: [Int], _ sentence: Int, _ events: [Int]) -> Bool {
        let isMain = events.contains { m in
            let event = annotation.events[m]
            return Telling.world(of: event.modality, event.kind) == .happened
                && event.whens.contains { times.contains($0.time) && $0.bearing == .at } && !isSubordinate(m)
                && !KindTable.shared.lasts(event.kind, event.lemma)
        }
        if isMain { return true }
        guard annotation.sentences.indices.contains(sentence) else { return true }
        let bounding = Set(events.flatMap { annotation.events[$0].whens.filter { $0.bearing != .at }.map(\.time) })
        return times.contains {
            !bounding.contains($0)
                && annotation.times[$0].range.lowerBound - annotation.sentences[sentence].lowerBound <= 20
        }
    }

    /// "The guards who had stood there since he left": a verb in a clause under another.
    private func isSubordinate(_ m: Int) -> Bool {
        let start = annotation.events[m].trigger.lowerBound
        return !Self.subordinating.isDisjoint(with: words(max(0, start - 32)..<start))
    }
    /// "The families of those who were killed": what a clause says of somebody is not the news.
    private func isBackground(_ m: Int) -> Bool {
        let start = annotation.events[m].trigger.lowerBound
        return !Self.relative.isDisjoint(with: words(max(0, start - 24)..<start).suffix(4))
    }
    private static let relative: Set<String> = ["who", "whom", "whose", "which"]

    /// "His first words since he was sentenced".
    private func isLongSince(_ m: Int) -> Bool {
        let start = annotation.events[m].trigger.lowerBound
        return words(max(0, start - 24)..<start).suffix(4).contains("since")
    }
    private static let subordinating: Set<String> = [
        "since", "after", "before", "until", "who", "whom", "whose", "which", "that", "where", "when", "whether", "if",
    ]

    /// The paragraph of each sentence: blank lines part them, as in every `Document.text`.
    private func paragraphNumbers(sentences: Int) -> [Int] {
        var number = 0
        var at = 0
        return (0..<sentences).map { sentence in
            guard annotation.sentences.indices.contains(sentence) else { return number }
            let start = min(annotation.sentences[sentence].lowerBound, text.count)
            while at + 1 < start {
                if text[at] == 10 && text[at + 1] == 10 { number += 1 }
                at += 1
            }
            return number
        }
    }

    /// "Died when police fired into a crowd in 2006": what happened when the other did, by the words between their verbs.
    private func happensWith(_ m: Int, _ n: Int) -> Bool {
        let (a, b) = (annotation.events[m].trigger, annotation.events[n].trigger)
        let between = words(min(a.upperBound, b.upperBound)..<max(a.lowerBound, b.lowerBound))
        return between.count <= 8 && !Self.joining.isDisjoint(with: between) && Self.parting.isDisjoint(with: between)
    }
    fileprivate static let joining: Set<String> = ["when", "as", "while", "and"]
    fileprivate static let parting: Set<String> = [
        "who", "which", "that", "after", "before", "since", "until", "but", "where", "because", "despite", "had", "later", "then",
    ]
}
