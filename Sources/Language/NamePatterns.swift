/// What the rules of names know of a token.
struct NameMark {
    let bits: GazetteerBits
    let capital: Bool
}

/// Names that their form tells: a run of capitals with a head word ("Constitutional Court of …", "… Act", "… Party", "… Prison"),
/// and persons behind an honorific. General rules over the gazetteer's bits; they correct the recogniser.
struct NamePatterns {
    let tokens: [Token]
    let bits: [GazetteerBits]
    let capital: [Bool]
    /// Whether capitals say nothing here: a headline all in capitals, or in title case.
    let unreliable: Bool

    /// - Parameters:
    ///   - tokens: a sentence's tokens, tagged.
    ///   - marks: what the models saw of each: the gazetteer's bits, and whether it begins with a capital.
    init(_ tokens: [Token], _ marks: [NameMark]) {
        self.tokens = tokens
        var words = 0
        // Of the words that say something, the first left out: a headline has nearly all of them in capitals.
        var telling = 0
        var capitals = 0
        for index in tokens.indices {
            switch tokens[index].upos {
            case .punct, .num, .sym: continue
            case .noun, .propn, .adj, .verb, .adv:
                words += 1
                guard index > 0 else { continue }
                telling += 1
                if marks[index].capital { capitals += 1 }
            default: words += 1
            }
        }
        bits = tokens.indices.map { tokens[$0].upos != .punct && tokens[$0].upos != .num ? marks[$0].bits : [] }
        capital = marks.map(\.capital)
        unreliable = words >= 4 && telling > 1 && capitals * 10 >= telling * 8
    }

    private func lower(_ index: Int) -> String { tokens[index].form.lowercasedFast }
    private func hyphen(_ index: Int) -> Bool { index >= 0 && index < tokens.count && tokens[index].xpos == "HYPH" }

    /// A capitalised word that can be part of a name: no function word at a sentence's start.
    private func part(_ index: Int) -> Bool {
        guard index >= 0, index < tokens.count, capital[index] else { return false }
        switch tokens[index].upos {
        case .det, .pron, .sconj, .cconj, .adp, .aux, .intj, .part, .punct: return false
        case .adv, .verb: return index > 0
        default: return !bits[index].contains(.month)
        }
    }

    /// The spans that patterns find, in order, none overlapping.
    func spans() -> [NameSpan] {
        var out: [NameSpan] = []
        var index = 0
        while index < tokens.count {
            guard part(index) else {
                index += 1
                continue
            }
            // A run of capitalised words, hyphens inside.
            var end = index + 1
            while part(end) || (hyphen(end) && part(end + 1))
                || (tokens.indices.contains(end) && lower(end) == "&" && part(end + 1))
            { end += 1 }
            // "Prosecutor's Office", "Farmers' Union": the possessive belongs to the name, unless it is a place's or a person's.
            if end + 1 < tokens.count, tokens[end].xpos == "POS", part(end + 1),
                !bits[end + 1].isDisjoint(with: [.organ, .party, .court]),
                bits[end - 1].contains(.role) || tokens[end - 1].xpos == "NNS" || tokens[end - 1].xpos == "NNPS"
                    || lower(end - 1) == "general"
                    || lower(end - 1) == "people" || lower(end - 1) == "children"
            {
                end += 2
                while part(end) { end += 1 }
            }
            if let span = span(index..<end) {
                out.append(span)
                index = max(end, span.tokens.upperBound)
            } else {
                index = end
            }
        }
        return out
    }

    private func span(_ run: Range<Int>) -> NameSpan? {
        // The head: the last head word of the run that no title or name follows inside it.
        guard let head = run.last(where: { !bits[$0].isDisjoint(with: .heads) && !bits[$0].contains(.honorific) }) else {
            return nil
        }
        var start = run.lowerBound
        // Titles in front belong to nobody here: "President", "Judge".
        let possessive = run.contains { tokens[$0].xpos == "POS" }
        while !possessive, start < head, !bits[start].isDisjoint(with: [.role, .honorific]), bits[start].isDisjoint(with: .heads)
        { start += 1 }
        let kind = bits[head]
        var end = head + 1
        let tail = continuation(end, kind)
        let longer = tail > end
        guard head > start || longer else { return nil }
        // A head with further capitals behind it is no head: "Court TV", "Bill Carter", "Guard Harbor".
        if end < run.upperBound, !longer, bits[end].isDisjoint(with: [.role, .honorific]) {
            guard kind.contains(.court) else { return nil }
        }
        end = tail
        if unreliable && !longer && !kind.contains(.court) { return nil }
        guard let type = type(start..<end, head) else { return nil }
        return NameSpan(tokens: start..<end, type: type)
    }

