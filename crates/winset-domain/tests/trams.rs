//! One small domain in the three formats: the same utilities, whatever the encoding and the way it is written.

use winset_case::parse::{Folder, parse};
use winset_domain::{
    CaseNote, Curve, Domain, File, Format, Kind, Label, Read, Setting, case_text, of_case, read, write,
};

fn of(format: Format, list: &[(&str, Vec<u8>)]) -> Read {
    let files: Vec<File> = list.iter().map(|(n, b)| File::new(n, b)).collect();
    read(format, &files).unwrap_or_else(|e| panic!("{:#?}", e.diagnostics))
}

fn sentences(r: &Read) -> Vec<String> {
    r.remarks.iter().map(|d| format!("{}:{}: {}", d.file, d.line, d.sentence)).collect()
}

const SPACE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- two issues -->
<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="root" type="objective">
<issue index="1" name="Line" type="discrete"><item index="1" value="north"/><item index="2" value="süd"/></issue>
<issue index="2" name="Stops" type="integer"><range lowerbound="0" upperbound="4"/></issue>
</objective></utility_space></negotiation_template>
"#;

fn city(evaluation: &str) -> String {
    format!(
        r#"<utility_space><objective index="0" name="any">
<issue index="1" name="Line" type="discrete"><item index="2" value="süd" evaluation="{evaluation}"/>
<item index="1" value="north" evaluation="1.0"/></issue>
<issue index="2" name="Stops" type="integer" lowerbound="0" upperbound="4"><evaluator ftype="linear" offset="0.2" slope="0.2"/></issue>
<weight index="2" value="0.4"/><weight index="1" value="0.6"/>
</objective><discount_factor value="0.75"/><reservation value="0.3"/></utility_space>"#
    )
}

/// 0.6 · 0.5 + 0.4 · 0.2 is the worst that 0.5 leaves.
const BELOW: &str = "tram_region.xml:6: the reservation value 0.3 is below every package: it counts as the worst package, 0.38";

fn utility(d: &Domain, profile: usize, line: usize, stops: i64) -> String {
    let package = [Setting::Position(line), Setting::Number(stops.into())];
    d.profiles[profile].utility(&package).expect("a utility").normalize().to_string()
}

fn genius(files: [Vec<u8>; 3]) -> Read {
    let [a, b, c] = files;
    of(Format::Genius, &[("tram-domain.xml", a), ("tram-city.xml", b), ("tram_region.xml", c)])
}

#[test]
fn a_genius_domain_has_the_utilities_of_its_lines_and_tables() {
    let r = genius([SPACE.into(), city("0.25").into(), city("0.5").into()]);
    let d = &r.domain;
    assert_eq!((d.name.as_str(), d.packages()), ("tram", Some(10)));
    assert_eq!(d.profiles.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["city", "region"]);
    // 0.6 · 1 + 0.4 · (0.2 + 0.2 · 4) and 0.6 · 0.25 + 0.4 · 0.4
    assert_eq!((utility(d, 0, 0, 4), utility(d, 0, 1, 1)), ("1".to_owned(), "0.31".to_owned()));
    assert_eq!(d.profiles[0].lowest().expect("a utility").normalize().to_string(), "0.23");
    assert_eq!(d.profiles[0].reservation.to_string(), "0.3");
    assert_eq!(d.profiles[1].discount.expect("a discount").to_string(), "0.75");
    assert_eq!(sentences(&r), [BELOW]);
}

