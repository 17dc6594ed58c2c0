/// Words with marks inside: numbers, abbreviations, hyphens, apostrophes, clitics.
extension Tokenizer {
    /// Appends the token or tokens of the word that begins at `start`; gives the offset behind them.
    func word(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ gap: RawToken.Gap, _ tokens: inout [RawToken]
    ) -> Int {
        var stop = start
        var rejoined = false
        var apostrophe = -1
        let numeric = ByteClass.isDigit(text[start]) || text[start] == 0x2E
        if text[start] == 0x2E { stop += 1 }
        scan: while stop < end {
            let byte = text[stop]
            if ByteClass.isASCIILetter(byte) || ByteClass.isDigit(byte) {
                stop += 1
                continue
            }
            if byte >= 0x80 {
                let (scalar, length) = Scalars.decode(text, stop, end)
                switch Scalars.kind(scalar) {
                case .letter, .digit, .ignorable:
                    stop += length
                    continue scan
                case .apostrophe:
                    guard stop > start, stop + length < end, letter(text, stop + length, end) else { break scan }
                    apostrophe = stop
                    stop += length
                    continue scan
                case .dash where scalar == 0x2010 || scalar == 0x2011:
                    guard stop + length < end, letter(text, stop + length, end), keeps(text, start, stop) else { break scan }
                    stop += length
                    continue scan
                default: break scan
                }
            }
            guard stop > start, stop + 1 < end, stop - start < Self.longestWord else { break }
            let before = text[stop - 1]
            let after = text[stop + 1]
            switch byte {
            case 0x2E:
                if ByteClass.isDigit(before) && ByteClass.isDigit(after) { break }
                // "U.S", "a.m", "Ph.D": every part so far is short.
                if ByteClass.isASCIILetter(after), dotted(text, start, stop, end) { break }
                break scan
            case 0x2C:
                guard ByteClass.isDigit(before), digits(text, stop + 1, end) == 3 else { break scan }
            case 0x3A:
                guard ByteClass.isDigit(before), ByteClass.isDigit(after), stop - start <= 2 || text[stop - 3] == 0x3A else {
                    break scan
                }
            case 0x27, 0x60:
                guard letter(text, stop + 1, end) else { break scan }
                apostrophe = stop
            case 0x2D:
                if after == 0x0A || after == 0x0D, ByteClass.isLower(before) || before >= 0x80,
                    let next = continuation(text, stop + 1, end)
                {
                    rejoined = true
                    stop = next
                    continue scan
                }
                guard hyphen(text, start, stop, end) else { break scan }
            case 0x2F:
                guard slash(text, start, stop, end) else { break scan }
            case 0x26:
                guard ByteClass.isUpper(before) && ByteClass.isUpper(after) else { break scan }
            case 0x5F, 0x2A, 0x40:
                guard ByteClass.isWordByte(after) || after == 0x5F else { break scan }
            case 0x24:
                // "US$5": the letters belong to the sign.
                guard stop - start <= 2, ByteClass.isUpper(before), ByteClass.isDigit(after) || after == 0x20 else { break scan }
                tokens.append(.init(start: Int32(start), end: Int32(stop + 1), gap: gap, rejoined: false, kind: .word))
                return stop + 1
            default: break scan
            }
            stop += 1
        }
        // A word never ends in a mark that was taken for an inner one.
        while stop > start + 1, text[stop - 1] == 0x5F || text[stop - 1] == 0x2A || text[stop - 1] == 0x40 { stop -= 1 }
        let raw = { (from: Int, to: Int, gap: RawToken.Gap, kind: RawToken.Kind) in
            RawToken(start: Int32(from), end: Int32(to), gap: gap, rejoined: rejoined, kind: kind)
        }
        if numeric { return number(text, start, stop, end, gap, &tokens) }
        if let cut = cliticCut(text, start, stop, apostrophe) {
            tokens.append(raw(start, cut, gap, .word))
            tokens.append(raw(cut, stop, .none, .word))
            return stop
        }
        if stop < end, text[stop] == 0x2E, !(stop + 1 < end && text[stop + 1] == 0x2E),
            let kind = abbreviation(text, start, stop, end)
        {
            tokens.append(raw(start, stop + 1, gap, kind))
            return stop + 1
        }
        if apostrophe < 0, stop - start <= 8, let cuts = rules.contractions[TokenRules.lowerHash(text, start, stop)] {
            var from = start
            for cut in cuts {
                tokens.append(raw(from, from + cut, from == start ? gap : .none, .word))
                from += cut
            }
            tokens.append(raw(from, stop, .none, .word))
            return stop
        }
        tokens.append(raw(start, stop, gap, .word))
        return stop
    }

