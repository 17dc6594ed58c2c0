/// Copies of some sentences as headlines write them, so that the models know capitals that say nothing.
enum Headlines {
    /// Every thirtieth sentence all in capitals.
    static func copies(_ sentences: [TreeSentence]) -> [TreeSentence] {
        stride(from: 7, to: sentences.count, by: 30).map { index in
            var copy = sentences[index]
            copy.forms = copy.forms.map { $0.uppercased() }
            return copy
        }
    }

    /// Every twelfth sentence all in capitals, every twelfth in title case.
    static func copies(_ sentences: [NameSentence]) -> [NameSentence] {
        var out: [NameSentence] = []
        for index in stride(from: 3, to: sentences.count, by: 12) {
            var copy = sentences[index]
            copy.forms = copy.forms.map { $0.uppercased() }
            out.append(copy)
            guard index + 6 < sentences.count else { continue }
            copy = sentences[index + 6]
            copy.forms = copy.forms.map { form in
                let small = ["a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as"]
                return small.contains(form) ? form : form.prefix(1).uppercased() + form.dropFirst()
            }
            out.append(copy)
        }
        return out
    }
}