#[test]
fn encodings_marks_and_line_ends_change_nothing() {
    let want = genius([SPACE.into(), city("0.25").into(), city("0.5").into()]).domain;
    let wide = |t: &str, big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(t.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let marked = |t: &str| [b"\xef\xbb\xbf".as_slice(), t.as_bytes()].concat();
    let latin = |t: &str| -> Vec<u8> {
        let t = format!("<?xml version='1.0' encoding='ISO-8859-1'?>{t}");
        t.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect()
    };
    let windows = |t: &str| t.replace('\n', "\r\n").into_bytes();
    for files in [
        [wide(SPACE, false), wide(&city("0.25"), true), marked(&city("0.5"))],
        [marked(SPACE), windows(&city("0.25")), latin(&city("0.5"))],
        [windows(SPACE), latin(&city("0.25")), wide(&city("0.5"), false)],
    ] {
        let r = genius(files);
        assert_eq!(r.domain, want);
        assert_eq!(sentences(&r), [BELOW]);
    }
    let r = genius([format!("saved by a tool\n{SPACE}").into(), city("0.25").into(), city("0.5").into()]);
    assert_eq!(r.domain, want);
    let before = "tram-domain.xml:1: text before the beginning of the XML is passed over";
    assert_eq!(sentences(&r), [before, BELOW]);
}

#[test]
fn what_is_unusual_is_a_remark() {
    let twice =
        SPACE.replace("</issue>\n<issue index=\"2\"", "<item value=\"north\"/></issue>\n<issue index=\"2\"");
    let odd = city("0.25")
        .replace("value=\"0.6\"", "value=\"0.5\"")
        .replace("evaluation=\"1.0\"", "evaluation=\"0.9\" cost=\"3\" description=\"best\"")
        .replace("0.3\"", "1e-30\"");
    let r = genius([twice.into(), odd.into(), city("0.5").replace("0.75", "0").into()]);
    assert_eq!(
        sentences(&r),
        [
            "tram-city.xml:2: the evaluations count as written, the largest here is not 1",
            "tram-city.xml:3: 2 such notes, the first here, are not kept: no utility depends on them",
            "tram-city.xml:5: the weights sum to 0.9, not to 1",
            "tram-city.xml:6: a number has more than 28 decimal places: rounded to 28",
            "tram-city.xml:6: the reservation value 0 is below every package: it counts as the worst package, 0.205",
            "tram-domain.xml:4: the value `north` stands twice in the issue: it counts once",
            "tram_region.xml:6: a discount factor of 0 counts as none",
            BELOW,
        ]
    );
    assert_eq!(r.domain.packages(), Some(10));
}

const WEB: &str = r#"{"name": "tram", "issuesValues": {"Line": {"values": ["north", "s\u00fcd"]}, "Stops": {"range": ["0", "4", "1"]}}}"#;

fn web(south: &str, reservation: &str) -> String {
    format!(
        r#"{{"LinearAdditiveUtilitySpace": {{"issueUtilities": {{
        "Line": {{"DiscreteValueSetUtilities": {{"valueUtilities": {{"süd": {south}, "north": 1}}}}}},
        "Stops": {{"NumberValueSetUtilities": {{"lowValue": 0, "lowUtility": 0.2, "highValue": 4, "highUtility": 1.0}}}}}},
        "issueWeights": {{"Stops": 0.4, "Line": 0.6}}, "domain": {WEB}, {reservation} "name": "p{south}"}}}}"#
    )
}

