//! The one table of routes: the router, the guard, the description and the tests read it.

use std::sync::OnceLock;

use axum::http::Method;
use winset::verb::{Brief, Check, Classes, Deals, Forecast, Price, RecordList, Verify, Vote};

/// Where a route leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The page itself.
    Root,
    /// A file of the pages.
    Asset,
    /// The colours of the pictures.
    ChartCss,
    /// Whether it is there.
    Health,
    /// A token for a cookie.
    Login,
    /// The description of this interface.
    Description,
    /// The JSON Schema of an answer.
    Schema,
    /// The open cases.
    Cases,
    /// The library of finished talks.
    Classes,
    /// A question about a case, answered with the bytes of the command line.
    Question(Verb),
    /// The page that opens first.
    First,
    /// A page of the workbench.
    Page,
    /// A picture or table of a page.
    Part,
}

/// A question about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `brief`.
    Brief,
    /// `price`.
    Price,
    /// `vote`.
    Vote,
    /// `deals`.
    Deals,
    /// `forecast`.
    Forecast,
    /// `check`.
    Check,
    /// `record CASE list`.
    Record,
    /// `record CASE verify`.
    Verify,
}

impl Verb {
    /// Every question.
    pub const ALL: [Verb; 8] = [
        Verb::Brief,
        Verb::Price,
        Verb::Vote,
        Verb::Deals,
        Verb::Forecast,
        Verb::Check,
        Verb::Record,
        Verb::Verify,
    ];

    /// Its word in the address, and the name of its schema.
    pub fn word(self) -> &'static str {
        match self {
            Verb::Brief => "brief",
            Verb::Price => "price",
            Verb::Vote => "vote",
            Verb::Deals => "deals",
            Verb::Forecast => "forecast",
            Verb::Check => "check",
            Verb::Record => "record",
            Verb::Verify => "verify",
        }
    }

    /// The keys of its query.
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Verb::Brief => Brief::OPTIONS,
            Verb::Price => Price::OPTIONS,
            Verb::Vote => Vote::OPTIONS,
            Verb::Deals => Deals::OPTIONS,
            Verb::Forecast => Forecast::OPTIONS,
            Verb::Check => Check::OPTIONS,
            Verb::Record => RecordList::OPTIONS,
            Verb::Verify => Verify::OPTIONS,
        }
    }

    fn summary(self) -> &'static str {
        match self {
            Verb::Brief => "State of play",
            Verb::Price => "What proposals cost",
            Verb::Vote => "Who can say no, and the odds",
            Verb::Deals => "Which deals are left",
            Verb::Forecast => "Whether, when, how much, consent",
            Verb::Check => "Every mistake in the case",
            Verb::Record => "The ledger of claims, filtered",
            Verb::Verify => "The record checked against itself",
        }
    }
}

/// A route.
#[derive(Clone, Debug)]
pub struct Route {
    /// `get` or `post`.
    pub method: &'static str,
    /// Path with its places in braces.
    pub path: String,
    /// Where it leads.
    pub to: To,
    /// One line for the description; none where it is no part of the interface.
    pub summary: &'static str,
    /// The keys of its query.
    pub options: &'static [&'static str],
}

impl Route {
    /// True if it is answered without the cookie.
    pub fn open(&self) -> bool {
        matches!(self.to, To::Root | To::Asset | To::ChartCss | To::Health | To::Login)
    }
}

/// Every route.
pub fn routes() -> &'static [Route] {
    static ALL: OnceLock<Vec<Route>> = OnceLock::new();
    ALL.get_or_init(|| {
        let get = |path: &str, to, summary, options| Route {
            method: "get",
            path: path.to_owned(),
            to,
            summary,
            options,
        };
        let mut list = vec![
            get("/", To::Root, "", &[][..]),
            get("/assets/{*name}", To::Asset, "", &[]),
            get("/chart.css", To::ChartCss, "", &[]),
            get("/healthz", To::Health, "Whether the server is there", &[]),
            Route {
                method: "post",
                path: "/api/v1/login".into(),
                to: To::Login,
                summary: "Exchanges the token of the printed address for a cookie",
                options: &[],
            },
            get("/api/v1/openapi.json", To::Description, "This description", &[]),
            get("/api/v1/schemas/{name}", To::Schema, "The JSON Schema of an answer", &[]),
            get("/api/v1/cases", To::Cases, "The open cases", &[]),
            get("/api/v1/classes", To::Classes, "The library of finished talks", Classes::OPTIONS),
            get("/api/v1/pages/first", To::First, "", &[]),
            get("/api/v1/cases/{id}/pages/{page}", To::Page, "", &[]),
            get("/api/v1/cases/{id}/pages/{page}/{part}", To::Part, "", &[]),
        ];
        list.extend(Verb::ALL.map(|v| {
            get(&format!("/api/v1/cases/{{id}}/{}", v.word()), To::Question(v), v.summary(), v.options())
        }));
        list
    })
}

/// True for a request that needs no cookie: an open route of the table, and nothing else.
pub fn open(method: &Method, path: &str) -> bool {
    let reads = method == Method::GET || method == Method::HEAD;
    routes().iter().filter(|r| r.open()).any(|r| match r.path.strip_suffix("{*name}") {
        Some(folder) => reads && path.starts_with(folder),
        None => r.path == path && (if r.method == "post" { method == Method::POST } else { reads }),
    })
}
