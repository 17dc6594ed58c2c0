import CaseModel
import EDTF

/// The two-time map: across the day asked about, down the day as known on, filled with the status there (`design/pictures.md`).
public struct TwoTimeMap: Sendable {
    let grid: TwoTimeGrid
    let subject: String
    let known: String
    let ledger: LedgerFile

    /// For some orders (as codes), or all that acts belong to.
    public init(_ engine: StatusEngine, orders: [String]? = nil) {
        let all = orders ?? engine.orders
        grid = TwoTimeGrid(engine.quick(), orders: all)
        subject = engine.ledger.subject
        known = engine.known
        ledger = engine.ledger
    }

    // MARK: - scale

    private static let plot = 560.0, left = 96.0, top = 86.0, margin = 400.0, gap = 62.0

    /// Where each day begins: in proportion to time, with a least width, so that crowded years get room.
    func edges(_ length: Double) -> [Double] {
        let days = grid.days
        let n = Double(days.count)
        let least = min(13, 0.55 * length / n)
        let total = Double(grid.end - days[0])
        var at = 0.0
        var out = [0.0]
        for i in days.indices {
            let next = i + 1 < days.count ? days[i + 1] : grid.end
            at += least + (length - n * least) * Double(next - days[i]) / total
            out.append(at)
        }
        return out
    }

    /// A day's place on the scale.
    private func place(_ day: Day, _ edges: [Double]) -> Double {
        guard day > grid.days[0] else { return 0 }
        let i = grid.days.lastIndex { $0 <= day }!
        let next = i + 1 < grid.days.count ? grid.days[i + 1] : grid.end
        let share = min(1, Double(day - grid.days[i]) / Double(max(1, next - grid.days[i])))
        return edges[i] + (edges[i + 1] - edges[i]) * share
    }

    // MARK: - SVG

    /// The picture; `point` (X, Y) is drawn as a cross that a page may drag (`data-days` and `data-edges` carry the scale).
    public func svg(point: (on: Day, asOf: Day)? = nil) -> String {
        let T = TwoTimeMap.self
        let edges = edges(T.plot)
        let block = T.plot + T.gap
        let custodyTop = T.top + Double(grid.orders.count) * block - T.gap + 30
        let legendTop = custodyTop + 74
        let used = CellState.allCases.filter { s in grid.orders.contains { $0.cells.contains { $0.contains(s) } } }
        let legendRows = Double((used.count + 1) / 2)
        let width = T.left + T.plot + T.margin, height = legendTop + 26 + legendRows * 22 + 16
        var out =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(SVG.number(width)) \(SVG.number(height))\" width=\"\(SVG.number(width))\" height=\"\(SVG.number(height))\" role=\"img\" aria-labelledby=\"map-title map-desc\" font-family=\"system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif\" font-size=\"11\">\n"
        out += "<title id=\"map-title\">\(SVG.escape("Legal status of \(subject) in two times"))</title>\n"
        out += "<desc id=\"map-desc\">\(SVG.escape(description))</desc>\n"
        out += T.definitions
        out += SVG.element("rect", ["width": SVG.number(width), "height": SVG.number(height), "fill": "#fff"]) + "\n"
        out += SVG.text(T.left, 26, subject, ["font-size": "19", "font-weight": "650", "fill": "#1b1b1b"]) + "\n"
        out +=
            SVG.text(
                T.left, 45,
                "Across: the day asked about. Down: the day as known on, later is lower. On the dashed line, as it was known at the time;",
                ["fill": "#555"]) + "\n"
        out += SVG.text(T.left, 59, "left of it, hindsight; right of it, what then lay ahead (pale).", ["fill": "#555"]) + "\n"
        for (n, order) in grid.orders.enumerated() {
            out += panel(order, top: T.top + Double(n) * block, edges: edges, point: point)
        }
        out += custodyStrip(top: custodyTop, edges: edges)
        out += legend(used, top: legendTop)
        return out + "</svg>\n"
    }

