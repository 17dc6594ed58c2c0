import Testing

@Suite struct legajoPlaceholder {}
