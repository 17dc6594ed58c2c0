import ArgumentParser
import CaseFile
import Foundation

/// Which exit status each error of the floors below has, and its words.
enum Failures {
    /// nil for the argument parser's own errors, which word themselves.
    static func failure(of error: Error) -> Failure? {
        switch error {
        case let failure as Failure: return failure
        case let error as CaseFileError:
            switch error {
            case .unknown, .ambiguous, .wrongUse: return Failure(.wrongUse, error.description)
            default: return Failure(.unusable, error.description)
            }
        case is ValidationError, is ExitCode, is CleanExit: return nil
        default:
            if String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") { return nil }
            let cocoa = error as NSError
            if cocoa.domain == NSCocoaErrorDomain || cocoa.domain == NSPOSIXErrorDomain {
                return Failure(.unusable, cocoa.localizedDescription)
            }
            return Failure(.unusable, String(describing: error))
        }
    }
}
