/// One token as the tokeniser leaves it.
struct RawToken {
    /// UTF-8 byte offsets in the text.
    var start: Int32
    var end: Int32
    /// What stands before it.
    var gap: Gap
    /// A word broken by a hyphen at a line's end: its form leaves out the hyphen and the line break.
    var rejoined: Bool
    var kind: Kind

    enum Gap: UInt8 { case none, space, line, blankLine }
    enum Kind: UInt8 { case word, number, abbreviation, initial, punctuation, address }
}

/// Words as Universal Dependencies cuts them, by one pass over the bytes: time and memory linear in the text.
///
/// Conventions: UD English (EWT 2.x): clitics and hyphenated parts are words of their own, abbreviations keep their stop.
struct Tokenizer: Sendable {
    let rules: TokenRules

    /// Longest run of bytes that is looked at as an address or a word with inner marks.
    static let longestWord = 256

    /// Appends the tokens of a range of the text.
    func tokenize(_ text: UnsafePointer<UInt8>, _ range: Range<Int>, into tokens: inout [RawToken]) {
        var position = range.lowerBound
        let end = range.upperBound
        var gap = RawToken.Gap.none
        while position < end {
            let (scalar, length) = Scalars.decode(text, position, end)
            let kind = Scalars.kind(scalar)
            switch kind {
            case .space:
                if scalar == 0x0A || scalar == 0x2028 || scalar == 0x2029 {
                    gap = gap == .line || gap == .blankLine ? .blankLine : .line
                } else if gap == .none {
                    gap = .space
                }
                if scalar == 0x2029 { gap = .blankLine }
                position += length
                continue
            case .ignorable:
                position += length
                continue
            default: break
            }
            let next = token(text, position, end, kind, scalar, length, gap, &tokens)
            position = next
            gap = .none
        }
    }

    /// Appends the token or tokens that begin at `start`; gives the offset behind them.
    private func token(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ kind: ScalarKind, _ scalar: UInt32, _ length: Int,
        _ gap: RawToken.Gap, _ tokens: inout [RawToken]
    ) -> Int {
        func punctuation(to stop: Int) -> Int {
            tokens.append(.init(start: Int32(start), end: Int32(stop), gap: gap, rejoined: false, kind: .punctuation))
            return stop
        }
        switch kind {
        case .letter, .digit:
            // Asked once or twice in a run without white space, so that the whole stays linear.
            if gap != .none || tokens.isEmpty
                || (tokens[tokens.count - 1].gap != .none && tokens[tokens.count - 1].kind == .punctuation),
                let stop = address(text, start, end)
            {
                tokens.append(.init(start: Int32(start), end: Int32(stop), gap: gap, rejoined: false, kind: .address))
                return stop
            }
            return word(text, start, end, gap, &tokens)
        case .apostrophe:
            if let stop = clitic(text, start, end, length) {
                tokens.append(.init(start: Int32(start), end: Int32(stop), gap: gap, rejoined: false, kind: .word))
                return stop
            }
            if scalar == 0x27 || scalar == 0x60, start + 1 < end, text[start + 1] == text[start] {
                return punctuation(to: start + 2)
            }
            if scalar == 0x2019 || scalar == 0x2018 {
                let (second, size) = Scalars.decode(text, min(start + length, end - 1), end)
                if start + length < end, second == 0x2019 { return punctuation(to: start + length + size) }
            }
            return punctuation(to: start + length)
        case .mark, .ellipsis:
            let byte = text[start]
            if byte == 0x3A || byte == 0x3B, let stop = emoticon(text, start, end) { return punctuation(to: stop) }
            if byte == 0x2E || byte == 0x21 || byte == 0x3F || kind == .ellipsis {
                if byte == 0x2E, start + 1 < end, ByteClass.isDigit(text[start + 1]), gap != .none || tokens.isEmpty {
                    return word(text, start, end, gap, &tokens)
                }
                var stop = start
                while stop < end {
                    if text[stop] == 0x2E || text[stop] == 0x21 || text[stop] == 0x3F {
                        stop += 1
                    } else if text[stop] == 0xE2, stop + 2 < end, text[stop + 1] == 0x80, text[stop + 2] == 0xA6 {
                        stop += 3
                    } else {
                        break
                    }
                }
                return punctuation(to: max(stop, start + length))
            }
            return punctuation(to: start + length)
        case .dash, .symbol:
            let byte = text[start]
            if byte == 0x40 || byte == 0x23, start + 1 < end, ByteClass.isWordByte(text[start + 1]),
                !(byte == 0x23 && ByteClass.isDigit(text[start + 1]))
            {
                var stop = start + 1
                while stop < end, ByteClass.isWordByte(text[stop]) || text[stop] == 0x5F { stop += 1 }
                tokens.append(.init(start: Int32(start), end: Int32(stop), gap: gap, rejoined: false, kind: .address))
                return stop
            }
            if byte == 0x3D, let stop = emoticon(text, start, end) { return punctuation(to: stop) }
            var stop = start + length
            // A run of one ASCII symbol is one token: "--", "***", "====", ">>".
            if byte < 0x80, byte != 0x24, byte != 0x25 { while stop < end, text[stop] == byte { stop += 1 } }
            return punctuation(to: stop)
        default:
            return punctuation(to: start + length)
        }
    }

