//! A request as it is read: what stands in its path, its pairs, its body; what is not UTF-8 or too large is refused.

use axum::body::Body;
use axum::extract::{FromRequest, MatchedPath, Request};
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use serde_json::Value;
use tokio::time::timeout;

use crate::limits::BODY_TIME;
use crate::refused::Refused;

/// Most pairs of a query.
const PAIRS: usize = 1000;
/// Most bytes of a body that is JSON and no file or document.
pub const MOST_JSON: usize = 1 << 20;

/// A request.
#[derive(Debug)]
pub struct Asked {
    /// The path of its route, such as `/api/v1/cases/{id}/brief`.
    pub pattern: String,
    values: Vec<String>,
    /// What stands behind the `?`, in order.
    pub pairs: Vec<(String, String)>,
    /// What it says about itself.
    pub headers: HeaderMap,
    body: Body,
}

impl<S: Sync> FromRequest<S> for Asked {
    type Rejection = Refused;

    async fn from_request(request: Request, _: &S) -> Result<Asked, Refused> {
        let pattern = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str).to_owned();
        let values = values(&pattern, request.uri().path())?;
        let pairs = pairs(request.uri().query().unwrap_or_default())?;
        let (parts, body) = request.into_parts();
        Ok(Asked { pattern, values, pairs, headers: parts.headers, body })
    }
}

impl Asked {
    /// What stands in the path at the place of the nth `{…}` of its pattern.
    pub fn value(&self, n: usize) -> &str {
        self.values.get(n).map_or("", String::as_str)
    }

    /// The last value of a key that is not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().rfind(|(k, v)| k == key && !v.is_empty()).map(|(_, v)| v.as_str())
    }

    /// The body, of up to so many bytes.
    ///
    /// # Errors
    /// 413 where it is larger, 408 where it does not come, 415 for the body of a plain form.
    pub async fn bytes(&mut self, most: usize) -> Result<Vec<u8>, Refused> {
        self.no_form()?;
        let body = Limited::new(std::mem::take(&mut self.body), most);
        match timeout(BODY_TIME, body.collect()).await {
            Ok(Ok(all)) => Ok(all.to_bytes().to_vec()),
            Ok(Err(e)) if e.is::<LengthLimitError>() => Err(too_large(most)),
            Ok(Err(_)) => Err(Refused::wrong("the body of the request broke off; send it whole")),
            Err(_) => {
                let seconds = BODY_TIME.as_secs();
                let sentence = format!("the body of the request did not come within {seconds} seconds");
                Err(Refused::new(StatusCode::REQUEST_TIMEOUT, sentence))
            }
        }
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// As [`Asked::bytes`]; 415 where it is not said to be JSON, 400 where it is none.
    pub async fn json(&mut self) -> Result<Value, Refused> {
        let kind = self.kind();
        if kind != "application/json" {
            let sentence = "the body is JSON: send it with the header `Content-Type: application/json`";
            return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
        }
        let bytes = self.bytes(MOST_JSON).await?;
        serde_json::from_slice(&bytes).map_err(|e| Refused::wrong(format!("the body is not JSON: {e}")))
    }

    fn kind(&self) -> String {
        let kind = self.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A form of any page could send these without asking.
    fn no_form(&self) -> Result<(), Refused> {
        let kind = self.kind();
        if kind == "application/x-www-form-urlencoded" || kind == "multipart/form-data" {
            let sentence = format!("the body is sent as it is, not as `{kind}`");
            return Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
        }
        Ok(())
    }
}

/// The refusal of a body.
pub fn too_large(most: usize) -> Refused {
    let size = if most >= 1 << 20 { format!("{} MiB", most >> 20) } else { format!("{most} bytes") };
    Refused::new(StatusCode::PAYLOAD_TOO_LARGE, format!("the body of the request is larger than {size}"))
}

/// The pairs of a query.
fn pairs(query: &str) -> Result<Vec<(String, String)>, Refused> {
    let parts: Vec<&str> = query.split('&').filter(|p| !p.is_empty()).collect();
    if parts.len() > PAIRS {
        return Err(Refused::wrong(format!("the query has more than {PAIRS} pairs")));
    }
    let pair = |part: &&str| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        Some((decoded(&key.replace('+', " "))?, decoded(&value.replace('+', " "))?))
    };
    parts.iter().map(pair).collect::<Option<_>>().ok_or_else(not_text)
}

/// What stands in a path at the places of its pattern; a `{*…}` takes the rest.
fn values(pattern: &str, path: &str) -> Result<Vec<String>, Refused> {
    let mut values = Vec::new();
    let mut rest = path;
    for part in pattern.split('/').skip(1) {
        rest = rest.strip_prefix('/').unwrap_or(rest);
        let (here, after) = if part.starts_with("{*") {
            (rest, "")
        } else {
            rest.split_at(rest.find('/').unwrap_or(rest.len()))
        };
        if part.starts_with('{') {
            values.push(decoded(here).ok_or_else(not_text)?);
        }
        rest = after;
    }
    Ok(values)
}

fn not_text() -> Refused {
    Refused::wrong("the address is not UTF-8, or a % in it is not followed by two hexadecimal digits")
}

/// The text of percent-encoded bytes.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(b) = rest.next() {
        if b != b'%' {
            bytes.push(b);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        let read = pairs("as_of=2019-11-19&set=a%3D%22b+c%22&find=%EC%9B%90&frontier&").expect("UTF-8");
        let expected =
            [("as_of", "2019-11-19"), ("set", "a=\"b c\""), ("find", "\u{c6d0}"), ("frontier", "")];
        assert_eq!(read, expected.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert!(pairs("a=%ff").is_err() && pairs("a=%4").is_err() && pairs("a=%+4").is_err());
        assert!(pairs(&"a&".repeat(PAIRS + 1)).is_err());
    }

    #[test]
    fn places_of_a_path_are_read() {
        let of = |pattern: &str, path: &str| values(pattern, path).expect("UTF-8");
        assert_eq!(of("/a/{id}/b/{name}", "/a/x%20y/b/z"), ["x y", "z"]);
        assert_eq!(of("/a/{id}/files/{*name}", "/a/x/files/series/cpi.csv"), ["x", "series/cpi.csv"]);
        assert_eq!(of("/a/{id}", "/a/..%2f..%2fetc"), ["../../etc"]);
        assert!(values("/a/{id}", "/a/%ff").is_err());
    }
}