    private func panel(
        _ order: (order: String, name: String, cells: [[CellState]]), top: Double, edges: [Double], point: (on: Day, asOf: Day)?
    ) -> String {
        let T = TwoTimeMap.self
        let title = order.name == order.order ? order.order : "\(order.name) (\(order.order))"
        var out =
            "<g class=\"order\" data-order=\"\(SVG.escape(order.order))\" data-left=\"\(SVG.number(T.left))\" data-top=\"\(SVG.number(top))\" data-days=\"\(grid.days.map { Moment.text(of: $0) }.joined(separator: " ")) \(Moment.text(of: grid.end))\" data-edges=\"\(edges.map(SVG.number).joined(separator: " "))\">\n"
        out += SVG.text(T.left, top - 7, title, ["font-weight": "650", "font-size": "12.5", "fill": "#1b1b1b"]) + "\n"
        var labels: [(area: Double, x: Double, y: Double, state: CellState, w: Double, h: Double)] = []
        for r in rectangles(order.cells) {
            let x = T.left + edges[r.x0], y = top + edges[r.y0], w = edges[r.x1] - edges[r.x0], h = edges[r.y1] - edges[r.y0]
            out +=
                SVG.element(
                    "rect",
                    [
                        "class": "s-\(r.state.rawValue)", "x": SVG.number(x), "y": SVG.number(y), "width": SVG.number(w),
                        "height": SVG.number(h), "fill": "url(#\(r.state.rawValue))",
                    ]) + "\n"
            labels.append((w * h, x, y, r.state, w, h))
        }
        // What then lay ahead is pale: a veil over everything right of the diagonal.
        var veil = "M\(SVG.number(T.left)) \(SVG.number(top))"
        for e in edges.dropFirst() { veil += "L\(SVG.number(T.left + e)) \(SVG.number(top + e))" }
        veil += "L\(SVG.number(T.left + T.plot)) \(SVG.number(top))Z"
        out += SVG.element("path", ["d": veil, "fill": "#fff", "fill-opacity": "0.58"]) + "\n"
        out += actLines(top: top, edges: edges, order: order.order)
        var diagonal = "M"
        for e in edges { diagonal += "\(SVG.number(T.left + e)) \(SVG.number(top + e))L" }
        out +=
            SVG.element(
                "path",
                [
                    "d": String(diagonal.dropLast()), "fill": "none", "stroke": "#111", "stroke-width": "1.6",
                    "stroke-dasharray": "5 3",
                ]) + "\n"
        out +=
            SVG.element(
                "rect",
                [
                    "x": SVG.number(T.left), "y": SVG.number(top), "width": SVG.number(T.plot), "height": SVG.number(T.plot),
                    "fill": "none", "stroke": "#333",
                ]) + "\n"
        out += words(labels, top: top)
        out += ticks(top: top, edges: edges)
        if let point {
            let x = T.left + place(point.on, edges), y = top + place(point.asOf, edges)
            out +=
                "<g class=\"cross\" transform=\"translate(\(SVG.number(x)) \(SVG.number(y)))\" stroke=\"#000\" stroke-width=\"2\"><path d=\"M-9 0H9M0 -9V9\" stroke=\"#fff\" stroke-width=\"5\"/><path d=\"M-9 0H9M0 -9V9\"/><circle r=\"5\" fill=\"none\"/></g>\n"
        }
        return out + "</g>\n"
    }

    private struct Rectangle {
        var x0: Int, x1: Int, y0: Int, y1: Int
        var state: CellState
    }

    /// Runs of one state in a row, joined downwards while they stay the same.
    private func rectangles(_ cells: [[CellState]]) -> [Rectangle] {
        var open: [Rectangle] = []
        var done: [Rectangle] = []
        for (y, row) in cells.enumerated() {
            var runs: [Rectangle] = []
            var x = 0
            while x < row.count {
                var e = x + 1
                while e < row.count, row[e] == row[x] { e += 1 }
                runs.append(Rectangle(x0: x, x1: e, y0: y, y1: y + 1, state: row[x]))
                x = e
            }
            var next: [Rectangle] = []
            for run in runs {
                if let i = open.firstIndex(where: { $0.x0 == run.x0 && $0.x1 == run.x1 && $0.state == run.state }) {
                    var longer = open.remove(at: i)
                    longer.y1 = y + 1
                    next.append(longer)
                } else {
                    next.append(run)
                }
            }
            done += open
            open = next
        }
        return (done + open).sorted { ($0.y0, $0.x0) < ($1.y0, $1.x0) }
    }

