//! The class library: finished negotiations, their days, amounts and votes, each with what a reader could know when.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::text::parse_date;

/// A finished negotiation.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// Id.
    pub id: String,
    /// Series: rounds of one bargain.
    pub series: String,
    /// Type.
    pub family: String,
    /// Title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// Who was asked.
    pub payer: String,
    /// First day of talks, between two days.
    pub start: Option<(Date, Date)>,
    /// Last day in force of the agreement before.
    pub expiry: Option<Date>,
    /// From when that day was known.
    pub expiry_known_on: Option<Date>,
    /// Day of the deal, between two days.
    pub deal: Option<(Date, Date)>,
    /// Ended without a deal.
    pub no_deal: bool,
    /// From when the ending was known.
    pub known_on: Option<Date>,
    /// The days are recalled.
    pub date_recalled: bool,
    /// Currency of the amounts.
    pub currency: String,
    /// Measure of the settlement.
    pub measure: String,
    /// Last level and settlement.
    pub amount: Option<(Decimal, Decimal)>,
    /// The amounts are recalled.
    pub amount_recalled: bool,
    /// Currency, last level and settlement in another currency.
    pub other: Option<(String, Decimal, Decimal)>,
    /// Last level before a levelised change.
    pub levelised_last: Option<Decimal>,
    /// Amounts of the contract years.
    pub yearly: Vec<Decimal>,
    /// Or their agreed average.
    pub average: Option<Decimal>,
    /// From when the levelised amount was known.
    pub levelised_known_on: Option<Date>,
    /// Last level, demand and settlement in the currency of the demand.
    pub demand: Option<(Decimal, Decimal, Decimal)>,
    /// From when the demand was known.
    pub demand_known_on: Option<Date>,
    /// The demand is recalled.
    pub demand_recalled: bool,
    /// Last level and offer.
    pub offer: Option<(Decimal, Decimal)>,
    /// From when the offer was known.
    pub offer_known_on: Option<Date>,
    /// Whether consent was given, where it was needed and dated.
    pub consent: Option<bool>,
    /// Day of the vote, between two days.
    pub consent_on: Option<(Date, Date)>,
    /// Body that voted.
    pub consent_body: String,
    /// Source.
    pub source: String,
    /// Source of the demand.
    pub source_demand: String,
    /// Note.
    pub note: String,
}

/// The members in the order of their files.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Members.
    pub members: Vec<Member>,
}

/// Why a class file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassError {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// Column of the file.
    pub column: String,
    /// What is wrong.
    pub sentence: String,
}

impl std::fmt::Display for ClassError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.column, self.sentence)
    }
}

/// The library that the program carries.
///
/// # Panics
/// Never in a program that passed its tests: they read every file.
pub fn shipped() -> Library {
    const FILES: [(&str, &str); 8] = [
        ("base_payment.csv", include_str!("../../../classes/base_payment.csv")),
        ("budget_share.csv", include_str!("../../../classes/budget_share.csv")),
        ("climate_finance.csv", include_str!("../../../classes/climate_finance.csv")),
        ("fisheries_access.csv", include_str!("../../../classes/fisheries_access.csv")),
        ("host_support.csv", include_str!("../../../classes/host_support.csv")),
        ("other.csv", include_str!("../../../classes/other.csv")),
        ("quota_share.csv", include_str!("../../../classes/quota_share.csv")),
        ("transit_fee.csv", include_str!("../../../classes/transit_fee.csv")),
    ];
    let files: Vec<(String, String)> =
        FILES.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
    match read(&files) {
        Ok(library) => library,
        Err(errors) => panic!("the shipped class library is broken: {}", errors[0]),
    }
}

/// Reads class files.
///
/// # Errors
/// Every bad cell with its file, line and column.
pub fn read(files: &[(String, String)]) -> Result<Library, Vec<ClassError>> {
    let mut errors = Vec::new();
    let mut members: Vec<Member> = Vec::new();
    for (name, text) in files {
        let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let Ok(head) = reader.headers().cloned() else {
            errors.push(ClassError {
                file: name.clone(),
                line: 1,
                column: "header".into(),
                sentence: "not text in UTF-8".into(),
            });
            continue;
        };
        for record in reader.records() {
            let Ok(record) = record else {
                errors.push(ClassError {
                    file: name.clone(),
                    line: 0,
                    column: "row".into(),
                    sentence: "not text in UTF-8".into(),
                });
                continue;
            };
            let mut row = Row { file: name, head: &head, record: &record, errors: &mut errors };
            let member = member(&mut row);
            if members.iter().any(|m| m.id == member.id) {
                row.wrong("id", "the id stands twice");
            }
            members.push(member);
        }
    }
    if errors.is_empty() { Ok(Library { members }) } else { Err(errors) }
}

