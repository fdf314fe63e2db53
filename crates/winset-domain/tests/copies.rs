//! What a profile repeats, and what stands twice: mistakes and remarks with their places, never a silent choice.

use winset_case::Severity;
use winset_domain::{Domain, File, Format, read, write};

const GENIUS: [(&str, &str); 3] = [
    (
        "tram-domain.xml",
        r#"<negotiation_template><utility_space><objective index="0" name="root">
<issue index="1" name="Line" type="discrete"><item index="1" value="north"/><item index="2" value="south"/></issue>
<issue index="2" name="Stops" type="integer"><range lowerbound="0" upperbound="10"/></issue>
</objective></utility_space></negotiation_template>
"#,
    ),
    ("tram-city.xml", PROFILE),
    ("tram-region.xml", PROFILE),
];

const PROFILE: &str = r#"<utility_space><objective index="0" name="any">
<issue index="1" name="Line" type="discrete"><item value="south" evaluation="0"/><item value="north" evaluation="1"/></issue>
<issue index="2" name="Stops" type="integer" lowerbound="0" upperbound="10">
<range lowerbound="0.0" upperbound="10"/>
<evaluator ftype="linear" offset="0" slope="0.1"/>
</issue>
<weight index="1" value="0.5"/><weight index="2" value="0.5"/>
</objective>
<discount_factor value="0.9"/>
<reservation value="0.3"/>
</utility_space>
"#;

const WEB: [(&str, &str); 3] = [
    (
        "tram.json",
        r#"{"name": "tram", "issuesValues": {"Line": {"values": ["north", "south"]}, "Stops": {"range": [0, 4, 1]}}}"#,
    ),
    ("city.json", WEB_PROFILE),
    ("region.json", WEB_PROFILE),
];

const WEB_PROFILE: &str = r#"{"LinearAdditiveUtilitySpace": {"issueUtilities": {
"Line": {"DiscreteValueSetUtilities": {"valueUtilities": {"north": 1, "south": 0}}},
"Stops": {"NumberValueSetUtilities": {"lowValue": 0, "lowUtility": 0, "highValue": 4, "highUtility": 1}}},
"issueWeights": {"Line": 0.5, "Stops": 0.5},
"domain": {
"name": "tram", "issuesValues": {
"Line": {"values": ["south", "north"]},
"Stops": {"range": {"low": 0, "high": 4, "step": 1}}
}}}}
"#;

const NEGMAS: [(&str, &str); 3] = [
    (
        "tram.yml",
        "issues:\n- {name: Line, values: [north, south]}\n- {name: Stops, type: ContiguousIssue, values: [0, 4]}\n",
    ),
    ("city.yml", YAML_PROFILE),
    ("region.yml", YAML_PROFILE),
];

const YAML_PROFILE: &str = "type: LinearAdditiveUtilityFunction
reserved_value: 0.3
values: [{north: 1, south: 0}, {type: AffineFun, slope: 0.25, bias: 0}]
weights: [0.5, 0.5]
outcome_space:
  type: DiscreteCartesianOutcomeSpace
  issues:
  - {name: Line, values: [south, north]}
  - {name: Stops, type: ContiguousIssue, values: [0, 4]}
";

/// All that is said of the files with one text of one of them replaced: `line:column sentence`, a remark in brackets.
fn said(format: Format, good: &[(&str, &str)], (file, from, to): (usize, &str, &str)) -> Vec<String> {
    let text = |i: usize, t: &str| {
        if i != file {
            return t.to_owned();
        }
        assert!(t.contains(from), "`{from}` is not in the file");
        t.replacen(from, to, 1)
    };
    let files: Vec<File> =
        good.iter().enumerate().map(|(i, (n, t))| File::new(n, text(i, t).as_bytes())).collect();
    let list = match read(format, &files) {
        Ok(r) => r.remarks,
        Err(e) => e.diagnostics,
    };
    let one = |d: &winset_case::Diagnostic| {
        let text = format!("{}:{}:{} {}", d.file, d.line, d.column, d.sentence);
        assert!(d.severity == Severity::Remark || d.hint.is_some(), "no hint: {text}");
        if d.severity == Severity::Mistake { text } else { format!("({text})") }
    };
    list.iter().map(one).collect()
}

