//! The HTTP interface: one table of routes, from which the router, the guard and the description are made.

pub mod openapi;
pub mod questions;
pub mod route;
pub mod shown;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, on};
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::refused::Refused;
use crate::server::Bench;
use crate::{assets, guard, seal};
use route::{Route, To, routes};

/// The routes with everything around them.
pub fn router(bench: Arc<Bench>) -> Router {
    let mut router = Router::new();
    for r in routes() {
        let filter = if r.method == "post" { MethodFilter::POST } else { MethodFilter::GET };
        let handler = move |State(b): State<Arc<Bench>>, asked: Asked| async move {
            answer(b, r, asked).await.unwrap_or_else(IntoResponse::into_response)
        };
        router = router.route(&r.path, on(filter, handler));
    }
    let nothing =
        || async { Refused::not_found("there is no such address here; GET /api/v1/openapi.json lists all") };
    let no_method = || async {
        Refused::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "this address has no such method; GET /api/v1/openapi.json lists all",
        )
    };
    router
        .fallback(nothing)
        .method_not_allowed_fallback(no_method)
        .layer(from_fn_with_state(Arc::clone(&bench), guard::guard))
        .layer(from_fn(seal::seal))
        .with_state(bench)
}

async fn answer(b: Arc<Bench>, r: &'static Route, mut asked: Asked) -> Result<Response, Refused> {
    match r.to {
        To::Root => assets::file(b.pages.as_deref(), "index.html"),
        To::Asset => assets::file(b.pages.as_deref(), &format!("assets/{}", asked.value(0))),
        To::ChartCss => Ok(typed("text/css; charset=utf-8", winset::chart::css().to_owned())),
        To::Health => Ok(typed("text/plain; charset=utf-8", "ok\n".to_owned())),
        To::Login => login(&b, asked.json().await?),
        To::Description => Ok(typed("application/json", openapi::text())),
        To::Schema => {
            let found = winset::schema::schema(asked.value(0));
            let none = || {
                let names = winset::schema::names().join(", ");
                Refused::not_found(format!("there is no such schema; there are {names}"))
            };
            Ok(typed("application/json", found.ok_or_else(none)?.to_owned()))
        }
        To::Cases => Ok(typed("application/json", shown::cases(&b))),
        To::Classes => questions::classes(&b, asked).await,
        To::Question(verb) => questions::answer(&b, verb, asked).await,
        To::First | To::Page => shown::page(&b, asked).await,
        To::Part => shown::part(&b, asked).await,
    }
}

/// An answer of a media type.
pub fn typed(kind: &'static str, body: impl Into<axum::body::Body>) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// Exchanges the token for a cookie that no script sees and no other site sends.
fn login(b: &Bench, body: Value) -> Result<Response, Refused> {
    let token = body.get("token").and_then(Value::as_str);
    let token = token.ok_or_else(|| Refused::wrong("the body is {\"token\": \"…\"}"))?;
    let cookie =
        format!("{}={}; HttpOnly; SameSite=Strict; Path=/", b.guard.cookie, b.guard.exchange(token)?);
    let mut response = typed("application/json", winset::json::text(&json!({ "schema": "winset.login/1" })));
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    Ok(response)
}
