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
