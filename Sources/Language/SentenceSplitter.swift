/// Cuts a block's tokens into sentences.
///
/// A stop, question or exclamation mark ends one, with the closing quotes and brackets behind it, unless the words around tell
/// otherwise: abbreviations, initials, lower case after it. A line break ends one when the line before it is no full line
/// (a headline, a list, a dateline) or the layout starts anew.
struct SentenceSplitter: Sendable {
    let rules: TokenRules

    /// Longest sentence in tokens: OCR noise and lists without stops are cut here, so that later stages stay bounded.
    static let longest = 250

    /// Indices of the tokens that begin a sentence, in order; the first is 0.
    func starts(_ text: UnsafePointer<UInt8>, _ tokens: [RawToken]) -> [Int] {
        guard !tokens.isEmpty else { return [] }
        var starts = [0]
        let width = typicalLine(text, tokens)
        var index = 0
        var lineStart = 0
        while index < tokens.count - 1 {
            var next = index + 1
            var ends = false
            if tokens[index].gap == .line || tokens[index].gap == .blankLine { lineStart = index }
            if isTerminator(text, tokens[index]) {
                while next < tokens.count, closes(text, tokens, next) { next += 1 }
                if next < tokens.count { ends = endsSentence(text, tokens, index, next) }
            } else {
                ends = abbreviationEnds(text, tokens, index)
            }
            if !ends, next < tokens.count, tokens[next].gap == .blankLine { ends = true }
            if !ends, next < tokens.count, tokens[next].gap == .line {
                ends = lineEnds(text, tokens, lineStart, next, width)
            }
            if !ends, next - starts[starts.count - 1] >= Self.longest {
                ends = tokens[next - 1].kind == .punctuation || next - starts[starts.count - 1] >= Self.longest + 50
            }
            if ends, next < tokens.count { starts.append(next) }
            index = next
        }
        return starts
    }

    @inline(__always)
    private func first(_ text: UnsafePointer<UInt8>, _ token: RawToken) -> UInt32 {
        Scalars.decode(text, Int(token.start), Int(token.end)).scalar
    }

    private func isTerminator(_ text: UnsafePointer<UInt8>, _ token: RawToken) -> Bool {
        guard token.kind == .punctuation else { return false }
        switch first(text, token) {
        case 0x2E, 0x21, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F, 0x061F, 0x06D4, 0x203D, 0x964: return true
        default: return false
        }
    }

    /// A quotation mark or bracket that closes: it stands right behind what went before, or nothing stands right behind it.
    private func closes(_ text: UnsafePointer<UInt8>, _ tokens: [RawToken], _ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .punctuation, token.gap == .none else { return false }
        switch first(text, token) {
        case 0x22, 0x27:
            // A straight mark between two words without space on its right opens.
            return index + 1 >= tokens.count || tokens[index + 1].gap != .none || tokens[index + 1].kind == .punctuation
        case 0x29, 0x5D, 0x7D, 0x201D, 0x2019, 0xBB, 0x203A, 0x21, 0x3F, 0x2E: return true
        default: return false
        }
    }

    private func isCapital(_ text: UnsafePointer<UInt8>, _ token: RawToken) -> Bool {
        let scalar = first(text, token)
        if Scalars.isUpper(scalar) { return true }
        // Scripts without case begin sentences as they like.
        return scalar >= 0x590 && Scalars.kind(scalar) == .letter
    }

    private func isLower(_ text: UnsafePointer<UInt8>, _ token: RawToken) -> Bool {
        let scalar = first(text, token)
        return token.kind != .punctuation && Scalars.kind(scalar) == .letter && !Scalars.isUpper(scalar) && scalar < 0x590
    }

    private func isStarter(_ text: UnsafePointer<UInt8>, _ token: RawToken) -> Bool {
        isCapital(text, token) && rules.starters.contains(TokenRules.lowerHash(text, Int(token.start), Int(token.end)))
    }

    private func endsSentence(_ text: UnsafePointer<UInt8>, _ tokens: [RawToken], _ stop: Int, _ next: Int) -> Bool {
        var word = next
        // Opening quotes, brackets and bullets before the next word.
        while word < tokens.count - 1, tokens[word].kind == .punctuation, word - next < 3,
            !isTerminator(text, tokens[word])
        {
            let mark = first(text, tokens[word])
            if mark == 0x2C || mark == 0x3B || mark == 0x3A { return false }
            word += 1
        }
        let follower = tokens[word]
        if isLower(text, follower) {
            // Lower case goes on, unless a line or an emphatic mark says otherwise.
            return false
        }
        if tokens[next].gap == .none && next == stop + 1 {
            // "word.Next": a missing space, when both sides are words.
            return tokens[stop].kind == .punctuation && follower.kind == .word && isCapital(text, follower)
                && stop > 0 && isLower(text, tokens[stop - 1])
        }
        return true
    }

    /// Whether a sentence ends behind an abbreviation with its stop.
    private func abbreviationEnds(_ text: UnsafePointer<UInt8>, _ tokens: [RawToken], _ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .abbreviation || token.kind == .initial || token.kind == .word, text[Int(token.end) - 1] == 0x2E,
            index + 1 < tokens.count
        else { return false }
        var next = index + 1
        while next < tokens.count - 1, tokens[next].kind == .punctuation, next - index < 3 {
            let mark = first(text, tokens[next])
            guard mark == 0x22 || mark == 0x201C || mark == 0x2018 || mark == 0x28 else { break }
            next += 1
        }
        guard tokens[next].gap != .none || next > index + 1 else { return false }
        let starter = isStarter(text, tokens[next])
        if token.kind == .initial {
            guard starter, index > 0 else { return false }
            // "Plan B. The": a name before it makes it an initial; so does another initial.
            return tokens[index - 1].kind != .initial && !isCapital(text, tokens[index - 1])
        }
        switch rules.abbreviations[TokenRules.lowerHash(text, Int(token.start), Int(token.end) - 1)] {
        case .title, .number, .versus: return false
        case .open, nil: return starter
        }
    }

    /// The length in bytes that most lines of the block reach: the width at which its text was wrapped.
    private func typicalLine(_ text: UnsafePointer<UInt8>, _ tokens: [RawToken]) -> Int {
        var longest = 0
        var start = Int(tokens[0].start)
        for index in 1..<max(1, tokens.count) where tokens[index].gap == .line || tokens[index].gap == .blankLine {
            longest = max(longest, min(400, Int(tokens[index - 1].end) - start))
            start = Int(tokens[index].start)
        }
        // A last line that is longer than all before it: they are headings, or lines that end on purpose.
        return max(longest, min(400, Int(tokens[tokens.count - 1].end) - start))
    }

    /// Whether a single line break ends a sentence.
    private func lineEnds(
        _ text: UnsafePointer<UInt8>, _ tokens: [RawToken], _ lineStart: Int, _ next: Int, _ width: Int
    ) -> Bool {
        let last = tokens[next - 1]
        let line = Int(last.end) - Int(tokens[lineStart].start)
        let follower = tokens[next]
        if isLower(text, follower) { return false }
        if last.kind == .punctuation {
            let mark = first(text, last)
            if mark == 0x2C || mark == 0x3B || mark == 0x2D { return false }
        }
        // Wrapped text has lines of nearly one length; its next word would not have fitted. A line that leaves room for the
        // next word ended on purpose.
        let room = width - line
        let word = Int(follower.end) - Int(follower.start)
        return width > 200 || room > word + 1
    }
}
