//! The one list of commands and options; help, manual pages and completions are made from it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use winset_case::Decimal;

/// Records cost-sharing talks claim by claim, prices proposals to the printed unit, shows who can say no, and forecasts from
/// how such talks ended before.
#[derive(Debug, Parser)]
#[command(name = "winset", version, propagate_version = true, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// State of play: asked and offered in one currency, who can say no, calendar, how earlier talks ended, what is not known
    Brief(Brief),
    /// Year by year, by category, by currency; present value; levelised amount; share of each named whole
    Price(Price),
    /// Who can say no: needed, to spare, quorum, who is pivotal, what would sink it; then the odds
    Vote(Vote),
    /// Which packages both sides could sign and pass at home: win-sets, zone of agreement, frontier, solutions
    Deals(Deals),
    /// Whether, when, how much, consent: from how such talks ended before, beside your judgement
    Forecast(Forecast),
    /// Every mistake at once, each with its place and what to do
    Check(Check),
    /// The ledger of claims: listed, added to, verified
    Record(Record),
    /// The figures of a document checked: printed, should be, arithmetic, a sentence to copy
    Figures(Figures),
    /// Claims found in a document; --append offers them one by one for a record
    Read(Read),
    /// The library of finished negotiations, with sources
    Classes(Classes),
    /// One bill among many: what each rule says, what each pays, who carries more than its part
    Share(Share),
    /// One self-contained page that a person would print or mail
    Report(Report),
    /// The dates of a case for a calendar, each saying whether it is ours
    Calendar(Calendar),
    /// A commented case to start from: of a template, or drawn up from a document
    New(New),
    /// A case from a domain of GENIUS, GeniusWeb or NegMAS
    Import(Import),
    /// The issues and preferences of a case as a domain of GENIUS, GeniusWeb or NegMAS
    Export(Export),
    /// The workbench in a browser: the same answers, on the same folders
    Serve(Serve),
    /// The JSON Schema of an answer
    Schema(Schema),
    /// Completions for a shell
    Completions(Completions),
    /// Manual pages
    Man(Man),
}

/// What every question takes.
#[derive(Debug, ClapArgs)]
pub struct Asked {
    /// Folder of the case, or the name of a shipped one
    pub case: PathBuf,
    /// Answer as of this day: nothing known later is used [default: the latest known_on of the record]
    #[arg(long, value_name = "DATE", value_parser = day, global = true)]
    pub as_of: Option<Date>,
    /// Lay PATH=VALUE over case.toml, e.g. --set price.discount_rate="2 %"
    #[arg(long, value_name = "PATH=VALUE", global = true)]
    pub set: Vec<String>,
    /// Whom the answer is for [default: own for text and json, public for csv, html, svg, xlsx, report, calendar and export]
    #[arg(long, value_enum, global = true)]
    pub audience: Option<Audience>,
}

/// The other side of a comparison.
#[derive(Debug, ClapArgs)]
pub struct Other {
    /// Compare with the answer as of another day or with other entries, e.g. --against price.discount_rate="2 %"
    #[arg(long, value_name = "DATE|PATH=VALUE")]
    pub against: Vec<String>,
}

/// Forms of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text for a terminal
    #[default]
    Text,
    /// JSON with a schema
    Json,
    /// Tables as CSV
    Csv,
    /// A self-contained page
    Html,
    /// The picture alone
    Svg,
    /// A spreadsheet with live formulas: price, vote, forecast and record list
    #[value(hide = true)]
    Xlsx,
}

/// Who an answer is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Audience {
    /// Internal entries are withheld and counted
    Public,
    /// Everything is shown
    Own,
}

