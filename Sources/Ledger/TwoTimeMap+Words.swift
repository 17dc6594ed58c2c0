import CaseModel
import EDTF

/// The two-time map without a picture: in letters for a terminal, in sentences for a screen reader.
extension TwoTimeMap {
    /// For a screen reader: the history as it was known at the time, and as known in the end, in sentences.
    var description: String {
        var out = "Across is the day asked about, down the day as known on."
        for o in grid.orders {
            func runs(_ state: (Int) -> CellState) -> String {
                var parts: [String] = []
                var i = 0
                while i < grid.days.count {
                    var e = i + 1
                    while e < grid.days.count, state(e) == state(i) { e += 1 }
                    parts.append("from \(Moment.text(of: grid.days[i])) \(state(i).label)")
                    i = e
                }
                return parts.joined(separator: ", ")
            }
            out +=
                " In \(o.name), as known at the time: \(runs { o.cells[$0][$0] }). As known in the end: \(runs { o.cells[grid.days.count - 1][$0] })."
        }
        return out
    }

    /// The map in letters: a row for each day on which something became known, a column for each interval of days asked about.
    public var text: String {
        var out = "\(subject): status in two times (\(known))\n"
        out += "across: the day asked about; down: the day as known on; [ ] marks the day itself: left of it is hindsight\n"
        let n = grid.days.count
        // Wider columns for longer spans, at most about 100 in all.
        let wide = edges(Double(max(n, min(100, n * 3))))
        let columns = (0..<n).map { max(1, Int(wide[$0 + 1].rounded()) - Int(wide[$0].rounded())) }
        for o in grid.orders {
            out += "\n\(o.name == o.order ? o.order : "\(o.name) (\(o.order))")\n"
            for y in 0..<n {
                var line = "  \(Moment.text(of: grid.days[y]))  "
                for x in 0..<n {
                    let letters = String(repeating: o.cells[y][x].letter, count: columns[x])
                    line += x == y ? "[" + letters.dropFirst() + "]" : letters + (x == y - 1 || x == n - 1 ? "" : "")
                }
                let acts = grid.acts.filter {
                    $0.row == y && ($0.act.order == o.order || (ledger.takesNotice[o.order] ?? []).contains($0.act.order))
                }
                if !acts.isEmpty { line += "  " + acts.map(\.act.what).joined(separator: "; ") }
                out += line + "\n"
            }
        }
        out += "\n  custody     "
        for x in 0..<n {
            let letter: String =
                switch grid.custody[x].state {
                case "held": "H"
                case "hospital": "+"
                case "free": "-"
                case "abroad": "~"
                default: "?"
                }
            out += String(repeating: letter, count: columns[x])
        }
        let used = CellState.allCases.filter { s in grid.orders.contains { $0.cells.contains { $0.contains(s) } } }
        out +=
            "\n\n" + used.map { "  \($0.letter) \($0.label)" }.joined(separator: "\n")
            + "\n  custody: H held, + hospital, - free, ~ abroad, ? unknown\n"
        out += "  columns begin: \(grid.days.map { Moment.text(of: $0) }.joined(separator: " "))\n"
        return out
    }
}
