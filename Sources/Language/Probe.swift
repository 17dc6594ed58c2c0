/// What the trainer needs of the models' eyes.
package enum Probe {
    /// The atoms of a form, as inference sees them.
    package static func atoms(_ form: String, _ lexicon: TagLexicon? = nil) -> WordAtoms {
        var reader = WordReader()
        var copy = form
        return copy.withUTF8 { bytes in
            guard let base = bytes.baseAddress, bytes.count > 0 else { return WordAtoms() }
            return reader.atoms(base, bytes.count, lexicon ?? TagLexicon.none)
        }
    }
}

extension Analyzer {
    /// Words a second of each stage over a text, by the caller's clock in seconds.
    package func stageSpeeds(bytes: [UInt8], rounds: Int, clock: () -> Double) -> [(name: String, rate: Double)] {
        var spent = [Double](repeating: 0, count: 5)
        var words = 0
        var reader = WordReader()
        var state = ParserState(capacity: 1024)
        defer { state.deallocate() }
        for _ in 0..<rounds {
            var time = clock()
            func lap(_ stage: Int) {
                let now = clock()
                spent[stage] += now - time
                time = now
            }
            let sentences = segment(bytes: bytes)
            lap(0)
            let atoms = bytes.withUnsafeBufferPointer { text in
                sentences.map { $0.tokens.map { reader.atoms(text.baseAddress! + $0.lowerBound, $0.count, lexicon) } }
            }
            lap(1)
            var tags = atoms.map { [UInt8](repeating: 0, count: $0.count) }
            for index in atoms.indices {
                atoms[index].withUnsafeBufferPointer { list in
                    tags[index].withUnsafeMutableBufferPointer { tagger.tag(list, into: $0.baseAddress!) }
                }
            }
            lap(2)
            for index in atoms.indices { atoms[index].withUnsafeBufferPointer { parser.parse($0, tags[index], &state) } }
            lap(3)
            _ = analyze(bytes: bytes)
            lap(4)
            words += atoms.reduce(0) { $0 + $1.count }
        }
        let total = Double(words)
        return [
            ("segmenting", total / spent[0]), ("tagging", total / (spent[1] + spent[2])), ("parsing", total / spent[3]),
            ("whole", total / spent[4]),
        ]
    }
}
