/// What can go wrong in this floor; each says where, and the way out.
public enum LanguageError: Error, CustomStringConvertible, Equatable {
    /// A data file of the program is not beside it.
    case missingData(String)
    /// No model for the language.
    case noModel(language: String)
    /// The model file cannot be opened, is cut short, of another version, or its checksum is wrong.
    case badModel(path: String, reason: String)
    /// A line of tab-separated tokens is not of the form.
    case badLine(number: Int, reason: String)

    public var description: String {
        switch self {
        case .missingData(let name):
            "the data file \(name) of the Language floor is missing: keep the program's resource folder beside it"
        case .noModel(let language):
            "there is no model for the language \"\(language)\": only \"en\" is carried; train one with legajo-train"
        case .badModel(let path, let reason):
            "\(path): \(reason); train it anew with legajo-train"
        case .badLine(let number, let reason):
            "line \(number): \(reason)"
        }
    }
}
