// Rules by which two names are one actor's.
extension ActorResolver {
    /// Persons: a name inside a longer one, and slips of spelling.
    mutating func joinPersons() {
        let persons = nodes.indices.filter { nodes[$0].category == .person && nodes[$0].form.words.count > 1 }
        for i in persons {
            let rarest = nodes[i].form.words.filter { $0.utf8.count > 1 }.min {
                ((byWord[$0] ?? []).count, $0) < ((byWord[$1] ?? []).count, $1)
            }
            guard let rarest else { continue }
            let near = byWord[rarest] ?? []
            joinLonger(i, among: near)
            for j in Set(nodes[i].form.words.flatMap { (byWord[$0] ?? []).count <= 256 ? byWord[$0] ?? [] : [] }).sorted()
            where j > i {
                if isSlip(i, j) { joined.union(i, j) }
            }
        }
    }

    /// The longer names that hold this one must all be one person's.
    private mutating func joinLonger(_ i: Int, among near: [Int]) {
        let form = nodes[i].form
        let longer = near.filter {
            let other = nodes[$0].form
            return $0 != i && form.isInside(other) && nodes[i].mayBe(nodes[$0])
                && (form.last == other.last || form.first == other.first)
        }
        guard let fullest = longer.max(by: { (nodes[$0].form.words.count, $1) < (nodes[$1].form.words.count, $0) }) else {
            return
        }
        for other in longer
        where other != fullest && !nodes[other].form.isInside(nodes[fullest].form) && !joined.same(other, fullest) { return }
        joined.union(i, fullest)
    }

    private func isSlip(_ i: Int, _ j: Int) -> Bool {
        let a = nodes[i].form.words
        let b = nodes[j].form.words
        guard a.count == b.count, nodes[i].mayBe(nodes[j]) else { return false }
        let differing = a.indices.filter { a[$0] != b[$0] }
        guard differing.count == 1, let at = differing.first, Fold.isSlip(a[at], b[at]) else { return false }
        // A slip in the surname under one first name is a slip; two first names a letter apart may be a brother and a sister.
        return at == a.count - 1 || !meet(i, j)
    }

    /// Some paper names both, apart.
    private func meet(_ i: Int, _ j: Int) -> Bool {
        let documents = Set(nodes[i].members.map(\.document))
        return nodes[j].members.contains { documents.contains($0.document) }
    }

    /// Bodies: one without a country is the one of that name that has one; a name with its town, or with less of its style.
    mutating func joinBodies() {
        var byBag: [String: [Int]] = [:]
        for (i, node) in nodes.enumerated() where node.category == .body { byBag[node.form.bag, default: []].append(i) }
        joinCountries(byBag)
        let places = placeNames()
        var longer: [String: [Int]] = [:]
        for i in nodes.indices where nodes[i].category == .body {
            if let base = base(of: nodes[i].form, places: places) { longer[base, default: []].append(i) }
        }
        for base in longer.keys.sorted() {
            // "The Appeal Court of A" and "the Appeal Court of B" leave "the Appeal Court" alone.
            guard let others = byBag[base], let long = longer[base], let one = long.first,
                long.allSatisfy({ joined.same($0, one) }) || Set(long.map { nodes[$0].form.bag }).count == 1
            else { continue }
            let fitting = others.filter {
                nodes[$0].country == nil || nodes[one].country == nil || nodes[$0].country == nodes[one].country
            }
            if let first = fitting.first, fitting.allSatisfy({ joined.same($0, first) }) { joined.union(first, one) }
        }
        joinShortBodies()
        joinSharedLeaders()
        joinCognates()
    }

    /// "Rada" for "Verkhovna Rada", "7th Circuit" for "7th Circuit Court of Appeals": a name without a common head, inside one longer name.
    private mutating func joinShortBodies() {
        var byWord: [String: [Int]] = [:]
        for (i, node) in nodes.enumerated() where node.category == .body {
            for word in Set(node.form.words) { byWord[word, default: []].append(i) }
        }
        for i in nodes.indices where nodes[i].category == .body && nodes[i].form.words.count <= 2 {
            let form = nodes[i].form
            guard !lexicon.generic.contains(form.last), form.last.utf8.count > 3, let near = byWord[form.last], near.count <= 64
            else { continue }
            let longer = near.filter { j in
                let other = nodes[j].form
                return form.isInside(other) && (other.first == form.first || other.last == form.last)
                    && (nodes[i].country == nil || nodes[j].country == nil || nodes[i].country == nodes[j].country)
            }
            if let first = longer.first, longer.allSatisfy({ joined.same($0, first) }) { joined.union(i, first) }
        }
    }

