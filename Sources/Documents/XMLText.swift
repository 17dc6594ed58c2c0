import CLibXML
import Foundation

/// XML through libxml2's SAX reader: no network, no entities from outside, libxml2's own limits on entities and depth.
final class XMLText {
    /// What is reported: names with their prefix as written, text decoded to UTF-8.
    enum Event {
        case start(String, [String: String])
        case end(String)
        case text([UInt8])
    }
    private let handle: (Event) -> Void
    private init(_ handle: @escaping (Event) -> Void) { self.handle = handle }

    /// Reports the elements and text of `bytes` until they end or break.
    /// - Returns: nil, or libxml2's message with its line where the document is broken; what stood before it has been reported.
    static func parse(_ bytes: [UInt8], _ handle: @escaping (Event) -> Void) -> String? {
        let reader = XMLText(handle)
        var sax = xmlSAXHandler()
        sax.initialized = XML_SAX2_MAGIC
        sax.startElementNs = { context, name, prefix, _, _, _, count, _, attributes in
            let me = Unmanaged<XMLText>.fromOpaque(context!).takeUnretainedValue()
            var values: [String: String] = [:]
            if let attributes {
                for k in 0..<Int(count) {
                    // localname, prefix, URI, value begin, value end
                    guard let local = attributes[k * 5], let from = attributes[k * 5 + 3], let to = attributes[k * 5 + 4] else {
                        continue
                    }
                    let key = (attributes[k * 5 + 1].map { String(cString: $0) + ":" } ?? "") + String(cString: local)
                    values[key] = Entities.decoded(UnsafeBufferPointer(start: from, count: to - from))
                }
            }
            me.handle(.start(XMLText.name(name, prefix), values))
        }
        sax.endElementNs = { context, name, prefix, _ in
            Unmanaged<XMLText>.fromOpaque(context!).takeUnretainedValue().handle(.end(XMLText.name(name, prefix)))
        }
        sax.characters = { context, text, length in
            guard let text, length > 0 else { return }
            Unmanaged<XMLText>.fromOpaque(context!).takeUnretainedValue().handle(
                .text(Array(UnsafeBufferPointer(start: text, count: Int(length)))))
        }
        sax.cdataBlock = sax.characters
        return withExtendedLifetime(reader) {
            guard let parser = xmlCreatePushParserCtxt(&sax, Unmanaged.passUnretained(reader).toOpaque(), nil, 0, nil) else {
                return "libxml2 has no memory"
            }
            defer { xmlFreeParserCtxt(parser) }
            _ = xmlCtxtUseOptions(
                parser,
                Int32(
                    XML_PARSE_NONET.rawValue | XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue
                        | XML_PARSE_NOWARNING.rawValue))
            bytes.withUnsafeBufferPointer { p in
                p.withMemoryRebound(to: CChar.self) { chars in
                    var at = 0
                    while at < chars.count {
                        let piece = min(1 << 16, chars.count - at)
                        if xmlParseChunk(parser, chars.baseAddress! + at, Int32(piece), 0) != 0, parser.pointee.disableSAX != 0 {
                            break
                        }
                        at += piece
                    }
                    xmlParseChunk(parser, nil, 0, 1)
                }
            }
            guard parser.pointee.wellFormed == 0 else { return nil }
            let error = parser.pointee.lastError
            return folded((error.message.map { String(cString: $0) } ?? "the XML is broken") + " in line \(error.line)")
        }
    }

    private static func name(_ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?) -> String {
        let word = local.map { String(cString: $0) } ?? ""
        return prefix.map { String(cString: $0) + ":" + word } ?? word
    }
}
