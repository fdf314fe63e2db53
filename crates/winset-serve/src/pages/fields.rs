//! Fields of pages: sliders, choices, words.

use winset::view::html::escape;

use crate::view::View;

/// A slider with its value beside it; without a value it stands where it would begin.
pub struct Slider<'a> {
    /// Parameter of the address.
    pub name: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Lowest and highest value, and the step.
    pub range: (f64, f64, f64),
    /// Where it stands.
    pub value: f64,
    /// Unit behind the value.
    pub unit: &'a str,
}

impl Slider<'_> {
    /// As markup.
    pub fn write(&self) -> String {
        let (low, high, step) = self.range;
        let (name, unit) = (escape(self.name), escape(self.unit));
        format!(
            "<label class=\"slider\"><span>{}</span><input type=\"range\" id=\"f-{name}\" name=\"{name}\" min=\"{low}\" max=\"{high}\" step=\"{step}\" value=\"{value}\"> <output for=\"f-{name}\" data-unit=\"{unit}\">{value}{unit}</output></label>",
            escape(self.label),
            value = self.value,
        )
    }
}

/// A line of text.
pub fn text(name: &str, label: &str, value: &str, example: &str) -> String {
    format!(
        "<label class=\"field words\"><span>{}</span><input type=\"text\" name=\"{}\" value=\"{}\" placeholder=\"{}\" maxlength=\"200\" spellcheck=\"false\"></label>",
        escape(label),
        escape(name),
        escape(value),
        escape(example)
    )
}

/// One of several words.
pub fn choice(name: &str, label: &str, chosen: &str, list: &[(String, String)]) -> String {
    let options: String = list
        .iter()
        .map(|(value, words)| {
            let mark = if value == chosen { " selected" } else { "" };
            format!("<option value=\"{}\"{mark}>{}</option>", escape(value), escape(words))
        })
        .collect();
    format!(
        "<label class=\"field\"><span>{}</span><select name=\"{}\">{options}</select></label>",
        escape(label),
        escape(name)
    )
}

/// A proposal of sliders, as a person would write it: `+13%, 7%/yr, 5y`.
pub fn slid(view: &View<'_>) -> Option<String> {
    let first = view.params.number("first", -50.0, 500.0);
    let growth = view.params.number("growth", 0.0, 30.0);
    let years = view.params.number("years", 1.0, 10.0);
    (first.is_some() || growth.is_some() || years.is_some()).then(|| {
        let (first, growth, years) =
            (first.unwrap_or(FIRST), growth.unwrap_or(GROWTH), years.unwrap_or(YEARS));
        let sign = if first < 0.0 { "−" } else { "+" };
        format!("{sign}{}%, {growth}%/yr, {years}y", first.abs())
    })
}

/// Where the sliders of a proposal begin: per cent over the last amount.
pub const FIRST: f64 = 8.0;
/// Per cent a year.
pub const GROWTH: f64 = 3.0;
/// Years.
pub const YEARS: f64 = 5.0;

/// The proposal of the sliders before they are moved.
pub fn draft() -> String {
    format!("+{FIRST}%, {GROWTH}%/yr, {YEARS}y")
}

/// The proposals that the address asks for, in order: by id, written, or slid.
pub fn proposals(view: &View<'_>) -> Vec<String> {
    let mut list: Vec<String> = view.params.all("p").map(str::to_owned).collect();
    list.extend(view.params.get("own").map(str::to_owned).or_else(|| slid(view)));
    list
}