struct Row<'a> {
    file: &'a str,
    head: &'a ::csv::StringRecord,
    record: &'a ::csv::StringRecord,
    errors: &'a mut Vec<ClassError>,
}

impl Row<'_> {
    fn wrong(&mut self, column: &str, sentence: &str) {
        let line = self.record.position().map_or(0, ::csv::Position::line);
        let (file, column, sentence) = (self.file.to_owned(), column.to_owned(), sentence.to_owned());
        self.errors.push(ClassError { file, line, column, sentence });
    }

    fn text(&self, column: &str) -> String {
        let i = self.head.iter().position(|h| h == column);
        i.and_then(|i| self.record.get(i)).unwrap_or_default().trim().to_owned()
    }

    fn date(&mut self, column: &str) -> Option<Date> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let parsed = parse_date(&text);
        if let Err((sentence, _)) = &parsed {
            self.wrong(column, sentence);
        }
        parsed.ok()
    }

    fn span(&mut self, from: &str, to: &str) -> Option<(Date, Date)> {
        let (a, b) = (self.date(from)?, self.date(to)?);
        if a > b {
            self.wrong(to, "the span runs backwards");
        }
        Some((a, b))
    }

    fn number(&mut self, column: &str) -> Option<Decimal> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        match text.parse::<Decimal>() {
            Ok(n) if n > Decimal::ZERO => Some(n),
            _ => {
                self.wrong(column, "not a number above zero");
                None
            }
        }
    }

    fn recalled(&mut self, column: &str) -> bool {
        match self.text(column).as_str() {
            "recalled" => true,
            "found" | "" | "derived" | "mixed" => false,
            _ => {
                self.wrong(column, "found or recalled is expected");
                false
            }
        }
    }
}

fn member(row: &mut Row<'_>) -> Member {
    let id = row.text("id");
    if id.is_empty() {
        row.wrong("id", "the id is empty");
    }
    let two = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b);
    let amount = (row.number("last"), row.number("settled"));
    let other = (row.number("other_last"), row.number("other_settled"));
    let demand = (row.number("demand_last"), row.number("demand"), row.number("demand_settled"));
    let offer = (row.number("offer_last"), row.number("offer"));
    let consent = match row.text("consent").as_str() {
        "passed" => Some(true),
        "failed" => Some(false),
        "" => None,
        _ => {
            row.wrong("consent", "passed, failed or empty is expected");
            None
        }
    };
    let known_on = row.date("known_on");
    if known_on.is_none() {
        row.wrong("known_on", "every member needs it");
    }
    Member {
        series: row.text("series"),
        family: row.text("type"),
        title: row.text("title"),
        requester: row.text("requester"),
        payer: row.text("payer"),
        start: row.span("start_from", "start_to"),
        expiry: row.date("expiry"),
        expiry_known_on: row.date("expiry_known_on"),
        deal: row.span("deal_from", "deal_to"),
        no_deal: matches!(row.text("no_deal").as_str(), "yes" | "true"),
        known_on,
        date_recalled: row.recalled("date_status"),
        currency: row.text("currency"),
        measure: row.text("measure"),
        amount: two(amount.0, amount.1),
        amount_recalled: row.recalled("amount_status"),
        other: two(other.0, other.1).map(|(a, b)| (row.text("other_currency"), a, b)),
        levelised_last: row.number("levelised_last"),
        yearly: yearly(row),
        average: row.number("average"),
        levelised_known_on: row.date("levelised_known_on"),
        demand: demand.0.zip(demand.1).zip(demand.2).map(|((a, b), c)| (a, b, c)),
        demand_known_on: row.date("demand_known_on"),
        demand_recalled: row.recalled("demand_status"),
        offer: two(offer.0, offer.1),
        offer_known_on: row.date("offer_known_on"),
        consent,
        consent_on: row.span("consent_from", "consent_to"),
        consent_body: row.text("consent_body"),
        source: row.text("source"),
        source_demand: row.text("source_demand"),
        note: row.text("note"),
        id,
    }
}

fn yearly(row: &mut Row<'_>) -> Vec<Decimal> {
    let text = row.text("yearly");
    let parts: Vec<&str> = text.split(';').map(str::trim).filter(|p| !p.is_empty()).collect();
    let list: Vec<Decimal> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    if list.len() != parts.len() {
        row.wrong("yearly", "plain numbers separated by semicolons are expected");
    }
    list
}
