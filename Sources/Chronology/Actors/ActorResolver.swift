import CaseModel
import Events

/// Who is who over all papers: entities of single papers joined into actors, precision first.
///
/// Entities meet in nodes by folded name. Nodes join where a paper itself gives one entity both names, where one name is the other with words
/// left out, and for a slip of spelling; a bare surname or first name goes to the one person it can be, by the paper's own cast, gender and
/// prominence. Two people never join for a shared surname.
struct ActorResolver {
    let input: CaseInput
    let annotations: [Annotation]
    let lexicon = NameLexicon.shared
    var nodes: [NameNode] = []
    var joined = UnionFind(0)
    /// Node of each entity of each paper; -1 for one that no paper names.
    var nodeOf: [[Int]] = []
    /// Entities with one bare word for a name, resolved last.
    private var bare: [(member: NameNode.Member, word: String)] = []
    private var nodeByKey: [String: Int] = [:]
    private(set) var byWord: [String: [Int]] = [:]
    /// Nodes of single words that some papers take for people, wrongly.
    private(set) var notPersons: Set<Int> = []
    private var states: Set<String> = []
    private var formCache: [String: NameForm?] = [:]

    init(_ input: CaseInput) {
        self.input = input
        annotations = input.annotations
    }

    /// Joins everything; `apart` are pairs of entities that a person decided are not the same, `together` that they are.
    mutating func resolve(
        together: [(NameNode.Member, NameNode.Member)], apart: [(NameNode.Member, NameNode.Member)]
    ) {
        collect()
        for (a, b) in apart { splitOff(a, from: b) }
        indexWords()
        joinLinks()
        joinPersons()
        joinBodies()
        placeBareNames()
        joinKin()
        joinAcrossClasses()
        placeOffices()
        for (a, b) in together {
            let (x, y) = (node(of: a), node(of: b))
            if x >= 0 && y >= 0 { joined.union(x, y) }
        }
    }

    func node(of member: NameNode.Member) -> Int { nodeOf[member.document][member.entity] }

    /// The actor of an entity, as the root of its node; -1 for an entity without a name.
    mutating func root(document: Int, entity: Int) -> Int {
        let node = nodeOf[document][entity]
        return node < 0 ? -1 : joined.root(node)
    }

    // MARK: Nodes

    /// What the papers take for countries often enough to tell courts of one name apart: named in a fifth as many papers as the most named.
    private mutating func countStates() {
        var papers: [String: Int] = [:]
        for annotation in annotations {
            for country in Set(annotation.entities.compactMap { $0.country.map(Fold.key) }) { papers[country, default: 0] += 1 }
        }
        let most = papers.values.max() ?? 0
        states = Set(papers.filter { 5 * $0.value >= most && ($0.value > 1 || most <= 2) }.keys)
        // A paper that names two bodies alike and gives them two countries means both.
        for annotation in annotations {
            var seen: [String: Set<String>] = [:]
            for entity in annotation.entities where NameNode.category(of: entity.kind) == .body {
                if let country = entity.country.map(Fold.key), let form = form(entity.name ?? "", entity) {
                    seen[form.bag, default: []].insert(country)
                }
            }
            for countries in seen.values where countries.count > 1 { states.formUnion(countries) }
        }
    }

    private mutating func collect() {
        countStates()
        for (d, annotation) in annotations.enumerated() {
            nodeOf.append(Array(repeating: -1, count: annotation.entities.count))
            for (e, entity) in annotation.entities.enumerated() {
                let member = NameNode.Member(document: d, entity: e)
                let forms = self.forms(of: entity)
                guard let main = forms.first, !isCommon(main, entity) else { continue }
                if entity.kind == .person && main.words.count == 1 {
                    bare.append((member, main.words[0]))
                    continue
                }
                let node = self.node(for: main, entity)
                add(member, entity, to: node)
                for other in forms.dropFirst() where isTelling(other, entity) {
                    let second = self.node(for: other, entity)
                    if nodes[second].members.isEmpty || nodes[second].category == nodes[node].category {
                        joined.union(node, second)
                    }
                }
            }
        }
    }

    /// Folded names, fullest first, then in the order of the text's use.
    private mutating func forms(of entity: LocalEntity) -> [NameForm] {
        var forms: [NameForm] = []
        for name in (entity.name.map { [$0] } ?? []) + entity.names {
            if let form = form(name, entity), !forms.contains(form) { forms.append(form) }
        }
        guard entity.kind == .person else { return forms }
        return forms.enumerated().sorted { ($1.element.words.count, $0.offset) < ($0.element.words.count, $1.offset) }.map(
            \.element)
    }

    private mutating func form(_ name: String, _ entity: LocalEntity) -> NameForm? {
        let key = "\(entity.kind == .person)|\(entity.country ?? "")|\(name)"
        if let known = formCache[key] { return known }
        let isPerson = entity.kind == .person
        let name = isPerson ? name : lexicon.withoutDate(name)
        let form =
            !isPerson && lexicon.styledPerson(name) != nil
            ? lexicon.styledPerson(name)
            : isPerson
                ? NameForm(person: name, lexicon: lexicon) : NameForm(body: name, country: entity.country, lexicon: lexicon)
        formCache[key] = form
        return form
    }

