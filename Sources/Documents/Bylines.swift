import Foundation

/// Names in bylines and author fields.
enum Bylines {
    private static let particles: Set<String> = [
        "de", "da", "do", "dos", "das", "del", "della", "di", "van", "von", "der", "den", "ter", "ten", "la", "le", "el", "al",
        "bin", "binti", "ibn", "abu",
        "zu", "af", "y", "e", "du", "des", "av", "op", "'t", "st", "dr", "mac", "ben", "bint",
    ]
    private static let joins = [
        " and ", " und ", " y ", " et ", " & ", " e ", " with ", " mit ", " og ", " och ", " en ", ", ", ";", " / ", " and\n",
        "\n",
    ]

    /// The names in a byline's words: "By Ann Alder and Ben Birch, court reporters | Updated …" gives two. Empty when it names nobody.
    static func names(_ words: String) -> [String] {
        var line = folded(words)
        let low = Phrases.plain(line.utf8)
        if let by = Phrases.prefix(Phrases.shared.by, of: low) {
            line = folded(String(decoding: Array(line.utf8)[by...], as: UTF8.self))
            while let first = line.first, first == ":" || first == " " { line.removeFirst() }
        }
        for cut in [" | ", " · ", " • ", " – ", " — ", " - ", "\t", "(", " in ", " at ", " for "] {
            if let range = line.range(of: cut) { line = String(line[..<range.lowerBound]) }
        }
        var parts = [line]
        for join in joins { parts = parts.flatMap { $0.components(separatedBy: join) } }
        var names: [String] = []
        for part in parts {
            let name = folded(part)
            if isName(name), !names.contains(name) { names.append(name.utf8.contains { $0.isLower } ? name : capitalised(name)) }
        }
        return names
    }

    /// Two to five words, capitals at their heads but for particles, and no word of an office or a paper.
    static func isName(_ words: String) -> Bool {
        let parts = words.split(separator: " ")
        guard parts.count >= 2, parts.count <= 5, words.utf8.count < 60 else { return false }
        var capitals = 0
        for part in parts {
            let low = part.lowercased()
            if part.utf8.contains(where: {
                $0.isDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "/")
            }) {
                return false
            }
            if Phrases.shared.mastheads.contains(low) || DayWords.month(low) != nil && parts.count == 2 && part.utf8.count < 4 {
                return false
            }
            if part.first!.isUppercase { capitals += 1 } else if !particles.contains(low) { return false }
        }
        return capitals >= 2 || (capitals == 1 && parts.count == 2 && !parts[0].first!.isUppercase)
    }

    /// "TANYA DE BEER" as "Tanya de Beer".
    private static func capitalised(_ name: String) -> String {
        name.split(separator: " ").map { word in
            let low = word.lowercased()
            if particles.contains(low) { return low }
            return low.split(separator: "-", omittingEmptySubsequences: false).map { $0.prefix(1).uppercased() + $0.dropFirst() }
                .joined(separator: "-")
        }.joined(separator: " ")
    }
}

extension Bylines {
    /// Whether a few words read like the name of a paper or an agency: capitals, and a word that such names hold.
    static func isMasthead(_ words: String) -> Bool {
        let parts = words.split(separator: " ")
        guard !parts.isEmpty, parts.count <= 6, words.utf8.count < 50, let last = words.utf8.last, last.isWord || last == 41
        else { return false }
        let small: Set<String> = [
            "of", "the", "and", "de", "la", "del", "für", "der", "die", "du", "des", "el", "le", "da", "do",
        ]
        guard parts.allSatisfy({ small.contains($0.lowercased()) || $0.first!.isUppercase }) else { return false }
        return parts.contains { Phrases.shared.mastheads.contains($0.lowercased()) }
            && !parts.contains {
                ["staff", "reporters", "reporter", "correspondent", "desk", "editor", "editors"].contains($0.lowercased())
            }
    }

    /// "THE HARBOUR HERALD" as "The Harbour Herald"; short names in capitals ("BBC News") stay.
    static func outletName(_ words: String) -> String {
        guard !words.utf8.contains(where: \.isLower), words.contains(" ") else { return words }
        return words.split(separator: " ").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined(separator: " ")
    }
}
