import Foundation

/// A list of facts that every listing command prints in the four forms of `--format`.
struct Facts<Row: Encodable> {
    struct Column {
        var name: String
        var value: (Row) -> String
    }
    var rows: [Row]
    /// Columns of the CSV and Markdown forms.
    var columns: [Column]

    /// Prints the rows; `text` makes the form for people.
    func print(_ format: FactFormat, pager: Bool, text: ([Row]) -> String) throws {
        switch format {
        case .text: Output.page(text(rows), pager: pager)
        case .json: Output.line(try json(rows))
        case .csv: Output.write(csv)
        case .markdown: Output.write(markdown)
        }
    }

    /// RFC 4180, with a header; cells that a spreadsheet would take for a formula begin with an apostrophe.
    var csv: String {
        func cell(_ s: String) -> String {
            let safe = s.first.map { "=+-@\t\r".contains($0) } == true ? "'" + s : s
            guard safe.contains(where: { "\",\n\r".contains($0) }) else { return safe }
            return "\"" + safe.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }
        let lines = [columns.map(\.name)] + rows.map { row in columns.map { $0.value(row) } }
        return lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    var markdown: String {
        func cell(_ s: String) -> String {
            s.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "|", with: "\\|")
                .replacingOccurrences(of: "\n", with: " ")
        }
        let head = ["| " + columns.map(\.name).joined(separator: " | ") + " |", "|" + columns.map { _ in "---|" }.joined()]
        let body = rows.map { row in "| " + columns.map { cell($0.value(row)) }.joined(separator: " | ") + " |" }
        return (head + body).joined(separator: "\n") + "\n"
    }
}

/// JSON for programs: sorted keys, indented, slashes as they are.
func json<T: Encodable>(_ value: T) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
