/// Lemmas by the rules of English inflection, with the treebanks' exceptions.
package struct Lemmatizer: Sendable {
    /// Hash of (form, group) → index of the lemma, for forms that the rules get wrong.
    private let exceptions: HashTable?
    private let lemmas: [String]
    /// Hashes of (base form, group) that are known words.
    private let known: HashTable?
    private let dictionary: WordTable?
    /// Forms of verbs → lemmas that go before everything else.
    private let corrections: [String: String]

    /// Groups of tags that inflect alike.
    package enum Group: UInt64, Sendable { case other, plural, verbS, verbPast, verbGerund, comparative, superlative }

    /// - Parameter corrections: forms of verbs → lemmas that go before the model's.
    package init(_ model: ModelFile, corrections: [String: String] = [:]) {
        self.corrections = corrections
        exceptions = HashTable(model.section("lemmaexc"))
        lemmas = model.lines("lemmas")
        known = HashTable(model.section("bases"))
        dictionary = WordTable(model.section("words"))
    }

    package static func group(_ xpos: String) -> Group {
        switch xpos {
        case "NNS", "NNPS": .plural
        case "VBZ": .verbS
        case "VBD", "VBN": .verbPast
        case "VBG": .verbGerund
        case "JJR", "RBR": .comparative
        case "JJS", "RBS": .superlative
        default: .other
        }
    }

    package static func key(_ form: String, _ group: Group) -> UInt64 {
        Hashing.finish(Hashing.mix(Hashing.string(form), group.rawValue &+ 77))
    }
    package static func baseKey(_ form: String, verb: Bool) -> UInt64 {
        Hashing.finish(Hashing.mix(Hashing.string(form), verb ? 991 : 992))
    }

    /// The lemma, in lower case.
    package func lemma(_ form: String, xpos: String) -> String {
        let lower = form.lowercasedFast
        let group = Self.group(xpos)
        if group == .other && xpos != "MD" && xpos != "PRP" && xpos != "VBP" && xpos != "POS" && xpos != "RB" && xpos != "VB"
            && xpos != "PRP$" && xpos != "DT" && xpos != "IN"
        {
            return lower
        }
        if group == .verbPast || group == .verbGerund || group == .verbS, let lemma = corrections[lower] { return lemma }
        if let index = exceptions?[Self.key(lower, group)], Int(index) < lemmas.count { return lemmas[Int(index)] }
        return rule(lower, group)
    }

    private func isBase(_ word: String, verb: Bool) -> Bool {
        if known?[Self.baseKey(word, verb: verb)] != nil { return true }
        return (dictionary?[word] ?? 0) & (verb ? WordTable.verb : WordTable.noun | WordTable.adjective) != 0
    }

    /// What the rules alone say of a lower-case form.
    package func rule(_ lower: String, _ group: Group) -> String {
        let bytes = Array(lower.utf8)
        let count = bytes.count
        guard count > 2 else { return lower }
        func ends(_ suffix: String) -> Bool { lower.utf8.count > suffix.utf8.count + 1 && lower.hasSuffix(suffix) }
        func cut(_ length: Int, _ add: String = "") -> String {
            String(decoding: bytes[0..<count - length], as: UTF8.self) + add
        }
        switch group {
        case .other: return lower
        case .plural, .verbS:
            if ends("ies"), count > 4 { return cut(3, "y") }
            if ends("sses") || ends("shes") || ends("xes") || ends("zzes") { return cut(2) }
            if ends("ches") { return isBase(cut(1), verb: group == .verbS) ? cut(1) : cut(2) }
            if ends("oes") { return isBase(cut(1), verb: group == .verbS) ? cut(1) : cut(2) }
            if ends("men"), group == .plural { return cut(2, "an") }
            if ends("ves"), group == .plural, isBase(cut(3, "f"), verb: false) { return cut(3, "f") }
            if ends("ss") || ends("us") || ends("is") { return lower }
            return lower.hasSuffix("s") ? cut(1) : lower
        case .verbPast:
            if ends("ied"), count > 4 { return cut(3, "y") }
            guard ends("ed") else { return lower }
            return stem(bytes, cut: 2)
        case .verbGerund:
            if lower == "dying" || lower == "lying" || lower == "tying" { return cut(4, "ie") }
            guard ends("ing") else { return lower }
            return stem(bytes, cut: 3)
        case .comparative:
            if ends("ier") { return cut(3, "y") }
            return ends("er") ? adjective(bytes, cut: 2) : lower
        case .superlative:
            if ends("iest") { return cut(4, "y") }
            return ends("est") ? adjective(bytes, cut: 3) : lower
        }
    }

    /// The verb before "-ed" and "-ing": a doubled consonant is undone, a mute e restored.
    private func stem(_ bytes: [UInt8], cut: Int) -> String {
        let stem = String(decoding: bytes[0..<bytes.count - cut], as: UTF8.self)
        let withE = stem + "e"
        let count = bytes.count - cut
        guard count >= 2 else { return stem }
        let last = bytes[count - 1]
        let before = bytes[count - 2]
        let doubled = last == before && !Self.isVowel(last)
        let single = doubled ? String(stem.dropLast()) : stem
        if doubled, isBase(single, verb: true), !isBase(stem, verb: true) { return single }
        // "fined" is of "fine": "fin" would have made "finned".
        let wouldDouble =
            count >= 3 && Self.isVowel(before) && !Self.isVowel(last) && ![0x77, 0x78, 0x79].contains(last)
            && !bytes[0..<count - 2].contains(where: Self.isVowel)
        if wouldDouble, isBase(withE, verb: true) { return withE }
        if isBase(stem, verb: true) { return stem }
        if isBase(withE, verb: true) { return withE }
        if doubled {
            return last == 0x6C || last == 0x73 || last == 0x66 || last == 0x7A
                ? (count <= 4 ? stem : last == 0x6C ? single : stem) : single
        }
        // Endings that carry a mute e.
        let vowelBefore = Self.isVowel(before)
        let third = count >= 3 ? bytes[count - 3] : 0
        switch last {
        case 0x76, 0x75, 0x63: return withE  // -v -u -c
        case 0x7A: return vowelBefore ? withE : stem  // -iz
        case 0x73: return vowelBefore || before == 0x6E || before == 0x72 ? withE : stem  // -as, -ens, -ers
        case 0x67:
            return before == 0x6E
                ? (third == 0x61 || third == 0x65 ? withE : stem) : before == 0x72 || before == 0x64 || vowelBefore ? withE : stem
        case 0x6C: return !vowelBefore && before != 0x6C && before != 0x72 && before != 0x77 ? withE : stem  // -bl, -dl
        case 0x74: return before == 0x61 && !Self.isVowel(third) && count > 3 ? withE : stem  // -at
        case 0x72: return before == 0x69 || before == 0x75 ? withE : stem  // -ir, -ur
        case 0x64: return before == 0x75 || (before == 0x69 && count > 3) ? withE : stem  // -ud, -id
        case 0x6E: return before == 0x69 && count > 3 ? withE : stem  // -in
        default: return stem
        }
    }

    private func adjective(_ bytes: [UInt8], cut: Int) -> String {
        let stem = String(decoding: bytes[0..<bytes.count - cut], as: UTF8.self)
        let count = bytes.count - cut
        if isBase(stem, verb: false) { return stem }
        if isBase(stem + "e", verb: false) { return stem + "e" }
        if count > 2, bytes[count - 1] == bytes[count - 2] { return String(stem.dropLast()) }
        return stem
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
    }
}

extension String {
    /// Lower case; the form itself when it is lower-case ASCII already.
    package var lowercasedFast: String {
        var copy = self
        let plain = copy.withUTF8 { buffer in buffer.allSatisfy { $0 < 0x80 && !ByteClass.isUpper($0) } }
        return plain ? self : lowercased()
    }
}
