import Foundation
import GRDB

/// What can be wrong with a case file or with what is asked of it. Each says the file, the place and the way out.
public enum CaseFileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no such file.
    case missing(path: String)
    /// The file is not SQLite, or SQLite of another program.
    case notACaseFile(path: String, detail: String)
    /// A newer version of the program wrote steps that this one does not know.
    case newerVersion(path: String, steps: [String])
    /// Another process writes the file; `holder` names it as it named itself.
    case locked(path: String, holder: String)
    /// Writing was asked for and the file, or the folder it stands in, cannot be written.
    case readOnly(path: String)
    /// The disk is full: nothing was lost, the last whole batch stands.
    case diskFull(path: String)
    /// A page or row of the file is damaged.
    case damaged(path: String, detail: String)
    /// The system refuses to open or read it.
    case unusable(path: String, detail: String)
    /// The folder to be read is missing or unreadable.
    case folder(path: String, detail: String)
    /// Nothing in the case has this name or id; `near` are the closest that exist.
    case unknown(what: String, name: String, near: [String])
    /// A short id that fits several things.
    case ambiguous(name: String, candidates: [String])
    /// A decision, filter or search that cannot be understood.
    case wrongUse(String)

    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): there is no such case file. Make one with: legajo build FOLDER --case \(path)"
        case .notACaseFile(let path, let detail):
            "\(path): not a case file (\(detail)). Give another file with --case; this one was left as it is."
        case .newerVersion(let path, let steps):
            "\(path): written by a newer version of legajo (it knows \(steps.joined(separator: ", "))). Update legajo; the file was left as it is."
        case .locked(let path, let holder):
            "\(path): in use by \(holder). Wait for it to end, or stop it, and try again; reading commands still work."
        case .readOnly(let path):
            "\(path): cannot be written (read-only file, folder or disk). Copy it to a place where you may write, or change its permissions."
        case .diskFull(let path):
            "\(path): the disk is full. Everything up to the last whole batch is kept; make room and run the same command again."
        case .damaged(let path, let detail):
            "\(path): damaged (\(detail)). Restore a backup, or build a new case from the folder and join the decisions with: legajo merge \(path)"
        case .unusable(let path, let detail):
            "\(path): cannot be used: \(detail)"
        case .folder(let path, let detail):
            "\(path): \(detail)"
        case .unknown(let what, let name, let near):
            near.isEmpty
                ? "no \(what) \"\(CaseFileError.short(name))\" in this case"
                : "no \(what) \"\(CaseFileError.short(name))\" in this case. Did you mean \(near.joined(separator: ", "))?"
        case .ambiguous(let name, let candidates):
            "\"\(CaseFileError.short(name))\" fits \(candidates.count) things: \(candidates.prefix(8).joined(separator: ", "))\(candidates.count > 8 ? ", …" : ""). Give more of it."
        case .wrongUse(let message):
            message
        }
    }

    /// What somebody typed, short enough for a message.
    private static func short(_ name: String) -> String { name.count > 60 ? name.prefix(59) + "…" : name }

    /// SQLite's complaint, or that of a stored value that does not decode, as one of ours; other errors as they are.
    static func translated(_ error: any Error, path: String) -> any Error {
        // What was written by this program and reads no more.
        if error is DecodingError { return CaseFileError.damaged(path: path, detail: "something stored in it does not unpack") }
        guard let error = error as? DatabaseError else { return error }
        let message = error.message ?? String(describing: error.resultCode)
        switch error.resultCode {
        case .SQLITE_NOTADB: return CaseFileError.notACaseFile(path: path, detail: "the file is not SQLite")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return CaseFileError.locked(path: path, holder: BuildLock.holder(of: path) ?? "another process")
        case .SQLITE_READONLY: return CaseFileError.readOnly(path: path)
        case .SQLITE_FULL: return CaseFileError.diskFull(path: path)
        case .SQLITE_CORRUPT: return CaseFileError.damaged(path: path, detail: message)
        case .SQLITE_IOERR where hasNoRoom(path): return CaseFileError.diskFull(path: path)
        case .SQLITE_IOERR:
            return CaseFileError.unusable(path: path, detail: "the disk fails to read or write (\(message))")
        case .SQLITE_CANTOPEN: return CaseFileError.unusable(path: path, detail: message)
        default: return error
        }
    }

    /// Whether the disk that a file lies on has less room than SQLite's writers need beside it.
    private static func hasNoRoom(_ path: String) -> Bool {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return false }
        return UInt64(info.f_bavail) * UInt64(info.f_frsize) < 65_536
    }
}