    /// "Popular Force" and "Fuerza Popular" in one paper: two words in the other order, one the same and one with the same initial.
    private mutating func joinCognates() {
        for (d, annotation) in annotations.enumerated() {
            let bodies = annotation.entities.indices.map { nodeOf[d][$0] }.filter {
                $0 >= 0 && nodes[$0].category == .body && nodes[$0].form.words.count == 2
            }
            for (n, i) in bodies.enumerated() {
                for j in bodies[(n + 1)...] where i != j {
                    let (a, b) = (nodes[i].form.words, nodes[j].form.words)
                    let same = [(a[0], b[1]), (a[1], b[0])]
                    guard same.contains(where: { $0.0 == $0.1 && $0.0.utf8.count > 3 && !lexicon.generic.contains($0.0) }),
                        same.allSatisfy({ $0.0.utf8.first == $0.1.utf8.first })
                    else { continue }
                    joined.union(i, j)
                }
            }
        }
    }

    private mutating func joinCountries(_ byBag: [String: [Int]]) {
        for bag in byBag.keys.sorted() {
            let group = byBag[bag]!
            let homeless = group.filter { nodes[$0].country == nil }
            let settled = group.filter { nodes[$0].country != nil }
            if let home = settled.first, settled.allSatisfy({ joined.same($0, home) }) {
                for i in homeless { joined.union(home, i) }
            } else if settled.count > 1 {
                for i in homeless { settle(i, among: settled) }
            }
        }
    }

    /// "The Supreme Court" in a paper goes to the country that the paper's other bodies are of, where that is one of those in question.
    private mutating func settle(_ homeless: Int, among settled: [Int]) {
        var left: [NameNode.Member] = []
        for member in nodes[homeless].members {
            var votes: [Int: Int] = [:]
            for (e, entity) in annotations[member.document].entities.enumerated() where e != member.entity {
                guard let country = entity.country.map(Fold.key) else { continue }
                for i in settled where nodes[i].country == country { votes[i, default: 0] += max(1, entity.mentions.count) }
            }
            let ranked = votes.sorted { ($0.value, -$0.key) > ($1.value, -$1.key) }
            guard let best = ranked.first, ranked.count == 1 || best.value > ranked[1].value else {
                left.append(member)
                continue
            }
            nodeOf[member.document][member.entity] = best.key
            nodes[best.key].members.append(member)
        }
        nodes[homeless].members = left
    }

    private func placeNames() -> Set<String> {
        var names = Set<String>()
        for node in nodes {
            if node.category == .place { names.insert(node.form.key) }
            if let country = node.country { names.insert(country) }
        }
        return names
    }

    /// A body's name without its town ("of Korvholm"), or a name of three words or more without its style ("of Human Rights"); as a bag.
    private func base(of form: NameForm, places: Set<String>) -> String? {
        guard let of = form.words.firstIndex(where: { $0 == "of" || $0 == "in" || $0 == "for" }), of >= 2,
            of + 1 < form.words.count
        else { return nil }
        let tail = form.words[(of + 1)...].filter { $0 != "the" }.joined(separator: " ")
        guard places.contains(tail) || of >= 3 else { return nil }
        return NameForm(words: Array(form.words[..<of])).bag
    }

    /// Two names of one word count that share a word, for bodies that one person belongs to or leads: a name and its translation.
    private mutating func joinSharedLeaders() {
        var bodies: [Int: Set<Int>] = [:]
        for (d, annotation) in annotations.enumerated() {
            for link in annotation.links where link.kind == .memberOf {
                let (a, b) = (nodeOf[d][link.from], nodeOf[d][link.to])
                if a >= 0 && b >= 0 && nodes[b].category == .body { bodies[joined.root(a), default: []].insert(b) }
            }
        }
        for person in bodies.keys.sorted() {
            let list = bodies[person]!.sorted()
            for (n, i) in list.enumerated() {
                for j in list[(n + 1)...] where isTranslation(nodes[i].form.words, nodes[j].form.words) { joined.union(i, j) }
            }
        }
    }

    private func isTranslation(_ a: [String], _ b: [String]) -> Bool {
        guard a.count == b.count, a.count > 1, a != b else { return false }
        return a.contains { word in word.utf8.count > 3 && b.contains { $0 == word || Fold.distance($0, word, limit: 1) != nil } }
    }
}
