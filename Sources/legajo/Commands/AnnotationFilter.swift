import CaseFile
import CaseModel
import Documents
import Events
import Foundation

/// `annotate --format jsonl`: papers in, one annotation a line out (`PaperLine`).
struct AnnotationFilter {
    private let annotator: Annotator
    private let reader = Reader()
    private let by: String
    private let originals: Bool

    init(originals: Bool) throws {
        annotator = try Annotator()
        let version = LegajoPipeline().version
        by = "\(version.reader).\(version.annotator)"
        self.originals = originals
    }

    func output(of record: FilterRecord) throws -> FilterOutput {
        var output = FilterOutput()
        switch record.content() {
        case .passOn:
            output.lines = record.bytes + [10]
        case .failed(let name, let error): try output.fail(name, error)
        case .file(let file): try put(file, &output)
        }
        return output
    }

    func put(_ file: FilterFile, _ output: inout FilterOutput) throws {
        let result = reader.read(bytes: file.bytes, name: file.name)
        var line = PaperLine(by: by, file: file.name)
        line.hash = SHA256.hex(file.bytes)
        line.size = file.bytes.count
        line.modified = file.modified
        let problems = result.problems.map { $0.name == file.name ? $0.reason : $0.description }
        let told = FileProblem.told(problems, documents: result.documents.count)
        if !result.documents.isEmpty { line.problem = told }
        func first(_ line: PaperLine) -> PaperLine {
            var line = line
            if originals { line.original = Data(file.bytes).base64EncodedString() }
            return line
        }
        for (n, document) in result.documents.enumerated() {
            var paper = n == 0 ? first(line) : line
            paper.position = n
            paper.document = document
            paper.annotation = annotator.annotate(document)
            try output.put(paper)
            output.kept += 1
        }
        if !result.documents.isEmpty {
            for problem in problems {
                output.failed += 1
                var part = PaperLine(by: by, file: file.name)
                part.error = problem
                part.partial = true
                try output.put(part)
            }
        } else if file.isWhole || !result.problems.isEmpty {
            output.failed += 1
            var failed = first(line)
            failed.error = told
            try output.put(failed)
        }
    }
}
