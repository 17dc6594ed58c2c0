/// What the recogniser's names are in this domain, and one type for one name in the whole document.
struct NameTyper: Sendable {
    /// Corrects the names of every sentence by patterns, then of all sentences together.
    /// - Parameter marks: for each sentence, what is known of its tokens.
    func finish(_ analysis: inout Analysis, _ marks: [[NameMark]]) {
        var patterns: [NamePatterns] = []
        patterns.reserveCapacity(analysis.sentences.count)
        var document = NameDocument()
        for index in analysis.sentences.indices {
            let sentence = NamePatterns(analysis.sentences[index].tokens, marks[index])
            correct(&analysis.sentences[index].names, sentence)
            document.count(analysis.sentences[index].names, sentence)
            patterns.append(sentence)
        }
        document.settle()
        for index in analysis.sentences.indices {
            document.apply(to: &analysis.sentences[index].names, patterns[index])
            var free = [Bool](repeating: true, count: patterns[index].tokens.count)
            for name in analysis.sentences[index].names { for at in name.tokens { free[at] = false } }
            let offices = patterns[index].offices(free: free)
            guard !offices.isEmpty else { continue }
            analysis.sentences[index].names += offices
            analysis.sentences[index].names.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
        }
    }

    /// Patterns in one sentence.
    private func correct(_ names: inout [NameSpan], _ sentence: NamePatterns) {
        // Titles are no part of a person's name; nor are clitics.
        names = names.compactMap { name in
            var range = name.tokens
            while range.count > 0, name.type == .person, !sentence.bits[range.lowerBound].isDisjoint(with: [.honorific, .role]),
                range.count > 1, sentence.bits[range.lowerBound].isDisjoint(with: .first)
            {
                range = range.lowerBound + 1..<range.upperBound
            }
            if range.count == 1, name.type == .person, sentence.bits[range.lowerBound].contains(.honorific) { return nil }
            if sentence.tokens[range.upperBound - 1].xpos == "POS" { range = range.lowerBound..<range.upperBound - 1 }
            return range.isEmpty ? nil : NameSpan(tokens: range, type: name.type)
        }
        for span in sentence.spans() {
            // A longer name that the recogniser saw keeps its length: "Truth and Reconciliation Commission".
            if let longer = names.firstIndex(where: {
                $0.type != .person && $0.tokens.count > span.tokens.count && $0.tokens.lowerBound <= span.tokens.lowerBound
                    && $0.tokens.upperBound >= span.tokens.upperBound
            }) {
                names[longer].type = span.type
            } else {
                Self.put(span, into: &names)
            }
        }
        for index in sentence.tokens.indices where !sentence.bits[index].isDisjoint(with: [.honorific, .role]) {
            guard let range = sentence.person(behind: index) else { continue }
            let overlapping = names.filter { $0.tokens.overlaps(range) }
            // A longer name that the recogniser saw stays, when it begins where this does.
            if overlapping.contains(where: { $0.type == .person && $0.tokens.lowerBound == range.lowerBound }) { continue }
            if !sentence.bits[index].contains(.honorific), !overlapping.isEmpty { continue }
            Self.put(NameSpan(tokens: range, type: .person), into: &names)
        }
        // A name before "prison" is a prison's.
        for index in names.indices {
            let next = names[index].tokens.upperBound
            guard next < sentence.tokens.count, sentence.bits[next].contains(.prison),
                names[index].type != .person || !sentence.capital[next]
            else { continue }
            if names[index].type == .organisation || names[index].type == .place || names[index].type == .person {
                let end = sentence.capital[next] ? next + 1 : next
                names[index] = NameSpan(tokens: names[index].tokens.lowerBound..<end, type: .prison)
            }
        }
    }

    /// Puts a span in the place of those that it overlaps.
    static func put(_ span: NameSpan, into names: inout [NameSpan]) {
        names.removeAll { $0.tokens.overlaps(span.tokens) }
        let at = names.firstIndex { $0.tokens.lowerBound > span.tokens.lowerBound } ?? names.count
        names.insert(span, at: at)
    }
}
