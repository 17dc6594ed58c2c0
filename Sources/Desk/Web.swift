import CLibCrypto
import Foundation
import Mustache

/// Templates, styles and scripts, read once from beside the program.
enum Web {
    static var folder: URL { Bundle.module.bundleURL.appendingPathComponent("Web") }

    static func load() throws -> (MustacheLibrary, [String: Desk.Asset]) {
        MustacheContentTypes.register(PageText(), named: "PAGE")
        var templates = MustacheLibrary()
        for file in try files(in: folder.appendingPathComponent("templates"), ending: "mustache") {
            let text = try String(contentsOf: file, encoding: .utf8)
            do {
                // In every template: the library takes its own escaping up again at each partial.
                try templates.register("{{% CONTENT_TYPE:PAGE}}" + text, named: file.deletingPathExtension().lastPathComponent)
            } catch {
                throw DeskError("\(file.path): the template cannot be read: \(error)")
            }
        }
        var assets: [String: Desk.Asset] = [:]
        let types = [
            "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
            "json": "application/json",
        ]
        for (ending, type) in types.sorted(by: { $0.key < $1.key }) {
            for file in try files(in: folder.appendingPathComponent("assets"), ending: ending) {
                let bytes = [UInt8](try Data(contentsOf: file))
                var digest = [UInt8](repeating: 0, count: 32)
                SHA256(bytes, bytes.count, &digest)
                let tag = "\"\(Secrets.base64URL(Array(digest.prefix(12))))\""
                assets["/" + file.lastPathComponent] = Desk.Asset(bytes: bytes, type: type, tag: tag)
            }
        }
        return (templates, assets)
    }

    private static func files(in folder: URL, ending: String) throws -> [URL] {
        do {
            return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
        } catch {
            throw DeskError(
                "\(folder.path): the desk's pages are not where they were installed; install Legajo again (\(error.localizedDescription))"
            )
        }
    }
}

/// Escapes for HTML text and quoted attributes, scalar by scalar. The library's own escaping goes by grapheme clusters, and lets
/// a quotation mark through that a combining mark follows: enough to leave an attribute.
struct PageText: MustacheContentType {
    func escapeText(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { byte in
            byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "\"")
                && byte != UInt8(ascii: "'") && (byte >= 32 || byte == 10 || byte == 9) && byte != 127
        }
        if plain { return text }
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): out += Array("&lt;".utf8)
            case UInt8(ascii: ">"): out += Array("&gt;".utf8)
            case UInt8(ascii: "&"): out += Array("&amp;".utf8)
            case UInt8(ascii: "\""): out += Array("&quot;".utf8)
            case UInt8(ascii: "'"): out += Array("&#39;".utf8)
            case 9, 10: out.append(byte)
            case 0..<32, 127: out += Array("\u{FFFD}".utf8)
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
