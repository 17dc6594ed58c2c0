import Foundation

/// One writer of the chronology at a time, across processes: an advisory lock on `FILE.lock`, which says who holds it.
/// The lock dies with its process, so a killed build never leaves a case locked. (A lock on the case file itself would
/// take SQLite's own locks away when it is closed.)
final class BuildLock {
    private let descriptor: Int32
    private let lockPath: String

    /// Takes the lock or says who has it. `command` is what others are told.
    init(path: String, command: String) throws {
        lockPath = path + ".lock"
        while true {
            let descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                let code = errno
                if code == EACCES || code == EROFS || code == EPERM { throw CaseFileError.readOnly(path: path) }
                if code == ENOSPC { throw CaseFileError.diskFull(path: path) }
                throw CaseFileError.unusable(path: lockPath, detail: String(cString: strerror(code)))
            }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw CaseFileError.locked(path: path, holder: BuildLock.holder(of: path) ?? "another process")
            }
            // The holder before us removed the file between our open and our lock: ours is then a file that nobody sees.
            var ours = stat()
            var seen = stat()
            if fstat(descriptor, &ours) == 0, stat(lockPath, &seen) == 0, ours.st_ino == seen.st_ino {
                self.descriptor = descriptor
                break
            }
            close(descriptor)
        }
        let words = "\(command), process \(getpid()) on \(ProcessInfo.processInfo.hostName)\n"
        ftruncate(descriptor, 0)
        _ = words.withCString { write(descriptor, $0, strlen($0)) }
    }

    /// Gives the lock back.
    func release() {
        unlink(lockPath)
        close(descriptor)
    }

    /// Who holds the lock of a case now; nil when nobody does.
    static func holder(of path: String) -> String? {
        let descriptor = open(path + ".lock", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return nil }
        var buffer = [UInt8](repeating: 0, count: 512)
        let count = read(descriptor, &buffer, buffer.count)
        let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        return words.isEmpty ? nil : words.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