    @inline(__always)
    private func letter(_ text: UnsafePointer<UInt8>, _ offset: Int, _ end: Int) -> Bool {
        let byte = text[offset]
        if byte < 0x80 { return ByteClass.isASCIILetter(byte) }
        return Scalars.kind(Scalars.decode(text, offset, end).scalar) == .letter
    }

    private func digits(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var stop = start
        while stop < end, stop - start < 20, ByteClass.isDigit(text[stop]) { stop += 1 }
        return stop - start
    }

    /// Whether the dots of "U.S", "a.m", "Ph.D" go on here: all parts before it have one or two letters.
    private func dotted(_ text: UnsafePointer<UInt8>, _ start: Int, _ dot: Int, _ end: Int) -> Bool {
        guard dot - start <= 12 else { return false }
        var part = 0
        for index in start..<dot {
            if text[index] == 0x2E { part = 0 } else { part += 1 }
            if !(ByteClass.isASCIILetter(text[index]) || text[index] == 0x2E) { return false }
            if part > 2 { return false }
        }
        // The part that follows is one letter, or two at the end ("Ph.D", "M.Sc").
        var next = dot + 1
        while next < end, ByteClass.isASCIILetter(text[next]) { next += 1 }
        let length = next - dot - 1
        let upper = ByteClass.isUpper(text[dot - 1])
        if length == 1 { return part == 1 || ByteClass.isUpper(text[start]) }
        return length == 2 && part == 1 && upper && ByteClass.isUpper(text[dot + 1]) && next < end && text[next] == 0x2E
    }

    /// Where the word goes on in the next line after a hyphen at the end of one.
    private func continuation(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var next = start
        var breaks = 0
        while next < end, ByteClass.isSpace(text[next]) {
            if text[next] == 0x0A { breaks += 1 }
            if breaks > 1 || next - start > 80 { return nil }
            next += 1
        }
        return next < end && breaks == 1 && ByteClass.isLower(text[next]) ? next : nil
    }

    private func keeps(_ text: UnsafePointer<UInt8>, _ start: Int, _ hyphen: Int) -> Bool {
        hyphen - start <= 8 && rules.prefixes.contains(TokenRules.lowerHash(text, start, hyphen))
    }

    /// Whether a hyphen stays inside its word: prefixes, and groups of telephone numbers.
    private func hyphen(_ text: UnsafePointer<UInt8>, _ start: Int, _ hyphen: Int, _ end: Int) -> Bool {
        if ByteClass.isDigit(text[hyphen + 1]), ByteClass.isDigit(text[start]) {
            let left = hyphen - start
            let right = digits(text, hyphen + 1, end)
            let after = hyphen + 1 + right
            if left == 3, right == 3, after < end, text[after] == 0x2D { return true }
            if left == 3, right == 4 { return true }
            return left == 7 && right == 4 && text[start + 3] == 0x2D
        }
        guard letter(text, hyphen + 1, end) else { return false }
        return keeps(text, start, hyphen)
    }

    /// Whether a slash stays inside: dates and fractions of digits.
    private func slash(_ text: UnsafePointer<UInt8>, _ start: Int, _ slash: Int, _ end: Int) -> Bool {
        guard ByteClass.isDigit(text[slash - 1]), ByteClass.isDigit(text[slash + 1]), slash - start <= 6 else { return false }
        var index = start
        while index < slash {
            if !ByteClass.isDigit(text[index]) && text[index] != 0x2F { return false }
            index += 1
        }
        return true
    }

