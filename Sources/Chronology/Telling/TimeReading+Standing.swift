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
        where (time.kind == .date || time.kind == .time) && isPlaced(time.relation) && time.relation.anchor != .narrative
            && !isToCome(time.relation) && !isLabel(time.sentence)
        {
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
            if opens {
                older = nil
                // A paragraph in which somebody speaks is of now from its beginning.
                if speaking.contains(paragraphOf[sentence]) { isPast = false }
            }
            // Below the lead, a paragraph in which nobody speaks and no day is named tells what is not news.
            let isNews = { (day: Int) in
                sentence < Self.lead || paragraphOf[day] == paragraphOf[sentence] || speaking.contains(paragraphOf[sentence])
            }
            let here = times[sentence] ?? []
            let told = events[sentence] ?? []
            let current: Int?
            let day = here.first { isDay(annotation.times[$0].relation) }
            if let day, news == nil || !looksBack(day, told) {
                (news, older, isPast) = ((day, sentence), nil, false)
                current = here.allSatisfy { $0 == day || looksBack($0, told) } ? day : nil
            } else {
                if day == nil, here.count == 1 { standWith(here[0], told) }
                // Who speaks speaks of now.
                if here.isEmpty, isSaid(told) { older = nil }
                if day == nil, let time = here.first, tellsOf(here, sentence, told) {
                    older = (time, sentence)
                    if opens { isPast = true }
                    current = nil
                } else if let older {
                    current = here.isEmpty && sentence - older.sentence <= 2 ? older.time : nil
                } else if here.allSatisfy({ looksBack($0, told) }) {
                    if isSaid(told) { isPast = false }
                    current =
                        isPast
                        ? nil : news.flatMap { sentence - $0.sentence <= Self.newsReach && isNews($0.sentence) ? $0.time : nil }
                } else {
                    current = nil
                }
            }
            guard let current else { continue }
            for m in told
            where standing[m] == nil && isOpen(annotation.events[m]) && !isCoordinated(m) && !isLongSince(m)
                && !(here.isEmpty ? isBackground(m) : isSubordinate(m))
            {
                if annotation.events[m].tense == .past || goesAlong(m),
                    !KindTable.shared.lasts(annotation.events[m].kind, annotation.events[m].lemma)
                {
                    standing[m] = current
                    annotation.events[m].sameDayAs = nil
                }
            }
        }
    }

    /// "The court has ruled …", in a paper of that afternoon that names no day for it: today.
    mutating func openWithToday() {
        guard !annotation.times.contains(where: { $0.sentence <= Self.opening && isDay($0.relation) }),
            let lead = annotation.events.indices.first(where: { m in
                let event = annotation.events[m]
                return (0...3).contains(event.sentence) && isOpen(event) && event.kind != .state && event.tense != .none
                    && words(max(0, event.trigger.lowerBound - 16)..<event.trigger.lowerBound).suffix(2).contains {
                        $0 == "has" || $0 == "have"
                    }
            })
        else { return }
        annotation.times.append(
            TimeExpression(
                kind: .date, range: annotation.events[lead].trigger, sentence: annotation.events[lead].sentence, mod: nil,
                relation: TimeRelation(anchor: .document, meaning: .unit(.day, 0)), value: ""))
        guess(lead, annotation.times.count - 1)
    }

    /// Whether a sentence is a line without a full stop: a heading ("Back by Monday") or what stands under a picture.
    func isLabel(_ sentence: Int) -> Bool {
        guard annotation.sentences.indices.contains(sentence) else { return false }
        let range = annotation.sentences[sentence].clamped(to: 0..<text.count)
        guard let last = text[range].last(where: { $0 > 0x20 }), range.upperBound + 1 < text.count,
            text[range.upperBound] == 0x0A, text[range.upperBound + 1] == 0x0A
        else { return false }
        // A letter or a digit; quotation marks beyond ASCII close sentences.
        return (0x30...0x39).contains(last) || (0x41...0x5A).contains(last) || (0x61...0x7A).contains(last)
    }

    /// "Next month", "in the coming weeks".
    private func isToCome(_ relation: TimeRelation) -> Bool {
        guard relation.anchor == .document else { return false }
        switch relation.meaning {
        case .unit(_, let offset), .distance(_, let offset, _): return offset > 0
        case .field(_, let direction): return [.future, .next, .coming].contains(direction)
        default: return false
        }
    }

    /// "…, overruling the judge": what is told along with a main clause before it in the sentence.
    private func goesAlong(_ m: Int) -> Bool {
        let range = annotation.events[m].trigger
        guard annotation.events[m].tense != .future, words(range).first?.hasSuffix("ing") == true, range.lowerBound > 1 else {
            return false
        }
        let opens =
            annotation.sentences.indices.contains(annotation.events[m].sentence)
            && annotation.sentences[annotation.events[m].sentence].lowerBound == range.lowerBound
        return opens || text[range.lowerBound - 2] == 0x2C
    }

    /// "Heard the plea lodged on Friday", "who had on Monday fined her": a time of what is only told in passing, or of what was before.
    private func looksBack(_ time: Int, _ events: [Int]) -> Bool {
        let timed = events.filter { m in annotation.events[m].whens.contains { $0.time == time } }
        return !timed.isEmpty
            && timed.allSatisfy { m in
                annotation.events[m].passing || annotation.events[m].anterior == true || isBackground(m)
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
    private static let newsReach = 30

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
        let from = max(0, start - 24)
        guard !Self.relative.isDisjoint(with: words(from..<start).suffix(4)) else { return false }
        // "The mayor, who chaired it, asked …": behind its comma the main clause goes on.
        guard let comma = text[from..<start].lastIndex(of: 0x2C) else { return true }
        return !Self.relative.isDisjoint(with: words(comma..<start))
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
