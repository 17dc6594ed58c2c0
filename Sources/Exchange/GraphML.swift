import CaseModel

/// GraphML 1.0 of the acts: each legal act and each person or body that takes part a node, edges for taking part and
/// for what an act strikes, confirms or restores.
struct GraphML {
    let input: ExportCase
    init(_ input: ExportCase) { self.input = input }

    /// The kinds that are acts of an authority or hit one.
    static let acts: Set<EventKind> = [
        .convict, .sentence, .pardon, .commute, .amnesty, .annul, .restore, .uphold, .overrule, .suspend, .orderRelease,
        .orderDetention, .order, .request, .review, .appeal, .charge, .indict, .acquit, .dismiss, .impeach, .rule, .enact,
        .dissolve,
    ]

    func bytes() -> [UInt8] {
        let acts = input.shown.filter { GraphML.acts.contains($0.kind) || !$0.targets.isEmpty }
        let known = Set(input.shown.map(\.id))
        let targets = Set(acts.flatMap(\.targets))
        let nodes = input.shown.filter { event in targets.contains(event.id) || acts.contains { $0.id == event.id } }
        let actors = Set(nodes.flatMap { $0.participants.compactMap(\.actor) })
        var xml = """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
              <key id="label" for="all" attr.name="label" attr.type="string"/>
              <key id="type" for="node" attr.name="type" attr.type="string"/>
              <key id="date" for="node" attr.name="date" attr.type="string"/>
              <key id="review" for="node" attr.name="review" attr.type="string"/>
              <key id="sources" for="node" attr.name="sources" attr.type="string"/>
              <key id="mode" for="edge" attr.name="mode" attr.type="string"/>
              <graph id="acts" edgedefault="directed">

            """
        for event in nodes {
            xml += node(
                "e-" + event.id.id, event.headline, event.kind.rawValue,
                [
                    ("date", event.date.edtf ?? ""), ("review", event.review.rawValue),
                    (
                        "sources",
                        Array(Set(event.evidence.map(\.passage.document))).sorted().map(input.citation).joined(separator: " | ")
                    ),
                ])
        }
        for actor in input.record.actors where actors.contains(actor.id) {
            xml += node("a-" + actor.id.id, actor.name, actor.kind.rawValue, [])
        }
        var number = 0
        func edge(_ from: String, _ to: String, _ label: String, mode: String? = nil) {
            number += 1
            xml +=
                "    <edge id=\"n\(number)\" source=\"\(Markup.xml(from))\" target=\"\(Markup.xml(to))\"><data key=\"label\">\(Markup.xml(label))</data>"
            if let mode { xml += "<data key=\"mode\">\(mode)</data>" }
            xml += "</edge>\n"
        }
        for event in nodes {
            for target in event.targets where known.contains(target) {
                edge("e-" + event.id.id, "e-" + target.id, event.kind.rawValue, mode: event.legal?.mode?.rawValue)
            }
            for participant in event.participants {
                guard let actor = participant.actor, input.actors[actor] != nil else { continue }
                edge("a-" + actor.id, "e-" + event.id.id, participant.role.rawValue)
            }
        }
        xml += "  </graph>\n</graphml>\n"
        return Array(xml.utf8)
    }

    private func node(_ id: String, _ label: String, _ type: String, _ data: [(String, String)]) -> String {
        var xml =
            "    <node id=\"\(Markup.xml(id))\"><data key=\"label\">\(Markup.xml(label))</data><data key=\"type\">\(type)</data>"
        for (key, value) in data where !value.isEmpty { xml += "<data key=\"\(key)\">\(Markup.xml(value))</data>" }
        return xml + "</node>\n"
    }
}
