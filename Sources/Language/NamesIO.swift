/// Names in columns of IOB: one token a line, blank lines between sentences.
public enum NamesIO {
    /// The filter `--names`: tokens in, the same lines out with the label in the place of the label.
    ///
    /// With tabs and a number in front (UNER), the form is the second column and the label the third; otherwise the form is the
    /// first column and the label the last. Comments ("# …") stay. Labels are IOB2 of PER, ORG, LOC and MISC.
    /// - Throws: `LanguageError.badLine` for a line without a label's column.
    public static func annotate(_ text: String, with analyzer: Analyzer) throws -> String {
        var lines: [(columns: [String], tabs: Bool, label: Int)?] = []
        var comments: [Int: String] = [:]
        // Documents, each a list of sentences: a name has one type within a document.
        var documents: [[[String]]] = [[]]
        var current: [String] = []
        for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var line = raw
            if line.last == "\r" { line = line.dropLast() }
            if line.hasPrefix("# ") && (!line.contains("\t") || !line.dropFirst(2).prefix(1).allSatisfy(\.isNumber))
                && line.split(separator: " ").count > 2
            {
                comments[index] = String(line)
                if line.hasPrefix("# newdoc") { documents.append([]) }
                lines.append(nil)
                continue
            }
            let tabs = line.contains("\t")
            let columns =
                tabs
                ? line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                : line.split(separator: " ").map(String.init)
            if columns.isEmpty || (tabs && columns.allSatisfy(\.isEmpty)) {
                if !current.isEmpty { documents[documents.count - 1].append(current) }
                current = []
                lines.append(nil)
                continue
            }
            guard columns.count >= 2 else {
                throw LanguageError.badLine(
                    number: index + 1, reason: "a token and its label were expected, with a space or tab between them")
            }
            let numbered = columns.count >= 3 && columns[0].allSatisfy(\.isNumber)
            lines.append((columns, tabs, numbered ? 2 : columns.count - 1))
            current.append(numbered ? columns[1] : columns[0])
        }
        if !current.isEmpty { documents[documents.count - 1].append(current) }
        var labels: [String] = []
        for sentence in documents.flatMap({ analyzer.analyze(tokens: $0).sentences }) {
            var row = [String](repeating: "O", count: sentence.tokens.count)
            for name in sentence.names {
                for token in name.tokens { row[token] = (token == name.tokens.lowerBound ? "B-" : "I-") + label(name.type) }
            }
            labels += row
        }
        var out = ""
        var token = 0
        for (index, line) in lines.enumerated() {
            if let line {
                var columns = line.columns
                columns[line.label] = labels[token]
                out += columns.joined(separator: line.tabs ? "\t" : " ")
                token += 1
            } else if let comment = comments[index] {
                out += comment
            }
            if index + 1 < lines.count { out += "\n" }
        }
        return out
    }

    /// The scorers' label of a type.
    public static func label(_ type: NameType) -> String {
        switch type {
        case .person: "PER"
        case .organisation, .court, .party: "ORG"
        case .place, .prison: "LOC"
        case .office, .law, .miscellaneous: "MISC"
        }
    }
}
