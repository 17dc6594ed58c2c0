/// A ZIP archive (APPNOTE 6.3, method 0: stored) for exports of several files. The same files give the same bytes: every entry
/// carries the format's first day.
enum Zip {
    static func archive(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let name = Array(file.name.utf8)
            let offset = out.count
            // Version 2.0, names in UTF-8 (bit 11), stored, 1980-01-01 00:00.
            let common =
                [20, 0x800, 0, 0, 0x21].flatMap { little(UInt32($0), 2) } + little(crc(file.bytes), 4)
                + little(UInt32(file.bytes.count), 4) + little(UInt32(file.bytes.count), 4) + little(UInt32(name.count), 2)
                + little(0, 2)
            out += little(0x0403_4B50, 4) + common + name + file.bytes
            directory +=
                little(0x0201_4B50, 4) + little(20, 2) + common + [UInt8](repeating: 0, count: 10) + little(UInt32(offset), 4)
                + name
        }
        let start = out.count
        out += directory
        out +=
            little(0x0605_4B50, 4) + little(0, 4) + little(UInt32(files.count), 2) + little(UInt32(files.count), 2)
            + little(UInt32(directory.count), 4) + little(UInt32(start), 4) + little(0, 2)
        return out
    }

    private static func little(_ value: UInt32, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// CRC-32 as ZIP has it (ISO 3309, reflected, polynomial 0xEDB88320).
    static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 255)] ^ (crc >> 8) }
        return ~crc
    }

    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
