/// Comma-separated values after RFC 4180, read forgivingly: any line end, a byte order mark, and semicolons or tabs
/// where the first line has more of them than commas.
public enum CSV {
    /// One record of a file.
    public struct Row: Hashable, Sendable {
        /// The line on which the record begins, from 1.
        public var line: Int
        public var cells: [String]
        public init(line: Int, cells: [String]) { self.line = line; self.cells = cells }
    }

    /// Cells as one line with CRLF; quoted only where they must be.
    public static func line(_ cells: [String]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += "," }
            let quote = cell.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
            if quote {
                line += "\""
                for scalar in cell.unicodeScalars {
                    if scalar == "\"" { line += "\"" }
                    line.unicodeScalars.append(scalar)
                }
                line += "\""
            } else {
                line += cell
            }
        }
        return line + "\r\n"
    }

    /// The records of a file. Bytes that are not UTF-8
    /// become U+FFFD. An unclosed quote ends with the file. Blank lines are passed over.
    public static func rows(_ bytes: [UInt8]) -> [Row] {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        let separator = separator(bytes)
        var rows: [Row] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var line = 1
        var begun = 1
        var quoted = false
        var index = bytes.startIndex
        func text() -> String { String(decoding: cell, as: UTF8.self) }
        func end() {
            cells.append(text())
            cell.removeAll(keepingCapacity: true)
            if cells != [""] { rows.append(Row(line: begun, cells: cells)) }
            cells.removeAll()
        }
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            if quoted {
                if byte == UInt8(ascii: "\"") {
                    if index < bytes.endIndex, bytes[index] == byte { cell.append(byte); index += 1 } else { quoted = false }
                } else {
                    if byte == 0x0A { line += 1 }
                    cell.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where cell.isEmpty: quoted = true
            case separator:
                cells.append(text())
                cell.removeAll(keepingCapacity: true)
            case 0x0D where index < bytes.endIndex && bytes[index] == 0x0A: continue
            case 0x0A, 0x0D:
                end()
                line += 1
                begun = line
            default: cell.append(byte)
            }
        }
        if !cell.isEmpty || !cells.isEmpty { end() }
        return rows
    }

    private static func separator(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        let first = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let counts = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].map { mark in (mark, first.count { $0 == mark }) }
        return counts.max { $0.1 < $1.1 }.map { $0.1 > counts[0].1 ? $0.0 : UInt8(ascii: ",") } ?? UInt8(ascii: ",")
    }

    /// Records by the names of the first one (folded to lower case, spaces trimmed), with their lines.
    public static func table(_ bytes: [UInt8]) -> (header: [String], rows: [(line: Int, cells: [String: String])]) {
        let rows = rows(bytes)
        guard let head = rows.first else { return ([], []) }
        let header = head.cells.map { $0.trimmingWhitespace().lowercased() }
        return (
            header,
            rows.dropFirst().map { row in
                (row.line, Dictionary(zip(header, row.cells.map { $0.trimmingWhitespace() }), uniquingKeysWith: { a, _ in a }))
            }
        )
    }
}

extension String {
    /// Without white space at both ends.
    func trimmingWhitespace() -> String {
        var part = self[...]
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace { part.removeLast() }
        return String(part)
    }
}