    /// A person by a style that was taken for a body's name is a person.
    func category(of entity: LocalEntity) -> NameNode.Class {
        let category = NameNode.category(of: entity.kind)
        guard category != .person, let name = entity.name ?? entity.names.first else { return category }
        return lexicon.styledPerson(lexicon.withoutDate(name)) == nil ? category : .person
    }

    /// "a court", "the court": words for any body, in lower case, are no name.
    private func isCommon(_ form: NameForm, _ entity: LocalEntity) -> Bool {
        guard entity.kind != .person, (entity.name ?? entity.names.first)?.first?.isLowercase == true else { return false }
        return form.words.count == 1 || ["a", "an", "one", "other", "another"].contains(form.words[0])
    }

    /// Whether a second name says who it is by itself: not "the court", not one word of a person's name.
    private func isTelling(_ form: NameForm, _ entity: LocalEntity) -> Bool {
        entity.kind == .person ? form.words.count > 1 : !(form.words.count == 1 && lexicon.generic.contains(form.words[0]))
    }

    private mutating func node(for form: NameForm, _ entity: LocalEntity) -> Int {
        let category = category(of: entity)
        let country = category == .body ? entity.country.map(Fold.key).flatMap { states.contains($0) ? $0 : nil } : nil
        let name = category == .person ? form.key : category == .place ? placeKey(form) : form.bag
        let key = "\(category.rawValue)|\(name)|\(country ?? "")"
        if let known = nodeByKey[key] { return known }
        nodes.append(NameNode(category: category, form: form, country: country))
        nodeByKey[key] = joined.add()
        return nodes.count - 1
    }

    private func placeKey(_ form: NameForm) -> String {
        let kept = form.words.filter { !lexicon.states.contains($0) }
        return (kept.isEmpty ? form.words : kept).joined(separator: " ")
    }

    private mutating func add(_ member: NameNode.Member, _ entity: LocalEntity, to node: Int) {
        nodeOf[member.document][member.entity] = node
        nodes[node].members.append(member)
        nodes[node].mentions += max(1, entity.mentions.count)
        switch gender(of: entity) {
        case "male": nodes[node].male += 1
        case "female": nodes[node].female += 1
        default: break
        }
    }

    func gender(of entity: LocalEntity) -> String? {
        entity.gender ?? entity.honorifics.lazy.compactMap { lexicon.gender(of: $0) }.first
    }

    private mutating func splitOff(_ member: NameNode.Member, from other: NameNode.Member) {
        let node = self.node(of: member)
        guard node >= 0, joined.same(node, max(0, self.node(of: other))) else { return }
        nodes[node].members.removeAll { $0 == member }
        var own = nodes[node]
        own.members = []
        (own.mentions, own.male, own.female) = (0, 0, 0)
        nodes.append(own)
        _ = joined.add()
        add(member, annotations[member.document].entities[member.entity], to: nodes.count - 1)
    }

    private mutating func indexWords() {
        for (i, node) in nodes.enumerated() where node.category == .person {
            for word in Set(node.form.words) { byWord[word, default: []].append(i) }
        }
    }

    // MARK: Links that the papers make

    private mutating func joinLinks() {
        for (d, annotation) in annotations.enumerated() {
            for link in annotation.links where link.kind != .kin && link.kind != .memberOf {
                let (a, b) = (nodeOf[d][link.from], nodeOf[d][link.to])
                if a >= 0 && b >= 0 { joined.union(a, b) }
            }
        }
    }

    // MARK: Bare names

    private mutating func placeBareNames() {
        var loose: [String: Int] = [:]
        // The bare name of a paper where it can only be one person counts for prominence before the harder ones are placed.
        for (member, word) in bare {
            let entity = annotations[member.document].entities[member.entity]
            if let node = person(for: word, member, entity) {
                add(member, entity, to: node)
                continue
            }
            let key = "\(word)|\(gender(of: entity) ?? "")"
            let node: Int
            if let known = loose[key] {
                node = known
            } else {
                nodes.append(NameNode(category: .person, form: NameForm(words: [word])))
                node = joined.add()
                loose[key] = node
            }
            add(member, entity, to: node)
        }
    }