/// `winset brief`.
#[derive(Debug, ClapArgs)]
pub struct Brief {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// What the answer is compared with.
    #[command(flatten)]
    pub other: Other,
    /// Also show what changed since this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `winset price`.
#[derive(Debug, ClapArgs)]
pub struct Price {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// What the answer is compared with.
    #[command(flatten)]
    pub other: Other,
    /// Proposals by id, or inline: "+13%, 7%/yr, 5y" [default: all proposals of the case]
    pub proposals: Vec<String>,
    /// Write out how each amount comes about
    #[arg(long)]
    pub show_arithmetic: bool,
    /// Form of the answer; xlsx too, a spreadsheet with live formulas
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// File to write; its ending is that of the form [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `winset vote`.
#[derive(Debug, ClapArgs)]
pub struct Vote {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// What the answer is compared with.
    #[command(flatten)]
    pub other: Other,
    /// Proposals by id, or inline: "+13%, 7%/yr, 5y" [default: all proposals of the case]
    pub proposals: Vec<String>,
    /// Form of the answer; xlsx too, a spreadsheet with live formulas
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// File to write; its ending is that of the form [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `winset deals`.
#[derive(Debug, ClapArgs)]
pub struct Deals {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// What the answer is compared with.
    #[command(flatten)]
    pub other: Other,
    /// Explain one package: #12, a method (nash), or "issue=level, issue=level, …"
    #[arg(long, value_name = "PACKAGE")]
    pub explain: Option<String>,
    /// Solve by these methods too or instead: utilitarian, weighted_nash, least_relative_spread …
    #[arg(long, value_name = "METHOD")]
    pub method: Vec<String>,
    /// Bargaining weights for weighted_nash, e.g. --weight US=2
    #[arg(long, value_name = "PARTY=NUMBER")]
    pub weight: Vec<String>,
    /// Chance of ratification that a package must have, 0 to 1 [may be repeated; default: 0.5 and 0.75]
    #[arg(long, value_name = "P")]
    pub confidence: Vec<f64>,
    /// List every package on the frontier
    #[arg(long)]
    pub frontier: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// Which picture of a forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ForecastPicture {
    /// Chance of a deal by date
    #[default]
    When,
    /// Past cases and the forecast of the amount
    Amount,
}

/// `winset forecast`.
#[derive(Debug, ClapArgs)]
pub struct Forecast {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// What the answer is compared with.
    #[command(flatten)]
    pub other: Other,
    /// Method of the forecast
    #[arg(long, value_parser = ["class"], default_value = "class")]
    pub method: String,
    /// List every member of the class
    #[arg(long)]
    pub members: bool,
    /// List the assumptions and what each rests on
    #[arg(long)]
    pub assumptions: bool,
    /// Which picture, with --format svg
    #[arg(long, value_enum, default_value_t)]
    pub picture: ForecastPicture,
    /// Form of the answer; xlsx too, a spreadsheet with live formulas
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// File to write; its ending is that of the form [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `winset check`.
#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Folder of the case
    pub case: PathBuf,
    /// Lay PATH=VALUE over case.toml
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
    /// Form of the remarks: text, json or csv
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    pub format: Format,
}

/// `winset record`.
#[derive(Debug, ClapArgs)]
pub struct Record {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// What to do with the ledger
    #[command(subcommand)]
    pub action: RecordAction,
}

/// What to do with the ledger.
#[derive(Debug, Subcommand)]
pub enum RecordAction {
    /// List claims, filtered
    List(RecordList),
    /// Add claims, checked with the whole case before a byte is written
    Add(Box<RecordAdd>),
    /// Check the record against itself, the history and the dated rates; exit code 3 if something does not agree
    Verify(RecordVerify),
}

/// `winset record CASE add`.
#[derive(Debug, ClapArgs)]
pub struct RecordAdd {
    /// Add the rows of this sheet in the record's columns; - reads standard input
    #[arg(long, value_name = "FILE.csv", conflicts_with = "claim_itself")]
    pub from: Option<PathBuf>,
    /// The one claim to add.
    #[command(flatten)]
    pub claim: ClaimFlags,
}

/// A claim in words, one flag a column of the record.
#[derive(Debug, ClapArgs)]
#[group(id = "claim_itself", multiple = true)]
pub struct ClaimFlags {
    /// Id [default: the next free one]
    #[arg(long)]
    pub id: Option<String>,
    /// Day it was said
    #[arg(long)]
    pub date: Option<String>,
    /// First day on which the public could know it
    #[arg(long)]
    pub known_on: Option<String>,
    /// Who said it
    #[arg(long, value_name = "TEXT")]
    pub speaker: Option<String>,
    /// Whose position it is: a party id, both, press or other
    #[arg(long)]
    pub side: Option<String>,
    /// Who tells it where that is not the side itself
    #[arg(long, value_name = "SIDE")]
    pub told_by: Option<String>,
    /// On whose authority: official_statement, lawmaker …
    #[arg(long, value_name = "WORD")]
    pub attribution: Option<String>,
    /// How it is put: asserted, planned, conditional, denied, not_confirmed
    #[arg(long, value_name = "WORD")]
    pub modality: Option<String>,
    /// What it is about: demand, offer, gap, share …
    #[arg(long)]
    pub kind: Option<String>,
    /// The amount as people write it, e.g. "up to US$5bn a year"
    #[arg(long, value_name = "FIGURE", allow_hyphen_values = true)]
    pub amount: Option<String>,
    /// What the amount is paid for: year, term, month, once
    #[arg(long, value_name = "WORD")]
    pub period: Option<String>,
    /// Year or day it is about
    #[arg(long, value_name = "YEAR")]
    pub refers_to: Option<String>,
    /// The whole of a share, in words
    #[arg(long, value_name = "TEXT")]
    pub denominator: Option<String>,
    /// The conversion printed beside the amount, e.g. "16.6bn MYR"
    #[arg(long, value_name = "FIGURE")]
    pub conversion: Option<String>,
    /// Id of its document in sources.csv
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// Reliability and credibility: A1 to F6
    #[arg(long)]
    pub grade: Option<String>,
    /// Origin group
    #[arg(long, value_name = "NAME")]
    pub group: Option<String>,
    /// Short quotation
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub quote: Option<String>,
    /// The claim in short words of your own
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub claim: Option<String>,
    /// What it informs: demand, offer, approval.ID …
    #[arg(long, value_name = "ENTRY")]
    pub informs: Option<String>,
    /// How it came here: found, recalled, derived, mixed, projected
    #[arg(long, value_name = "WORD")]
    pub status: Option<String>,
    /// Keep it out of answers made for the public
    #[arg(long)]
    pub internal: bool,
}

/// `winset record CASE verify`.
#[derive(Debug, ClapArgs)]
pub struct RecordVerify {
    /// Form of the answer: text, json or csv
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    pub format: Format,
}

/// `winset read`.
#[derive(Debug, ClapArgs)]
pub struct Read {
    /// Document to read; - is standard input
    pub file: PathBuf,
    /// What is told about it.
    #[command(flatten)]
    pub told: Told,
    /// The case beside it.
    #[command(flatten)]
    pub beside: Beside,
    /// Name the rule behind each claim
    #[arg(long, conflicts_with = "append")]
    pub explain: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t, conflicts_with = "append")]
    pub format: Format,
    /// Where its claims go.
    #[command(flatten)]
    pub append: ReadAppend,
}

/// `winset read --append`.
#[derive(Debug, ClapArgs)]
pub struct ReadAppend {
    /// Offer its claims for the record of this case
    #[arg(long, value_name = "CASE")]
    pub append: Option<PathBuf>,
    /// Accept the claims listed in this file instead of asking: an id a line, or all
    #[arg(long, value_name = "LIST", requires = "append")]
    pub accept: Option<PathBuf>,
    /// Of a text that was read before, offer what is not in the record
    #[arg(long, requires = "append")]
    pub again: bool,
    /// Keep the text in CASE/texts, out of version control
    #[arg(long, requires = "append")]
    pub keep_text: bool,
    /// It is no copy of a report in the record, whatever its quotations say
    #[arg(long, requires = "append")]
    pub not_a_copy: bool,
    /// Id of the document in sources.csv [default: publisher and day]
    #[arg(long, value_name = "ID", requires = "append")]
    pub source_id: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME", requires = "append")]
    pub publisher: Option<String>,
    /// Address of the document
    #[arg(long, value_name = "URL", requires = "append")]
    pub url: Option<String>,
}

/// What is told about a document.
#[derive(Debug, ClapArgs)]
pub struct Told {
    /// Day of publication, where the text does not say it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub date: Option<Date>,
    /// Encoding, where it is neither UTF-8 nor UTF-16 with a mark
    #[arg(long, value_enum)]
    pub encoding: Option<TextEncoding>,
}

/// The case beside a document.
#[derive(Debug, ClapArgs)]
pub struct Beside {
    /// Compare with the rates, history and record of this case; `read` names sides by its parties
    #[arg(long, value_name = "CASE")]
    pub case: Option<PathBuf>,
    /// Of the case, use only what was known by this day [default: all of it]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "case")]
    pub as_of: Option<Date>,
    /// Whom the answer is for [default: own for text and json, public for csv and html]
    #[arg(long, value_enum, requires = "case")]
    pub audience: Option<Audience>,
}

/// `winset figures`.
#[derive(Debug, ClapArgs)]
pub struct Figures {
    /// Document to check; - is standard input
    pub file: PathBuf,
    /// What is told about it.
    #[command(flatten)]
    pub told: Told,
    /// The case beside it.
    #[command(flatten)]
    pub beside: Beside,
    /// Exchange rates to use instead of the table that is shipped
    #[arg(long, value_name = "FILE.csv")]
    pub rates: Option<PathBuf>,
    /// Name the check behind each finding
    #[arg(long)]
    pub explain: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `winset record CASE list`.
#[derive(Debug, ClapArgs)]
pub struct RecordList {
    /// Only these kinds: demand, offer, gap, share …
    #[arg(long)]
    pub kind: Vec<String>,
    /// Only this side: a party id, both, press or other
    #[arg(long)]
    pub side: Option<String>,
    /// Only this attribution: official_statement, lawmaker …
    #[arg(long)]
    pub attribution: Option<String>,
    /// Only claims known after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Only official claims
    #[arg(long)]
    pub official: bool,
    /// Only claims of this origin group
    #[arg(long)]
    pub group: Option<String>,
    /// Only claims that hold these words
    #[arg(long, value_name = "WORDS")]
    pub find: Option<String>,
    /// Form of the answer; xlsx too, a spreadsheet with live formulas
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// File to write; its ending is that of the form [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `winset classes`.
#[derive(Debug, ClapArgs)]
pub struct Classes {
    /// Only this type: host_support, base_payment …
    #[arg(long, value_name = "TYPE")]
    pub family: Option<String>,
    /// Only this series
    #[arg(long)]
    pub series: Option<String>,
    /// Only members none of whose figures is recalled
    #[arg(long)]
    pub found: bool,
    /// Only what was known by this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// The same as --format csv
    #[arg(long, conflicts_with = "format")]
    pub csv: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `winset share`.
#[derive(Debug, ClapArgs)]
pub struct Share {
    /// Sheet of the parties: party, at, claim, income, benefit, paid, alone …; - is standard input
    pub file: PathBuf,
    /// The sum to be shared, e.g. "2.5bn USD" [default: the column bill, or what all pay together]
    #[arg(long, value_name = "AMOUNT")]
    pub bill: Option<String>,
    /// Also share by income raised to this power, 0 to 10: 1 is proportional, above 1 the richer bear more
    #[arg(long, value_name = "POWER", value_parser = power)]
    pub ability: Option<Decimal>,
    /// Use only what was known by this day [default: all of the sheet]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// `winset report`.
#[derive(Debug, ClapArgs)]
pub struct Report {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// File to write
    #[arg(short, long, value_name = "FILE.html")]
    pub output: PathBuf,
    /// Proposals by id or inline [default: all proposals of the case]
    #[arg(long, value_name = "PROPOSAL")]
    pub proposal: Vec<String>,
}

/// `winset calendar`.
#[derive(Debug, ClapArgs)]
pub struct Calendar {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// File to write; - for standard output
    #[arg(short, long, value_name = "FILE.ics")]
    pub output: PathBuf,
}

/// `winset new`.
#[derive(Debug, ClapArgs)]
pub struct New {
    /// Folder to make
    pub dir: PathBuf,
    /// Kind of talks: host-support, share-key, quota or municipal
    #[arg(long, default_value = "host-support", conflicts_with = "from")]
    pub template: String,
    /// Copy a shipped case instead, e.g. sma-11
    #[arg(long, value_name = "NAME", conflicts_with_all = ["from", "template"])]
    pub copy: Option<String>,
    /// Draft the case from a document instead; - for standard input
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// What is told about the document.
    #[command(flatten)]
    pub told: Told,
    /// Keep the whole text in DIR/texts/, which git ignores
    #[arg(long, requires = "from")]
    pub keep_text: bool,
    /// Take every proposal of the text for what is not answered, and ask nothing
    #[arg(long, requires = "from")]
    pub accept: bool,
    /// Answers in a TOML file; what it does not say is not known
    #[arg(long, value_name = "FILE.toml", requires = "from")]
    pub answers: Option<PathBuf>,
    /// Who asks: US
    #[arg(long, value_name = "NAMES", requires = "from")]
    pub asks: Option<String>,
    /// Who is asked to pay: "Republic of Korea (ROK)"
    #[arg(long, value_name = "NAMES", requires = "from")]
    pub pays: Option<String>,
    /// Last agreed yearly amount and its year: "1.04 trillion KRW, 2019"
    #[arg(long, value_name = "AMOUNT", requires = "from")]
    pub last_amount: Option<String>,
    /// Last day of the agreement that ends
    #[arg(long, value_name = "DATE", requires = "from")]
    pub expires: Option<String>,
    /// Who must approve: "National Assembly (ROK): majority of those present, quorum more than 1/2"
    #[arg(long, value_name = "BODY: RULE", requires = "from")]
    pub approval: Vec<String>,
    /// Seats: "DP 129 government, LKP 108 opposition, others 58", or the number of members
    #[arg(long, value_name = "SEATS", requires = "from")]
    pub seats: Vec<String>,
    /// Past amounts: "2014-2018: 920 bn KRW", or the name of a history.csv
    #[arg(long, value_name = "AMOUNTS", requires = "from")]
    pub past: Vec<String>,
}

/// `winset import`.
#[derive(Debug, ClapArgs)]
pub struct Import {
    /// The files of one domain, its issues and a profile a party, or their folder: .xml of GENIUS, .json of GeniusWeb,
    /// .yml or .yaml of NegMAS
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Folder to make
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// First day on which the public could know the domain; the default lies before any question
    #[arg(long, value_name = "DATE", value_parser = day, default_value = "1970-01-01")]
    pub known_on: Date,
    /// Keep the preferences out of answers made for the public
    #[arg(long)]
    pub internal: bool,
}

/// `winset export`.
#[derive(Debug, ClapArgs)]
pub struct Export {
    /// Case, day, overlay.
    #[command(flatten)]
    pub asked: Asked,
    /// File of the domain; its ending says the format: .xml, .json, .yml or .yaml. Profiles are written beside it
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// `winset serve`.
#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// Folders of cases [default: this folder, those below it or below cases/, or else the shipped ones]
    pub cases: Vec<PathBuf>,
    /// Port of the loopback address [default: a free one]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    pub port: u16,
    /// Print the address and start no browser
    #[arg(long)]
    pub no_open: bool,
    /// Address to listen on: the loopback address, and no other
    #[arg(long, value_name = "ADDRESS", hide = true)]
    pub listen: Option<String>,
    /// Read the built pages from this folder, for those who work on them
    #[arg(long, value_name = "DIR", hide = true)]
    pub pages: Option<PathBuf>,
}

/// Encodings of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextEncoding {
    /// UTF-8
    #[value(name = "utf-8")]
    Utf8,
    /// UTF-16, low byte first
    #[value(name = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first
    #[value(name = "utf-16be")]
    Utf16Be,
    /// Korean: code page 949, which holds EUC-KR
    #[value(name = "cp949", alias = "euc-kr")]
    Cp949,
    /// Japanese: Shift_JIS
    #[value(name = "shift_jis", alias = "sjis")]
    ShiftJis,
}

impl From<TextEncoding> for winset_read::Encoding {
    fn from(e: TextEncoding) -> winset_read::Encoding {
        match e {
            TextEncoding::Utf8 => winset_read::Encoding::Utf8,
            TextEncoding::Utf16Le => winset_read::Encoding::Utf16Le,
            TextEncoding::Utf16Be => winset_read::Encoding::Utf16Be,
            TextEncoding::Cp949 => winset_read::Encoding::Cp949,
            TextEncoding::ShiftJis => winset_read::Encoding::ShiftJis,
        }
    }
}

/// `winset schema`.
#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// Name: brief, price, forecast, check, record, verify, classes, read, figures, share [default: list them]
    pub name: Option<String>,
}

/// `winset completions`.
#[derive(Debug, ClapArgs)]
pub struct Completions {
    /// Shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `winset man`.
#[derive(Debug, ClapArgs)]
pub struct Man {
    /// Folder to write one page a command into [default: the main page to the terminal]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

fn power(text: &str) -> Result<Decimal, String> {
    let power = text.parse::<Decimal>().ok().filter(|p| (Decimal::ZERO..=Decimal::TEN).contains(p));
    power.ok_or_else(|| "a power is a number from 0 to 10, e.g. 1.2".to_owned())
}

fn day(text: &str) -> Result<Date, String> {
    winset_case::text::parse_date(text).map_err(|(sentence, hint)| match hint {
        Some(h) => format!("{sentence}; {h}"),
        None => sentence,
    })
}
