import Foundation

/// Who wrote a page: structured statements first, then the byline that it prints.
struct PageAuthors {
    private(set) var names: [String] = []

    init(_ page: PageReader, labels: [BlockLabel]) {
        let metas = page.tree.facts.metas
        let site = [metas["og:site_name"], page.statements.publisher].compactMap { $0 }.map { $0.lowercased() }
        func kept(_ names: [String]) -> [String] {
            var out: [String] = []
            for name in names {
                let clean = folded(name)
                if clean.isEmpty || clean.hasPrefix("http") || clean.hasPrefix("@") || clean.utf8.count > 80
                    || clean.contains("facebook.com")
                {
                    continue
                }
                if out.contains(clean) { continue }
                out.append(clean)
            }
            return out
        }
        names = kept(page.statements.authors)
        if names.isEmpty { names = kept(page.tree.facts.metaAuthors.flatMap(PageStatements.split)) }
        // Where the paper itself is given as the author, a person in the byline is the better answer.
        if names.isEmpty || names.allSatisfy({ site.contains($0.lowercased()) || !$0.contains(" ") }) {
            let persons = kept(printed(page, labels)).filter { !site.contains($0.lowercased()) }
            if !persons.isEmpty { names = persons }
        }
    }

    /// Names in the first short segments that the page marks as a byline, or that begin with "By".
    private func printed(_ page: PageReader, _ labels: [BlockLabel]) -> [String] {
        let tree = page.tree
        let body = labels.firstIndex(of: .body) ?? 0
        for (i, segment) in tree.segments.enumerated()
        where segment.element >= 0 && segment.text.count < 120 && i < body + 4 && labels[i] != .body {
            let element = tree.elements[Int(segment.element)]
            let words = tree.text[segment.text].text
            let low = Phrases.plain(words.utf8)
            let by =
                low.starts(with: Array("by ".utf8)) || low.starts(with: Array("von ".utf8))
                || low.starts(with: Array("por ".utf8)) || low.starts(with: Array("par ".utf8))
            let cued = element.near.contains(.author) || segment.inline.contains(.author)
            guard cued || by && abs(i - body) < 12 else { continue }
            let found = Bylines.names(words)
            if !found.isEmpty { return found }
        }
        return []
    }
}