    /// The one person that a single word can mean in this paper; nil where it may be several, or nobody that is named in full.
    private mutating func person(for word: String, _ member: NameNode.Member, _ entity: LocalEntity) -> Int? {
        let gender = gender(of: entity)
        var candidates = (byWord[word] ?? []).filter { NameNode.agree(nodes[$0].gender, gender) }
        if candidates.isEmpty { candidates = slips(of: word).filter { NameNode.agree(nodes[$0].gender, gender) } }
        var byRoot: [Int: (mentions: Int, here: Int, last: Bool, node: Int)] = [:]
        for node in candidates {
            let root = joined.root(node)
            let here = nodeOf[member.document].indices.reduce(0) {
                nodeOf[member.document][$1] == node ? $0 + annotations[member.document].entities[$1].mentions.count : $0
            }
            let isLast = nodes[node].form.last == word
            let old = byRoot[root]
            byRoot[root] = (
                (old?.mentions ?? 0) + nodes[node].mentions, (old?.here ?? 0) + here, (old?.last ?? false) || isLast,
                min(old?.node ?? node, node)
            )
        }
        let ranked = byRoot.values.sorted {
            ($0.here, $0.mentions, $0.last ? 1 : 0, -$0.node) > ($1.here, $1.mentions, $1.last ? 1 : 0, -$1.node)
        }
        guard let best = ranked.first else { return nil }
        guard ranked.count > 1 else { return best.node }
        let second = ranked[1]
        if best.here > 0 && second.here == 0 { return best.node }
        if best.here >= 2 * second.here && best.here > 0 { return best.node }
        return best.here == second.here && best.mentions >= 2 * second.mentions ? best.node : nil
    }

    private mutating func slips(of word: String) -> [Int] {
        guard word.utf8.count >= 5 else { return [] }
        if let known = slipsOf[word] { return known }
        if slipIndex == nil {
            var index: [UInt8: [String]] = [:]
            for key in byWord.keys.sorted() where key.utf8.count >= 5 { index[key.utf8.first!, default: []].append(key) }
            slipIndex = index
        }
        let found = (slipIndex?[word.utf8.first!] ?? []).filter { Fold.isSlip(word, $0) }.flatMap { byWord[$0] ?? [] }
        slipsOf[word] = found
        return found
    }
    private var slipIndex: [UInt8: [String]]?
    /// What `slips` found: many papers name one person by one word.
    private var slipsOf: [String: [Int]] = [:]

    // MARK: Kin, and one name in two classes

    /// Two names with the same first word that the papers call the same kin of the same person. A link's word says what its end is to its
    /// beginning.
    private mutating func joinKin() {
        var seen: [String: Int] = [:]
        func note(_ bearer: Int, _ other: Int, _ tie: String) {
            guard nodes[bearer].category == .person, nodes[other].category == .person else { return }
            let key = "\(nodes[bearer].form.first)|\(tie)|\(joined.root(other))"
            if let known = seen[key] {
                if nodes[known].mayBe(nodes[bearer]) { joined.union(known, bearer) }
            } else {
                seen[key] = bearer
            }
        }
        for (d, annotation) in annotations.enumerated() {
            for link in annotation.links where link.kind == .kin {
                let (a, b) = (nodeOf[d][link.from], nodeOf[d][link.to])
                guard a >= 0, b >= 0, let word = link.word else { continue }
                let tie = lexicon.tie(of: word)
                note(b, a, tie)
                note(a, b, lexicon.inverse(of: tie))
            }
        }
    }

    /// Whether the word before some mention places it ("in", "to").
    func isPlaced(_ node: Int) -> Bool {
        nodes[node].members.contains { member in
            annotations[member.document].entities[member.entity].mentions.contains { mention in
                let before = input.words(member.document, max(0, mention.range.lowerBound - 12)..<mention.range.lowerBound)
                return Fold.words(before).last.map(lexicon.beforePlaces.contains) ?? false
            }
        }
    }

    private mutating func joinAcrossClasses() {
        // A name of two words and more is one bearer's, whatever single papers take it for.
        var full: [String: Int] = [:]
        for (i, node) in nodes.enumerated() where node.form.words.count > 1 && node.category == .person {
            full[node.form.key] = full[node.form.key] ?? i
        }
        for (i, node) in nodes.enumerated() where node.form.words.count > 1 && node.category != .person {
            if let person = full[node.form.key] { joined.union(person, i) }
        }
        var byName: [String: Int] = [:]
        for (i, node) in nodes.enumerated() where node.category != .person {
            let key = node.category == .place ? placeKey(node.form) : node.form.key
            if let known = byName[key], nodes[known].category != node.category {
                joined.union(known, i)
            } else if byName[key] == nil {
                byName[key] = i
            }
        }
        // A first name that one person of the case bears, and that no paper uses as a place's.
        for (i, node) in nodes.enumerated() where node.category == .place && node.form.words.count == 1 && node.mentions <= 2 {
            let roots = Set(
                (byWord[node.form.first] ?? []).filter { nodes[$0].form.first == node.form.first }.map { joined.root($0) })
            if roots.count == 1, let person = roots.first, nodes[person].mentions > node.mentions, !isPlaced(i) {
                joined.union(person, i)
            }
        }
        for (i, node) in nodes.enumerated() where node.category == .person && node.form.words.count == 1 && node.gender == nil {
            guard let known = byName[node.form.key] else { continue }
            // What one paper takes for a person and another for a place is nobody whose full name the case has.
            let isPlace =
                nodes[known].category == .place && (byWord[node.form.first] ?? []).allSatisfy { nodes[$0].category != .person }
            if isPlace || nodes[known].mentions >= node.mentions { joined.union(known, i) }
            if isPlace { notPersons.insert(i) }
        }
    }
}
