import Foundation

/// A model file, mapped into memory and read where it lies.
///
/// Layout, little-endian: "LEGAJO" and two digits of version; UInt64 checksum of everything behind it; UInt32 number of sections;
/// for each section an eight-byte name, UInt64 offset in the file and UInt64 length; the sections, each at a multiple of eight.
package final class ModelFile: @unchecked Sendable {
    /// Grows with every change of layout or of the features that the weights are for.
    package static let magic = Array("LEGAJO02".utf8)

    private let base: UnsafeRawPointer
    private let length: Int
    private let mapped: Bool
    private var sections: [String: Range<Int>] = [:]

    /// Maps a file.
    /// - Throws: `LanguageError.badModel`.
    package convenience init(path: String) throws {
        func fail(_ reason: String) -> LanguageError { .badModel(path: path, reason: reason) }
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw fail("the model file cannot be opened") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size >= 20 else { throw fail("the model file is cut short") }
        let length = Int(status.st_size)
        guard let address = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw fail("the model file cannot be mapped into memory")
        }
        try self.init(base: UnsafeRawPointer(address), length: length, mapped: true, path: path)
    }

    /// A model in memory, as the trainer makes it. The memory stays for the life of the process: the models of a training refer to it.
    /// - Throws: `LanguageError.badModel`.
    package convenience init(bytes: [UInt8]) throws {
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(20, bytes.count), alignment: 16)
        bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress!, byteCount: bytes.count) }
        try self.init(base: UnsafeRawPointer(copy), length: bytes.count, mapped: false, path: "(memory)")
    }

    /// Takes the memory over, and checks it.
    private init(base: UnsafeRawPointer, length: Int, mapped: Bool, path: String) throws {
        self.base = base
        self.length = length
        self.mapped = mapped
        func fail(_ reason: String) -> LanguageError { .badModel(path: path, reason: reason) }
        guard (0..<8).allSatisfy({ base.load(fromByteOffset: $0, as: UInt8.self) == Self.magic[$0] }) else {
            throw fail("this is no model file of this version of the program")
        }
        let stored = base.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        guard stored == Self.checksum(base + 16, length - 16) else { throw fail("the model file's checksum is wrong") }
        let count = Int(base.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        guard count < 1000, 20 + count * 24 <= length else { throw fail("the model file is cut short") }
        for index in 0..<count {
            let entry = base + 20 + index * 24
            let name = String(decoding: UnsafeRawBufferPointer(start: entry, count: 8).prefix { $0 != 0 }, as: UTF8.self)
            let offset = Int(entry.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            let size = Int(entry.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
            guard offset >= 0, size >= 0, offset + size <= length else { throw fail("the model file is cut short") }
            sections[name] = offset..<offset + size
            names.append(name)
        }
    }

    deinit { if mapped { munmap(UnsafeMutableRawPointer(mutating: base), length) } }

    /// Names of the sections in the order of the file.
    package private(set) var names: [String] = []

    package func section(_ name: String) -> UnsafeRawBufferPointer? {
        sections[name].map { UnsafeRawBufferPointer(start: base + $0.lowerBound, count: $0.count) }
    }

    /// The lines of a section of text.
    package func lines(_ name: String) -> [String] {
        guard let bytes = section(name) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Four lanes of multiply and rotate over eight bytes each: a few milliseconds for ten megabytes.
    package static func checksum(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
        var a: UInt64 = 1, b: UInt64 = 2, c: UInt64 = 3, d: UInt64 = 4
        var index = 0
        @inline(__always) func step(_ lane: UInt64, _ offset: Int) -> UInt64 {
            let product = (lane ^ start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* Hashing.multiplier
            return product << 31 | product >> 33
        }
        while index + 32 <= count {
            a = step(a, index)
            b = step(b, index + 8)
            c = step(c, index + 16)
            d = step(d, index + 24)
            index += 32
        }
        var hash = Hashing.mix(Hashing.mix(Hashing.mix(Hashing.mix(UInt64(count), a), b), c), d)
        while index < count {
            hash = Hashing.mix(hash, UInt64(start.load(fromByteOffset: index, as: UInt8.self)))
            index += 1
        }
        return Hashing.finish(hash)
    }
}

/// Puts a model file together.
package struct ModelWriter {
    private var sections: [(name: String, bytes: [UInt8])] = []
    package init() {}

    package mutating func add(_ name: String, _ bytes: [UInt8]) { sections.append((name, bytes)) }
    package mutating func add(_ name: String, lines: [String]) { add(name, Array(lines.joined(separator: "\n").utf8)) }

    package func bytes() -> [UInt8] {
        var body: [UInt8] = []
        Self.append(UInt32(sections.count), to: &body)
        var offset = (20 + sections.count * 24 + 7) / 8 * 8
        for section in sections {
            let name = Array(section.name.utf8.prefix(8))
            body += name + [UInt8](repeating: 0, count: 8 - name.count)
            Self.append(UInt64(offset), to: &body)
            Self.append(UInt64(section.bytes.count), to: &body)
            offset = (offset + section.bytes.count + 7) / 8 * 8
        }
        for section in sections {
            while (body.count + 16) % 8 != 0 { body.append(0) }
            body += section.bytes
        }
        var out = ModelFile.magic
        Self.append(body.withUnsafeBytes { ModelFile.checksum($0.baseAddress!, $0.count) }, to: &out)
        return out + body
    }

    package static func append<T: FixedWidthInteger>(_ value: T, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