    /// The end of "of the …", "for …", "on … and …" behind a head; `start` when nothing of the kind follows.
    private func continuation(_ start: Int, _ kind: GazetteerBits) -> Int {
        var end = start
        while end < tokens.count {
            let word = lower(end)
            let opens =
                word == "of" || (word == "for" && !kind.contains(.party))
                || (word == "on" && !kind.isDisjoint(with: [.law, .organ, .court]))
                || (word == "against" && !kind.isDisjoint(with: [.law, .organ]))
            let joins = end > start && word == "and"
            guard opens || joins else { break }
            var next = end + 1
            if next < tokens.count, lower(next) == "the" || lower(next) == "its" { next += 1 }
            guard part(next) else { break }
            // "of Judge X" and "and Judge X" begin another name.
            if bits[next].contains(.honorific) && !bits[next].contains(.role) { break }
            var stop = next + 1
            while part(stop) || (hyphen(stop) && part(stop + 1)) { stop += 1 }
            if joins {
                // A second name with a head of its own, or a place, is no part of the first.
                if !bits[stop - 1].isDisjoint(with: .heads) || !bits[end - 1].isDisjoint(with: .place)
                    || bits[next].contains(.first)
                {
                    break
                }
                if !bits[next].isDisjoint(with: .place) { break }
            }
            if opens && bits[next].contains(.first) && word == "of" && stop - next == 2 { break }
            end = stop
        }
        return end
    }

    private func type(_ range: Range<Int>, _ head: Int) -> NameType? {
        let kind = bits[head]
        let word = lower(head)
        if kind.contains(.court) {
            // "Chamber of Commerce", "bench", "bar": only with words of the law.
            if word == "chamber" || word == "chambers" || word == "bench" {
                let legal = range.contains { bits[$0].contains(.court) && $0 != head }
                let ordinal = range.contains { tokens[$0].xpos == "JJ" || tokens[$0].upos == .adj }
                return legal || ordinal
                    || range.contains { ["trial", "appeals", "pre", "criminal", "grand"].contains(lower($0)) }
                    ? .court : .organisation
            }
            return .court
        }
        if kind.contains(.prison) { return .prison }
        if kind.contains(.party) {
            if word == "party" { return .party }
            return .organisation
        }
        if kind.contains(.law) {
            if word == "bill" && range.count < 3 { return nil }
            if word == "decree" || word == "law" || word == "bill" || word == "code" { return range.count >= 2 ? .law : nil }
            return .law
        }
        if range.contains(where: { Self.custody.contains(lower($0)) }) { return .prison }
        return .organisation
    }

    /// Words that make a centre or an institution a prison.
    private static let custody: Set<String> = ["detention", "correctional", "remand", "penal", "correction"]

    /// Offices: "Prime Minister", "Attorney General", "Minister of Justice"; tokens that no other name holds.
    func offices(free: [Bool]) -> [NameSpan] {
        guard !unreliable else { return [] }
        var out: [NameSpan] = []
        var index = 0
        while index < tokens.count {
            guard part(index), free[index], bits[index].isDisjoint(with: [.honorific, .first]) || bits[index].contains(.role)
            else {
                index += 1
                continue
            }
            var end = index + 1
            while part(end), free[end], !bits[end].isDisjoint(with: [.role, .organ]) || lower(end) == "general" { end += 1 }
            let roles = (index..<end).contains { bits[$0].contains(.role) }
            if roles, end - index == 1 || bits[end - 1].contains(.role) {
                let tail = continuation(end, [])
                let stop = (end..<tail).allSatisfy { free[$0] } ? tail : end
                if stop - index >= 2 {
                    out.append(NameSpan(tokens: index..<stop, type: .office))
                    index = stop
                    continue
                }
            }
            index += 1
        }
        return out
    }

    /// The run of a person's names behind an honorific or a title at `index`; nil when none follows.
    func person(behind index: Int) -> Range<Int>? {
        guard bits[index].contains(.honorific) || (bits[index].contains(.role) && !unreliable) else { return nil }
        let start = index + 1
        var end = start
        while end < tokens.count {
            if tokens[end].upos == .propn && capital[end] && bits[end].isDisjoint(with: [.month]) {
                if !bits[end].isDisjoint(with: [.honorific, .role]) && bits[end].isDisjoint(with: .first) { break }
                end += 1
            } else if end > start || bits[end].contains(.particle), bits[end].contains(.particle), end + 1 < tokens.count,
                capital[end + 1]
            {
                end += 1
            } else if hyphen(end), end > start, end + 1 < tokens.count, capital[end + 1] {
                end += 2
            } else {
                break
            }
        }
        guard end > start, capital[end - 1] else { return nil }
        // "President of …", "Supreme Court", "Minister France": no person.
        if (start..<end).contains(where: {
            !bits[$0].isDisjoint(with: [.court, .prison, .organ, .law]) && bits[$0].isDisjoint(with: .first)
        }) {
            return nil
        }
        if !bits[index].contains(.honorific), (start..<end).allSatisfy({ !bits[$0].isDisjoint(with: .place) }) { return nil }
        return start..<end
    }
}
