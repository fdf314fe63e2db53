//! The one list of commands and options; help, manual pages and completions are made from it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

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
    /// Whether, when, how much, consent: from how such talks ended before, beside your judgement
    Forecast(Forecast),
    /// Every mistake at once, each with its place and what to do
    Check(Check),
    /// The ledger of claims
    Record(Record),
    /// The library of finished negotiations, with sources
    Classes(Classes),
    /// One self-contained page that a person would print or mail
    Report(Report),
    /// A commented case to start from
    New(New),
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
    /// Folder of the case
    pub case: PathBuf,
    /// Answer as of this day: nothing known later is used [default: the latest known_on of the record]
    #[arg(long, value_name = "DATE", value_parser = day, global = true)]
    pub as_of: Option<Date>,
    /// Lay PATH=VALUE over case.toml, e.g. --set price.discount_rate="2 %"
    #[arg(long, value_name = "PATH=VALUE", global = true)]
    pub set: Vec<String>,
    /// Whom the answer is for [default: own for text and json, public for csv, html, svg and report]
    #[arg(long, value_enum, global = true)]
    pub audience: Option<Audience>,
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
    /// Proposals by id, or inline: "+13%, 7%/yr, 5y" [default: all proposals of the case]
    pub proposals: Vec<String>,
    /// Write out how each amount comes about
    #[arg(long)]
    pub show_arithmetic: bool,
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
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
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
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
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

/// `winset new`.
#[derive(Debug, ClapArgs)]
pub struct New {
    /// Folder to make
    pub dir: PathBuf,
    /// Kind of talks: host-support, share-key, quota or municipal
    #[arg(long, default_value = "host-support")]
    pub template: String,
}

/// `winset schema`.
#[derive(Debug, ClapArgs)]
pub struct Schema {
    /// Name: brief, price, forecast, check, record, classes [default: list them]
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

fn day(text: &str) -> Result<Date, String> {
    winset_case::text::parse_date(text).map_err(|(sentence, hint)| match hint {
        Some(h) => format!("{sentence}; {h}"),
        None => sentence,
    })
}
