//! The head of every page: the case, the day, the language, what is laid over the case, the menu.

use std::fmt::Write;

use jiff::civil::Date;
use winset::question::{Audience, Question};
use winset::view::html::escape;
use winset_case::Case;

use crate::pages::PAGES;
use crate::view::{Params, View};
use crate::words::{Words, languages};
use crate::write;

/// What the head is told.
pub struct Asked<'a> {
    /// Id of the case.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What the address asks for.
    pub params: &'a Params,
    /// The language.
    pub words: &'a Words,
    /// Name of the page.
    pub page: &'a str,
    /// The open cases.
    pub cases: &'a [String],
    /// The question, where the case can be read.
    pub view: Option<&'a View<'a>>,
}

/// The head up to the beginning of the content.
pub fn head(a: &Asked<'_>) -> String {
    let words = a.words;
    let mut out = format!(
        "<header class=\"top\" data-part=\"top\"><a class=\"skip\" href=\"#main\">{}</a><form data-controls class=\"asked\" autocomplete=\"off\">",
        escape(words.get("frame.skip"))
    );
    out.push_str(&cases(a));
    out.push_str(&day(a));
    out.push_str(&language(a));
    out.push_str("</form>");
    out.push_str(&appearance(words));
    let _ = write!(out, "<div class=\"title\"><h1>{}</h1>", escape(a.title));
    if let Some(view) = a.view {
        let _ = write!(out, "<p class=\"beside\">{}</p>", escape(&beside(view)));
    }
    out.push_str("</div>");
    out.push_str(&overlays(a));
    out.push_str(&internal(a));
    out.push_str(&menu(a));
    out.push_str("</header><main id=\"main\" tabindex=\"-1\">");
    out
}

fn cases(a: &Asked<'_>) -> String {
    let mut out = format!(
        "<label class=\"field\"><span>{}</span><select name=\"case\">",
        escape(a.words.get("frame.case"))
    );
    for c in a.cases {
        let chosen = if c == a.id { " selected" } else { "" };
        let _ = write!(out, "<option{chosen}>{}</option>", escape(c));
    }
    out.push_str("</select></label>");
    out
}

/// The day asked for, with the days before and after it on which something became known.
fn day(a: &Asked<'_>) -> String {
    let words = a.words;
    let given = a.params.get("as_of").unwrap_or_default();
    let shown = a.view.map_or(given.to_owned(), |v| v.q.as_of.to_string());
    let mut out = format!(
        "<div class=\"field\"><label for=\"as_of\">{}</label><span class=\"day\">",
        escape(words.get("frame.day"))
    );
    let (before, after) = a.view.map_or((None, None), |v| around(&v.checked.case, v.q.as_of));
    let step = |to: Option<Date>, sign: &str, key: &str| match to {
        Some(d) => {
            let to = a.params.without(&["as_of"]).and("as_of", &d.to_string()).query();
            let label = words.with(key, &[("day", &write::day(words, d))]);
            format!(
                "<a class=\"step\" data-whole href=\"?{}\" aria-label=\"{label}\" title=\"{label}\">{sign}</a>",
                escape(&to),
                label = escape(&label),
            )
        }
        None => format!("<span class=\"step none\" aria-hidden=\"true\">{sign}</span>"),
    };
    out.push_str(&step(before, "‹", "frame.day_before"));
    let _ = write!(
        out,
        "<input type=\"date\" id=\"as_of\" name=\"as_of\" data-given=\"{}\" value=\"{}\">",
        escape(given),
        escape(&shown)
    );
    out.push_str(&step(after, "›", "frame.day_after"));
    if given.is_empty() {
        let _ = write!(out, "<span class=\"latest\">{}</span>", escape(words.get("frame.is_latest")));
    } else {
        let to = a.params.without(&["as_of"]).query();
        let _ = write!(
            out,
            "<a class=\"latest\" data-whole href=\"?{}\">{}</a>",
            escape(&to),
            escape(words.get("frame.latest"))
        );
    }
    out.push_str("</span></div>");
    out
}

/// The last day before and the first after a day on which an entry of the case became known.
pub fn around(case: &Case, day: Date) -> (Option<Date>, Option<Date>) {
    let of = |before: bool| known_on(case).filter(move |d| if before { *d < day } else { *d > day });
    (of(true).max(), of(false).min())
}

