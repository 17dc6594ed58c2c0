import CXLSXWriter
import Foundation

/// XLSX by libxlsxwriter: one sheet a table, every cell text (dates too: a spreadsheet's serial dates know no years before
/// 1900 and no months without a day), header frozen, filters set.
enum Workbook {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Rows of a sheet and characters of a cell that the format allows.
    private static let mostRows = 1_048_575
    private static let mostCharacters = 32_767

    static func bytes(_ tables: [Table], title: String) throws -> [UInt8] {
        let path = NSTemporaryDirectory() + "legajo-\(UUID().uuidString).xlsx"
        defer { unlink(path) }
        guard let workbook = workbook_new(path) else { throw Failure(description: "the workbook cannot be made") }
        title.withCString { title in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: title)
            // A fixed time: the same case gives the same bytes.
            properties.created = 1_262_304_000
            workbook_set_properties(workbook, &properties)
        }
        let bold = workbook_add_format(workbook)
        format_set_bold(bold)
        let wrap = workbook_add_format(workbook)
        format_set_text_wrap(wrap)
        format_set_align(wrap, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        for table in tables {
            guard let sheet = workbook_add_worksheet(workbook, table.name) else {
                throw Failure(description: "the sheet \(table.name) cannot be made")
            }
            for (column, name) in table.header.enumerated() {
                worksheet_write_string(sheet, 0, UInt16(column), name, bold)
                worksheet_set_column(sheet, UInt16(column), UInt16(column), table.widths[column], nil)
            }
            for (row, cells) in table.rows.prefix(mostRows).enumerated() {
                for (column, cell) in cells.enumerated() where !cell.isEmpty {
                    worksheet_write_string(sheet, UInt32(row + 1), UInt16(column), clean(Table.safe(cell)), wrap)
                }
            }
            worksheet_freeze_panes(sheet, 1, 0)
            if !table.rows.isEmpty {
                worksheet_autofilter(
                    sheet, 0, 0, UInt32(min(table.rows.count, mostRows)), UInt16(table.header.count - 1))
            }
        }
        let error = workbook_close(workbook)
        guard error == LXW_NO_ERROR else {
            throw Failure(description: "the workbook cannot be written: \(String(cString: lxw_strerror(error)))")
        }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Without characters that XML does not allow, and no longer than a cell may be.
    private static func clean(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        var units = 0
        for scalar in text.unicodeScalars {
            if scalar.value < 0x20 && scalar != "\n" && scalar != "\t" { continue }
            if scalar.value == 0xFFFE || scalar.value == 0xFFFF { continue }
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > mostCharacters { break }
            out.append(scalar)
        }
        return String(out)
    }
}
