//! Verbs built of a query's pairs: the same questions as built by hand, and every mistake at once.

use winset::question::Audience;
use winset::record::Filter;
use winset::verb::{
    Asked, Brief, Check, Classes, Deals, Forecast, ForecastPicture, Form, Price, RecordList, Refusal, Verify,
    Vote,
};
use winset_case::vocabulary::{Attribution, Kind};

fn pairs(query: &[(&str, &str)]) -> Vec<(String, String)> {
    query.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

fn day(text: &str) -> Option<winset_case::Date> {
    Some(text.parse().expect("a day"))
}

/// Day and audience, as a query says them.
const TOLD: [(&str, &str); 3] =
    [("as_of", "2019-11-19"), ("audience", "public"), ("set", "price.discount_rate=\"2 %\"")];

fn with(more: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs(&[&TOLD[..], more].concat())
}

fn told() -> Asked {
    Asked { as_of: day("2019-11-19"), audience: Some(Audience::Public) }
}

#[track_caller]
fn wrong<T: std::fmt::Debug>(built: Result<T, Refusal>, sentences: &[&str]) {
    match built {
        Err(Refusal::Asked(list)) => assert_eq!(list, sentences),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_form_is_its_word() {
    assert_eq!(Form::WORDS, Form::ALL.map(Form::word));
    for f in Form::ALL {
        assert_eq!(Form::parse(f.word()), Some(f));
    }
    assert_eq!(Form::parse("pdf"), None);
}

#[test]
fn nothing_said_is_the_default_in_json() {
    let asked = Asked::default();
    let form = Form::Json;
    assert_eq!(Brief::from_pairs(&[]), Ok(Brief { asked, since: None, form, named: "CASE".into() }));
    let price = Price { asked, proposals: vec![], show_arithmetic: false, form };
    assert_eq!(Price::from_pairs(&[]), Ok(price));
    assert_eq!(Vote::from_pairs(&[]), Ok(Vote { asked, proposals: vec![], form }));
    assert_eq!(RecordList::from_pairs(&[]), Ok(RecordList { asked, filter: Filter::default(), form }));
    let forecast =
        Forecast { asked, members: false, assumptions: false, picture: ForecastPicture::When, form };
    assert_eq!(Forecast::from_pairs(&[]), Ok(forecast));
    let filter = winset::classes::Filter::default();
    assert_eq!(Classes::from_pairs(&[]), Ok(Classes { filter, form }));
}

#[test]
fn each_key_fills_its_field() {
    let (asked, form) = (told(), Form::Csv);
    let csv = ("format", "csv");
    let brief = Brief { asked, since: day("2019-09-01"), form, named: "CASE".into() };
    assert_eq!(Brief::from_pairs(&with(&[("since", "2019-09-01"), csv])), Ok(brief));
    let proposals: Vec<String> = vec!["+13%, 7%/yr, 5y".into(), "own".into()];
    let (a, b) = (("proposal", "+13%, 7%/yr, 5y"), ("proposal", "own"));
    let price = Price { asked, proposals: proposals.clone(), show_arithmetic: true, form };
    assert_eq!(Price::from_pairs(&with(&[a, ("show_arithmetic", "true"), b, csv])), Ok(price));
    assert_eq!(Vote::from_pairs(&with(&[a, b, csv])), Ok(Vote { asked, proposals, form }));
    let deals = Deals {
        asked,
        explain: Some("nash".into()),
        methods: vec!["utilitarian".into(), "weighted_nash".into()],
        weights: vec![("US".into(), 2.0), ("ROK".into(), 0.5)],
        confidences: vec![0.5, 0.9],
        frontier: true,
        form,
    };
    let query = with(&[
        ("explain", "nash"),
        ("method", "utilitarian"),
        ("method", "weighted_nash"),
        ("weight", "US=2"),
        ("weight", "ROK = 0.5"),
        ("confidence", "0.5"),
        ("confidence", "0.9"),
        ("frontier", ""),
        csv,
    ]);
    assert_eq!(Deals::from_pairs(&query), Ok(deals));
    let forecast =
        Forecast { asked, members: true, assumptions: false, picture: ForecastPicture::Amount, form };
    let query = with(&[
        ("method", "class"),
        ("members", "true"),
        ("assumptions", "false"),
        ("picture", "amount"),
        csv,
    ]);
    assert_eq!(Forecast::from_pairs(&query), Ok(forecast));
    assert_eq!(Verify::from_pairs(&with(&[csv])), Ok(Verify { asked, form }));
    let check = Check { form, named: "CASE".into() };
    assert_eq!(Check::from_pairs(&pairs(&[("set", "x=1"), ("set", "y=2"), csv])), Ok(check));
}

#[test]
fn each_filter_fills_its_field() {
    let filter = Filter {
        kinds: vec![Kind::Demand, Kind::Offer],
        side: Some("US".into()),
        attribution: Some(Attribution::Lawmaker),
        since: day("2019-09-01"),
        official: true,
        holds: Some("5 billion".into()),
        group: Some("reuters".into()),
    };
    let query = with(&[
        ("kind", "demand"),
        ("kind", "offer"),
        ("side", "US"),
        ("attribution", "lawmaker"),
        ("since", "2019-09-01"),
        ("official", "true"),
        ("find", "5 billion"),
        ("group", "reuters"),
        ("format", "html"),
    ]);
    assert_eq!(RecordList::from_pairs(&query), Ok(RecordList { asked: told(), filter, form: Form::Html }));
    let filter = winset::classes::Filter {
        family: Some("host_support".into()),
        series: Some("rok_us".into()),
        found: true,
        as_of: day("2015-01-01"),
    };
    let query = pairs(&[
        ("family", "host_support"),
        ("series", "rok_us"),
        ("found", "true"),
        ("as_of", "2015-01-01"),
        ("format", "text"),
    ]);
    assert_eq!(Classes::from_pairs(&query), Ok(Classes { filter, form: Form::Text }));
}

#[test]
fn every_mistake_is_told_with_what_is_allowed() {
    let query = pairs(&[
        ("as-of", "2019-11-19"),
        ("since", "19.11.2019"),
        ("audience", "publc"),
        ("format", "pdf"),
        ("nonsense", ""),
    ]);
    let told = [
        "there is no option `as-of`; did you mean `as_of`?",
        "there is no option `nonsense`; one of: as_of, set, audience, since, format",
        "`audience`: there is no `publc`; did you mean `public`?",
        "`since`: `19.11.2019` is not an ISO date; write 2019-11-19",
        "`format`: there is no `pdf`; one of: text, json, csv, html, svg, xlsx",
    ];
    wrong(Brief::from_pairs(&query), &told);
    let query = pairs(&[("as_of", "2019-02-30"), ("as_of", "2019-03-01"), ("show_arithmetic", "yes")]);
    let told = [
        "`as_of` is given 2 times; give it once",
        "`as_of`: 2019-02-30 is not a day of the calendar",
        "`show_arithmetic`: `yes` is neither true nor false",
    ];
    wrong(Price::from_pairs(&query), &told);
    let query = pairs(&[("weight", "US"), ("confidence", "half"), ("frontier", "1")]);
    let told = [
        "`US` is no weight: write --weight PARTY=2",
        "`confidence`: `half` is no number from 0 to 1",
        "`frontier`: `1` is neither true nor false",
    ];
    wrong(Deals::from_pairs(&query), &told);
    let query = pairs(&[("kind", "demnd"), ("attribution", "lawmkr")]);
    let told = [
        "`demnd` is no kind; did you mean `demand`?",
        "`lawmkr` is no attribution; did you mean `lawmaker`?",
    ];
    wrong(RecordList::from_pairs(&query), &told);
    let query = pairs(&[("method", "pool"), ("picture", "whn")]);
    let told =
        ["`method`: there is no `pool`; one of: class", "`picture`: there is no `whn`; did you mean `when`?"];
    wrong(Forecast::from_pairs(&query), &told);
}

#[test]
fn nothing_hostile_of_a_query_is_repeated() {
    let long = "x".repeat(500);
    for key in ["\u{1b}[31m", "\u{202e}set", long.as_str()] {
        let brief = Brief::from_pairs(&pairs(&[(key, "1"), ("since", key)])).map(drop);
        let deals = Deals::from_pairs(&pairs(&[("weight", key)])).map(drop);
        let list = RecordList::from_pairs(&pairs(&[("kind", key), ("official", key)])).map(drop);
        for sentence in [brief, deals, list].iter().flat_map(|r| r.as_ref().expect_err(key).sentences()) {
            assert!(!sentence.contains(['\u{1b}', '\u{202e}']) && sentence.len() < 2000, "{sentence}");
        }
    }
}
