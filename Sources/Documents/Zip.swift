/// Reads ZIP archives (PKWARE APPNOTE 6.3.9) by their central directory: stored and deflated members, ZIP64 sizes, no encryption.
struct Zip {
    struct Member: Hashable {
        var name: String
        var method: Int
        var packed: Int
        var size: Int
        var header: Int
        var encrypted: Bool
        var isFolder: Bool { name.hasSuffix("/") }
    }
    let bytes: RandomBytes
    let members: [Member]

    /// - Throws: `PackedError` when there is no directory, or it is cut or broken.
    init(_ bytes: RandomBytes) throws {
        self.bytes = bytes
        let tailStart = max(0, bytes.count - 65_557)
        let tail = try bytes.read(tailStart..<bytes.count)
        guard tail.count >= 22,
            let end = stride(from: tail.count - 22, through: 0, by: -1).first(where: {
                tail[$0...].starts(with: [0x50, 0x4B, 5, 6])
            })
        else { throw PackedError.truncated(at: bytes.count) }
        var count = tail.le16(end + 10)
        var size = tail.le32(end + 12)
        var start = tail.le32(end + 16)
        if count == 0xFFFF || start == 0xFFFF_FFFF, end >= 20, tail[(end - 20)...].starts(with: [0x50, 0x4B, 6, 7]) {
            let at = tail.le64(end - 20 + 8)
            let wide = try bytes.read(at..<(at + 56))
            guard wide.count == 56, wide.starts(with: [0x50, 0x4B, 6, 6]) else {
                throw PackedError.broken(at: at, "no ZIP64 directory")
            }
            count = wide.le64(32)
            size = wide.le64(40)
            start = wide.le64(48)
        }
        guard start >= 0, size >= 0, start <= bytes.count, size <= bytes.count - start else {
            throw PackedError.broken(at: tailStart + end, "the directory lies outside the file")
        }
        let directory = try bytes.read(start..<(start + size))
        var members: [Member] = []
        var at = 0
        while at + 46 <= directory.count, members.count < min(count, 200_000) {
            guard directory[at...].starts(with: [0x50, 0x4B, 1, 2]) else {
                throw PackedError.broken(at: start + at, "no directory entry")
            }
            let nameLength = directory.le16(at + 28)
            let extra = directory.le16(at + 30)
            let comment = directory.le16(at + 32)
            guard at + 46 + nameLength + extra <= directory.count else { throw PackedError.truncated(at: start + at) }
            var member = Member(
                name: String(decoding: directory[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self),
                method: directory.le16(at + 10),
                packed: directory.le32(at + 20), size: directory.le32(at + 24), header: directory.le32(at + 42),
                encrypted: directory.le16(at + 8) & 1 == 1)
            Self.wide(directory, (at + 46 + nameLength)..<(at + 46 + nameLength + extra), &member)
            members.append(member)
            at += 46 + nameLength + extra + comment
        }
        self.members = members
    }

    /// Sizes and places too large for 32 bits stand in the extra field 1.
    private static func wide(_ directory: [UInt8], _ range: Range<Int>, _ member: inout Member) {
        var at = range.lowerBound
        while at + 4 <= range.upperBound {
            let id = directory.le16(at)
            let end = at + 4 + directory.le16(at + 2)
            guard end <= range.upperBound else { return }
            if id == 1 {
                var field = at + 4
                func next() -> Int? {
                    guard field + 8 <= end else { return nil }; defer { field += 8 }; return directory.le64(field)
                }
                if member.size == 0xFFFF_FFFF, let v = next() { member.size = v }
                if member.packed == 0xFFFF_FFFF, let v = next() { member.packed = v }
                if member.header == 0xFFFF_FFFF, let v = next() { member.header = v }
            }
            at = end
        }
    }

    /// The unpacked bytes of a member as a stream of at most `limit` bytes.
    func stream(_ member: Member, limit: Int) throws -> ByteStream {
        let header = try bytes.read(member.header..<(member.header + 30))
        guard header.count == 30, header.starts(with: [0x50, 0x4B, 3, 4]) else {
            throw PackedError.broken(at: member.header, "no member there")
        }
        let start = member.header + 30 + header.le16(26) + header.le16(28)
        guard start + member.packed <= bytes.count else { throw PackedError.truncated(at: bytes.count) }
        if member.encrypted { throw PackedError.broken(at: member.header, "it is locked with a password") }
        let packed = bytes.stream(start..<(start + member.packed))
        switch member.method {
        case 0: return packed
        case 8: return packed.inflated(limit: limit)
        default: throw PackedError.broken(at: member.header, "packed by method \(member.method), which is not read")
        }
    }

    func read(_ name: String, limit: Int) throws -> [UInt8]? {
        guard let member = members.first(where: { $0.name == name }) else { return nil }
        return try stream(member, limit: limit).rest(limit: limit)
    }
}

extension [UInt8] {
    func le16(_ at: Int) -> Int { at + 1 < count ? Int(self[at]) | Int(self[at + 1]) << 8 : 0 }
    func le32(_ at: Int) -> Int { le16(at) | le16(at + 2) << 16 }
    /// Values beyond `Int` become `Int.max`, which no file reaches.
    func le64(_ at: Int) -> Int { le32(at + 4) > 0x7FFF_FFFF ? Int.max : le32(at) | le32(at + 4) << 32 }
}
