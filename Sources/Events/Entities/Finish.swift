import CaseModel
import Language
import TimeExpressions

extension EntityBook {
    /// Writes the annotation: entities that are mentioned, events in order of the text, all numbers made to fit.
    func annotation(document: Document, scene: Scene, times: [TimeExpression], drafts: [Draft], quotes: [QuoteMention])
        -> Annotation
    {
        var annotation = Annotation(document: document.id, version: Annotator.version)
        annotation.sentences = scene.sentences.map(\.range)
        annotation.times = times
        var number = [Int](repeating: -1, count: entries.count)
        let kept = entries.indices.filter { !entries[$0].mentions.isEmpty }.sorted {
            (entries[$0].mentions.map(\.range.lowerBound).min()!, $0) < (entries[$1].mentions.map(\.range.lowerBound).min()!, $1)
        }
        for (new, old) in kept.enumerated() { number[old] = new }
        annotation.entities = kept.map { local(entries[$0]) }
        annotation.events = drafts.map { draft in
            var event = draft.event
            for index in event.arguments.indices {
                event.arguments[index].entity = event.arguments[index].entity.flatMap { number[$0] < 0 ? nil : number[$0] }
            }
            event.attributedTo = event.attributedTo.flatMap { number[$0] < 0 ? nil : number[$0] }
            return event
        }
        annotation.quotes = quotes.map { quote in
            var quote = quote
            quote.speaker = quote.speaker.flatMap { number[$0] < 0 ? nil : number[$0] }
            return quote
        }
        for link in links where number[link.from] >= 0 && number[link.to] >= 0 {
            let made = EntityLink(kind: link.kind, from: number[link.from], to: number[link.to], word: link.word)
            if !annotation.links.contains(made) { annotation.links.append(made) }
        }
        annotation.links.sort {
            ($0.from, $0.to, $0.kind.rawValue, $0.word ?? "") < ($1.from, $1.to, $1.kind.rawValue, $1.word ?? "")
        }
        return annotation
    }

    private func local(_ entry: Entry) -> LocalEntity {
        let names = entry.names.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let fullest = names.max { a, b in
            let (x, y) = (a.split(separator: " ").count, b.split(separator: " ").count)
            return (x, entry.names[a]!, b) < (y, entry.names[b]!, a)
        }
        var seen = Set<Int>()
        let mentions = entry.mentions.sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        .filter { seen.insert($0.range.lowerBound << 20 | $0.range.count).inserted }
        var entity = LocalEntity(
            kind: entry.isCourt ? .authority : entry.kind, name: fullest,
            names: names.isEmpty ? (entry.label ?? entry.description).map { [$0] } ?? [] : names, mentions: mentions)
        entity.gender = entry.gender.map { $0 ? "male" : "female" }
        entity.honorifics = entry.honorifics
        entity.roles = entry.roles
        entity.ages = entry.ages
        entity.country = entry.country
        return entity
    }
}