fn all(format: Format, good: &[(&str, &str)], rows: &[(usize, &str, &str, &[&str])]) {
    assert_eq!(said(format, good, (9, "", "")), Vec::<String>::new());
    let differ: Vec<String> = rows
        .iter()
        .filter_map(|(file, from, to, want)| {
            let said = said(format, good, (*file, from, to));
            (said != *want).then(|| format!("{from} -> {to}\n  said: {said:#?}\n  want: {want:#?}"))
        })
        .collect();
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn a_genius_profile_says_the_issues_of_its_domain() {
    let wider = "lowerbound=\"0\" upperbound=\"20\">\n<range lowerbound=\"0\" upperbound=\"20\"/>";
    let bounds = "lowerbound=\"0\" upperbound=\"10\">\n<range lowerbound=\"0.0\" upperbound=\"10\"/>";
    all(
        Format::Genius,
        &GENIUS,
        &[
            (
                1,
                bounds,
                wider,
                &["tram-city.xml:3:1 the range of `Stops` is 0 to 20 here, 0 to 10 in the domain"],
            ),
            (
                1,
                "type=\"integer\"",
                "type=\"real\"",
                &[
                    "tram-city.xml:3:1 the issue `Stops` is a range of real numbers here, a range of integers in the domain",
                ],
            ),
            (
                1,
                "<item value=\"south\"",
                "<item value=\"west\"/><item value=\"south\"",
                &["tram-city.xml:2:59 the value `west` of `Line` is in this copy of the domain only"],
            ),
        ],
    );
}

#[test]
fn a_geniusweb_profile_holds_its_domain() {
    all(
        Format::GeniusWeb,
        &WEB,
        &[
            (
                1,
                "\"south\", \"north\"]",
                "\"south\", \"north\", \"west\"]",
                &["city.json:7:39 the value `west` of `Line` is in this copy of the domain only"],
            ),
            (
                1,
                "[\"south\", \"north\"]",
                "[\"south\"]",
                &["city.json:7:1 the issue `Line` lacks `north` in this copy of the domain"],
            ),
            (
                2,
                "\"step\": 1}}\n",
                "\"step\": 1}},\n\"Fare\": {\"values\": [1, 2]}\n",
                &["region.json:9:1 the issue `Fare` is in this copy of the domain only"],
            ),
            (
                1,
                ",\n\"Stops\": {\"range\": {\"low\": 0, \"high\": 4, \"step\": 1}}",
                "",
                &["city.json:5:11 this copy of the domain has no issue `Stops`"],
            ),
            (
                1,
                "\"high\": 4",
                "\"high\": 5",
                &["city.json:8:1 the range of `Stops` is 0 to 5 here, 0 to 4 in the domain"],
            ),
            (
                1,
                "{\"range\": {\"low\": 0, \"high\": 4, \"step\": 1}}",
                "{\"values\": [4, 3, \"2\", 1, 0]}",
                &[
                    "(city.json:8:1 the issue `Stops` is a list of values here, a range of integers in the domain, of the same integers)",
                ],
            ),
            (
                1,
                "\"name\": \"tram\"",
                "\"name\": \"bus\"",
                &["(city.json:5:11 this copy of the domain is named `bus`, the domain `tram`)"],
            ),
        ],
    );
}

#[test]
fn a_negmas_function_says_its_outcome_space() {
    all(
        Format::NegMas,
        &NEGMAS,
        &[
            (
                1,
                "name: Stops",
                "name: Halts",
                &[
                    "city.yml:6:3 this copy of the domain has no issue `Stops`",
                    "city.yml:9:6 the issue `Halts` is in this copy of the domain only",
                ],
            ),
            (
                2,
                "  - {name: Line, values: [south, north]}\n  - {name: Stops, type: ContiguousIssue, values: [0, 4]}",
                "  - {name: Stops, type: ContiguousIssue, values: [0, 4]}\n  - {name: Line, values: [south, north]}",
                &["region.yml:6:3 the issues stand in another order than in the domain: which is meant?"],
            ),
            (
                1,
                "weights: [0.5, 0.5]",
                "weights: [0.5, 0.5]\nissues:\n- {name: Line, values: [north, south]}",
                &["city.yml:1:1 this copy of the domain has no issue `Stops`"],
            ),
            (
                1,
                "{north: 1, south: 0}",
                "{type: TableFun, mapping: {north: 1, south: 0}, d: {north: 0, south: 1}}",
                &["city.yml:3:17 a table has both `mapping` and `d`"],
            ),
            // A bad number is told once, not also as a reservation value that is missing.
            (1, "0.3", ".nan", &["city.yml:2:17 the reservation value is not finite: `.nan`"]),
            (1, "0.3", "1e400", &["city.yml:2:17 the reservation value is a billion or more: `1e400`"]),
            (1, "0.3", "0x10", &["city.yml:2:17 the reservation value is not a number: `0x10`"]),
            (
                1,
                "0.3",
                "-0.1",
                &[
                    "(city.yml:2:17 the reservation value -0.1 is below every package: it counts as the worst package, 0)",
                ],
            ),
        ],
    );
}

#[test]
fn nothing_in_a_genius_profile_stands_twice() {
    let reservation = "<reservation value=\"0.3\"/>";
    let discount = "<discount_factor value=\"0.9\"/>";
    let evaluator = "<evaluator ftype=\"linear\" offset=\"0\" slope=\"0.1\"/>";
    let second =
        |t: &str| format!("{t}\n{}", t.replace("0.9", "1").replace("0.3", "0.4").replace("0.1", "0"));
    all(
        Format::Genius,
        &GENIUS,
        &[
            (1, reservation, &second(reservation), &["tram-city.xml:11:1 a second reservation value"]),
            (1, discount, &second(discount), &["tram-city.xml:10:1 a second discount factor"]),
            (1, evaluator, &second(evaluator), &["tram-city.xml:6:1 a second evaluator"]),
            (
                1,
                "<range lowerbound=\"0.0\"",
                "<range lowerbound=\"1\"",
                &["tram-city.xml:4:1 the range has other bounds than the issue around it"],
            ),
            (
                0,
                "upperbound=\"10\"/>",
                "upperbound=\"10\"/>\n<range lowerbound=\"0\" upperbound=\"9\"/>",
                &["tram-domain.xml:4:1 a second range"],
            ),
            (
                1,
                "offset=\"0\"",
                "offset=\"0\" parameter0=\"0.5\"",
                &["tram-city.xml:5:1 the evaluator has `offset` and `parameter0`, two numbers for one"],
            ),
            (
                1,
                "type=\"integer\"",
                "type=\"integer\" vtype=\"real\"",
                &["tram-city.xml:3:53 the issue has two types, `integer` and `real`"],
            ),
            (
                1,
                "</objective>",
                "<weight index=\"3\" value=\"0.1\"/><weight index=\"3\" value=\"0.2\"/></objective>",
                &[
                    "(tram-city.xml:8:1 the weight of one issue more than there are counts as a constant)",
                    "tram-city.xml:8:32 a second weight of one issue more than there are",
                ],
            ),
            // One note is one.
            (
                0,
                "value=\"north\"",
                "value=\"north\" cost=\"3\"",
                &["(tram-domain.xml:2:82 1 cost is not kept: no utility depends on it)"],
            ),
            (
                0,
                "value=\"north\"",
                "value=\"north\" description=\"up\"",
                &["(tram-domain.xml:2:89 1 description is not kept: no utility depends on it)"],
            ),
        ],
    );
}

#[test]
fn a_truncated_file_is_told_at_its_end() {
    let mut elsewhere = 0;
    let commented = format!("<?xml version='1.0'?><!-- a --><a><![CDATA[b]]></a>{PROFILE}");
    for (text, end) in
        (1..PROFILE.len() - 1).map(|n| (PROFILE, n)).chain((1..50).map(|n| (commented.as_str(), n)))
    {
        let cut = text[..end].trim_end();
        let (line, column) = (cut.lines().count(), cut.lines().last().expect("a line").len());
        let e = read(Format::Genius, &[File::new("a.xml", cut.as_bytes())]).expect_err("a part of a file");
        let d = &e.diagnostics[0];
        assert!(d.sentence.starts_with("this is not XML: "), "{}", d.sentence);
        assert_eq!(d.line, line, "{cut}: {}", d.sentence);
        // A word that is begun, `<![CDA` or `versi`, is told at its beginning.
        let begun = column - d.column;
        assert!(begun < 9, "{cut}: {}", d.sentence);
        let whole = d.hint.as_deref() == Some("the file ends too early: is it whole?");
        assert_eq!(whole, begun == 0, "{cut}: {}", d.sentence);
        elsewhere += usize::from(begun > 0);
    }
    assert!(elsewhere < 15, "{elsewhere}");
}

#[test]
fn the_word_of_a_document_type_is_none() {
    let within = |t: &str| said(Format::Genius, &GENIUS, (1, "<objective", &format!("{t}<objective")));
    for quiet in ["<!-- <!DOCTYPE x> -->", "<![CDATA[<!DOCTYPE x>]]>", "<?x <!DOCTYPE x> ?>"] {
        assert_eq!(within(quiet), Vec::<String>::new(), "{quiet}");
    }
    assert_eq!(
        within("<!-- a --><!DOCTYPE x>"),
        ["tram-city.xml:1:26 a document type is not read"],
        "one after a comment"
    );
}

#[test]
fn one_profile_is_no_domain() {
    let e = read(
        Format::Genius,
        &GENIUS[..2].iter().map(|(n, t)| File::new(n, t.as_bytes())).collect::<Vec<_>>(),
    )
    .expect_err("one profile");
    let d = &e.diagnostics[0];
    assert_eq!(
        (d.file.as_str(), d.sentence.as_str()),
        ("tram-city.xml", "a domain needs two profiles or more, and this is the only one")
    );
    assert_eq!(d.hint.as_deref(), Some("name the files of the other parties too"));
}

#[test]
fn each_profile_rests_on_its_file_and_the_domains() {
    let files =
        |list: &[(&str, &str)]| list.iter().map(|(n, t)| File::new(n, t.as_bytes())).collect::<Vec<_>>();
    let r = read(Format::Genius, &files(&GENIUS)).expect("a domain");
    assert_eq!(r.sources, [["tram-city.xml", "tram-domain.xml"], ["tram-region.xml", "tram-domain.xml"]]);
    // Without a file of the domain it is the profile that stands in for it.
    let r = read(Format::Genius, &files(&GENIUS[1..])).expect("a domain");
    assert_eq!(r.sources, [vec!["tram-city.xml"], vec!["tram-region.xml", "tram-city.xml"]]);
}

#[test]
fn a_title_goes_through_genius() {
    let files: Vec<File> = GENIUS.iter().map(|(n, t)| File::new(n, t.as_bytes())).collect();
    let tram = read(Format::Genius, &files).expect("a domain").domain;
    for title in ["A tram, \"east/west\" <1>", "any", "Root"] {
        let named = Domain { name: title.to_owned(), ..tram.clone() };
        let written = write(Format::Genius, &named, "out.xml").expect("files");
        let files: Vec<File> = written.files.iter().map(|(n, t)| File::new(n, t.as_bytes())).collect();
        let back = read(Format::Genius, &files).expect("a domain").domain;
        if title.starts_with('A') {
            assert_eq!((back, written.remarks), (named, vec![]));
        } else {
            assert_eq!(back.name, "out");
            let remark = format!(
                "the title `{title}` is what GENIUS calls any objective: read back, it is the file's name"
            );
            assert_eq!(written.remarks, [remark]);
        }
    }
}
