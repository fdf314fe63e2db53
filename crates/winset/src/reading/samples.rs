//! Documents with claims and findings made by hand, for the tests of the views.

use std::ops::Range;

use winset_case::case::Grade;
use winset_case::quantity::{Bound, Unit, UnitNames, parse_figure};
use winset_case::vocabulary::{Attribution, Kind, Modality};
use winset_read::{Amount, Document, ErrorKind, Expected, Finding, FoundClaim, Sure};

use super::Reading;

const ENGLISH: &str = "# date: 2019-11-20\n# source_url: https://example.org/talks\n---\n\
Two sides part after an hour\n\n\
SEOUL - Washington has asked for up to $5 billion (about 5.8 trillion won) a year for the next agreement, Rep. Lee Hye-hoon said on Tuesday after she had met the ambassador. \"I think he asked for it about 20 times,\" she told a newscast.\n\n\
Seoul pays 1.04 billion won this year. The ministry said it could not confirm the figure, and that the talks would go on in December with or without a figure from the other side, as they had done in each of the ten rounds before.\n\n\
The two sides agreed on five years in 2014.\n";

const KOREAN: &str = "방위비 협상 결렬\n\n미국은 내년 분담금으로 최대 50억 달러(약 5조8천억 원)를 요구했다고 이혜훈 의원이 19일 밝혔다. 올해 한국은 1조389억 원을 낸다. 協議は12月に続き、日本側の負担も「約80億ドル」に増やすよう求められたと報じられたが、政府はこの数字を確認していない。\n";

/// Bytes of the first place that holds these words.
pub(super) fn place(doc: &Document, words: &str) -> Range<usize> {
    let start = doc.text().find(words).unwrap_or_else(|| panic!("no `{words}`"));
    start..start + words.len()
}

pub(super) fn amount(doc: &Document, words: &str) -> Option<Amount> {
    let figure = parse_figure(words, &UnitNames::default()).expect("a figure");
    let at = place(doc, words.trim_start_matches("about ").trim_start_matches("최대 "));
    Some(Amount { at, figure })
}

/// A bare claim over these words.
pub(super) fn claim(doc: &Document, id: &str, words: &str) -> FoundClaim {
    FoundClaim {
        id: id.to_owned(),
        at: place(doc, words),
        kind: Kind::Demand,
        speaker: None,
        side: Some("US".into()),
        told_by: None,
        attribution: Attribution::PressNarrative,
        reported_via: None,
        modality: Modality::Asserted,
        amount: None,
        converted: None,
        period: None,
        refers_to: None,
        grade: Grade { reliability: 'B', credibility: 3 },
        rule: "verb-of-asking".into(),
    }
}

pub(super) fn finding(doc: &Document, printed: &str, kind: ErrorKind, expected: Option<Expected>) -> Finding {
    Finding {
        at: place(doc, printed),
        kind,
        printed: printed.to_owned(),
        expected,
        sure: Sure::Likely,
        why: "1.04 billion × 1,000 = 1.04 trillion, which the agreement of March 2019 holds".into(),
        correction: "Seoul pays 1.04 trillion won this year.".into(),
        rule: "pair-against-rate".into(),
    }
}

pub(super) fn expected(low: i64, high: i64, unit: &str) -> Option<Expected> {
    let unit = Unit::Currency(winset_case::quantity::Currency::parse(unit).expect("a currency"));
    let bound = if low == high { Bound::Approx } else { Bound::Range };
    Some(Expected { low: low.into(), high: high.into(), unit, period: Some("year".into()), bound })
}

pub(super) struct Sample {
    pub doc: Document,
    pub claims: Vec<FoundClaim>,
    pub findings: Vec<Finding>,
}

impl Sample {
    pub fn reading(&self) -> Reading<'_> {
        let (claims, findings) = (&self.claims, &self.findings);
        Reading { doc: &self.doc, file: Some("talks.txt"), claims, findings, remarks: Vec::new() }
    }
}