    /// Words on the largest fields: colour never stands alone.
    private func words(_ fields: [(area: Double, x: Double, y: Double, state: CellState, w: Double, h: Double)], top: Double)
        -> String
    {
        var out = ""
        var count: [CellState: Int] = [:]
        for f in fields.sorted(by: { ($0.area, $1.x, $1.y) > ($1.area, $0.x, $0.y) }) where f.h >= 16 && f.state != .none {
            let short =
                f.state == .liable
                ? "liable"
                : f.state == .shortened
                    ? "commuted, liable" : f.state == .sentenced ? "not liable" : f.state == .undetermined ? "?" : f.state.label
            let size = 11.0, w = SVG.width(of: short, size: size) + 10
            guard w + 4 <= f.w, count[f.state, default: 0] < 4 else { continue }
            count[f.state, default: 0] += 1
            // Keep to the known side of the diagonal where the field crosses it.
            let cy = f.y + f.h / 2 + 4, cx = min(f.x + f.w / 2, max(f.x + w / 2 + 4, f.x + f.w / 2))
            out +=
                SVG.element(
                    "rect",
                    [
                        "x": SVG.number(cx - w / 2), "y": SVG.number(cy - 11), "width": SVG.number(w), "height": "15", "rx": "3",
                        "fill": "#fff", "fill-opacity": "0.9",
                    ]) + "\n"
            out += SVG.text(cx, cy, short, ["text-anchor": "middle", "font-weight": "600", "fill": "#111"]) + "\n"
        }
        return out
    }

    /// Each act at the day on which it became known, named in the margin, with an arrow in the margin to what it strikes.
    private func actLines(top: Double, edges: [Double], order: String) -> String {
        let T = TwoTimeMap.self
        let right = T.left + T.plot
        let seen = grid.acts.filter { $0.act.order == order || (ledger.takesNotice[order] ?? []).contains($0.act.order) }
        var labelY: [Double] = seen.map { top + place(($0.act.known ?? $0.act.adopted).earliest.day, edges) }
        let lineY = labelY
        let step = min(15.0, (T.plot + 18) / Double(max(1, seen.count)))
        for i in labelY.indices.dropFirst() { labelY[i] = max(labelY[i], labelY[i - 1] + step) }
        var limit = top + T.plot + 8
        for i in labelY.indices.reversed() {
            labelY[i] = min(labelY[i], limit)
            limit = labelY[i] - step
        }
        var out = ""
        let arrows = 54.0
        for (i, (act, _)) in seen.enumerated() {
            let own = act.order == order
            out +=
                SVG.element(
                    "path",
                    [
                        "d":
                            "M\(SVG.number(T.left)) \(SVG.number(lineY[i]))H\(SVG.number(right))L\(SVG.number(right + 8)) \(SVG.number(labelY[i]))",
                        "fill": "none", "stroke": "#111", "stroke-opacity": own ? "0.5" : "0.25", "stroke-width": "0.7",
                    ]) + "\n"
            let text = "\(act.adopted.earliest.text.prefix(10))  \(act.what)"
            out += "<g>" + SVG.element("title", [:], SVG.escape("\(act.adopted.text): \(act.what) (\(act.authority))"))
            out +=
                SVG.text(
                    right + arrows, labelY[i] + 3.5, SVG.fit(text, width: T.margin - arrows - 6, size: 10.5),
                    ["font-size": "10.5", "fill": own ? "#1b1b1b" : "#666"]) + "</g>\n"
        }
        for (i, (act, _)) in seen.enumerated() {
            for e in act.effects where e.kind == .strike {
                guard let j = seen.firstIndex(where: { $0.act.id == e.target.act }), j != i else { continue }
                let bend = right + arrows - 8 - min(34, abs(labelY[i] - labelY[j]) * 0.25 + 6)
                let x = right + arrows - 6
                let dash = e.modes == [.suspend] ? "3 2" : ""
                out +=
                    SVG.element(
                        "path",
                        [
                            "d":
                                "M\(SVG.number(x)) \(SVG.number(labelY[i]))C\(SVG.number(bend)) \(SVG.number(labelY[i])) \(SVG.number(bend)) \(SVG.number(labelY[j])) \(SVG.number(x)) \(SVG.number(labelY[j]))",
                            "fill": "none", "stroke": "#8a1c1c", "stroke-width": "1.1", "stroke-dasharray": dash,
                            "marker-end": "url(#arrow)",
                        ]) + "\n"
            }
        }
        return out
    }

