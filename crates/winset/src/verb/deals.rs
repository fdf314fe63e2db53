//! Which deals are left, asked.

use winset_case::parse::Checked;

use super::pairs::Pairs;
use super::{Answer, Asked, Form, Refusal};
use crate::deals::{
    self, Explained, Failed, Listing, deals, explain, explained_json, explained_report, json, report, sheet,
};
use crate::question::Question;
use crate::{pictures, view};

/// `deals`: which packages both sides could sign and pass at home.
#[derive(Clone, Debug, PartialEq)]
pub struct Deals {
    /// Day and audience.
    pub asked: Asked,
    /// Explain one package: `#12`, a method, or levels of issues.
    pub explain: Option<String>,
    /// Methods beside or instead of the default ones.
    pub methods: Vec<String>,
    /// Bargaining weights by party id.
    pub weights: Vec<(String, f64)>,
    /// Chances of ratification that a package must have.
    pub confidences: Vec<f64>,
    /// List every package of the frontier.
    pub frontier: bool,
    /// Form of the answer.
    pub form: Form,
}

impl Deals {
    /// The keys of a query.
    pub const OPTIONS: &[&str] =
        &["as_of", "set", "audience", "explain", "method", "weight", "confidence", "frontier", "format"];
    const FORMS: &str = "text, json, csv, html and svg";

    /// The question of a query's pairs.
    ///
    /// # Errors
    /// Every key that is no option, every value that is none of its.
    pub fn from_pairs(pairs: &[(String, String)]) -> Result<Self, Refusal> {
        let mut p = Pairs::new(pairs, Self::OPTIONS);
        let deals = Deals {
            asked: p.asked(),
            explain: p.text("explain"),
            methods: p.texts("method"),
            weights: p.each("weight", weight),
            confidences: p.each("confidence", confidence),
            frontier: p.switch("frontier"),
            form: p.form(),
        };
        p.built(deals)
    }

    /// Answers.
    ///
    /// # Errors
    /// The case has no day, no issues or preferences, or nothing to draw; a method, weight, chance or package is none;
    /// there is no such form.
    pub fn answer(&self, checked: &Checked) -> Result<Answer, Refusal> {
        let (q, remarks) = self.asked.question(checked, self.form)?;
        let asked = deals::Asked {
            methods: self.methods.clone(),
            weights: self.weights.clone(),
            confidences: self.confidences.clone(),
        };
        let failed = |e: Failed| match e {
            Failed::Missing(e) => Refusal::missing(format!("{e} (as of {})", q.as_of)),
            Failed::Asked(e) => Refusal::asked(e),
        };
        let found = deals(&q, &asked).map_err(failed)?;
        let explained = self.explain.as_deref().map(|text| explain(&q, &found, text)).transpose();
        let text = self.shown(&q, &found, explained.map_err(failed)?.as_ref())?;
        Ok(Answer::new(text, remarks))
    }

    fn shown(
        &self,
        q: &Question,
        found: &deals::Deals<'_>,
        explained: Option<&Explained>,
    ) -> Result<String, Refusal> {
        let table = || match explained {
            Some(e) => explained_report(q, found, e),
            None => report(q, found, self.listing()),
        };
        Ok(match self.form {
            Form::Text => view::text::write(&table()),
            Form::Csv if explained.is_none() => view::csv::write(&sheet(found)),
            Form::Csv => view::csv::write(&table()),
            Form::Json => {
                let mut value = json(q, found);
                if let Some(e) = explained {
                    value["explained"] = explained_json(found, e);
                }
                crate::json::text(&value)
            }
            Form::Html if explained.is_none() => {
                let plane: Vec<_> = pictures::plane(q, found).into_iter().collect();
                view::html::write_with(&table(), &plane)
            }
            Form::Html => view::html::write(&table()),
            Form::Svg => {
                pictures::plane(q, found).map(|chart| pictures::stand_alone(&chart)).ok_or_else(|| {
                    Refusal::missing("only the packages of two parties lie in a plane; ask for csv or html")
                })?
            }
            Form::Xlsx => return Err(self.form.refused(Self::FORMS)),
        })
    }

    /// A terminal gets a plane, a page some packages.
    fn listing(&self) -> Listing {
        match self.form {
            _ if self.frontier => Listing::All,
            Form::Html => Listing::Some,
            _ => Listing::Plane,
        }
    }
}

/// Reads a bargaining weight, `PARTY=NUMBER`.
///
/// # Errors
/// It is not written so.
pub fn weight(text: &str) -> Result<(String, f64), Refusal> {
    let parsed =
        text.split_once('=').and_then(|(id, n)| Some((id.trim().to_owned(), n.trim().parse().ok()?)));
    parsed.ok_or_else(|| Refusal::asked(format!("`{text}` is no weight: write --weight PARTY=2")))
}

fn confidence(text: &str) -> Result<f64, Refusal> {
    text.parse().map_err(|_| Refusal::asked(format!("`confidence`: `{text}` is no number from 0 to 1")))
}
