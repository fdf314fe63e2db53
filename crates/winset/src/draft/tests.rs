//! Drafts from claims built by hand: what is written, what stays unknown, and that hostile texts still make a case.

use proptest::prelude::*;
use winset_case::case::Grade;
use winset_case::diagnostic::Remarks;
use winset_case::parse::{Checked, Folder, parse};
use winset_case::quantity::{UnitNames, parse_figure};
use winset_case::vocabulary::{Attribution, Kind, Modality};
use winset_read::{Amount, Document, FoundClaim};

use super::*;
use crate::class::shipped;
use crate::forecast::{self, forecast};
use crate::question::{Audience, Question as Asked};

const TEXT: &str = "# publisher: Example Wire\n# title: Talks break off\n# date: 2026-11-16\n# url: https://example.org/a\n---\n\
    Talks on the cost of stationing troops broke off. \
    Lawmakers said Northland had asked for up to 800 million EUR a year. \
    Southland agreed to pay 480 million EUR in 2026 under the 4th Support Agreement. \
    The agreement expires on 31 December 2026. \
    The accord must be approved by the Diet, under the law of Southland. \
    The ruling party will refuse to ratify any excessive outcome. \
    That is about 1/5 of the defence budget, Eastland said.\n";

/// A claim on the words that hold a piece of the text: kind, side, the figure as printed, what it refers to.
fn found(
    doc: &Document,
    piece: &str,
    kind: Kind,
    side: Option<&str>,
    figure: Option<&str>,
    of: Option<&str>,
) -> FoundClaim {
    let middle = doc.text().find(piece).expect("the piece stands in the text");
    let start = doc.text()[..middle].rfind(". ").map_or(0, |i| i + 2);
    let end = doc.text()[middle..].find(". ").map_or(doc.text().len(), |i| middle + i + 1);
    let amount = figure.map(|f| {
        let at = start + doc.text()[start..end].find(f).expect("the figure stands in the claim");
        Amount { at: at..at + f.len(), figure: parse_figure(f, &UnitNames::default()).expect("a figure") }
    });
    FoundClaim {
        id: format!("c{start}"),
        at: start..end,
        kind,
        speaker: Some("a speaker".into()),
        side: side.map(str::to_owned),
        told_by: None,
        attribution: Attribution::PressNarrative,
        reported_via: None,
        modality: Modality::Asserted,
        period: amount.is_some().then(|| "year".to_owned()),
        amount,
        converted: None,
        refers_to: of.map(str::to_owned),
        grade: Grade::proposed(Some(Attribution::PressNarrative), false),
        rule: "by hand".into(),
    }
}

fn example() -> (Document, Vec<FoundClaim>) {
    let d = Document::new(TEXT, None);
    let mut claims = vec![
        found(&d, "broke off", Kind::WalkOut, Some("both"), None, None),
        found(&d, "Lawmakers", Kind::Demand, Some("Northland"), Some("up to 800 million EUR a year"), None),
        found(&d, "480", Kind::Baseline, Some("Southland"), Some("480 million EUR"), Some("2026")),
        found(&d, "expires", Kind::Deadline, Some("both"), None, Some("2026-12-31")),
        found(&d, "Diet", Kind::Constraint, Some("Southland"), None, None),
        found(&d, "ratify", Kind::Threat, Some("Southland"), None, None),
        found(&d, "1/5", Kind::Share, Some("Eastland"), Some("1/5"), None),
    ];
    claims[5].attribution = Attribution::Lawmaker;
    (d, claims)
}

fn no_sheet(name: &str) -> Result<String, String> {
    Err(format!("`{name}` is not there"))
}