/// The days on which entries became known; values of series left out, which have one nearly every month.
pub fn known_on(case: &Case) -> impl Iterator<Item = Date> {
    let claims = case.claims.iter().map(|c| c.standing.known_on);
    let proposals = case.proposals.iter().chain(&case.agreements).map(|p| p.standing.known_on);
    let approvals = case.approvals.iter().flat_map(|a| {
        let own = std::iter::once(a.standing.known_on);
        own.chain(a.terms.iter().map(|t| t.standing.known_on))
            .chain(a.votes.iter().map(|v| v.standing.known_on))
    });
    let dates = case.calendar.iter().map(|c| c.standing.known_on);
    let unknowns = case.unknowns.iter().map(|u| u.standing.known_on);
    let baseline = case.baseline.iter().map(|b| b.standing.known_on);
    claims.chain(proposals).chain(approvals).chain(dates).chain(unknowns).chain(baseline)
}

fn language(a: &Asked<'_>) -> String {
    let mut out = format!(
        "<label class=\"field\"><span>{}</span><select name=\"lang\">",
        escape(a.words.get("frame.language"))
    );
    for l in languages() {
        let chosen = if l.code == a.words.code { " selected" } else { "" };
        let _ = write!(
            out,
            "<option value=\"{0}\" lang=\"{0}\"{chosen}>{1}</option>",
            l.code,
            escape(l.get("frame.own_name"))
        );
    }
    out.push_str("</select></label>");
    out
}

/// Light, dark or as the system has it: kept in the browser, not in the address.
fn appearance(words: &Words) -> String {
    let mut out = format!(
        "<div class=\"asked own\"><label class=\"field\"><span>{}</span><select id=\"theme\">",
        escape(words.get("frame.theme"))
    );
    for (value, entry) in
        [("", "frame.theme_system"), ("light", "frame.theme_light"), ("dark", "frame.theme_dark")]
    {
        let _ = write!(out, "<option value=\"{value}\">{}</option>", escape(words.get(entry)));
    }
    let _ = write!(
        out,
        "</select></label><button type=\"button\" class=\"help\" data-keys aria-haspopup=\"dialog\" aria-label=\"{0}\" title=\"{0}\">?</button></div>",
        escape(words.get("frame.keys"))
    );
    out
}

/// The day in words, and how far it is from the end of the agreement.
fn beside(view: &View<'_>) -> String {
    let day = write::weekday(view.words, view.q.as_of);
    let Some((b, ends)) = view.q.case.baseline.as_ref().and_then(|b| Some((b, b.ends?))) else {
        return view.with("frame.beside", &[("day", &day)]);
    };
    let n = i64::from(winset::fmt::days_between(view.q.as_of, ends));
    let name = b.agreement.as_deref().unwrap_or(view.say("frame.agreement"));
    let entry = match n {
        0 => "frame.last_day",
        n if n > 0 => "frame.before_end",
        _ => "frame.after_end",
    };
    let days = write::count(view.words, "frame.days", n.abs());
    view.with(entry, &[("day", &day), ("days", &days), ("name", name)])
}

/// What the address lays over the case, each entry with a way to take it off.
fn overlays(a: &Asked<'_>) -> String {
    let sets: Vec<&str> = a.params.all("set").collect();
    if sets.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "<div class=\"what-if\"><span>{}</span><ul class=\"chips\">",
        escape(a.words.get("frame.what_if"))
    );
    for s in &sets {
        let to = a.params.without_value("set", s).query();
        let label = a.words.with("frame.take_off", &[("what", s)]);
        let _ = write!(
            out,
            "<li class=\"chip\"><code>{}</code> <a data-whole href=\"?{}\" aria-label=\"{label}\" title=\"{label}\">×</a></li>",
            escape(s),
            escape(&to),
            label = escape(&label),
        );
    }
    out.push_str("</ul>");
    if sets.len() > 1 {
        let to = a.params.without(&["set"]).query();
        let _ = write!(
            out,
            "<a data-whole href=\"?{}\">{}</a>",
            escape(&to),
            escape(a.words.get("frame.take_all_off"))
        );
    }
    out.push_str("</div>");
    out
}

