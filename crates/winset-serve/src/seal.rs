//! What every answer says to the browser: nothing from elsewhere, nothing kept, nothing framed.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// The policy of the pages.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                          connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/// The policy of what is opened by itself and brings its own style: a report, a picture.
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
                     base-uri 'none'; frame-ancestors 'none'; sandbox";

const ALWAYS: [(&str, &str); 5] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
];

/// Puts the policy on an answer.
pub async fn seal(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let hashed = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let found = response.status().is_success();
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    let policy = if api && drawn(headers) { ALONE } else { POLICY };
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    let kept = match (hashed && found, api) {
        (true, _) => "private, max-age=31536000, immutable",
        (_, true) => "no-store",
        _ => "no-cache",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}

/// True for an answer that a browser would show as a page or a picture.
fn drawn(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], |v| v.as_bytes());
    kind.starts_with(b"text/html") || kind.starts_with(b"image/svg+xml")
}