/// The facts of flags and a file of answers, or their mistakes as one text.
fn answered(flags: &[Flag<'_>], file: Option<&str>, proposed: &Facts) -> Result<Facts, String> {
    let mut r = Remarks::default();
    let mut f = told(flags, file.map(|t| ("answers.toml", t)), &shipped(), &no_sheet, &mut r);
    check(&mut f, proposed, &mut r);
    let (list, _) = r.finish();
    let one = |d: &winset_case::Diagnostic| {
        format!(
            "{}:{}:{} {} [{}]",
            d.file,
            d.line,
            d.column,
            d.sentence,
            d.hint.as_deref().unwrap_or_default()
        )
    };
    if list.is_empty() { Ok(f) } else { Err(list.iter().map(one).collect::<Vec<_>>().join("\n")) }
}

fn folder(files: &[(String, String)]) -> Folder {
    let files = files.iter().map(|(n, t)| (n.clone(), t.clone().into_bytes())).collect();
    Folder { name: "drafted".into(), files }
}

#[track_caller]
fn case_of(files: &[(String, String)]) -> Checked {
    match parse(&folder(files), &[]) {
        Ok(c) => c,
        Err(e) => panic!("{:#?}\n{}", e.diagnostics, files[0].1),
    }
}

fn drafted(facts: &Facts) -> (Vec<(String, String)>, Checked) {
    let (doc, claims) = example();
    let proposed = propose(&doc, &claims, doc.date.expect("a day"), &shipped());
    let files = draft(&doc, &claims, facts, &proposed, doc.date.expect("a day"), &shipped());
    let checked = case_of(&files);
    (files, checked)
}

fn proposals() -> Facts {
    let (doc, claims) = example();
    propose(&doc, &claims, doc.date.expect("a day"), &shipped())
}

#[test]
fn the_text_proposes_what_it_says() {
    let p = proposals();
    let say = |q: Question| q.proposal(&p).unwrap_or_default();
    assert_eq!(say(Question::Sides), "Northland, Southland; host_support");
    assert_eq!(say(Question::Last), "480 million EUR; 2026; ends 2026-12-31");
    assert_eq!(say(Question::Approvals), "Diet (Southland): ?");
    assert_eq!(say(Question::Seats), "");
    assert_eq!(p.agreement.known().map(|a| a.value.as_str()), Some("4th Support Agreement"));
}

#[test]
fn nothing_that_nobody_accepted_is_an_entry() {
    let (files, checked) = drafted(&Facts::default());
    let case = &checked.case;
    assert!(checked.remarks.is_empty(), "{:?}", checked.remarks);
    let b = case.baseline.as_ref().expect("a table");
    assert!(b.amount.is_none() && b.year.is_none() && b.ends.is_none() && b.agreement.is_none());
    assert!(case.approvals.is_empty() && case.forecast.family.is_none() && case.history.is_empty());
    assert!(case.parties.iter().all(|p| p.role == winset_case::vocabulary::Role::Member));
    assert_eq!(case.parties.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["northland", "southland"]);
    let whats: Vec<&str> = case.unknowns.iter().map(|u| u.what.as_str()).collect();
    for w in ["who asks", "the last agreed yearly amount", "whether Diet must approve, and by what rule"] {
        assert!(whats.contains(&w), "{whats:?}");
    }
    let text = &files[0].1;
    assert!(
        text.contains("# amount = \"480 million EUR\" # proposed by the text, not accepted: c"),
        "{text}"
    );
    assert!(text.contains("# type = \"host_support\" # proposed by the words of the text"), "{text}");
}

#[test]
fn the_record_holds_the_claims_with_their_day_and_source() {
    let (_, checked) = drafted(&Facts::default());
    let claims = &checked.case.claims;
    assert_eq!(claims.len(), 7);
    assert!(claims.iter().all(|c| c.date.to_string() == "2026-11-16" && c.standing.known_on == c.date));
    assert!(claims.iter().all(|c| c.standing.source.as_deref() == Some("example-wire-2026-11-16")));
    let demand = &claims[1];
    assert_eq!(demand.side.as_deref(), Some("northland"));
    assert_eq!(demand.text, "Northland asks for up to €800m a year");
    assert_eq!(demand.informs.as_deref(), Some("demand"));
    assert_eq!(
        demand.quote.as_deref(),
        Some("Lawmakers said Northland had asked for up to 800 million EUR a year.")
    );
    let share = &claims[6];
    assert_eq!(
        (share.side.as_deref(), share.speaker.as_deref()),
        (Some("other"), Some("a speaker, Eastland"))
    );
    assert_eq!(share.denominator.as_deref(), Some("the defence budget"));
    assert_eq!(checked.case.sources[0].publisher.as_deref(), Some("Example Wire"));
}

#[test]
fn what_is_accepted_rests_on_the_text() {
    let mut f = Facts::default();
    f.fill_from(&proposals());
    let (_, checked) = drafted(&f);
    let case = &checked.case;
    let b = case.baseline.as_ref().expect("a table");
    assert_eq!(b.standing.source.as_deref(), Some("example-wire-2026-11-16"));
    assert_eq!(b.standing.status, winset_case::vocabulary::Status::Found);
    assert_eq!((b.year, b.ends.map(|d| d.to_string()).as_deref()), (Some(2026), Some("2026-12-31")));
    assert_eq!(case.forecast.family.as_deref(), Some("host_support"));
    assert!(case.approvals.is_empty(), "its rule is not known");
    assert!(case.unknowns.iter().any(|u| u.what == "by what rule Diet approves"));
}

#[test]
fn answers_make_a_case_that_answers_every_question() {
    let file = "asks = \"Northland\"\npays = [\"Southland (South)\"]\nlast_amount = \"480 million EUR\"\nlast_year = 2026\n\
                expires = 2026-12-31\nagreement = \"4th agreement\"\n\
                approvals = [\"Diet: more than half of those present, quorum half of members\"]\n\
                seats = \"Gov 108 government, Opp 92 opposition\"\npast = \"2021-2023: 440 million EUR, 2024: 460 million EUR\"\n\
                type = \"host_support\"\nseries = \"?\"\n";
    let f = answered(&[("--pays", "Southland")], Some(file), &proposals()).expect("no mistake");
    let (files, checked) = drafted(&f);
    assert!(checked.remarks.is_empty(), "{:?}\n{}", checked.remarks, files[0].1);
    let case = &checked.case;
    let b = case.baseline.as_ref().expect("a table");
    assert_eq!(b.standing.source.as_deref(), Some("example-wire-2026-11-16"), "the text says the same");
    let a = &case.approvals[0];
    assert_eq!((a.party.as_str(), a.members, a.terms[0].members), ("southland", Some(200), 200));
    assert_eq!(a.standing.status, winset_case::vocabulary::Status::Recalled);
    assert_eq!(case.history.len(), 2);
    let informs: Vec<_> = case.claims[4..6].iter().map(|c| c.informs.as_deref()).collect();
    assert_eq!(informs, [Some("approval.diet"), Some("approval.diet")]);

    let (q, _) = Asked::new(&checked, None, Audience::Own).expect("a day");
    let priced = crate::price::prices(&q.case, &["+13%, 7%/yr, 5y".to_owned()]).expect("it is understood");
    assert!(priced.list[0].is_ok(), "{:?}", priced.list[0]);
    let forecast::Answer::Open(answer) =
        forecast(&q.case, &q.outcome, &shipped(), q.as_of).expect("a forecast")
    else {
        panic!("the talks have not ended")
    };
    let said = answer.remarks.join("\n");
    assert!(said.contains("own series: n 0") && said.contains("forecast.class.series"), "{said}");
    assert!(!said.contains("forecast.class.type"), "{said}");
}

#[test]
fn every_mistake_of_the_answers_is_told_at_its_place() {
    let file = "asks = 5\nlast_amount = \"480 million\"\nlast_yaer = 2026\nexpires = \"31.12.2026\"\n\
                approvals = [\"Diet (Westland): majority\", \"Senate (Southland): majority of members\"]\n\
                past = [\"2021: 5 m EUR\", \"x.csv\"]\ntype = \"host_suport\"\n";
    let e = answered(&[("--seats", "Gov 108 govt"), ("--expires", "soon")], Some(file), &proposals())
        .expect_err("mistakes");
    for line in [
        "--seats:1:1 a bloc, its seats",
        "--expires:1:1 `soon` is not an ISO date",
        "answers.toml:1:8 a text is expected here",
        "answers.toml:2:16",
        "answers.toml:3:1 `last_yaer` is not a key",
        "[did you mean `last_year`?]",
        "[write 2026-12-31]",
        "answers.toml:5:32 this is not a vote rule",
        "`x.csv` is not there",
        "[did you mean `host_support`?]",
    ] {
        assert!(e.contains(line), "no `{line}` in\n{e}");
    }
}

#[test]
fn what_only_all_answers_show_is_told_too() {
    let wrong = |flags: &[Flag<'_>], why: &str| {
        let e = answered(flags, None, &proposals()).expect_err(why);
        assert!(e.contains(why), "no `{why}` in\n{e}");
    };
    wrong(&[("--asks", "A"), ("--pays", "A")], "`A` stands twice");
    wrong(
        &[("--approval", "Diet (Westland): majority of members")],
        "`Westland` is not one of those who ask and pay",
    );
    wrong(&[("--approval", "Senate (Southland)"), ("--approval", "Senate (Southland)")], "stands twice");
    wrong(
        &[("--approval", "Diet (Southland); Senate (Northland)"), ("--seats", "300")],
        "more than one body",
    );
    wrong(&[("--seats", "Senate: 100")], "`Senate` is not one of those who must approve");
    wrong(&[("--last-amount", "-5 % of it")], "--last-amount:1:");
    wrong(&[("--last-amount", "4 to 5bn EUR")], "not a bound or a range");
    wrong(&[("--last-amount", "4bn EUR, 5bn EUR")], "this was said already");
    wrong(&[("--past", "2021: 5 m EUR, 2021: 6 m EUR")], "a year stands twice");
}

#[test]
fn a_sheet_of_ones_own_is_checked_and_taken_as_it_is() {
    let sheet = |name: &str| match name {
        "good.csv" => Ok("year,amount,unit,known_on\n2021,440,million EUR,2021-01-01\n".to_owned()),
        _ => Ok("year,amount,unit,known_on\n2021,\"4,4\",million EUR,2021-01-01\n".to_owned()),
    };
    let mut r = Remarks::default();
    let f = told(&[("--past", "good.csv")], None, &shipped(), &sheet, &mut r);
    assert!(!r.any_mistake());
    assert_eq!(drafted(&f).1.case.history.len(), 1);
    told(&[("--past", "bad.csv")], None, &shipped(), &sheet, &mut r);
    let (list, _) = r.finish();
    assert_eq!((list[0].file.as_str(), list[0].line), ("bad.csv", 2), "{list:?}");
}

/// Text as a stranger would write it.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\"".to_owned()),
        Just("\"\"\"".to_owned()),
        Just("\\".to_owned()),
        Just("\n[party.x]\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{1b}[31m".to_owned()),
        Just("\u{0}\u{7f}\u{85}\u{202e}\u{feff}".to_owned()),
        Just("=1+1".to_owned()),
        Just("'".to_owned()),
        Just("#".to_owned()),
        Just(";,:()".to_owned()),
        Just("both".to_owned()),
        Just("United States".to_owned()),
        Just("parliament of 대한민국".to_owned()),
        "[ -~]{0,12}",
        "\\PC{0,12}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|v| v.concat())
}

