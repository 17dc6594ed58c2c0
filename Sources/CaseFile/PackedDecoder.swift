/// Reads one value of a packed form.
struct PackedDecoder: Decoder {
    let tape: Packed.Tape
    /// Where its value stands on the tape.
    let node: Int
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func mismatch(_ wanted: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: "no \(wanted) here"))
    }

    var isNil: Bool { tape.nodes[node].tag == 0 }
    func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
        guard tape.nodes[node].tag == 3 else { throw mismatch("integer") }
        let raw = tape.nodes[node].payload
        let value = Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
        if type == UInt64.self || type == UInt.self { return Number(truncatingIfNeeded: value) }
        guard let number = Number(exactly: value) else { throw mismatch("integer of this width") }
        return number
    }
    func string() throws -> String {
        guard tape.nodes[node].tag == 5 else { throw mismatch("string") }
        return tape.strings[Int(tape.nodes[node].payload)]
    }
    func flag() throws -> Bool {
        let tag = tape.nodes[node].tag
        guard tag == 1 || tag == 2 else { throw mismatch("truth value") }
        return tag == 2
    }
    func double() throws -> Double {
        guard tape.nodes[node].tag == 4 else { throw mismatch("number") }
        return Double(bitPattern: tape.nodes[node].payload)
    }
    func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if type == String.self { return try string() as! Value }
        if type == Int.self { return try integer(Int.self) as! Value }
        return try Value(from: self)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard tape.nodes[node].tag == 7 else { throw mismatch("object") }
        return KeyedDecodingContainer(Keyed<Key>(tape: tape, node: node, codingPath: codingPath))
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard tape.nodes[node].tag == 6 else { throw mismatch("array") }
        return Unkeyed(tape: tape, codingPath: codingPath, node: node)
    }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    final class Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let tape: Packed.Tape
        let node: Int
        let codingPath: [any CodingKey]
        private let end: Int
        /// The key after the one found last: members are mostly asked for in the order in which they were written. (One thread reads it, one value at a
        /// time.)
        @exclusivity(unchecked) private var next: Int

        init(tape: Packed.Tape, node: Int, codingPath: [any CodingKey]) {
            self.tape = tape
            self.node = node
            self.codingPath = codingPath
            end = Int(tape.nodes[node].end)
            next = node + 1
        }

        private func find(_ key: Key) -> PackedDecoder? {
            let wanted = key.stringValue
            var at = next
            var turned = false
            while true {
                if at >= end {
                    if turned { return nil }
                    turned = true
                    at = node + 1
                    if at >= end { return nil }
                }
                if turned && at >= next { return nil }
                if tape.strings[Int(tape.nodes[at].payload)] == wanted {
                    next = Int(tape.nodes[at + 1].end)
                    return PackedDecoder(tape: tape, node: at + 1, codingPath: codingPath)
                }
                at = Int(tape.nodes[at + 1].end)
            }
        }
        private func need(_ key: Key) throws -> PackedDecoder {
            guard let found = find(key) else {
                throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "no \(key.stringValue)"))
            }
            return found
        }

        var allKeys: [Key] {
            var keys: [Key] = []
            var at = node + 1
            while at < end {
                if let key = Key(stringValue: tape.strings[Int(tape.nodes[at].payload)]) { keys.append(key) }
                at = Int(tape.nodes[at + 1].end)
            }
            return keys
        }
        func contains(_ key: Key) -> Bool {
            let place = next
            defer { next = place }
            return find(key) != nil
        }
        func decodeNil(forKey key: Key) throws -> Bool {
            let place = next
            let found = try need(key)
            if found.isNil { return true }
            next = place
            return false
        }
        func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try need(key).read(type) }
        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<
            Nested
        > {
            try need(key).container(keyedBy: type)
        }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try need(key).unkeyedContainer() }
        func superDecoder() throws -> any Decoder { try need(Key(stringValue: "super")!) }
        func superDecoder(forKey key: Key) throws -> any Decoder { try need(key) }
    }

    struct Unkeyed: UnkeyedDecodingContainer {
        let tape: Packed.Tape
        let codingPath: [any CodingKey]
        private let end: Int
        private var at: Int
        let count: Int?
        private(set) var currentIndex = 0

        init(tape: Packed.Tape, codingPath: [any CodingKey], node: Int) {
            self.tape = tape
            self.codingPath = codingPath
            end = Int(tape.nodes[node].end)
            at = node + 1
            var count = 0
            var place = node + 1
            while place < end {
                count += 1
                place = Int(tape.nodes[place].end)
            }
            self.count = count
        }
        var isAtEnd: Bool { at >= end }
        private mutating func next() throws -> PackedDecoder {
            guard !isAtEnd else {
                throw DecodingError.valueNotFound(
                    Int.self, .init(codingPath: codingPath, debugDescription: "the array has ended"))
            }
            let decoder = PackedDecoder(tape: tape, node: at, codingPath: codingPath)
            at = Int(tape.nodes[at].end)
            currentIndex += 1
            return decoder
        }
        mutating func decodeNil() throws -> Bool {
            guard !isAtEnd, tape.nodes[at].tag == 0 else { return false }
            _ = try next()
            return true
        }
        mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().read(type) }
        mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws -> KeyedDecodingContainer<Nested> {
            try next().container(keyedBy: type)
        }
        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try next().unkeyedContainer() }
        mutating func superDecoder() throws -> any Decoder { try next() }
    }
}

extension PackedDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { isNil }
    func decode(_ type: Bool.Type) throws -> Bool { try flag() }
    func decode(_ type: String.Type) throws -> String { try string() }
    func decode(_ type: Double.Type) throws -> Double { try double() }
    func decode(_ type: Float.Type) throws -> Float { Float(try double()) }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try read(type) }
}
