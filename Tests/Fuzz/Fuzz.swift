import Foundation

/// libFuzzer's way in. The environment's LEGAJO_TARGET names the parser; LEGAJO_SEEDS names a folder into which its samples are written once.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> Int32 {
    guard let target = Fuzz.target else {
        let names = ParserTarget.all.map(\.name).joined(separator: " ")
        FileHandle.standardError.write(Data("LEGAJO_TARGET must name a parser: \(names)\n".utf8))
        exit(2)
    }
    if let folder = ProcessInfo.processInfo.environment["LEGAJO_SEEDS"] {
        for (n, sample) in target.samples.enumerated() {
            try? Data(sample).write(to: URL(fileURLWithPath: folder + "/\(target.name)-\(n)"))
        }
    }
    return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    if let fault = Fuzz.target?.fault(Array(UnsafeBufferPointer(start: bytes, count: count))) { fatalError(fault) }
    return 0
}

enum Fuzz {
    static let target: ParserTarget? = {
        let name = ProcessInfo.processInfo.environment["LEGAJO_TARGET"]
        return ParserTarget.all.first { $0.name == name }
    }()
}