    /// Day labels below and at the left, as many as there is room for.
    private func ticks(top: Double, edges: [Double]) -> String {
        let T = TwoTimeMap.self
        var out = ""
        var lastX = -100.0, lastY = -100.0
        for i in grid.days.indices.dropFirst() {
            let day = Moment.text(of: grid.days[i])
            if edges[i] - lastY >= 12 {
                lastY = edges[i]
                out +=
                    SVG.text(T.left - 6, top + edges[i] + 3.5, day, ["text-anchor": "end", "fill": "#444", "font-size": "10"])
                    + "\n"
                out +=
                    SVG.element("path", ["d": "M\(SVG.number(T.left - 4)) \(SVG.number(top + edges[i]))h4", "stroke": "#444"])
                    + "\n"
            }
            if edges[i] - lastX >= 62, edges[i] < T.plot - 30 {
                lastX = edges[i]
                out +=
                    SVG.text(
                        T.left + edges[i], top + T.plot + 15, day, ["text-anchor": "middle", "fill": "#444", "font-size": "10"])
                    + "\n"
                out +=
                    SVG.element(
                        "path", ["d": "M\(SVG.number(T.left + edges[i])) \(SVG.number(top + T.plot))v4", "stroke": "#444"]) + "\n"
            }
        }
        return out
    }

    /// Custody on the same X, with where law and fact part below it.
    private func custodyStrip(top: Double, edges: [Double]) -> String {
        let T = TwoTimeMap.self
        var out =
            "<g class=\"custody\">\n"
            + SVG.text(T.left - 6, top + 12, "custody", ["text-anchor": "end", "font-weight": "600", "fill": "#1b1b1b"]) + "\n"
        var i = 0
        while i < grid.days.count {
            var e = i + 1
            while e < grid.days.count, grid.custody[e].state == grid.custody[i].state { e += 1 }
            let c = grid.custody[i]
            let x = T.left + edges[i], w = edges[e] - edges[i]
            out += "<g>" + SVG.element("title", [:], SVG.escape("\(c.words) from \(Moment.text(of: grid.days[i]))"))
            out += SVG.element(
                "rect",
                [
                    "x": SVG.number(x), "y": SVG.number(top), "width": SVG.number(w), "height": "18",
                    "fill": "url(#c-\(c.state))", "stroke": "#333", "stroke-width": "0.6",
                ])
            if SVG.width(of: c.state, size: 10.5) + 10 <= w {
                out += SVG.element(
                    "rect",
                    [
                        "x": SVG.number(x + w / 2 - SVG.width(of: c.state, size: 10.5) / 2 - 4), "y": SVG.number(top + 2.5),
                        "width": SVG.number(SVG.width(of: c.state, size: 10.5) + 8), "height": "13", "rx": "2", "fill": "#fff",
                        "fill-opacity": "0.9",
                    ])
                out += SVG.text(x + w / 2, top + 12.8, c.state, ["text-anchor": "middle", "font-size": "10.5", "fill": "#111"])
            }
            out += "</g>\n"
            i = e
        }
        i = 0
        while i < grid.days.count {
            var e = i + 1
            while e < grid.days.count, grid.parts[e] == grid.parts[i] { e += 1 }
            if let words = grid.parts[i] {
                let x = T.left + edges[i], w = edges[e] - edges[i]
                out +=
                    "<g>"
                    + SVG.element(
                        "title", [:], SVG.escape("\(words), as known at the time, from \(Moment.text(of: grid.days[i]))"))
                out += SVG.element(
                    "path",
                    ["d": "M\(SVG.number(x)) \(SVG.number(top + 24))h\(SVG.number(w))", "stroke": "#8a1c1c", "stroke-width": "4"])
                if SVG.width(of: words, size: 10) <= w + 4 {
                    out += SVG.text(x + w / 2, top + 38, words, ["text-anchor": "middle", "font-size": "10", "fill": "#8a1c1c"])
                }
                out += "</g>\n"
            }
            i = e
        }
        out += SVG.text(T.left - 6, top + 28, "law ≠ fact", ["text-anchor": "end", "fill": "#8a1c1c", "font-size": "10"]) + "\n"
        return out + "</g>\n"
    }

