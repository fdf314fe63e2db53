//! The description of the interface, made from the table of routes, the options of the questions and their schemas.

use std::sync::OnceLock;

use serde_json::{Map, Value, json};
use winset::verb::Form;

use super::route::{Route, To, routes};

/// Keys that may come several times.
const LISTS: [&str; 6] = ["set", "proposal", "method", "weight", "confidence", "kind"];

/// The description as text, OpenAPI 3.1.
pub fn text() -> String {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| winset::json::text(&description())).clone()
}

fn description() -> Value {
    let mut paths = Map::new();
    for r in routes().iter().filter(|r| !r.summary.is_empty()) {
        paths.insert(r.path.clone(), json!({ r.method: operation(r) }));
    }
    let schemas: Map<String, Value> = winset::schema::names()
        .into_iter()
        .filter_map(|n| Some((n.to_owned(), serde_json::from_str(winset::schema::schema(n)?).ok()?)))
        .chain([("refusal".to_owned(), refusal()), ("cases".to_owned(), cases())])
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "winset",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The questions of the command line over HTTP on the loopback address: the same options, the same bytes.",
        },
        "servers": [{ "url": "http://127.0.0.1:{port}", "variables": { "port": { "default": "8000" } } }],
        "security": [{ "cookie": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "cookie": {
                    "type": "apiKey", "in": "cookie", "name": "winset-{port}",
                    "description": "Set by POST /api/v1/login; its name ends with the port of the server.",
                },
            },
        },
    })
}

fn operation(r: &Route) -> Value {
    let places =
        r.path.split('{').skip(1).filter_map(|p| p.split('}').next()).map(
            |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
        );
    let options = r.options.iter().map(|name| parameter(name));
    let mut op = json!({
        "operationId": id(r),
        "summary": r.summary,
        "parameters": places.chain(options).collect::<Vec<_>>(),
        "responses": responses(r),
    });
    if r.open() {
        op["security"] = json!([]);
    }
    if r.to == To::Login {
        op["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": {
            "type": "object", "required": ["token"], "properties": { "token": { "type": "string" } },
        } } } });
    }
    op
}

fn id(r: &Route) -> String {
    let tail = r.path.trim_start_matches("/api/v1/").trim_start_matches('/').replace("{id}/", "");
    let word: String = tail.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    word.trim_matches('_').to_owned()
}

fn parameter(name: &str) -> Value {
    let one = match name {
        "as_of" | "since" => json!({ "type": "string", "format": "date" }),
        "audience" => json!({ "type": "string", "enum": ["own", "public"] }),
        "format" => json!({ "type": "string", "enum": Form::WORDS, "default": "json" }),
        _ => json!({ "type": "string" }),
    };
    let schema = if LISTS.contains(&name) { json!({ "type": "array", "items": one }) } else { one };
    json!({ "name": name, "in": "query", "required": false, "schema": schema })
}

fn responses(r: &Route) -> Value {
    let schema = |name: &str| json!({ "schema": { "$ref": format!("#/components/schemas/{name}") } });
    let text = || json!({ "schema": { "type": "string" } });
    let content = match r.to {
        To::Question(verb) => answer(schema(verb.word())),
        To::Classes => answer(schema("classes")),
        To::Cases => json!({ "application/json": schema("cases") }),
        To::Health => json!({ "text/plain": text() }),
        _ => json!({ "application/json": { "schema": { "type": "object" } } }),
    };
    let refused =
        |words: &str| json!({ "description": words, "content": { "application/json": schema("refusal") } });
    let mut all = json!({
        "200": { "description": "The answer", "content": content },
        "400": refused("The question is wrong"),
        "403": refused("The request comes from another page"),
        "421": refused("The request names another server"),
        "503": refused("Too much is asked at once, or it takes too long"),
    });
    if !r.open() {
        all["401"] = refused("Without the cookie");
        all["404"] = refused("There is no such case, schema or address");
    }
    if matches!(r.to, To::Question(_)) {
        let either = json!({ "anyOf": [{ "$ref": "#/components/schemas/refusal" }, { "$ref": "#/components/schemas/check" }] });
        all["422"] = json!({
            "description": "The case has mistakes, as `check` tells them, or cannot answer",
            "content": { "application/json": { "schema": either } },
        });
    }
    if r.to == To::Login {
        all["401"] = refused("The token is not that of this server");
        all["408"] = refused("The body did not come in time");
        all["413"] = refused("The body is too large");
        all["415"] = refused("The body is not said to be JSON");
        all["429"] = refused("Too many wrong tokens came");
    }
    all
}

/// The forms of an answer; JSON is described, the others are text or bytes.
fn answer(json: Value) -> Value {
    let mut all = Map::new();
    for form in Form::ALL {
        let kind = form.media_type().split(';').next().unwrap_or_default().to_owned();
        let schema =
            if form == Form::Json { json.clone() } else { json!({ "schema": { "type": "string" } }) };
        all.insert(kind, schema);
    }
    Value::Object(all)
}

fn refusal() -> Value {
    json!({
        "type": "object",
        "required": ["schema", "sentences"],
        "properties": {
            "schema": { "const": "winset.refusal/1" },
            "sentences": { "type": "array", "items": { "type": "string" } },
        },
    })
}

fn cases() -> Value {
    json!({
        "type": "object",
        "required": ["schema", "cases"],
        "properties": {
            "schema": { "const": "winset.cases/1" },
            "cases": { "type": "array", "items": {
                "type": "object",
                "required": ["id", "title"],
                "properties": { "id": { "type": "string" }, "title": { "type": ["string", "null"] } },
            } },
        },
    })
}
