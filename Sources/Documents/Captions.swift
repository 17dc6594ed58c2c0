/// Captions and their credits told apart.
enum Captions {
    /// Splits "A march in the rain. Photo: Ann Alder/Harbour Wire" into caption and credit, as ranges of `line`.
    ///
    /// Marks are labels ("Photo:", "Credit:"), agencies ("via Getty Images") and a closing "(Name / Agency)". The credit keeps its
    /// words without the label. Nil when there is no mark, or when the line is too long to be a caption.
    static func split(_ line: [UInt8]) -> (caption: Range<Int>, credit: Range<Int>)? {
        guard line.count <= 900 else { return nil }
        // Offsets must hold in both: a lowered copy that keeps every byte.
        let plain = line.map(\.lowered)
        let whole = line.trimmed(0..<line.count)
        if let label = Phrases.first([Array("credit:".utf8), Array("crédito:".utf8), Array("crédit:".utf8)], in: plain)
            ?? runIn(plain)
        {
            return (line.trimmed(whole.lowerBound..<label.lowerBound), line.trimmed(label.upperBound..<whole.upperBound))
        }
        // "PHOTO: Workers …, Jan. 29. Owen Ash/Harbour Wire": the label comes first, the credit last.
        if let lead = Phrases.prefix(Phrases.shared.credits.filter { $0.last == UInt8(ascii: ":") }, of: plain),
            lead < whole.upperBound
        {
            let rest = line.trimmed(lead..<whole.upperBound)
            if let credit = trailingCredit(line, rest), credit.lowerBound - rest.lowerBound > 15 {
                return (line.trimmed(rest.lowerBound..<credit.lowerBound), credit)
            }
            let names = !["pictured:", "caption:"].contains(String(decoding: plain[..<lead], as: UTF8.self))
            if names, rest.count <= 60, !line[rest].contains(UInt8(ascii: ".")) {
                return (rest.lowerBound..<rest.lowerBound, rest)
            }
            return (rest, rest.upperBound..<rest.upperBound)
        }
        if let credit = trailingCredit(line, whole) {
            var end = credit.lowerBound
            while end > whole.lowerBound, line[end - 1].isWhite || [40, 91, 124, 45].contains(line[end - 1]) { end -= 1 }
            return (line.trimmed(whole.lowerBound..<end), credit)
        }
        return nil
    }

    /// "in 1998Credit:", where the label is glued to the last word.
    private static func runIn(_ plain: [UInt8]) -> Range<Int>? {
        for label in ["credit:", "photo:", "foto:", "picture:"] {
            if let at = plain.find(Array(label.utf8)), at > 0, plain[at - 1].isWord { return at..<(at + label.utf8.count) }
        }
        return nil
    }

    /// The credit at the end of `range`, with its label, brackets dropped.
    private static func trailingCredit(_ line: [UInt8], _ range: Range<Int>) -> Range<Int>? {
        let plain = line.map(\.lowered)
        // A closing bracket with a stroke or a credit word inside.
        if let last = line[range].last, last == UInt8(ascii: ")") || last == UInt8(ascii: "]"),
            let open = line[range].lastIndex(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }),
            range.upperBound - open < 120
        {
            let inner = line.trimmed((open + 1)..<(range.upperBound - 1))
            let slice = Array(plain[inner])
            if Phrases.first(Phrases.shared.credits, in: slice) != nil || isNameStrokeAgency(line[inner])
                || slice.find(Array("photo".utf8)) != nil
            {
                return inner
            }
        }
        if let mark = Phrases.first(Phrases.shared.credits, in: Array(plain[range])) {
            let at = range.lowerBound + mark.lowerBound
            guard range.upperBound - at <= 160 else { return nil }
            // Back over words of the same phrase ("Lantern photo:", "Name Surname/AFP") to the sentence's end before it.
            var start = at
            let floor = max(range.lowerBound, at - 60)
            var i = at
            while i > floor {
                i -= 1
                if line[i] == UInt8(ascii: ".") || line[i] == 124 || line[i] == UInt8(ascii: "(") || line[i] == 10
                    || line[i] == UInt8(ascii: ";")
                {
                    start = i + 1
                    break
                }
            }
            if start == at, plain[range.lowerBound + mark.lowerBound] == UInt8(ascii: "/") { return nil }
            let credit = line.trimmed(start..<range.upperBound)
            return credit.isEmpty ? nil : credit
        }
        // "… in the rain. Owen Ash/Harbour Wire"
        if let dot = line[range].lastIndex(of: UInt8(ascii: ".")), dot + 2 < range.upperBound {
            let tail = line.trimmed((dot + 1)..<range.upperBound)
            if tail.count < 60, isNameStrokeAgency(line[tail]) { return tail }
        }
        return nil
    }

    /// "Ann Alder / Harbour Wire", "Photo/Ann Alder": words with capitals on both sides of one stroke.
    private static func isNameStrokeAgency(_ words: ArraySlice<UInt8>) -> Bool {
        let sides = words.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard sides.count == 2, words.count < 80 else { return false }
        return sides.allSatisfy { side in
            let parts = side.split(separator: 32)
            return !parts.isEmpty && parts.count <= 5
                && parts.allSatisfy { $0.first!.isUpper || $0.first! >= 128 || $0.count <= 3 } && !side.contains(where: \.isDigit)
        }
    }
}