    private func legend(_ used: [CellState], top: Double) -> String {
        let T = TwoTimeMap.self
        var out = ""
        for (i, s) in used.enumerated() {
            let x = T.left + Double(i % 2) * 270, y = top + Double(i / 2) * 22
            out +=
                SVG.element(
                    "rect",
                    [
                        "x": SVG.number(x), "y": SVG.number(y), "width": "30", "height": "15", "fill": "url(#\(s.rawValue))",
                        "stroke": "#333", "stroke-width": "0.6",
                    ]) + "\n"
            out += SVG.text(x + 38, y + 11.5, s.label, ["fill": "#1b1b1b"]) + "\n"
        }
        let x = T.left + 540
        out +=
            SVG.element(
                "path",
                [
                    "d": "M\(SVG.number(x)) \(SVG.number(top + 8))h30", "stroke": "#8a1c1c", "stroke-width": "1.1",
                    "marker-end": "url(#arrow)",
                ]) + "\n"
        out += SVG.text(x + 38, top + 11.5, "strikes (dashed: suspends)", ["fill": "#1b1b1b"]) + "\n"
        return out
    }

    /// Patterns that differ without colour; colours after Okabe and Ito's palette for colour-blind eyes.
    private static let definitions: String = {
        func pattern(_ id: String, _ fill: String, _ marks: String, size: Int = 8) -> String {
            "<pattern id=\"\(id)\" width=\"\(size)\" height=\"\(size)\" patternUnits=\"userSpaceOnUse\"><rect width=\"\(size)\" height=\"\(size)\" fill=\"\(fill)\"/>\(marks)</pattern>\n"
        }
        return "<defs>\n"
            + "<marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0.8L7.4 4L0 7.2Z\" fill=\"#8a1c1c\"/></marker>\n"
            + pattern("liable", "#e8a07a", "<path d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\" stroke=\"#b2491a\" stroke-width=\"1.6\"/>")
            + pattern(
                "shortened", "#f3cdb6",
                "<path d=\"M0 8L8 0\" stroke=\"#b2491a\" stroke-width=\"1\"/><path d=\"M0 2H8\" stroke=\"#2d8fc0\" stroke-width=\"1.1\"/>"
            )
            + pattern("sentenced", "#f6e3b4", "<path d=\"M0 8L8 0\" stroke=\"#c9961a\" stroke-width=\"0.8\"/>")
            + pattern(
                "pardoned", "#9fc6e4",
                "<circle cx=\"2\" cy=\"2\" r=\"1.3\" fill=\"#0a5a94\"/><circle cx=\"6\" cy=\"6\" r=\"1.3\" fill=\"#0a5a94\"/>")
            + pattern("commuted", "#cfe6f4", "<path d=\"M0 2H8M0 6H8\" stroke=\"#2d8fc0\" stroke-width=\"1.1\"/>")
            + pattern("amnestied", "#a9dccb", "<path d=\"M2 0V8M6 0V8\" stroke=\"#00795a\" stroke-width=\"1.1\"/>")
            + pattern("acquitted", "#e6c9da", "<path d=\"M0 4H8M4 0V8\" stroke=\"#a04b7b\" stroke-width=\"0.9\"/>")
            + pattern("none", "#f4f3ef", "")
            + pattern("undetermined", "#ffffff", "<path d=\"M0 0L8 8M-2 6L2 10M6 -2L10 2\" stroke=\"#777\" stroke-width=\"1\"/>")
            + pattern("c-held", "#8d8d8d", "<path d=\"M0 8L8 0\" stroke=\"#444\" stroke-width=\"1.4\"/>")
            + pattern("c-hospital", "#d9d9d9", "<path d=\"M4 1V7M1 4H7\" stroke=\"#555\" stroke-width=\"1\"/>")
            + pattern("c-free", "#ffffff", "")
            + pattern("c-abroad", "#efefef", "<circle cx=\"4\" cy=\"4\" r=\"1.2\" fill=\"#555\"/>")
            + pattern("c-unknown", "#ffffff", "<path d=\"M0 0L8 8\" stroke=\"#aaa\" stroke-width=\"0.8\"/>")
            + "</defs>\n"
    }()
}
