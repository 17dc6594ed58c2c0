/// The names of one document together: what most mentions of a name are, all are; a surname is its bearer's.
struct NameDocument {
    /// Name in lower case → weight of each type.
    private var votes: [String: [NameType: Int]] = [:]
    /// Last words of persons' full names.
    private var surnames: [String: Int] = [:]
    /// Names told to be parties by the words beside them.
    private var parties: Set<String> = []
    private var settled: [String: NameType] = [:]
    /// First words of the settled names.
    private var firsts: Set<Substring> = []
    /// Longest known name in tokens.
    private var longest = 1

    private static func key(_ range: Range<Int>, _ tokens: [Token]) -> String {
        range.count == 1
            ? tokens[range.lowerBound].form.lowercasedFast : range.map { tokens[$0].form.lowercasedFast }.joined(separator: " ")
    }

    mutating func count(_ names: [NameSpan], _ sentence: NamePatterns) {
        let weight = sentence.unreliable ? 1 : 3
        for name in names {
            let key = Self.key(name.tokens, sentence.tokens)
            votes[key, default: [:]][name.type, default: 0] += weight
            longest = max(longest, min(8, name.tokens.count))
            let first = name.tokens.lowerBound
            let next = name.tokens.upperBound
            if name.type == .person {
                if name.tokens.count > 1, !sentence.unreliable {
                    surnames[sentence.tokens[next - 1].form.lowercasedFast, default: 0] += 3
                    // In many countries the family's name comes first.
                    if sentence.bits[first].isEmpty { surnames[sentence.tokens[first].form.lowercasedFast, default: 0] += 1 }
                }
                if first > 0, sentence.bits[first - 1].contains(.honorific) { votes[key]![.person]! += 6 }
            }
            if name.type == .organisation || name.type == .place || name.type == .party {
                func word(_ index: Int) -> String {
                    index >= 0 && index < sentence.tokens.count ? sentence.tokens[index].form.lowercasedFast : ""
                }
                var before = first - 1
                if word(before) == "the" { before -= 1 }
                let comma = word(before) == ","
                if comma { before -= 1 }
                if word(next) == "party" || word(before) == "party" || (!comma && word(before) == "opposition")
                    || (!comma && word(before) == "ruling")
                {
                    parties.insert(key)
                }
            }
        }
    }

    mutating func settle() {
        for (name, types) in votes {
            var types = types
            if let bearer = surnames[name] { types[.person, default: 0] += bearer * 2 }
            // Ties go to the type that comes first, so that the result is the same each time.
            let best = types.min { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }!
            settled[name] = parties.contains(name) && (best.key == .organisation || best.key == .place) ? .party : best.key
        }
        for (surname, weight) in surnames where settled[surname] == nil && weight > 0 { settled[surname] = .person }
        firsts = Set(settled.keys.map { $0.prefix { $0 != " " } })
    }

    /// Gives every name its type, and finds mentions that were missed.
    func apply(to names: inout [NameSpan], _ sentence: NamePatterns) {
        for index in names.indices {
            if let type = settled[Self.key(names[index].tokens, sentence.tokens)] { names[index].type = type }
        }
        let tokens = sentence.tokens
        var index = 0
        while index < tokens.count {
            guard sentence.capital[index], firsts.contains(Substring(tokens[index].form.lowercasedFast)),
                !names.contains(where: { $0.tokens.contains(index) })
            else {
                index += 1
                continue
            }
            var found = 0
            var length = min(longest, tokens.count - index)
            while length > 0 {
                let range = index..<index + length
                if !names.contains(where: { $0.tokens.overlaps(range) }), let type = settled[Self.key(range, tokens)],
                    allowed(range, type, sentence)
                {
                    NameTyper.put(NameSpan(tokens: range, type: type), into: &names)
                    found = length
                    break
                }
                length -= 1
            }
            index += max(1, found)
        }
    }

    /// A known name stands here again; single words only where they are no common words.
    private func allowed(_ range: Range<Int>, _ type: NameType, _ sentence: NamePatterns) -> Bool {
        let last = range.upperBound - 1
        guard sentence.capital[last] else { return false }
        if range.count > 1 { return true }
        let token = sentence.tokens[last]
        if !sentence.bits[last].isDisjoint(with: [.month, .honorific, .role, .demonym]) { return false }
        if sentence.unreliable {
            return token.upos == .propn || token.upos == .noun || surnames[token.form.lowercasedFast] != nil
        }
        return token.upos == .propn
    }
}