fn figure() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![
        None,
        Some("1.04 trillion won"),
        Some("up to $5 billion"),
        Some("4 to 5 %"),
        Some("more than 28,500 persons"),
        Some("about +13.9 %"),
        Some("1/5"),
        Some("five times"),
        Some("0.000000000001 USD"),
    ])
}

type Parts =
    (String, Option<String>, Option<String>, Option<String>, usize, usize, usize, Option<&'static str>);

fn claim(i: usize, p: Parts) -> FoundClaim {
    let (quote, speaker, side, refers_to, kind, attribution, modality, figure) = p;
    let amount = figure.and_then(|f| {
        Some(Amount { at: 0..quote.len(), figure: parse_figure(f, &UnitNames::default()).ok()? })
    });
    let of = |list: &[&'static str], n: usize| list[n % list.len()];
    let attribution = Attribution::parse(of(Attribution::WORDS, attribution)).expect("a word");
    FoundClaim {
        id: if i == 0 { quote.clone() } else { format!("c{i}") },
        at: 0..quote.len(),
        kind: Kind::parse(of(Kind::WORDS, kind)).expect("a word"),
        speaker,
        told_by: side.clone(),
        side,
        attribution,
        reported_via: None,
        modality: Modality::parse(of(Modality::WORDS, modality)).expect("a word"),
        converted: amount.clone(),
        amount,
        period: refers_to.clone(),
        refers_to,
        grade: Grade::proposed(Some(attribution), false),
        rule: "any".into(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_is_a_toml_string(text in "\\PC{0,20}|[\\x00-\\x7f]{0,20}") {
        let whole = format!("winset = 1\ntitle = {}\nknown_on = 2000-01-01\nparty.a.name = \"a\"\nparty.b.name = \"b\"\n", quoted(&format!("x{text}")));
        let files = vec![("case.toml".to_owned(), whole)];
        prop_assert!(parse(&folder(&files), &[]).is_ok());
    }

    #[test]
    fn any_claims_and_answers_make_a_case(
        body in hostile(),
        head in hostile(),
        parts in prop::collection::vec(
            (hostile(), prop::option::of(hostile()), prop::option::of(hostile()), prop::option::of(hostile()), 0..99_usize, 0..99_usize, 0..99_usize, figure()),
            0..6,
        ),
        flags in prop::collection::vec((0..FLAGS.len(), hostile()), 0..6),
        file in prop::option::of(hostile()),
        accept in any::<bool>(),
    ) {
        let day: Date = "2026-11-16".parse().expect("a day");
        let text = format!("# title: {}\n# publisher: {}\n---\n{}{body}", head.replace(['\n', '\r'], " "), head.replace(['\n', '\r'], " "),
            parts.iter().map(|p| p.0.as_str()).collect::<String>());
        let doc = Document::new(&text, Some(day));
        let claims: Vec<FoundClaim> = parts.into_iter().enumerate().map(|(i, p)| claim(i, p)).collect();
        let library = shipped();
        let proposed = propose(&doc, &claims, day, &library);
        let flags: Vec<Flag<'_>> = flags.iter().map(|(i, t)| (FLAGS[*i], t.as_str())).collect();
        let mut r = Remarks::default();
        let toml = file.as_ref().map(|t| format!("asks = {}\nagreement = {}\npays = \"B\\\"\\u001b\"\nlast_amount = \"5bn EUR, 2026\"\n", quoted(t), quoted(t)));
        let mut facts = told(&flags, toml.as_deref().map(|t| ("answers.toml", t)), &library, &no_sheet, &mut r);
        check(&mut facts, &proposed, &mut r);
        // With mistakes no case is written; a draft of what was read must hold all the same.
        if r.any_mistake() {
            facts = Facts::default();
        }
        if accept {
            facts.fill_from(&proposed);
        }
        let files = draft(&doc, &claims, &facts, &proposed, day, &library);
        let found = parse(&folder(&files), &[]);
        prop_assert!(found.is_ok(), "{:?}\n{}\n{}", found.err().map(|e| e.diagnostics), files[0].1, files[1].1);
        let checked = found.expect("a case");
        prop_assert_eq!(checked.case.claims.len(), claims.len());
        for c in &checked.case.claims {
            prop_assert!(c.quote.as_ref().is_none_or(|q| q.chars().count() <= MOST_QUOTE + 1));
        }
        let hostile: Vec<_> = checked.remarks.iter().filter(|d| d.sentence.contains("control") || d.sentence.contains("formula")).collect();
        prop_assert!(hostile.is_empty(), "{hostile:?}");
    }
}
