import CaseModel

/// Acts and what they strike: laid out by time, a row for each authority, rows grouped by legal order.
public struct ActsGraph: Sendable {
    let ledger: LedgerFile
    let evaluator: LedgerEvaluator
    let on: Moment
    let asOf: Moment

    /// What is in force on a day (nil: after everything), as known on another (nil: with everything), is black; the rest is grey.
    public init(_ ledger: LedgerFile, on: When? = nil, asOf: When? = nil) {
        self.ledger = ledger
        evaluator = LedgerEvaluator(ledger)
        let last =
            ledger.acts.map { max($0.adopted.latest, ($0.effective ?? $0.adopted).latest) }.filter { $0 < .distantFuture }.max()
            ?? .distantFuture
        self.on = on?.asked ?? Moment(endOf: last.day)
        self.asOf = asOf?.asked ?? .distantFuture
    }

    private struct Box {
        var act: Act
        var x: Double
        var y: Double
        var stands: Verdict
        var striker: String?
    }
    private static let boxWidth = 148.0, boxHeight = 58.0, rowHeight = 84.0, left = 190.0

    public var svg: String {
        let G = ActsGraph.self
        // Rows: orders as they appear, in each the authorities as they appear.
        var rows: [(order: String, authority: String)] = []
        for order in ledger.orders {
            for act in ledger.acts.sorted(by: { ($0.adopted.earliest, $0.id) < ($1.adopted.earliest, $1.id) })
            where act.order == order {
                if !rows.contains(where: { $0.order == order && $0.authority == act.authority }) {
                    rows.append((order, act.authority))
                }
            }
        }
        var boxes: [Box] = []
        var lastInRow: [Int: Double] = [:]
        var last = G.left - 40
        for rank in 0..<evaluator.reading.count {
            let act = ledger.acts[evaluator.reading.file[rank]]
            let row = rows.firstIndex { $0.order == act.order && $0.authority == act.authority }!
            let x = max(last + 54, (lastInRow[row] ?? -1000) + G.boxWidth + 22)
            last = x
            lastInRow[row] = x
            let target = Target(act: act.id)
            let stands = evaluator.verdict(of: target, on: on, asOf: asOf, order: act.order)
            let by =
                stands == .notInForce
                ? evaluator.striker(
                    of: target, on: on, order: act.order, session: evaluator.session(order: act.order, asOf: asOf))?.act : nil
            boxes.append(Box(act: act, x: x, y: 74 + Double(row) * G.rowHeight, stands: stands, striker: by))
        }
        let width = max(640, (boxes.map(\.x).max() ?? 0) + G.boxWidth + 28), height = 74 + Double(rows.count) * G.rowHeight + 44
        var out =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(SVG.number(width)) \(SVG.number(height))\" width=\"\(SVG.number(width))\" height=\"\(SVG.number(height))\" role=\"img\" aria-labelledby=\"acts-title acts-desc\" font-family=\"system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\" font-size=\"11\">\n"
        out += "<title id=\"acts-title\">\(SVG.escape("Acts about \(ledger.subject), and what they strike"))</title>\n"
        out += "<desc id=\"acts-desc\">\(SVG.escape(description(boxes)))</desc>\n"
        out +=
            "<defs><marker id=\"strike\" viewBox=\"0 0 10 10\" refX=\"8\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path d=\"M1 1L9 9M9 1L1 9\" stroke=\"#a3271c\" stroke-width=\"1.8\"/></marker><marker id=\"confirm\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0.8L7.4 4L0 7.2Z\" fill=\"#00664b\"/></marker><marker id=\"rest\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\"><circle cx=\"4\" cy=\"4\" r=\"3\" fill=\"#666\"/></marker></defs>\n"
        out += SVG.element("rect", ["width": SVG.number(width), "height": SVG.number(height), "fill": "#fff"]) + "\n"
        out += SVG.text(16, 26, ledger.subject, ["font-size": "19", "font-weight": "650", "fill": "#1b1b1b"]) + "\n"
        let seen = asOf >= .distantFuture ? "as known with everything" : "as known on \(asOf.text)"
        out +=
            SVG.text(
                16, 44, "Acts in order of time. Black: in force on \(on.text), \(seen). Grey: not, with what took it away.",
                ["fill": "#555"]) + "\n"
        var group = ""
        for (r, row) in rows.enumerated() {
            let y = 74 + Double(r) * G.rowHeight
            if row.order != group {
                group = row.order
                out +=
                    SVG.element(
                        "path", ["d": "M0 \(SVG.number(y - 14))H\(SVG.number(width))", "stroke": "#999", "stroke-width": "1"])
                    + "\n"
                out += SVG.text(16, y + 1, ledger.orderName(row.order), ["font-weight": "650", "fill": "#1b1b1b"]) + "\n"
            }
            for (n, line) in SVG.wrap(row.authority, width: G.left - 42, size: 11, lines: 3).enumerated() {
                out += SVG.text(16, y + 20 + Double(n) * 13.5, line, ["fill": "#444"]) + "\n"
            }
            out +=
                SVG.element(
                    "path",
                    [
                        "d": "M\(SVG.number(G.left - 12)) \(SVG.number(y + G.boxHeight / 2))H\(SVG.number(width - 12))",
                        "stroke": "#eee", "stroke-width": "1",
                    ]) + "\n"
        }
        for box in boxes { out += arrows(from: box, boxes) }
        for box in boxes { out += draw(box) }
        out += legend(height - 26)
        return out + "</svg>\n"
    }

