//! The command line: exit codes, what goes where, hints, help, and files that are whole or not there.

mod support;

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

use support::{JAPAN, KOREA, MACKEREL, MINI, NATO, append, cases, command, copy, finish, run, run_in};

/// The commands of this version, in the order of the help.
const COMMANDS: [&str; 20] = [
    "brief",
    "price",
    "vote",
    "deals",
    "forecast",
    "check",
    "record",
    "figures",
    "read",
    "classes",
    "share",
    "report",
    "calendar",
    "new",
    "import",
    "export",
    "serve",
    "schema",
    "completions",
    "man",
];
/// Commands of later versions: none may be named before it is there.
const LATER: [&str; 7] = ["whatif", "explain", "timeline", "link", "seal", "score", "backtest"];

/// A run that must have failed with a code, without a result, and with words on stderr.
#[track_caller]
fn fails(dir: &Path, args: &[&str], code: i32, words: &[&str]) {
    let ran = run_in(dir, args);
    assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
    assert!(ran.out.is_empty(), "{args:?}: a failure has no result: {}", ran.out);
    for w in words {
        assert!(ran.err.contains(w), "{args:?}: no `{w}` in\n{}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

fn names(dir: &Path) -> Vec<String> {
    let mut list: Vec<String> = fs::read_dir(dir)
        .expect("a folder")
        .flatten()
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect();
    list.sort();
    list
}

// ------------------------------------------------------------------ exit codes and streams

#[test]
fn an_answer_goes_to_stdout_alone() {
    for case in [KOREA, JAPAN, NATO, MACKEREL] {
        for args in [
            vec!["check", case],
            vec!["brief", case],
            vec!["price", case, "+5 %, 3y"],
            vec!["forecast", case, "--as-of", "2019-09-20"],
            vec!["record", case, "list"],
        ] {
            if case == JAPAN && args[0] == "forecast" {
                continue; // its expiry was not known then
            }
            let ran = run(&args);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
            assert!(ran.out.ends_with('\n') && ran.out.len() > 20, "{args:?}");
        }
    }
}

#[test]
fn what_a_case_cannot_answer_is_exit_1_and_names_the_entry() {
    fails(&cases(), &["forecast", KOREA, "--as-of", "1985-01-01"], 1, &["winset: ", "add baseline.ends"]);
    fails(
        &cases(),
        &["forecast", KOREA, "--as-of", "2019-11-19", "--set", "forecast.class.members=[\"kr-sma-02\"]"],
        1,
        &["no basis for a forecast"],
    );
    let none = run(&["price", JAPAN]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("no proposal of the case was known by then"), "{}", none.err);
}

#[test]
fn mistakes_of_a_case_are_exit_1_all_at_once_on_stderr() {
    let dir = copy(KOREA);
    let toml = dir.path().join(KOREA).join("case.toml");
    append(
        &toml,
        "[calendar.one]\nwhat = \"no date\"\n[calendar.two]\ndate = 2020-02-02\nwhat = \"x\"\nwhoes = \"ROK\"\n",
    );
    for args in [["brief", KOREA, "--as-of"], ["price", KOREA, "--as-of"], ["forecast", KOREA, "--as-of"]] {
        let mut args = args.to_vec();
        args.push("2019-11-19");
        fails(
            dir.path(),
            &args,
            1,
            &["mistake: ", "case.toml:", "whoes", "did you mean `whose`?", "2 mistakes"],
        );
    }
    fails(dir.path(), &["check", KOREA], 1, &["2 mistakes", "`date`"]);
    let csv = run_in(dir.path(), &["check", KOREA, "--format", "csv"]);
    assert_eq!(csv.code, 1, "the code is the same in every form");
    assert_eq!(csv.out.lines().count(), 3, "{}", csv.out);
}

#[test]
fn remarks_leave_the_answer_and_are_counted_on_stderr() {
    let dir = copy(KOREA);
    append(
        &dir.path().join(KOREA).join("record.csv"),
        "zz1,2019-11-01,2019-11-01,Someone,ROK,,press_narrative,asserted,share,12,12,exact,percent,,,,,,C3,zz,,a share of nothing,,found,\n",
    );
    let ran = run_in(dir.path(), &["brief", KOREA, "--as-of", "2019-11-19"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("0 mistakes, 1 remark") && ran.err.contains("winset check"), "{}", ran.err);
    assert!(ran.out.contains("ASKED AND OFFERED") && !ran.out.contains("winset check"));
    let check = run_in(dir.path(), &["check", KOREA]);
    assert_eq!(check.code, 0, "a remark is no mistake");
    assert!(check.err.contains("remark: ") && check.err.contains("record.csv:"), "{}", check.err);
}

#[test]
fn wrong_usage_is_exit_2_with_a_hint() {
    let c = cases();
    fails(&c, &[], 2, &["Usage: winset"]);
    fails(&c, &["brief"], 2, &["<CASE>"]);
    fails(&c, &["breif", KOREA], 2, &["breif", "brief"]);
    fails(&c, &["brief", "rok-us-sma-1"], 2, &["no such folder; did you mean", KOREA]);
    fails(&c, &["brief", "nothing-like-it"], 2, &["no such folder"]);
    fails(
        &c,
        &["brief", &format!("{KOREA}/case.toml")],
        2,
        &["a case is a folder, not a file; name the folder that holds it"],
    );
    fails(&c, &["brief", &format!("{KOREA}/record.csv")], 2, &["a case is a folder, not a file"]);
    fails(&c, &["price", KOREA, "agreed-2012"], 2, &["did you mean the proposal `agreed-2021`?"]);
    fails(&c, &["price", KOREA, "agreed-2021", "rubbish", "+13 %, 99 miles"], 2, &["rubbish", "99 miles"]);
    fails(
        &c,
        &["brief", KOREA, "--as-of", "19/11/2019"],
        2,
        &["19/11/2019", "is not an ISO date", "write 2019-11-19"],
    );
    fails(&c, &["brief", KOREA, "--as-of", "2019-02-30"], 2, &["2019-02-30"]);
    fails(&c, &["classes", "--as-of", "yesterday"], 2, &["yesterday"]);
    for since in ["2019-11-19", "2019-11-20"] {
        fails(
            &c,
            &["brief", KOREA, "--as-of", "2019-11-19", "--since", since],
            2,
            &[since, "is not before the day of the answer, 2019-11-19"],
        );
    }
    fails(&c, &["forecast", KOREA, "--method", "scenario"], 2, &["scenario", "class"]);
    fails(&c, &["record", KOREA, "list", "--kind", "damand"], 2, &["did you mean `demand`?"]);
    fails(&c, &["record", KOREA, "list", "--side", "Rok"], 2, &["did you mean `ROK`?"]);
    fails(&c, &["classes", "--family", "host_suport"], 2, &["did you mean `host_support`?"]);
    fails(&c, &["schema", "brif"], 2, &["did you mean `brief`?"]);
    fails(&c, &["check", KOREA, "--format", "svg"], 2, &["`svg`", "text, json and csv"]);
    fails(&c, &["new", "x-new", "--template", "quotas"], 2, &["did you mean `quota`?"]);
    assert!(!c.join("x-new").exists());
}

#[test]
fn a_figure_below_zero_is_a_proposal_and_no_option() {
    let ran = run(&["price", KOREA, "-10 %, 2y", "--as-of", "2019-11-19", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.done()).expect("JSON");
    assert_eq!(answer["proposals"][0]["years"][1]["amount"].as_f64(), Some(935_000_000_000.0));
    let dir = copy(KOREA);
    assert_eq!(run_in(dir.path(), &["report", KOREA, "-o", "page.html", "--proposal", "-2 %, 3y"]).code, 0);
    fails(&cases(), &["price", KOREA, "-1"], 2, &["-1"]);
}

#[test]
fn a_wrong_overlay_points_at_the_flag() {
    let c = cases();
    fails(
        &c,
        &["price", KOREA, "--set", "price.discount_rate=abc"],
        1,
        &["--set:1:21", "`abc` is not a word of figures"],
    );
    fails(
        &c,
        &["price", KOREA, "--set", "price.discount_rte=\"3 %\""],
        1,
        &["--set:1:1", "did you mean `discount_rate`?"],
    );
    fails(&c, &["price", KOREA, "--set", "price.discount_rate"], 1, &["--set", "--set needs PATH=VALUE"]);
    fails(&c, &["price", KOREA, "--set", "price..x=1"], 1, &["`price..x` is not a path"]);
    fails(
        &c,
        &["forecast", KOREA, "--set", "forecast.date.edges=[5, 1]"],
        1,
        &["--set:1:21", "each above the one before"],
    );
    // Two wrong flags are two mistakes, each at its own.
    fails(
        &c,
        &["price", KOREA, "--set", "price.basis=soft", "--set", "price.base_year=soon"],
        1,
        &["price.basis=soft", "price.base_year=soon", "2 mistakes"],
    );
    let good = run(&["price", KOREA, "agreed-2021", "--set", "price.discount_rate=5 %"]);
    assert_eq!((good.code, good.err.as_str()), (0, ""), "quotes may be left out");
    assert!(good.out.contains("present value at 5 %"), "{}", good.out);
}

#[test]
fn a_file_of_the_case_that_leads_out_of_the_folder_is_refused() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().expect("a folder");
        for name in ["record.csv", "case.toml", "series/krw-usd.csv", "outcome.toml"] {
            let dir = copy(KOREA);
            let file = dir.path().join(KOREA).join(name);
            let away = outside.path().join(name.replace('/', "-"));
            fs::copy(&file, &away).expect("a copy");
            fs::remove_file(&file).expect("the file was there");
            symlink(&away, &file).expect("a link");
            fails(dir.path(), &["brief", KOREA], 2, &["is a link that leads out of the case folder", name]);
        }
        // A link that stays inside is read, and a case may itself be named through a link.
        let dir = copy(KOREA);
        let root = dir.path().join(KOREA);
        fs::rename(root.join("record.csv"), root.join("ledger.txt")).expect("a file is renamed");
        symlink("ledger.txt", root.join("record.csv")).expect("a link");
        symlink(&root, dir.path().join("by-link")).expect("a link");
        assert_eq!(run_in(dir.path(), &["brief", "by-link"]).code, 0);
        // A folder of series that lies elsewhere.
        let dir = copy(KOREA);
        let series = dir.path().join(KOREA).join("series");
        fs::rename(&series, outside.path().join("series")).expect("a folder is moved");
        symlink(outside.path().join("series"), &series).expect("a link");
        fails(dir.path(), &["price", KOREA], 2, &["is a link that leads out of the case folder"]);
    }
}

#[test]
fn nothing_is_coloured_when_piped_and_control_characters_never_reach_a_terminal() {
    let dir = copy(KOREA);
    let root = dir.path().join(KOREA);
    append(
        &root.join("record.csv"),
        "zz1,2019-11-01,2019-11-01,\"bad \u{1b}[31m name\",US,,lawmaker,asserted,demand,6000000000,6000000000,exact,USD,year,2020,,,,C3,zz,,\"claim \u{7} \u{1b}]0;x\u{7}\",demand,found,\n",
    );
    for args in [
        vec!["brief", KOREA],
        vec!["check", KOREA],
        vec!["record", KOREA, "list"],
        vec!["record", KOREA, "list", "--format", "csv"],
        vec!["brief", KOREA, "--set", "x.y=1"],
        vec!["--help"],
        vec!["nonsense"],
    ] {
        let ran = run_in(dir.path(), &args);
        for text in [&ran.out, &ran.err] {
            assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{args:?}: {text:?}");
        }
        assert!(!ran.out.is_empty() || !ran.err.is_empty());
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for args in [
        &["classes", "--format", "json"][..],
        &["brief", KOREA],
        &["classes", "--help"],
        &["man"],
        &["completions", "bash"],
    ] {
        let mut c = command(&cases(), args);
        let mut child = c.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
        drop(child.stdout.take());
        let mut err = String::new();
        child.stderr.take().expect("stderr").read_to_string(&mut err).expect("text");
        let status = child.wait().expect("it ends");
        assert_eq!((status.code(), err.as_str()), (Some(0), ""), "{args:?}");
    }
}

// ------------------------------------------------------------------ help, completions, manual

fn help(command: &str) -> String {
    match command {
        "winset" => run(&["--help"]).done(),
        "record list" => run(&["record", KOREA, "list", "--help"]).done(),
        other => run(&[other, "--help"]).done(),
    }
}

#[test]
fn help_names_what_is_there_and_nothing_that_comes_later() {
    let main = help("winset");
    let listed: Vec<&str> = main
        .lines()
        .skip_while(|l| *l != "Commands:")
        .skip(1)
        .take_while(|l| !l.is_empty())
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    let mut expected = COMMANDS.to_vec();
    expected.push("help");
    assert_eq!(listed, expected);
    for later in LATER {
        fails(&cases(), &[later, KOREA], 2, &["unrecognized subcommand"]);
        for command in COMMANDS.iter().chain(&["winset"]) {
            let named = help(command).contains(&format!("winset {later}"));
            assert!(!named, "`{later}` is named in the help of {command}");
        }
    }
    let record = help("record");
    assert!(["  list", "  add", "  verify"].iter().all(|a| record.contains(a)), "{record}");
    for (command, sheet) in [("brief", false), ("deals", false), ("price", true), ("forecast", true)] {
        assert_eq!(help(command).contains("xlsx too"), sheet, "{command}");
        assert!(!help(command).contains("--seed"), "{command}");
    }
}

#[test]
fn every_command_explains_itself() {
    for command in COMMANDS {
        let text = help(command);
        assert!(text.contains(&format!("Usage: winset {command}")) && text.lines().count() > 6, "{text}");
        // The short and the long help agree on the options.
        let short = run(&[command, "-h"]).done();
        let options = |t: &str| {
            t.split_whitespace()
                .filter(|w| w.starts_with("--"))
                .map(|w| w.trim_matches(&[',', '.', ']'][..]).to_owned())
                .collect::<std::collections::BTreeSet<_>>()
        };
        assert_eq!(options(&short), options(&text), "{command}");
    }
    assert!(run(&["--version"]).done().starts_with("winset "));
}

#[test]
fn completions_of_every_shell_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = run(&["completions", shell]).done();
        for c in COMMANDS {
            assert!(text.contains(c), "{shell} does not know {c}");
        }
        assert!(text.contains("as-of"), "{shell} does not know --as-of");
    }
    fails(&cases(), &["completions", "tcsh"], 2, &["tcsh"]);
}

#[test]
fn there_is_one_manual_page_a_command() {
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(run_in(dir.path(), &["man", "-o", "pages/deep"]).code, 0);
    let mut expected: Vec<String> = COMMANDS.iter().map(|c| format!("winset-{c}.1")).collect();
    expected.push("winset.1".to_owned());
    expected.sort();
    let pages = dir.path().join("pages/deep");
    assert_eq!(names(&pages), expected);
    for page in &expected {
        let text = fs::read_to_string(pages.join(page)).expect("a page");
        let name = page.trim_end_matches(".1");
        assert!(text.contains(&format!(".TH {name} 1")) && text.contains(".SH SYNOPSIS"), "{page}:\n{text}");
    }
    assert_eq!(run(&["man"]).done(), fs::read_to_string(pages.join("winset.1")).expect("a page"));
}

// ------------------------------------------------------------------ files

#[test]
fn a_report_is_a_whole_file_or_none() {
    let dir = copy(KOREA);
    let ran = run_in(dir.path(), &["report", KOREA, "--as-of", "2019-11-19", "-o", "page.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert!(
        ran.err.contains("page.html written, as of 2019-11-19; no internal entry had to be withheld"),
        "{}",
        ran.err
    );
    assert_eq!(names(dir.path()), ["page.html", KOREA]);
    let page = fs::read_to_string(dir.path().join("page.html")).expect("the page");
    assert!(page.starts_with("<!") && page.trim_end().ends_with("</html>"), "it is whole");

    // Written over, never beside.
    assert_eq!(run_in(dir.path(), &["report", KOREA, "--as-of", "2019-11-18", "-o", "page.html"]).code, 0);
    assert_ne!(fs::read_to_string(dir.path().join("page.html")).expect("the page"), page);
    assert_eq!(names(dir.path()), ["page.html", KOREA]);

    // A place where no file can be.
    fails(dir.path(), &["report", KOREA, "-o", "no/such/folder/page.html"], 2, &["no such folder"]);
    fs::create_dir(dir.path().join("taken.html")).expect("a folder");
    fails(dir.path(), &["report", KOREA, "-o", "taken.html"], 2, &["taken.html"]);
    assert_eq!(names(dir.path()), ["page.html", KOREA, "taken.html"], "nothing is left over");
    assert!(names(&dir.path().join("taken.html")).is_empty());
    if cfg!(target_os = "linux") {
        fails(dir.path(), &["report", KOREA, "-o", "/proc/page.html"], 2, &["/proc/page.html"]);
    }

    // A case with mistakes, a proposal that is none: the old page stays as it is.
    let before = fs::read(dir.path().join("page.html")).expect("the page");
    fails(dir.path(), &["report", KOREA, "-o", "page.html", "--set", "x.y=1"], 1, &["mistake"]);
    fails(dir.path(), &["report", KOREA, "-o", "page.html", "--proposal", "rubbish"], 2, &["rubbish"]);
    assert!(fs::read(dir.path().join("page.html")).expect("the page") == before);
    assert_eq!(names(dir.path()), ["page.html", KOREA, "taken.html"]);
}

#[test]
fn a_folder_that_may_not_be_written_gets_no_page() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let dir = copy(KOREA);
        let shut = dir.path().join("shut");
        fs::create_dir(&shut).expect("a folder");
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o555)).expect("it is shut");
        if fs::write(shut.join("probe"), "").is_err() {
            fails(dir.path(), &["report", KOREA, "-o", "shut/page.html"], 2, &["shut/page.html"]);
            assert!(names(&shut).is_empty());
        } else {
            // Somebody who may write everywhere runs this: a folder under a file cannot be written by anybody.
            fails(dir.path(), &["report", KOREA, "-o", "shut/probe/page.html"], 2, &["no such folder"]);
        }
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).expect("it is opened");
    }
}

