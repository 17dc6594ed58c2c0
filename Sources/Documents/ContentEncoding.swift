import CBrotli
import CZstd

/// Unpacking of bodies that a server packed by Brotli (RFC 7932) or Zstandard (RFC 8878), through their own libraries.
enum ContentEncoding {
    /// - Throws: `PackedError` when more than `limit` bytes come out, or the data are broken or cut short.
    static func brotli(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
            throw PackedError.broken(at: 0, "brotli has no memory")
        }
        defer { BrotliDecoderDestroyInstance(state) }
        return try loop(bytes, limit: limit) { input, left, output, room in
            switch BrotliDecoderDecompressStream(state, &left, &input, &room, &output, nil) {
            case BROTLI_DECODER_RESULT_SUCCESS: .done
            case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: .wantsInput
            case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: .goesOn
            default: .broken(String(cString: BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state))))
            }
        }
    }

    /// All frames, one after the other. - Throws: as above.
    static func zstd(_ bytes: [UInt8], limit: Int) throws -> [UInt8] {
        guard let state = ZSTD_createDStream() else { throw PackedError.broken(at: 0, "zstd has no memory") }
        defer { ZSTD_freeDStream(state) }
        // A frame may ask for a window of gigabytes: servers may use 8 MB (RFC 8878, 3.1.1.1.2, RFC 9659).
        ZSTD_DCtx_setParameter(state, ZSTD_d_windowLogMax, 27)
        return try loop(bytes, limit: limit) { input, left, output, room in
            var from = ZSTD_inBuffer(src: input, size: left, pos: 0)
            var to = ZSTD_outBuffer(dst: output, size: room, pos: 0)
            let hint = ZSTD_decompressStream(state, &to, &from)
            input = input.map { $0 + from.pos }
            left -= from.pos
            output = output.map { $0 + to.pos }
            room -= to.pos
            if ZSTD_isError(hint) != 0 { return .broken(String(cString: ZSTD_getErrorName(hint))) }
            if hint == 0 { return left == 0 ? .done : .goesOn }
            return left == 0 && room > 0 ? .wantsInput : .goesOn
        }
    }

    private enum Step {
        case done, goesOn, wantsInput
        case broken(String)
    }

    /// Hands the input to a decoder piece of output by piece of output; the decoder moves the pointers on.
    private static func loop(
        _ bytes: [UInt8], limit: Int,
        _ step: (inout UnsafePointer<UInt8>?, inout Int, inout UnsafeMutablePointer<UInt8>?, inout Int) -> Step
    ) throws -> [UInt8] {
        var out: [UInt8] = []
        try bytes.withUnsafeBufferPointer { input in
            var next = input.baseAddress
            var left = input.count
            try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { buffer in
                while true {
                    var output = buffer.baseAddress
                    var room = buffer.count
                    let result = step(&next, &left, &output, &room)
                    out.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<(buffer.count - room)]))
                    if out.count > limit { throw PackedError.tooLarge(limit: limit) }
                    switch result {
                    case .done: return
                    case .goesOn: continue
                    case .wantsInput: throw PackedError.truncated(at: input.count - left)
                    case .broken(let why): throw PackedError.broken(at: input.count - left, why)
                    }
                }
            }
        }
        return out
    }
}