    /// Cuts a unit off a number ("5pm", "40km"); ordinals and decades stay whole.
    private func number(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, _ end: Int, _ gap: RawToken.Gap, _ tokens: inout [RawToken]
    ) -> Int {
        var cut = start
        while cut < stop, !ByteClass.isASCIILetter(text[cut]), text[cut] < 0x80 { cut += 1 }
        // "2009's" and the like: the clitic comes off.
        while cut > start, text[cut - 1] == 0x27 || text[cut - 1] == 0x2D { cut -= 1 }
        if cut > start, cut < stop {
            let clitic = text[cut] == 0x27 || text[cut] == 0xE2
            if clitic || rules.units.contains(TokenRules.lowerHash(text, cut, stop)) {
                tokens.append(.init(start: Int32(start), end: Int32(cut), gap: gap, rejoined: false, kind: .number))
                var to = stop
                // "5 p.m." keeps its last stop.
                if to < end, text[to] == 0x2E, to - cut == 3, text[cut + 1] == 0x2E { to += 1 }
                tokens.append(.init(start: Int32(cut), end: Int32(to), gap: .none, rejoined: false, kind: .word))
                return to
            }
        }
        // A numeral at a line's start with its stop is a list marker.
        let opensLine = gap == .line || gap == .blankLine || tokens.isEmpty
        if opensLine, cut == stop, stop - start <= 2, stop + 1 < end, text[stop] == 0x2E, text[stop + 1] == 0x20 {
            tokens.append(.init(start: Int32(start), end: Int32(stop + 1), gap: gap, rejoined: false, kind: .abbreviation))
            return stop + 1
        }
        tokens.append(.init(start: Int32(start), end: Int32(stop), gap: gap, rejoined: false, kind: .number))
        return stop
    }

    /// Where a word's clitic begins ("she|'s", "do|n't"); nil when it has none.
    private func cliticCut(_ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, _ apostrophe: Int) -> Int? {
        guard apostrophe > start else { return nil }
        let width = text[apostrophe] < 0x80 ? 1 : 3
        let first = apostrophe + width
        let count = stop - first
        guard count >= 1, count <= 2 else { return nil }
        let a = text[first] | 0x20
        let b = count == 2 ? text[first + 1] | 0x20 : 0
        if count == 1, a == 0x74, text[apostrophe - 1] | 0x20 == 0x6E { return apostrophe - 1 > start ? apostrophe - 1 : nil }
        if count == 1, a == 0x73 || a == 0x6D || a == 0x64 { return apostrophe }
        if count == 2, (a == 0x6C && b == 0x6C) || (a == 0x72 && b == 0x65) || (a == 0x76 && b == 0x65) { return apostrophe }
        return nil
    }

    /// Whether the stop after a word belongs to it.
    private func abbreviation(_ text: UnsafePointer<UInt8>, _ start: Int, _ stop: Int, _ end: Int) -> RawToken.Kind? {
        let count = stop - start
        if count == 1 {
            guard ByteClass.isUpper(text[start]) else {
                return rules.abbreviations[TokenRules.lowerHash(text, start, stop)] == nil ? nil : .abbreviation
            }
            // "I." is the pronoun at a sentence's end more often than an initial, unless a capital follows close by.
            if text[start] == 0x49 {
                guard stop + 2 < end, text[stop + 1] == 0x20 || ByteClass.isUpper(text[stop + 1]) else { return nil }
                return ByteClass.isUpper(text[stop + 1]) || start == 0 || !ByteClass.isUpper(text[stop + 2]) ? nil : .initial
            }
            return .initial
        }
        if count == 2, text[start] >= 0xC3 { return Scalars.isUpper(Scalars.decode(text, start, stop).scalar) ? .initial : nil }
        // Inner dots: "U.S."
        if count <= 12 {
            var index = start + 1
            var inner = false
            while index < stop {
                if text[index] == 0x2E { inner = true }
                index += 1
            }
            if inner { return .abbreviation }
        }
        guard let kind = rules.abbreviations[TokenRules.lowerHash(text, start, stop)] else { return nil }
        switch kind {
        case .number:
            // "no." and "art." are words too: a number or a capital follows the abbreviation.
            var next = stop + 1
            while next < end, text[next] == 0x20 || text[next] == 0xC2 || text[next] == 0xA0 { next += 1 }
            return next < end && ByteClass.isDigit(text[next]) ? .abbreviation : nil
        case .title:
            return ByteClass.isUpper(text[start]) || count <= 3 ? .abbreviation : nil
        case .open:
            // Months, states and days are abbreviations only with a capital; "sat", "mass", "ill" are words.
            let lowerAllowed = rules.lowerAbbreviations.contains(TokenRules.lowerHash(text, start, stop))
            return ByteClass.isUpper(text[start]) || lowerAllowed ? .abbreviation : nil
        case .versus: return .abbreviation
        }
    }
}
