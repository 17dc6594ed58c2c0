import Foundation

/// Lines of a stream in bounded memory.
struct LineReader {
    enum Record {
        case line([UInt8])
        case tooLong(Int)
    }
    private let handle: FileHandle
    private let longest: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var ended = false
    /// Number of the line given last, from 1.
    private(set) var number = 0

    init(handle: FileHandle, longest: Int) {
        self.handle = handle
        self.longest = longest
    }

    /// The next line without its end; nil at the end of the stream.
    mutating func next() throws -> Record? {
        var size = 0
        var scanned = start
        while true {
            if let end = buffer[scanned...].firstIndex(of: 10) {
                number += 1
                defer { start = end + 1 }
                if size + end - start > longest { return .tooLong(size + end - start) }
                return .line(Array(buffer[start..<end]))
            }
            if ended {
                guard start < buffer.count || size > 0 else { return nil }
                number += 1
                defer { start = buffer.count }
                let rest = size + buffer.count - start
                return rest > longest ? .tooLong(rest) : .line(Array(buffer[start...]))
            }
            if buffer.count - start > longest {
                size += buffer.count - start
                buffer.removeAll(keepingCapacity: true)
            } else {
                buffer.removeSubrange(..<start)
            }
            start = 0
            scanned = buffer.count
            guard let more = try handle.read(upToCount: 1 << 20), !more.isEmpty else {
                ended = true
                continue
            }
            buffer += more
        }
    }
}
