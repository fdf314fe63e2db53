//! Why a request is not answered: a status and sentences, as JSON.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use winset::verb;

/// A request that is refused.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The status.
    pub status: StatusCode,
    /// What was given and what is allowed, a sentence each.
    pub sentences: Vec<String>,
    /// Seconds after which to ask again.
    pub again: Option<u32>,
    /// The mistakes of a case as `check --format json` prints them, in place of the sentences.
    pub mistakes: Option<String>,
}

impl Refused {
    /// A refusal with one sentence.
    pub fn new(status: StatusCode, sentence: impl Into<String>) -> Refused {
        Refused { status, sentences: vec![sentence.into()], again: None, mistakes: None }
    }

    /// The refusal of what is not there.
    pub fn not_found(sentence: impl Into<String>) -> Refused {
        Refused::new(StatusCode::NOT_FOUND, sentence)
    }

    /// The refusal of a question that is wrong.
    pub fn wrong(sentence: impl Into<String>) -> Refused {
        Refused::new(StatusCode::BAD_REQUEST, sentence)
    }

    /// The refusal of what cannot be done now.
    pub fn busy(sentence: impl Into<String>, seconds: u32) -> Refused {
        Refused { again: Some(seconds), ..Refused::new(StatusCode::SERVICE_UNAVAILABLE, sentence) }
    }

    /// The refusal of a case with mistakes.
    pub fn mistakes(check: String) -> Refused {
        Refused { mistakes: Some(check), ..Refused::new(StatusCode::UNPROCESSABLE_ENTITY, "") }
    }

    /// The same, asked again after some seconds.
    #[must_use]
    pub fn after(mut self, seconds: u32) -> Refused {
        self.again = Some(seconds);
        self
    }

    /// What is sent.
    pub fn body(&self) -> String {
        match &self.mistakes {
            Some(text) => text.clone(),
            None => winset::json::text(&json!({ "schema": "winset.refusal/1", "sentences": self.sentences })),
        }
    }
}

impl From<verb::Refusal> for Refused {
    fn from(refusal: verb::Refusal) -> Refused {
        let (status, sentences) = match refusal {
            verb::Refusal::Missing(list) => (StatusCode::UNPROCESSABLE_ENTITY, list),
            verb::Refusal::Asked(list) => (StatusCode::BAD_REQUEST, list),
        };
        Refused { sentences, ..Refused::new(status, "") }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, "application/json")];
        let mut response = (self.status, kind, self.body()).into_response();
        if let Some(seconds) = self.again {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
