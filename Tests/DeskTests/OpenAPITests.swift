import Foundation
import Testing

@testable import Desk

/// Holds the OpenAPI file against the routes, and every twin against its schema.
@Suite struct OpenAPITests {
    nonisolated(unsafe) static let document: [String: Any] = {
        let data = try! Data(contentsOf: Web.folder.appendingPathComponent("assets/openapi.json"))
        return try! JSONSerialization.jsonObject(with: data) as! [String: Any]
    }()

    @Test func everyRouteIsDescribedAndNothingElse() throws {
        let paths = try #require(Self.document["paths"] as? [String: [String: Any]])
        let described = Set(paths.flatMap { path, methods in methods.keys.map { "\($0) \(path)" } })
        let routes = Set(
            Desk.routes.map { route in
                switch route.kind {
                case .page: "get \(route.path == "/" ? "/index" : route.path).json"
                case .action: "post \(route.path)"
                case .file: "get \(route.path)"
                }
            })
        #expect(
            described == routes,
            "only described: \(described.subtracting(routes).sorted()); only there: \(routes.subtracting(described).sorted())")
        var names = Set<String>()
        for (path, methods) in paths {
            for (method, value) in methods {
                let operation = try #require(value as? [String: Any])
                #expect(
                    names.insert(operation["operationId"] as? String ?? "").inserted, "\(method) \(path) has the name of another")
                let parameters = (operation["parameters"] as? [[String: Any]] ?? []).filter { $0["in"] as? String == "path" }
                #expect(parameters.allSatisfy { path.contains("{\($0["name"] as? String ?? "")}") })
                #expect(path.contains("{") == !parameters.isEmpty, "\(path)")
            }
        }
    }

    @Test func filtersAreDescribed() throws {
        let parameters = try #require(
            Self.find(["paths", "/index.json", "get", "parameters"], Self.document) as? [[String: Any]])
        #expect(Set(parameters.compactMap { $0["name"] as? String }) == Set(Filter.names + ["page"]))
    }

    @Test(arguments: PageTests.pages + ["/nowhere"]) func everyTwinFitsItsSchema(path: String) async throws {
        let client = try Client()
        let bare = String(path.prefix { $0 != "?" })
        let answer = try await client.get((bare == "/" ? "/index" : bare) + ".json" + path.dropFirst(bare.count))
        let value = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
        let described: String
        if answer.status == 200 {
            let route = try #require(Desk.routes.filter { $0.kind == .page }.first { Self.fits(bare, $0.path) })
            described = (route.path == "/" ? "/index" : route.path) + ".json"
            let schema = try #require(
                Self.find(
                    ["paths", described, "get", "responses", "200", "content", "application/json", "schema"], Self.document)
                    as? [String: Any])
            let mistakes = Self.check(value, schema, described)
            #expect(mistakes.isEmpty, "\(mistakes.joined(separator: "\n"))")
        } else {
            #expect(Self.check(value, ["$ref": "#/components/schemas/ErrorPage"], path).isEmpty)
        }
    }

    private static func fits(_ path: String, _ route: String) -> Bool {
        let a = path.split(separator: "/")
        let b = route.split(separator: "/")
        return a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
    }

    private static func find(_ keys: [String], _ value: Any) -> Any? {
        keys.reduce(value as Any?) { ($0 as? [String: Any])?[$1] }
    }

    /// The part of JSON Schema that the file uses.
    private static func check(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            guard let target = find(reference.split(separator: "/").dropFirst().map(String.init), document) as? [String: Any]
            else {
                return ["\(place): no \(reference)"]
            }
            return check(value, target, place)
        }
        let types = (schema["type"] as? String).map { [$0] } ?? schema["type"] as? [String] ?? []
        let fits =
            types.isEmpty
            || types.contains { type in
                switch type {
                case "object": value is [String: Any]
                case "array": value is [Any]
                case "string": value is String
                case "null": value is NSNull
                case "boolean": (value as? NSNumber).map { CFBooleanLike.isBoolean($0) } ?? false
                case "integer":
                    (value as? NSNumber).map { !CFBooleanLike.isBoolean($0) && $0.doubleValue == $0.doubleValue.rounded() }
                        ?? false
                default: false
                }
            }
        guard fits else { return ["\(place): \(value) is no \(types)"] }
        if let items = schema["items"] as? [String: Any], let array = value as? [Any] {
            return array.enumerated().flatMap { check($1, items, "\(place)[\($0)]") }
        }
        guard let object = value as? [String: Any], let properties = schema["properties"] as? [String: [String: Any]] else {
            return []
        }
        var mistakes = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(place): no \($0)" }
        for (key, inner) in object {
            if let property = properties[key] {
                mistakes += check(inner, property, "\(place).\(key)")
            } else if schema["additionalProperties"] as? Bool == false {
                mistakes.append("\(place): \(key) is not described")
            }
        }
        return mistakes
    }
}

/// Foundation keeps JSON's true and 1 as the same class; the type of their bytes tells them apart.
enum CFBooleanLike {
    static func isBoolean(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
    }
}