    private func draw(_ b: Box) -> String {
        let G = ActsGraph.self
        let dead = b.stands == .notInForce
        let open = !dead && !b.stands.isInForce
        var out = "<g>" + SVG.element("title", [:], SVG.escape("\(b.act.adopted.text): \(b.act.what) (\(b.act.authority))"))
        let ink = dead ? "#8b8b8b" : "#1b1b1b"
        out += SVG.element(
            "rect",
            [
                "x": SVG.number(b.x), "y": SVG.number(b.y), "width": SVG.number(G.boxWidth), "height": SVG.number(G.boxHeight),
                "rx": "4", "fill": dead ? "#f3f3f3" : "#fff", "stroke": ink, "stroke-width": dead ? "0.8" : "1.5",
                "stroke-dasharray": open ? "4 3" : "",
            ])
        out += SVG.text(b.x + 7, b.y + 13.5, b.act.adopted.text, ["font-size": "10", "fill": ink, "font-weight": "600"])
        let lines = SVG.wrap(b.act.what, width: G.boxWidth - 14, size: 10.5, lines: dead ? 2 : 3)
        for (n, line) in lines.enumerated() {
            out += SVG.text(
                b.x + 7, b.y + 27 + Double(n) * 12.5, line,
                ["font-size": "10.5", "fill": ink, "text-decoration": dead ? "line-through" : ""])
        }
        if dead {
            let why =
                b.striker.map { s in "struck by \(ledger.acts.first { $0.id == s }?.authority ?? s)" }
                ?? "ended or not yet in effect"
            out += SVG.text(
                b.x + 7, b.y + G.boxHeight - 5, SVG.fit(why, width: G.boxWidth - 14, size: 9.5),
                ["font-size": "9.5", "fill": "#a3271c"])
        }
        return out + "</g>\n"
    }

    private func arrows(from b: Box, _ boxes: [Box]) -> String {
        let G = ActsGraph.self
        var out = ""
        func line(to target: String, _ colour: String, _ dash: String, _ marker: String, _ words: String, shift: Double) {
            guard let t = boxes.first(where: { $0.act.id == target }) else { return }
            let up = b.y > t.y, same = b.y == t.y
            let x1 = b.x + 24 + shift, x2 = min(t.x + G.boxWidth - 18, max(t.x + 30, b.x - 4)) - shift
            let y1 = same ? b.y : up ? b.y : b.y + G.boxHeight
            let y2 = same ? t.y : up ? t.y + G.boxHeight : t.y
            let d =
                same
                ? "M\(SVG.number(x1)) \(SVG.number(y1))C\(SVG.number(x1)) \(SVG.number(y1 - 24)) \(SVG.number(x2)) \(SVG.number(y2 - 24)) \(SVG.number(x2)) \(SVG.number(y2 - 2))"
                : "M\(SVG.number(x1)) \(SVG.number(y1))C\(SVG.number(x1)) \(SVG.number((y1 + y2) / 2)) \(SVG.number(x2)) \(SVG.number((y1 + y2) / 2)) \(SVG.number(x2)) \(SVG.number(y2 + (up ? 2 : -2)))"
            out += "<g>" + SVG.element("title", [:], SVG.escape("\(b.act.what) \(words) \(t.act.what)"))
            out +=
                SVG.element(
                    "path",
                    [
                        "d": d, "fill": "none", "stroke": colour, "stroke-width": "1.5",
                        "stroke-opacity": b.stands == .notInForce ? "0.4" : "1", "stroke-dasharray": dash,
                        "marker-end": "url(#\(marker))",
                    ]) + "</g>\n"
        }
        var drawn = Set<String>()
        for (n, e) in b.act.effects.enumerated() where drawn.insert("\(e.kind.rawValue) \(e.target.act)").inserted {
            let shift = Double(n % 4) * 9
            switch e.kind {
            case .strike:
                line(
                    to: e.target.act, "#a3271c", e.modes == [.suspend] ? "5 3" : "", "strike",
                    "strikes \(e.modes.map(\.words).joined(separator: " or "))", shift: shift)
            case .confirm: line(to: e.target.act, "#00664b", "", "confirm", "confirms", shift: shift)
            case .comply, .breach: line(to: e.target.act, "#666", "2 3", "rest", "speaks of", shift: shift)
            }
        }
        for d in b.act.dependsOn { line(to: d.act, "#666", "2 3", "rest", "rests on", shift: 40) }
        return out
    }

    private func legend(_ y: Double) -> String {
        var out = ""
        for (n, (colour, dash, marker, words)) in [
            ("#a3271c", "", "strike", "strikes"), ("#a3271c", "5 3", "strike", "suspends"),
            ("#00664b", "", "confirm", "confirms"),
            ("#666", "2 3", "rest", "rests on"),
        ].enumerated() {
            let x = 16 + Double(n) * 130
            out += SVG.element(
                "path",
                [
                    "d": "M\(SVG.number(x)) \(SVG.number(y))h30", "stroke": colour, "stroke-width": "1.5",
                    "stroke-dasharray": dash, "marker-end": "url(#\(marker))",
                ])
            out += SVG.text(x + 42, y + 4, words, ["fill": "#1b1b1b"]) + "\n"
        }
        return out
    }

    private func description(_ boxes: [Box]) -> String {
        boxes.map { b in
            let effects = b.act.effects.map { e in
                "\(e.kind == .strike ? "strikes" : e.kind == .confirm ? "confirms" : "speaks of") \(e.target)"
            }
            let state = b.stands.isInForce ? "in force" : b.stands == .notInForce ? "not in force" : "not determined"
            return
                "\(b.act.adopted.text) \(b.act.id): \(b.act.what), by \(b.act.authority) in \(b.act.order)\(effects.isEmpty ? "" : ", " + effects.joined(separator: ", ")): \(state)."
        }.joined(separator: " ")
    }
}
