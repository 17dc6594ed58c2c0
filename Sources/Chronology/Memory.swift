#if canImport(Glibc)
    import Glibc
#endif

/// What the allocator holds back.
public enum Memory {
    /// Gives memory that is no longer used back to the system: between stages of a large case, each of which leaves many small pieces free that
    /// the next one's large arrays do not fit into. Does nothing where the allocator has no such call.
    public static func giveBack() {
        #if canImport(Glibc)
            // glibc's `malloc_trim(pad)`, which Swift's module of it does not show.
            guard let symbol = dlsym(nil, "malloc_trim") else { return }
            _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> Int32).self)(0)
        #endif
    }
}