#[test]
fn geniusweb_says_no_deal_as_a_package() {
    let bid = r#""reservationBid": {"issuevalues": {"Line": "süd", "Stops": 1}},"#;
    let r = of(
        Format::GeniusWeb,
        &[("tram.json", WEB.into()), ("a.json", web("0.25", bid).into()), ("b.json", web("0.5", "").into())],
    );
    let d = &r.domain;
    assert_eq!((utility(d, 0, 0, 4), utility(d, 0, 1, 1)), ("1".to_owned(), "0.31".to_owned()));
    assert_eq!(d.profiles[0].reservation.to_string(), "0.31");
    assert!(d.profiles[1].reservation.is_zero());
    let written = write(Format::GeniusWeb, d, "tram.json").expect("files");
    assert!(written.files[1].1.contains(r#""reservationBid": {"issuevalues": {"Line": "süd", "Stops": 1}}"#));
}

const YAML: &str = "issues:\n- name: Line\n  type: CategoricalIssue\n  values: [north, süd]\n- name: Stops\n  type: ContiguousIssue\n  values: [0, 4]\nname: tram\n";

#[test]
fn negmas_functions_of_every_kind_say_the_same() {
    let want = |r: &Read| {
        let d = &r.domain;
        assert_eq!((utility(d, 0, 0, 4), utility(d, 0, 1, 1)), ("1".to_owned(), "0.31".to_owned()), "{d:#?}");
    };
    let table = "{type: TableFun, mapping: {north: 1.0, süd: 0.25}}";
    for stops in [
        "{type: AffineFun, slope: 0.2, bias: 0.2}",
        "{type: negmas.preferences.value_fun.LinearFun, slope: 2.0e-1, bias: .2}",
        "{type: LinearFun, min_value: 0.2, max_value: 1.0}",
        "{type: TableFun, mapping: {0: 0.2, 1: 0.4, 2: 0.6, 3: 0.8, 4: 1.0}}",
        "{0: 0.2, 1: 0.4, 2: 0.6, 3: 0.8, 4: 1.0}",
    ] {
        let u = format!(
            "type: LinearAdditiveUtilityFunction\nvalues: [{table}, {stops}]\nweights: [0.6, 0.4]\n\
             reserved_value: 0.25\noutcome_space: null\nid: x\n"
        );
        let r = of(
            Format::NegMas,
            &[("tram.yml", YAML.into()), ("a.yml", u.clone().into()), ("b.yaml", u.into())],
        );
        want(&r);
        assert_eq!(r.domain.profiles[0].name, "a");
        assert_eq!(sentences(&r), Vec::<String>::new());
    }
    // The identity and the bias: 0.08 + 0.6 · v + 0.08 · stops.
    let u = format!(
        "type: LinearUtilityAggregationFunction\nvalues:\n  Stops: {{type: IdentityFun}}\n  Line: &l {table}\n\
         weights: {{Line: 0.6, Stops: 0.08}}\nbias: 0.08\nreserved_value: -.inf\n"
    );
    let r =
        of(Format::NegMas, &[("tram.yml", YAML.into()), ("a.yml", u.clone().into()), ("b.yaml", u.into())]);
    want(&r);
    assert_eq!(r.domain.profiles[0].reservation.to_string(), "0.23");
    assert_eq!(
        sentences(&r)[..2],
        [
            "a.yml:5: the weights sum to 0.68, not to 1",
            "a.yml:7: no reservation value: no deal counts as the worst package, 0.23"
        ]
    );
}

#[test]
fn a_linear_function_of_numbers_is_its_weights() {
    let space = "issues:\n- {name: a, type: DiscreteCardinalIssue, values: [1, 2.5]}\n- {name: b, type: ContinuousIssue, values: [0.0, 1.0]}\n";
    let u = "type: AffineUtilityFunction\nweights: [0.2, 0.5]\nbias: 0.1\nreserved_value: 0.0\n";
    let r = of(Format::NegMas, &[("d.yml", space.into()), ("a.yml", u.into()), ("b.yml", u.into())]);
    assert_eq!(r.domain.issues[0].kind, Kind::Values(vec![number("1"), number("2.5")]));
    assert_eq!(r.domain.packages(), None);
    let package = [Setting::Position(1), Setting::Number("0.5".parse().expect("a number"))];
    assert_eq!(r.domain.profiles[0].utility(&package).expect("a utility").normalize().to_string(), "0.85");
}

fn number(text: &str) -> Label {
    Label::Number(text.parse().expect("a number"))
}

/// A domain through a case, then through the files of a format, and the files again.
fn around(before: &Domain, format: Format, file: &str) -> Domain {
    let day = winset_case::Date::constant(2024, 1, 1);
    let note = CaseNote { known_on: day, basis: vec!["a \"file\"".to_owned()], internal: true };
    let files = vec![("case.toml".to_owned(), case_text(before, &note).into_bytes())];
    let case =
        parse(&Folder { name: "case".to_owned(), files }, &[]).unwrap_or_else(|e| panic!("{e:#?}")).case;
    let after = of_case(&case, day).expect("a domain");
    assert_eq!(*before, after);
    let written = write(format, &after, file).unwrap_or_else(|e| panic!("{e:#?}"));
    assert_eq!(write(format, &after, file).as_ref(), Ok(&written), "the same bytes");
    let files: Vec<(&str, Vec<u8>)> =
        written.files.iter().map(|(n, t)| (n.as_str(), t.clone().into())).collect();
    of(format, &files).domain
}

#[test]
fn what_a_format_says_comes_back() {
    let g = genius([SPACE.into(), city("0.25").into(), city("0.123456789012345678901234567").into()]).domain;
    assert_eq!(around(&g, Format::Genius, "tram.xml"), g);
    assert_eq!(around(&g, Format::NegMas, "tram.yml"), g);
    let table = "{type: TableFun, mapping: {north: 1.0, süd: 0.25}}";
    let u = |name: &str| {
        format!(
            "name: {name}\ndiscount: 0.5\nfactor: relative_time\ntype: ExpDiscountedUFun\nreserved_value: 0.125\nufun:\n  bias: -0.1\n  values: \
             [{table}, {{mapping: {{0: 0, 1: 0.3, 2: 0.6, 3: 0.2, 4: 1}}}}]\n  weights: [0.7, 0.3]\n"
        )
    };
    let files = [("tram.yml", YAML.into()), ("a.yml", u("'no'").into()), ("b.yml", u("'7: x'").into())];
    let n = of(Format::NegMas, &files).domain;
    assert_eq!(around(&n, Format::NegMas, "tram.yaml"), n);
    assert!(matches!(&n.profiles[0].values[1].curve, Curve::Knots(k) if k.len() == 4));
    // GENIUS has no such curve over integers: refused with the party and the issue, not approximated.
    let refused = write(Format::Genius, &n, "tram.xml").expect_err("a curve");
    assert_eq!(
        (refused[0].entry.as_str(), refused[0].sentence.as_str()),
        ("no", "GENIUS knows no curve of `Stops` but a line and a triangle")
    );
}

#[test]
fn names_that_are_no_ids_come_back_as_names() {
    let space = "issues:\n- {name: 'all', type: CategoricalIssue, values: ['a \"b\"', \"c'd\\\\e\", '<&>']}\n\
                 - {name: '价格: x', type: CategoricalIssue, values: ['1', 'true', '- x']}\n";
    let u = "values: [[0, 1, 0.5], [1, 0, 0]]\n";
    assert!(
        read(Format::NegMas, &[File::new("d.yml", space.as_bytes()), File::new("a.yml", u.as_bytes())])
            .is_err()
    );
    let u = "type: LinearAdditiveUtilityFunction\nreserved_value: 0.0\nweights: [0.5, 0.5]\nvalues:\n\
             - {'a \"b\"': 0, \"c'd\\\\e\": 1, '<&>': 0.5}\n- {'1': 1, 'true': 0, '- x': 0}\n";
    let files = [("d.yml", space.into()), ("press.yml", u.into()), ("b c.yml", u.into())];
    let d = of(Format::NegMas, &files).domain;
    assert_eq!(around(&d, Format::NegMas, "d.yml"), d);
    assert_eq!(around(&d, Format::Genius, "d.xml"), d);
    assert_eq!(around(&d, Format::GeniusWeb, "d.json"), d);
}
