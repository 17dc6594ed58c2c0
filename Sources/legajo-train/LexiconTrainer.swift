import Language

/// The tag dictionary and the lemmas' exceptions.
enum LexiconTrainer {
    /// The section "taglex": forms and lower-case forms seen at least twice → ambiguity class and certain tag.
    static func tagLexicon(_ sentences: [TreeSentence], tags: [String]) -> [UInt8] {
        let number = Dictionary(uniqueKeysWithValues: tags.enumerated().map { ($1, $0) })
        var counts: [UInt64: [Int: Int]] = [:]
        for sentence in sentences {
            for (form, tag) in zip(sentence.forms, sentence.tags) {
                let atoms = Probe.atoms(form)
                counts[atoms.form, default: [:]][number[tag]!, default: 0] += 1
                counts[atoms.norm &+ 1, default: [:]][number[tag]!, default: 0] += 1
            }
        }
        var classes: [[Int]: UInt32] = [:]
        var table: [UInt64: UInt32] = [:]
        // In the order of the hashes, so that the classes' numbers are the same each time.
        for (hash, tagged) in counts.sorted(by: { $0.key < $1.key }) {
            let total = tagged.values.reduce(0, +)
            guard total >= 2 else { continue }
            // Tags by frequency, those under a twentieth left out.
            let kept = tagged.filter { $0.value * 20 >= total }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let key = kept.map(\.key).prefix(4)
            let id: UInt32
            if let known = classes[Array(key)] {
                id = known
            } else {
                id = UInt32(classes.count + 1)
                classes[Array(key)] = id
            }
            let best = kept[0]
            let certain = total >= 40 && best.value * 1000 >= total * 998 ? UInt32(best.key + 1) : 0
            table[hash] = id | certain << 16
        }
        return HashTable.pack(table)
    }

    /// Adds the words that have rows of their own in the networks; gives how often each word is seen.
    static func vocabulary(_ data: Prepared, least: Float, to writer: inout ModelWriter) -> [UInt64: Float] {
        var counts: [UInt64: Float] = [:]
        for sentence in data.words { for word in sentence { counts[word.norm, default: 0] += 1 } }
        var rows: [UInt64: UInt32] = [:]
        for (hash, count) in counts.sorted(by: { $0.key < $1.key }) where count >= least { rows[hash] = UInt32(rows.count + 1) }
        writer.add("networds", HashTable.pack(rows))
        writer.add("netcount", lines: [String(rows.count + 1)])
        return counts
    }

    /// Adds the sections of the lemmatiser.
    static func lemmas(_ sentences: [TreeSentence], _ wordNet: WordNet, to writer: inout ModelWriter) throws {
        var bases: [UInt64: UInt32] = [:]
        for sentence in sentences {
            for index in 0..<sentence.count {
                let xpos = String(sentence.tags[index].split(separator: "/")[1])
                let lemma = sentence.lemmas[index].lowercased()
                if xpos.hasPrefix("VB") { bases[Lemmatizer.baseKey(lemma, verb: true)] = 1 }
                if xpos.hasPrefix("NN") || xpos.hasPrefix("JJ") { bases[Lemmatizer.baseKey(lemma, verb: false)] = 1 }
            }
        }
        var partial = ModelWriter()
        partial.add("bases", HashTable.pack(bases))
        partial.add("words", WordTable.pack(wordNet.words))
        let rules = Lemmatizer(try ModelFile(bytes: partial.bytes()))
        var counts: [String: [String: Int]] = [:]
        for sentence in sentences {
            for index in 0..<sentence.count {
                let parts = sentence.tags[index].split(separator: "/")
                guard parts.count == 2, parts[0] != "PROPN" || parts[1] == "NNPS", parts[0] != "X" else { continue }
                let form = sentence.forms[index].lowercased()
                let key = "\(form)\t\(Lemmatizer.group(String(parts[1])).rawValue)"
                counts[key, default: [:]][sentence.lemmas[index].lowercased(), default: 0] += 1
            }
        }
        var lemmas: [String] = []
        var numbers: [String: UInt32] = [:]
        var exceptions: [UInt64: UInt32] = [:]
        for (key, candidates) in counts.sorted(by: { $0.key < $1.key }) {
            let parts = key.split(separator: "\t", omittingEmptySubsequences: false)
            let form = String(parts[0])
            guard let group = Lemmatizer.Group(rawValue: UInt64(parts[1])!) else { continue }
            let best = candidates.min { ($1.value, $0.key) < ($0.value, $1.key) }!.key
            guard best != rules.rule(form, group) else { continue }
            if numbers[best] == nil {
                numbers[best] = UInt32(lemmas.count)
                lemmas.append(best)
            }
            exceptions[Lemmatizer.key(form, group)] = numbers[best]!
        }
        // Irregular forms that the treebanks lack.
        let plain = { (text: String) in text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } }
        let irregular =
            wordNet.verbs.map {
                (
                    $0.form, $0.base,
                    $0.form.hasSuffix("ing") ? Lemmatizer.Group.verbGerund : $0.form.hasSuffix("s") ? .verbS : .verbPast
                )
            }
            + wordNet.nouns.map { ($0.form, $0.base, Lemmatizer.Group.plural) }
        for (form, base, group) in irregular where plain(form) && plain(base) && rules.rule(form, group) != base {
            let key = Lemmatizer.key(form, group)
            guard exceptions[key] == nil, counts["\(form)\t\(group.rawValue)"] == nil else { continue }
            if numbers[base] == nil {
                numbers[base] = UInt32(lemmas.count)
                lemmas.append(base)
            }
            exceptions[key] = numbers[base]!
        }
        writer.add("bases", HashTable.pack(bases))
        writer.add("lemmaexc", HashTable.pack(exceptions))
        writer.add("lemmas", lines: lemmas)
    }
}