#[test]
fn what_is_internal_is_withheld_from_a_page_unless_told_otherwise() {
    let dir = copy(KOREA);
    append(
        &dir.path().join(KOREA).join("case.toml"),
        "[proposal.zzsecret]\ntitle = \"Zzsecret red line\"\nby = \"ROK\"\nfirst_year = \"+7 %\"\ninternal = true\nknown_on = 2019-11-01\n",
    );
    let write = |audience: &[&str]| {
        let mut args = vec!["report", KOREA, "--as-of", "2019-11-19", "-o", "page.html"];
        args.extend(audience);
        let ran = run_in(dir.path(), &args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        (fs::read_to_string(dir.path().join("page.html")).expect("the page"), ran.err)
    };
    let (page, said) = write(&[]);
    assert!(
        !page.to_lowercase().contains("zzsecret") && said.contains("1 internal entry withheld"),
        "{said}"
    );
    let (page, said) = write(&["--audience", "own"]);
    assert!(
        page.to_lowercase().contains("zzsecret") && said.contains("internal entries are not withheld"),
        "{said}"
    );
}

#[test]
fn a_new_case_never_overwrites_and_answers_at_once() {
    let dir = tempfile::tempdir().expect("a folder");
    for (i, template) in ["host-support", "share-key", "quota", "municipal"].iter().enumerate() {
        let name = format!("case{i}");
        let made = run_in(dir.path(), &["new", &name, "--template", template]);
        assert_eq!((made.code, made.out.as_str()), (0, ""), "{}", made.err);
        assert!(made.err.contains(&format!("winset brief {name}")), "{}", made.err);
        let check = run_in(dir.path(), &["check", &name]);
        assert_eq!((check.code, check.err.as_str()), (0, ""), "{template}: {}", check.out);
        assert!(run_in(dir.path(), &["brief", &name]).done().contains("WHO CAN SAY NO"), "{template}");
        assert!(run_in(dir.path(), &["price", &name]).done().contains("YEAR BY YEAR"), "{template}");
        let files = names(&dir.path().join(&name));
        assert!(
            files.contains(&"case.toml".to_owned()) && files.iter().all(|f| !f.starts_with('.')),
            "{files:?}"
        );
        let before = fs::read(dir.path().join(&name).join("case.toml")).expect("a case");
        fails(
            dir.path(),
            &["new", &name, "--template", template],
            2,
            &["is there already and not empty; nothing was written"],
        );
        assert_eq!(fs::read(dir.path().join(&name).join("case.toml")).expect("a case"), before);
    }
    fs::create_dir(dir.path().join("full")).expect("a folder");
    fs::write(dir.path().join("full/notes.txt"), "mine").expect("a file");
    fails(dir.path(), &["new", "full"], 2, &["not empty; nothing was written"]);
    assert_eq!(names(&dir.path().join("full")), ["notes.txt"]);
    fails(dir.path(), &["new", "full/notes.txt"], 2, &["not empty; nothing was written"]);
    fs::create_dir(dir.path().join("empty")).expect("a folder");
    assert_eq!(run_in(dir.path(), &["new", "empty"]).code, 0, "an empty folder is filled");
}

/// The shipped sheet of a shared bill.
const SHEET: &str = "nato-common-funding-2019/share.csv";

#[test]
fn a_bill_is_shared_from_a_file_or_a_pipe_and_its_mistakes_are_told_at_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let sheet = "party,claim\nUpper town,100 EUR\nLower town,300 EUR\n";
    fs::write(dir.path().join("towns.csv"), sheet).expect("a sheet");
    let ran = run_in(dir.path(), &["share", "towns.csv", "--bill", "200 EUR"]).done();
    assert!(ran.contains("towns.csv") && ran.contains("Talmud") && ran.contains("NOT COMPUTED"), "{ran}");
    let mut piped = command(dir.path(), &["share", "-", "--bill", "200 EUR"]);
    piped.stdin(fs::File::open(dir.path().join("towns.csv")).expect("the sheet"));
    assert_eq!(finish(piped).done().replace("standard input", "towns.csv"), ran, "the same from a pipe");
    fails(
        dir.path(),
        &["share", "towns.csv", "--bill", "200 USD"],
        1,
        &["towns.csv:2:12", "the bill is in USD", "2 mistakes"],
    );
    fails(dir.path(), &["share", "towns.csv", "--bill", "much"], 1, &["--bill:1:1"]);
    fails(dir.path(), &["share", "towns.csv", "--ability", "11"], 2, &["a number from 0 to 10"]);
    fails(dir.path(), &["share", "town.csv"], 2, &["no such file"]);
    fails(dir.path(), &["share", "."], 2, &["is a folder"]);
    fails(
        dir.path(),
        &["share", "towns.csv", "--format", "svg", "--bill", "2 EUR"],
        2,
        &["text, json, csv and html"],
    );
    let none = run_in(dir.path(), &["share", "towns.csv"]);
    assert_eq!(none.code, 1, "no bill, no answer");
    assert!(none.out.contains("name it with --bill"), "{}", none.out);
}

