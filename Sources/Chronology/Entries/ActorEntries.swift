import CaseModel
import EDTF
import Events

/// Actors and quotes, as the record keeps them.
extension CaseSolution {
    func actors() -> [CaseActor] {
        book.entries.indices.map { i in
            let entry = book.entries[i]
            let born = solver.sets[builder.born(i)]
            return CaseActor(
                id: entry.id, name: entry.name, kind: entry.kind, aliases: entry.aliases, roles: roles(entry),
                born: born.isBounded ? born.edtf : nil, country: entry.country, mentions: mentions(entry))
        }
    }

    private func mentions(_ entry: ActorBook.Entry) -> [Passage] {
        entry.members.flatMap { member in
            input.annotations[member.document].entities[member.entity].mentions.map {
                Passage(document: input.documents[member.document].id, range: $0.range)
            }
        }.sorted()
    }

    /// Each title once; with the days that some paper gives for it, where one does.
    private func roles(_ entry: ActorBook.Entry) -> [CaseActor.Role] {
        var found: [String: (title: String, edtf: String?)] = [:]
        for member in entry.members {
            for role in input.annotations[member.document].entities[member.entity].roles {
                let key = Fold.key(role.title)
                guard !key.isEmpty else { continue }
                let edtf = roleDays(role, member.document)
                if let old = found[key] {
                    if old.edtf == nil { found[key] = (old.title, edtf) }
                } else {
                    found[key] = (role.title, edtf)
                }
            }
        }
        return found.keys.sorted().map { CaseActor.Role(role: found[$0]!.title, edtf: found[$0]!.edtf) }
    }

    private func roleDays(_ role: LocalEntity.Role, _ d: Int) -> String? {
        let times = role.times.filter(input.annotations[d].times.indices.contains)
        guard let first = times.first else { return nil }
        let end = input.annotations[d].times[first].endsAt ?? (times.count > 1 ? times[1] : nil)
        if let end, input.annotations[d].times.indices.contains(end) { return DayText.span(timeDays(d, first), timeDays(d, end)) }
        let days = timeDays(d, first)
        return days.isBounded ? days.edtf : nil
    }

    /// Who speaks where no actor does: the words for him, or what a pronoun goes back to ("the judgment", "one of the barristers").
    private func described(_ quote: QuoteMention, _ document: Int) -> String? {
        guard let words = quote.speakerWords.map({ input.words(document, $0) }) else { return nil }
        if quote.speaker == nil {
            // "said in his name": whose words those are is not told by them.
            let first = words.split(separator: " ").first.map { $0.lowercased() } ?? ""
            return ["the", "a", "an", "one", "its"].contains(first) || words.first?.isUppercase == true ? words : nil
        }
        guard let speaker = quote.speaker, !words.contains(" "), Fold.words(words).joined().utf8.count < 5 else { return words }
        return input.annotations[document].entities[speaker].names.first ?? words
    }

    func quotes(_ dates: [DocumentDates]) -> [Quote] {
        var result: [Quote] = []
        for (d, annotation) in input.annotations.enumerated() {
            var date = dates[d].published
            date.why = []
            for quote in annotation.quotes {
                let actor = book.actor(d, quote.speaker)
                let name =
                    actor.map { book.entries[$0].name }
                    ?? described(quote, d)
                result.append(
                    Quote(
                        speaker: actor.map { book.entries[$0].id }, name: name, form: quote.form,
                        passage: Passage(document: input.documents[d].id, range: quote.range), date: date))
            }
        }
        return result
    }
}