    /// The end of a clitic or clipped word that begins with an apostrophe ("'s", "'90s", "'em"); nil for a quotation mark.
    private func clitic(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ length: Int) -> Int? {
        let first = start + length
        var stop = first
        while stop < end, stop - first < 5, ByteClass.isASCIILetter(text[stop]) || ByteClass.isDigit(text[stop]) { stop += 1 }
        let count = stop - first
        if count == 0 || stop - first >= 5 { return nil }
        if stop < end, text[stop] >= 0x80, Scalars.kind(Scalars.decode(text, stop, end).scalar) == .letter { return nil }
        if ByteClass.isDigit(text[first]) {
            return count == 3 && ByteClass.isDigit(text[first + 1]) && text[first + 2] | 0x20 == 0x73 ? stop : nil
        }
        let a = text[first] | 0x20
        let b = count > 1 ? text[first + 1] | 0x20 : 0
        switch (count, a, b) {
        case (1, 0x73, _), (1, 0x6D, _), (1, 0x64, _): return stop  // 's 'm 'd
        case (2, 0x6C, 0x6C), (2, 0x72, 0x65), (2, 0x76, 0x65), (2, 0x65, 0x6D): return stop  // 'll 're 've 'em
        case (3, 0x74, 0x69): return text[first + 2] | 0x20 == 0x6C ? stop : nil  // 'til
        default: return nil
        }
    }

    private func emoticon(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var index = start + 1
        if index < end, text[index] == 0x2D { index += 1 }
        guard index < end else { return nil }
        let mouth = text[index]
        let closed = mouth == 0x29 || mouth == 0x28
        let lettered = mouth == 0x44 || mouth == 0x50 || mouth == 0x70
        guard closed || lettered else { return nil }
        // ":D" counts only when nothing follows; ":)" only when nothing went before that it could close.
        if lettered, index + 1 < end, ByteClass.isWordByte(text[index + 1]) { return nil }
        return index + 1
    }

    /// The end of an address of the web or of mail, when one begins here.
    private func address(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        // The run up to white space or an angle bracket or quote.
        let limit = min(end, start + 2048)
        var stop = start
        var at = -1
        var slashes = -1
        var dots = 0
        while stop < limit {
            let byte = text[stop]
            if ByteClass.isSpace(byte) || byte == 0x3C || byte == 0x3E || byte == 0x22 { break }
            if !ByteClass.isWordByte(byte) {
                if byte == 0x40 { at = stop }
                if byte == 0x2E { dots += 1 }
                if byte == 0x3A, stop + 2 < limit, text[stop + 1] == 0x2F, text[stop + 2] == 0x2F, slashes < 0 { slashes = stop }
                if byte == 0x2C || byte == 0x28 || byte == 0x29, slashes < 0 { break }
            } else if byte >= 0x80 && slashes < 0 {
                break
            }
            stop += 1
        }
        if at < 0 && slashes < 0 {
            let www =
                stop - start > 4 && text[start] | 0x20 == 0x77 && text[start + 1] | 0x20 == 0x77 && text[start + 2] | 0x20 == 0x77
                && text[start + 3] == 0x2E
            if !www && (dots == 0 || !domain(text, start, stop)) { return nil }
        }
        if slashes >= 0 && slashes - start > 8 && at < 0 { return nil }
        if at == start || (at >= 0 && slashes < 0 && (dots == 0 || at + 1 >= stop)) { return nil }
        while stop > start {
            let byte = text[stop - 1]
            if byte == 0x2E || byte == 0x2C || byte == 0x3A || byte == 0x3B || byte == 0x21 || byte == 0x3F || byte == 0x29
                || byte == 0x27 || byte == 0x5D
            {
                stop -= 1
            } else {
                break
            }
        }
        return stop > start + 3 ? stop : nil
    }

    /// "name.tld", "name.co.uk/path", "file.doc": labels with dots whose last is a known domain or file ending.
    private func domain(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var stop = start
        var lastDot = -1
        while stop < end, stop - start < Self.longestWord,
            ByteClass.isASCIILetter(text[stop]) || ByteClass.isDigit(text[stop])
                || text[stop] == 0x2E || text[stop] == 0x2D || text[stop] == 0x5F
        {
            if text[stop] == 0x2E, stop + 1 < end, ByteClass.isWordByte(text[stop + 1]) { lastDot = stop }
            stop += 1
        }
        guard lastDot > start + 1 else { return false }
        while stop > lastDot + 1, text[stop - 1] == 0x2E { stop -= 1 }
        guard stop == end || text[stop] == 0x2F || !ByteClass.isWordByte(text[stop]) else { return false }
        // "wrote.It" is a missing space, not an address: a label in capitals after lower case.
        if ByteClass.isUpper(text[lastDot + 1]), ByteClass.isLower(text[lastDot - 1]) { return false }
        return rules.domains.contains(TokenRules.lowerHash(text, lastDot + 1, stop))
    }
}