// ------------------------------------------------------------------ golden texts

/// What is printed, by the name of its file. Written anew with WINSET_GOLDEN=update.
fn golden() -> Vec<(String, Vec<&'static str>)> {
    let mut all = vec![("help".to_owned(), vec!["--help"])];
    for c in COMMANDS {
        all.push((format!("help-{c}"), vec![c, "--help"]));
    }
    for action in ["list", "add", "verify"] {
        all.push((format!("help-record-{action}"), vec!["record", KOREA, action, "--help"]));
    }
    for case in [KOREA, JAPAN, NATO, MACKEREL] {
        all.push((format!("verify-{case}"), vec!["record", case, "verify"]));
    }
    all.push((format!("share-{NATO}"), vec!["share", SHEET]));
    all.push((format!("share-{NATO}-csv"), vec!["share", SHEET, "--format", "csv", "--as-of", "2019-11-27"]));
    const BRIDGE: &str = "../crates/winset-cli/tests/documents/bridge.txt";
    const PAIRS: &str = "../crates/winset-cli/tests/documents/pairs.txt";
    all.push(("read-bridge".to_owned(), vec!["read", BRIDGE, "--explain"]));
    all.push(("read-bridge-csv".to_owned(), vec!["read", BRIDGE, "--format", "csv"]));
    all.push(("figures-bridge".to_owned(), vec!["figures", BRIDGE, "--explain"]));
    all.push(("figures-pairs".to_owned(), vec!["figures", PAIRS]));
    let finished = [(KOREA, "2019-11-19"), (NATO, "2019-09-20"), (MACKEREL, "2014-03-11")];
    for (case, day) in finished.into_iter().chain([(JAPAN, "2026-11-24")]) {
        all.push((format!("brief-{case}"), vec!["brief", case, "--as-of", day]));
        all.push((format!("price-{case}"), vec!["price", case, "--as-of", day]));
        all.push((format!("forecast-{case}"), vec!["forecast", case, "--as-of", day]));
    }
    for (case, day) in &finished[1..] {
        all.push((format!("vote-{case}"), vec!["vote", case, "--as-of", day]));
        all.push((format!("deals-{case}"), vec!["deals", case, "--as-of", day]));
    }
    all.push((
        format!("price-{KOREA}-agreements"),
        vec!["price", KOREA, "sma-07", "sma-08", "sma-09", "sma-10", "sma-11", "--show-arithmetic"],
    ));
    all.push((
        format!("price-{KOREA}-inline"),
        vec!["price", KOREA, "+13%, 7%/yr, 5y", "US$4.7bn", "--as-of", "2019-11-19"],
    ));
    all.push((format!("price-{JAPAN}-inline"), vec!["price", JAPAN, "+4.6 %, 5y", "--as-of", "2026-11-24"]));
    all.push((
        format!("brief-{KOREA}-since"),
        vec!["brief", KOREA, "--as-of", "2019-11-19", "--since", "2019-11-01"],
    ));
    all.push((
        format!("vote-{KOREA}"),
        vec!["vote", KOREA, "--as-of", "2019-11-19", "us-opening", "+13.9%, defence-budget, 5y"],
    ));
    all.push((format!("vote-{MINI}"), vec!["vote", MINI, "+13.9 %", "+50 %"]));
    all.push((format!("deals-{KOREA}"), vec!["deals", KOREA, "--as-of", "2019-11-19"]));
    all.push((
        format!("deals-{MINI}-frontier"),
        vec!["deals", MINI, "--frontier", "--method", "utilitarian"],
    ));
    all.push((format!("deals-{MINI}-nash"), vec!["deals", MINI, "--explain", "nash"]));
    all.push((format!("forecast-{KOREA}-ended"), vec!["forecast", KOREA]));
    all.push((
        format!("forecast-{KOREA}-whole"),
        vec!["forecast", KOREA, "--as-of", "2019-11-19", "--members", "--assumptions"],
    ));
    all.push((
        format!("record-{KOREA}"),
        vec!["record", KOREA, "--as-of", "2019-11-19", "list", "--kind", "demand"],
    ));
    all
}

