import CaseModel
import EDTF
import Events
import TimeExpressions

/// What a paper and its surroundings state of its own day, weighed against what its text says.
struct PaperDays {
    /// Candidates believed: same days, most trusted source first. Indices in `Document.days`.
    var believed: [Int] = []
    /// Candidates of publication that say other days, set aside.
    var setAside: [Int] = []
    /// The days believed; nil when nothing is stated.
    var days: DaySet?
    /// Candidates that bound the day from above, with that bound.
    var bounds: [(candidate: Int, last: Day)] = []
    /// The latest whole date in a caption: nobody prints a picture before it is taken.
    var pictured: Day?
    /// The last day of a list of dates that the paper prints: nothing in it is still to come.
    var listed: Day?
    /// The last stated day of an update, with its candidate.
    var updated: (candidate: Int, days: DaySet)?

    init(_ document: Document, _ annotation: Annotation) {
        var published: [(candidate: Int, days: DaySet)] = []
        var updates: [(candidate: Int, days: DaySet)] = []
        for (i, candidate) in document.days.enumerated() {
            guard let days = try? DaySet(edtf: candidate.edtf), !days.isEmpty else { continue }
            switch candidate.role {
            case .published: published.append((i, days))
            case .updated: updates.append((i, days))
            case .captured, .copyright:
                if let last = days.last, last < .distantFuture { bounds.append((i, last)) }
            }
        }
        pictured = document.captions.flatMap(Weekday.dates).max()
        listed = PaperDays.lastListed(document, annotation)
        updated = updates.max { ($0.days.first!, $1.candidate) < ($1.days.first!, $0.candidate) }
        // A paper that states only when it was updated was published by then, and nothing nearer is known.
        let choices = published.isEmpty ? updates : published
        guard !choices.isEmpty else { return }
        let ranked = choices.map { choice in
            (
                choice, PaperDays.contradictions(choice.days, document, annotation),
                PaperDays.rank(document.days[choice.candidate].source)
            )
        }.sorted { ($0.1, $0.2, $0.0.candidate) < ($1.1, $1.2, $1.0.candidate) }
        let best = ranked[0].0.days
        var days = best
        for (choice, _, _) in ranked {
            let both = days.intersection(choice.days)
            if both.isEmpty {
                setAside.append(choice.candidate)
            } else {
                days = both
                believed.append(choice.candidate)
            }
        }
        if published.isEmpty { setAside = [] }
        self.days = days
    }

    /// Lines that make a list of dates.
    private static let fewestLines = 3

    /// The latest of the whole dates that open lines of their own, where there are several and the line is not of what is to come.
    static func lastListed(_ document: Document, _ annotation: Annotation) -> Day? {
        let text = Array(document.text.utf8)
        var days: [Day] = []
        for time in annotation.times where time.relation.anchor == .none {
            // A line of its own: blank lines part them.
            let start = time.range.lowerBound
            guard start > 0, start <= text.count, text[start - 1] == 0x0A else { continue }
            guard time.kind == .date || time.kind == .time, let day = time.relation.days(from: .all).only,
                !annotation.events.contains(where: {
                    $0.sentence == time.sentence && ($0.tense == .future || $0.modality == .planned)
                })
            else { continue }
            days.append(day)
        }
        return days.count >= fewestLines ? days.max() : nil
    }

    /// Lower is believed first: what the paper prints for readers, then its address, then what its system recorded (which a move to another
    /// system often rewrites), then the name of the file.
    static func rank(_ source: DayCandidate.Source) -> Int {
        switch source {
        case .dateline: 0
        case .byline, .header: 1
        case .timeElement, .text: 2
        case .url: 3
        case .jsonLD, .meta, .feed: 4
        case .archive, .fileName: 5
        }
    }

    /// How many of the text's own times cannot be under these days: a dateline's other weekday, "Thursday 5 July" in a year when it was none,
    /// a past event told of a later day.
    static func contradictions(_ days: DaySet, _ document: Document, _ annotation: Annotation) -> Int {
        guard Narrowing.isWorkable(days), let last = days.last else { return 0 }
        var count = 0
        for dateline in document.datelines {
            if let weekday = dateline.day.flatMap(Weekday.number),
                days.spans.allSatisfy({ span in
                    !(span.first.number...span.last.number).contains { Day(number: $0).weekday == weekday }
                })
            {
                count += 2
            }
        }
        var late = Set<Int>()
        for mention in annotation.events
        where Telling.world(of: mention.modality, mention.kind) == .happened && mention.tense == .past {
            for when in mention.whens where when.bearing == .at && annotation.times.indices.contains(when.time) {
                let time = annotation.times[when.time]
                guard time.kind == .date || time.kind == .time else { continue }
                switch time.relation.anchor {
                case .none: if let first = time.relation.days(from: .all).first, first > last { late.insert(when.time) }
                case .document: if time.relation.days(from: days).isEmpty { late.insert(when.time) }
                case .narrative: break
                }
            }
        }
        return count + late.count
    }
}

/// Weekdays and months by their English names, as datelines give them.
enum Weekday {
    /// 1 Monday … 7 Sunday; nil for other words.
    static func number(_ text: String) -> Int? {
        guard let word = Fold.words(text).first(where: { $0.utf8.count >= 3 }) else { return nil }
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        return names.firstIndex { $0 == word || (word.utf8.count <= 5 && $0.hasPrefix(word)) }.map { $0 + 1 }
    }

    /// Whole dates in a text: "Oct. 22, 2022", "22 October 2022".
    static func dates(_ text: String) -> [Day] {
        let words = Fold.words(text)
        guard words.count >= 3 else { return [] }
        return (0...(words.count - 3)).compactMap { i in
            guard let year = Int(words[i + 2]), (1800...2199).contains(year),
                let (month, day) = monthDay(words[i] + " " + words[i + 1])
            else { return nil }
            return Day(year: year, month: month, day: day)
        }
    }

    /// "April 30", "30 Apr.": month and day without a year.
    static func monthDay(_ text: String) -> (month: Int, day: Int)? {
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
            "december",
        ]
        let words = Fold.words(text)
        guard words.count <= 3, let word = words.first(where: { $0.utf8.count >= 3 && Int($0) == nil }),
            let month = months.firstIndex(where: { $0.hasPrefix(word) }),
            let day = words.lazy.compactMap({ Int($0) }).first(where: { (1...31).contains($0) }),
            !words.contains(where: { (Int($0) ?? 0) > 31 })
        else { return nil }
        return (month + 1, day)
    }
}