/// Says how many entries are for one's own eyes, so that nobody shows the page to others unawares.
fn internal(a: &Asked<'_>) -> String {
    let Some(view) = a.view else { return String::new() };
    if view.withheld > 0 {
        let n = i64::try_from(view.withheld).unwrap_or(i64::MAX);
        let says = write::count(view.words, "frame.withheld", n);
        return format!("<p class=\"internal\">{}</p>", escape(&says));
    }
    if !any_internal(&view.q.case) {
        return String::new();
    }
    let n = Question::new(view.checked, Some(view.q.as_of), Audience::Public).map_or(0, |(_, n)| n);
    if n == 0 {
        return String::new();
    }
    let says = write::count(view.words, "frame.internal", i64::try_from(n).unwrap_or(i64::MAX));
    format!("<p class=\"internal\">{}</p>", escape(&says))
}

/// Whether anything may be internal: cheap, for most cases have no such entry.
fn any_internal(case: &Case) -> bool {
    let f = &case.forecast;
    case.claims.iter().any(|c| c.standing.internal)
        || case
            .proposals
            .iter()
            .chain(&case.agreements)
            .any(|p| p.standing.internal || p.adjustments.iter().any(|a| a.standing.internal))
        || case.approvals.iter().any(|a| {
            a.standing.internal
                || a.terms.iter().any(|t| t.standing.internal)
                || a.votes.iter().any(|v| v.standing.internal)
                || a.voters.0.as_ref().is_some_and(|v| v.standing.internal)
        })
        || case.issues.0.iter().any(|i| i.standing.internal)
        || case.preferences.0.iter().any(|p| p.standing.internal)
        || case.bases.iter().any(|b| b.standing.internal)
        || case.calendar.iter().any(|c| c.standing.internal)
        || case.history.iter().any(|h| h.standing.internal)
        || case.unknowns.iter().any(|u| u.standing.internal)
        || case.series.iter().any(|s| s.values.iter().any(|v| v.standing.internal))
        || f.judgements.iter().any(|j| j.standing.internal)
        || f.unlike.iter().any(|j| j.standing.internal)
        || f.observers.iter().any(|j| j.standing.internal)
        || f.demand.as_ref().is_some_and(|d| d.standing.internal)
        || case.baseline.as_ref().is_some_and(|b| b.standing.internal)
}

fn menu(a: &Asked<'_>) -> String {
    let mut out = format!("<nav aria-label=\"{}\"><ul>", escape(a.words.get("frame.menu")));
    for (i, p) in PAGES.iter().enumerate() {
        let here = if p.name == a.page { " aria-current=\"page\"" } else { "" };
        let name = format!("pages.{}", p.name);
        let _ = write!(
            out,
            "<li><a href=\"?page={0}\" data-page=\"{0}\" aria-keyshortcuts=\"{1}\"{here}>{2}</a></li>",
            p.name,
            i + 1,
            escape(a.words.get(&name))
        );
    }
    out.push_str("</ul></nav>");
    out
}

/// The list of keys, shown by `?`.
pub fn keys(words: &Words) -> String {
    let mut out = format!(
        "<dialog id=\"keys\" data-part=\"keys\" aria-labelledby=\"keys-h\"><h2 id=\"keys-h\">{}</h2><dl>",
        escape(words.get("frame.keys"))
    );
    for (i, p) in PAGES.iter().enumerate() {
        let name = format!("pages.{}", p.name);
        let _ = write!(out, "<dt><kbd>{}</kbd></dt><dd>{}</dd>", i + 1, escape(words.get(&name)));
    }
    for (key, entry) in [
        ("?", "frame.key_help"),
        ("Esc", "frame.key_escape"),
        ("Enter", "frame.key_enter"),
        ("Tab", "frame.key_tab"),
    ] {
        let _ = write!(out, "<dt><kbd>{key}</kbd></dt><dd>{}</dd>", escape(words.get(entry)));
    }
    let _ = write!(
        out,
        "</dl><label class=\"check\"><input type=\"checkbox\" id=\"keys-on\" checked> {}</label><p><button type=\"button\" data-close>{}</button></p></dialog>",
        escape(words.get("frame.keys_on")),
        escape(words.get("frame.close"))
    );
    out
}