#[test]
fn what_is_printed_is_what_was_agreed() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let update = std::env::var("WINSET_GOLDEN").is_ok_and(|v| v == "update");
    let mut differ = Vec::new();
    let mut kept = Vec::new();
    for (name, args) in golden() {
        let ran = run(&args);
        let text = format!("$ winset {}\n{}", args.join(" "), ran.out)
            + &if ran.err.is_empty() { String::new() } else { format!("--- stderr\n{}", ran.err) };
        let file = dir.join(format!("{name}.txt"));
        kept.push(format!("{name}.txt"));
        if update {
            fs::create_dir_all(&dir).expect("a folder");
            fs::write(&file, text).expect("a file is written");
        } else {
            let agreed = fs::read_to_string(&file).unwrap_or_default();
            if agreed != text {
                let line = agreed.lines().zip(text.lines()).find(|(a, b)| a != b);
                differ.push(format!("{name}: {line:?}"));
            }
        }
    }
    kept.sort();
    let there: Vec<String> = if dir.is_dir() { names(&dir) } else { Vec::new() };
    assert!(
        differ.is_empty(),
        "see WINSET_GOLDEN=update cargo test -p winset-cli --test commands what_is_printed\n{}",
        differ.join("\n")
    );
    assert_eq!(there, kept, "no text is left over");
}
