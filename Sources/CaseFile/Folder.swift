import Foundation

/// A file or folder that could not be read, with the reason in words.
public struct FileProblem: Hashable, Sendable, Codable {
    /// Path relative to the folder that was read.
    public var name: String
    public var reason: String
    public init(name: String, reason: String) { self.name = name; self.reason = reason }
}

/// Every file below a folder, in byte order of the path, each folder visited once however many links lead to it.
struct FolderWalk {
    struct Entry: Sendable {
        /// Path below the folder, "/" between parts; bytes that are not UTF-8 written %FF.
        var name: String
        /// The path as the system has it, NUL-terminated.
        var path: [CChar]
        var size: Int
        /// Nanoseconds since 1970.
        var modified: Int
    }
    private struct Place: Hashable { var device: UInt; var inode: UInt }

    private(set) var entries: [Entry] = []
    private(set) var problems: [FileProblem] = []
    private var seen = Set<Place>()

    /// Walks `folder`. Names that begin with a dot and case files (`*.legajo` and SQLite's companions) are passed over.
    init(folder: String) throws {
        var info = stat()
        guard stat(folder, &info) == 0 else {
            throw CaseFileError.folder(path: folder, detail: "there is no such folder")
        }
        guard info.st_mode & S_IFMT == S_IFDIR else {
            throw CaseFileError.folder(path: folder, detail: "not a folder. Give the folder that the papers are in")
        }
        guard let directory = opendir(folder) else {
            throw CaseFileError.folder(path: folder, detail: String(cString: strerror(errno)))
        }
        closedir(directory)
        var path = folder.utf8CString.map { $0 }
        path.removeLast()
        seen.insert(Place(device: UInt(info.st_dev), inode: UInt(info.st_ino)))
        visit(path: path, name: "")
    }

    private mutating func visit(path: [CChar], name: String) {
        guard let directory = opendir(path + [0]) else {
            problems.append(FileProblem(name: name, reason: "folder cannot be read: \(String(cString: strerror(errno)))"))
            return
        }
        var children: [[CChar]] = []
        while let entry = readdir(directory) {
            let child = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
                    Array(UnsafeBufferPointer(start: $0, count: strlen($0)))
                }
            }
            if child.first == CChar(UInt8(ascii: ".")) { continue }
            children.append(child)
        }
        closedir(directory)
        children.sort { $0.lexicographicallyPrecedes($1) { UInt8(bitPattern: $0) < UInt8(bitPattern: $1) } }
        for child in children {
            let shown = FolderWalk.shown(child)
            let childName = name.isEmpty ? shown : name + "/" + shown
            let childPath = path + [CChar(UInt8(ascii: "/"))] + child
            var info = stat()
            guard stat(childPath + [0], &info) == 0 else {
                let code = errno
                let reason = code == ELOOP ? "a link that leads to itself" : String(cString: strerror(code))
                problems.append(FileProblem(name: childName, reason: code == ENOENT ? "a link that leads nowhere" : reason))
                continue
            }
            switch info.st_mode & S_IFMT {
            case S_IFDIR:
                if seen.insert(Place(device: UInt(info.st_dev), inode: UInt(info.st_ino))).inserted {
                    visit(path: childPath, name: childName)
                }
            case S_IFREG:
                if FolderWalk.isOwn(shown) { continue }
                entries.append(
                    Entry(
                        name: childName, path: childPath + [0], size: Int(info.st_size),
                        modified: Int(info.st_mtim.tv_sec) * 1_000_000_000 + Int(info.st_mtim.tv_nsec)))
            default:
                problems.append(FileProblem(name: childName, reason: "not a file (a pipe, socket or device)"))
            }
        }
    }

    private static func isOwn(_ name: String) -> Bool {
        for suffix in ["", "-wal", "-shm", "-journal", ".lock"] where name.hasSuffix(".legajo" + suffix) { return true }
        return false
    }

    /// A name for showing: UTF-8 as it is, other bytes (and "%" where there are such) as %XX.
    private static func shown(_ bytes: [CChar]) -> String {
        let raw = bytes.map { UInt8(bitPattern: $0) }
        if let name = String(validating: raw, as: UTF8.self) { return name }
        let digits = Array("0123456789ABCDEF")
        return raw.reduce(into: "") { name, byte in
            if byte < 0x80 && byte != UInt8(ascii: "%") {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                name += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }

    /// The bytes of a file; throws the system's reason in words.
    static func bytes(of entry: Entry) throws -> [UInt8] {
        let descriptor = open(entry.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ReadFailure(reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes = [UInt8]()
        var capacity = max(entry.size + 1, 4096)
        while true {
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                let got = read(descriptor, buffer.baseAddress, buffer.count)
                if got < 0 { failure = errno }
                count = max(0, got)
            }
            if failure == EINTR { continue }
            guard failure == 0 else { throw ReadFailure(reason: String(cString: strerror(failure))) }
            if chunk.isEmpty { return bytes }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            capacity = 1 << 20
        }
    }

    struct ReadFailure: Error { var reason: String }
}
