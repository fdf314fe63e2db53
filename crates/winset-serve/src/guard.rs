//! Who may ask: a token is exchanged for a cookie; what comes from another page, name or machine is refused.
//!
//! The threats and what is done about each: `docs/dev/security.md`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api::route;
use crate::refused::Refused;
use crate::secret::{same, secret};
use crate::server::Bench;

/// Wrong tokens in a row after which nobody may try for a while.
pub const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_secs(30);
/// Browsers that are let in at once; the first goes when one more comes.
const SESSIONS: usize = 32;

/// What a start of the server knows about who may ask.
#[derive(Debug)]
pub struct Guard {
    /// Name of the cookie: one a port, so that two workbenches do not take each other's.
    pub cookie: String,
    /// The token of the address that is printed.
    pub token: String,
    names: [String; 3],
    state: Mutex<Doors>,
}

#[derive(Debug, Default)]
struct Doors {
    /// The token of the address that a browser was started with: good once, as a command line can be read by others.
    launch: Option<String>,
    sessions: VecDeque<String>,
    wrong: u32,
    until: Option<Instant>,
}

impl Guard {
    /// Makes the secrets of a server that listens on a port.
    ///
    /// # Errors
    /// The system gives no random bits.
    pub fn new(port: u16) -> std::io::Result<Guard> {
        let names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
        let state = Mutex::new(Doors { launch: Some(secret()?), ..Doors::default() });
        Ok(Guard { cookie: format!("winset-{port}"), token: secret()?, names, state })
    }

    /// The token for a browser that is started by its command line; it is good once.
    pub fn launch(&self) -> Option<String> {
        self.doors().launch.clone()
    }

    /// Exchanges a token for the value of a cookie.
    ///
    /// # Errors
    /// 401 for a wrong token, 429 after too many of them.
    pub fn exchange(&self, token: &str) -> Result<String, Refused> {
        let mut doors = self.doors();
        if doors.until.is_some_and(|until| Instant::now() < until) {
            let seconds = u32::try_from(PAUSE.as_secs()).unwrap_or(u32::MAX);
            let sentence = format!("{TRIES} wrong tokens came in a row; try again in {seconds} seconds");
            return Err(Refused::new(StatusCode::TOO_MANY_REQUESTS, sentence).after(seconds));
        }
        let launched = doors.launch.as_ref().is_some_and(|t| same(t, token));
        if !launched && !same(&self.token, token) {
            doors.wrong += 1;
            if doors.wrong >= TRIES {
                doors.wrong = 0;
                doors.until = Some(Instant::now() + PAUSE);
            }
            return Err(Refused::new(StatusCode::UNAUTHORIZED, NO_TOKEN));
        }
        let value = secret().map_err(|e| Refused::busy(e.to_string(), 1))?;
        if launched {
            doors.launch = None;
        }
        doors.wrong = 0;
        doors.sessions.push_back(value.clone());
        if doors.sessions.len() > SESSIONS {
            doors.sessions.pop_front();
        }
        Ok(value)
    }

    /// Refuses a request that may not be answered; `open` is one that needs no cookie.
    ///
    /// # Errors
    /// 421 for another name, 403 for another page, 401 without the cookie.
    pub fn check(&self, parts: &Parts, open: bool) -> Result<(), Refused> {
        self.right_name(parts)?;
        self.right_page(parts)?;
        if open || self.knows(&parts.headers) {
            return Ok(());
        }
        Err(Refused::new(StatusCode::UNAUTHORIZED, NO_COOKIE))
    }

    /// A name that leads to this machine by another's will (DNS rebinding) is not ours.
    fn right_name(&self, parts: &Parts) -> Result<(), Refused> {
        let named: Vec<_> = parts.headers.get_all("host").iter().collect();
        let ours = |name: &str| self.names.iter().any(|n| n.eq_ignore_ascii_case(name));
        let asked = parts.uri.authority().is_none_or(|a| ours(a.as_str()));
        match named.as_slice() {
            [one] if asked && one.to_str().is_ok_and(ours) => Ok(()),
            _ => {
                let sentence =
                    format!("this server answers to {} and to no other name", self.names.join(", "));
                Err(Refused::new(StatusCode::MISDIRECTED_REQUEST, sentence))
            }
        }
    }

    /// Another page may lead a person here, to `/`, and nothing else; what changes something says where it comes from.
    fn right_page(&self, parts: &Parts) -> Result<(), Refused> {
        let foreign = Err(Refused::new(StatusCode::FORBIDDEN, FOREIGN));
        let site = parts.headers.get("sec-fetch-site").map(|v| v.as_bytes());
        let origin: Vec<_> = parts.headers.get_all(header::ORIGIN).iter().collect();
        let own = |o: &str| o.strip_prefix("http://").is_some_and(|o| self.names.iter().any(|n| n == o));
        if origin.iter().any(|o| !o.to_str().is_ok_and(own)) {
            return foreign;
        }
        let navigates = parts.headers.get("sec-fetch-mode").is_some_and(|v| v == "navigate")
            && parts.headers.get("sec-fetch-dest").is_none_or(|v| v == "document");
        match site {
            None | Some(b"same-origin" | b"none") => {}
            Some(_) if navigates && parts.method == Method::GET && parts.uri.path() == "/" => {}
            Some(_) => return foreign,
        }
        let reads = parts.method == Method::GET || parts.method == Method::HEAD;
        if reads || origin.len() == 1 || site == Some(b"same-origin") {
            return Ok(());
        }
        Err(Refused::new(StatusCode::FORBIDDEN, NO_ORIGIN))
    }

    fn knows(&self, headers: &HeaderMap) -> bool {
        let doors = self.doors();
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
        let mut values = cookies
            .flat_map(|list| list.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == self.cookie)
            .map(|(_, value)| value);
        values.any(|value| doors.sessions.iter().any(|s| same(s, value)))
    }

    fn doors(&self) -> std::sync::MutexGuard<'_, Doors> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const NO_COOKIE: &str =
    "open the address that `winset serve` printed, with its #token=…, in this browser first";
const NO_TOKEN: &str =
    "this is not the token of this server; open the address that `winset serve` printed when it was started";
const FOREIGN: &str = "the request comes from another page, which may not ask here";
const NO_ORIGIN: &str = "a request that changes something says where it comes from: send the header `Origin` with the \
                         address of this server";

/// Lets a request through, or answers it with the reason.
pub async fn guard(State(bench): State<Arc<Bench>>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match bench.guard.check(&parts, route::open(&parts.method, parts.uri.path())) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(refused) => refused.into_response(),
    }
}