/// An English article: claims within and across each other, a chain, a bound, a pair of currencies, a finding.
pub(super) fn english() -> Sample {
    let doc = Document::new(ENGLISH, None);
    let mut asked = claim(
        &doc,
        "c1",
        "Washington has asked for up to $5 billion (about 5.8 trillion won) a year for the next agreement",
    );
    asked.speaker = Some("Lee Hye-hoon".into());
    asked.told_by = Some("ROK".into());
    asked.attribution = Attribution::Lawmaker;
    asked.amount = amount(&doc, "up to $5 billion");
    asked.converted = amount(&doc, "about 5.8 trillion won");
    asked.period = Some("year".into());
    asked.refers_to = Some("2020".into());
    let mut whole = claim(
        &doc,
        "c2",
        "up to $5 billion (about 5.8 trillion won) a year for the next agreement, Rep. Lee Hye-hoon said on Tuesday after she had met the ambassador.",
    );
    whole.kind = Kind::CostEstimate;
    whole.modality = Modality::Planned;
    let mut times = claim(&doc, "c3", "\"I think he asked for it about 20 times,\" she told a newscast");
    times.kind = Kind::Pressure;
    times.speaker = Some("the ambassador, as told by Lee Hye-hoon".into());
    times.reported_via = Some("a newscast".into());
    let mut denied = claim(
        &doc,
        "c4",
        "The ministry said it could not confirm the figure, and that the talks would go on",
    );
    denied.kind = Kind::NonConfirmation;
    denied.side = Some("ROK".into());
    denied.attribution = Attribution::OfficialStatement;
    denied.modality = Modality::NotConfirmed;
    denied.grade = Grade { reliability: 'A', credibility: 2 };
    let mut lost = finding(
        &doc,
        "1.04 billion won",
        ErrorKind::LostZero,
        expected(1_040_000_000_000, 1_040_000_000_000, "KRW"),
    );
    lost.sure = Sure::Certain;
    let year = Finding {
        why: "the agreement of 2014 ran from 2014 to 2018".into(),
        correction: String::new(),
        ..finding(&doc, "2014", ErrorKind::WrongYear, None)
    };
    Sample { claims: vec![asked, whole, times, denied], findings: vec![lost, year], doc }
}

/// A Korean article with a Japanese sentence: wide letters, lines without blanks.
pub(super) fn korean() -> Sample {
    let doc = Document::new(KOREAN, None);
    let mut asked = claim(&doc, "c1", "최대 50억 달러(약 5조8천억 원)를 요구했다");
    asked.amount = amount(&doc, "50억 달러");
    let tokyo = claim(&doc, "c2", "日本側の負担も「約80億ドル」に増やすよう求められた");
    let range = finding(
        &doc,
        "1조389억 원",
        ErrorKind::WrongConversion,
        expected(1_038_900_000_000, 1_040_000_000_000, "KRW"),
    );
    Sample { claims: vec![asked, tokyo], findings: vec![range], doc }
}

/// A text that wants to command the terminal, the page and the spreadsheet.
pub(super) fn hostile() -> Sample {
    let text = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u{1b}[31mred\u{1b}[0m \u{202e}drawkcab\u{202c} \u{7}bell \u{200b}zero & \"quotes\"\ttab\u{85}end.\n";
    let doc = Document::new(text, None);
    let bad = "<img src=x onerror=\"alert(1)\">\u{1b}]0;x\u{7}\u{202e}\n=1+1";
    let mut c = claim(&doc, "c1", doc.text().trim_end());
    c.id = format!("c\"><script>{bad}");
    c.speaker = Some(bad.into());
    c.side = Some(bad.into());
    c.told_by = Some(bad.into());
    c.reported_via = Some(bad.into());
    c.period = Some(bad.into());
    c.refers_to = Some(bad.into());
    c.rule = bad.into();
    let mut f = finding(&doc, "<script>alert(1)</script> \u{1b}[31mred", ErrorKind::ContradictsRecord, None);
    (f.why, f.correction, f.rule) = (bad.into(), bad.into(), bad.into());
    Sample { claims: vec![c], findings: vec![f], doc }
}
