//! Wrong files, each with the sentence that tells it and the place of it.

use winset_domain::{File, Format, read};

const GENIUS: [(&str, &str); 3] = [
    (
        "tram-domain.xml",
        r#"<negotiation_template>
<utility_space number_of_issues="2">
<objective index="0" name="root" type="objective" etype="objective" description="">
<issue index="1" name="Line" type="discrete" vtype="discrete" etype="discrete">
<item index="1" value="north" cost="0" description="north"/>
<item index="2" value="south"/>
</issue>
<issue index="2" name="Stops" type="integer" vtype="integer" etype="integer">
<range lowerbound="0" upperbound="4"></range>
</issue>
</objective>
</utility_space>
</negotiation_template>
"#,
    ),
    (
        "tram-city.xml",
        r#"<utility_space type="any" number_of_issues="2">
<objective index="0" name="root" type="objective" etype="objective" description="">
<issue index="1" name="Line" type="discrete" vtype="discrete" etype="discrete">
<item index="1" value="north" evaluation="1.0"/>
<item index="2" value="south" evaluation="0.25"/>
</issue>
<issue index="2" name="Stops" type="integer" vtype="integer" etype="integer">
<range lowerbound="0" upperbound="4"></range>
<evaluator ftype="linear" offset="0" slope="0.25"></evaluator>
</issue>
<weight index="1" value="0.6"></weight>
<weight index="2" value="0.4"></weight>
</objective>
<discount_factor value="0.75"/>
<reservation value="0.3"/>
</utility_space>
"#,
    ),
    (
        "tram-region.xml",
        r#"<utility_space>
<objective index="0" name="root">
<issue index="1" name="Line" type="discrete">
<item index="1" value="north" evaluation="0.5"/>
<item index="2" value="south" evaluation="1"/>
</issue>
<issue index="2" name="Stops" type="integer" lowerbound="0" upperbound="4">
<evaluator ftype="triangular" parameter0="0" parameter1="4" parameter2="2"/>
</issue>
<weight index="1" value="0.5"/>
<weight index="2" value="0.5"/>
</objective>
</utility_space>
"#,
    ),
];

const WEB: [(&str, &str); 3] = [
    (
        "tram.json",
        r#"{
  "name": "tram",
  "issuesValues": {
    "Line": {"values": ["north", "south"]},
    "Stops": {"range": {"low": 0, "high": 4, "step": 1}}
  }
}
"#,
    ),
    (
        "city.json",
        r#"{
  "LinearAdditiveUtilitySpace": {
    "issueUtilities": {
      "Line": {"DiscreteValueSetUtilities": {"valueUtilities": {"north": 1.0, "south": 0.25}}},
      "Stops": {"NumberValueSetUtilities": {"lowValue": 0, "lowUtility": 0, "highValue": 4, "highUtility": 1}}
    },
    "issueWeights": {"Line": 0.6, "Stops": 0.4},
    "domain": null,
    "reservationBid": {"issuevalues": {"Line": "south", "Stops": "1"}},
    "name": "city"
  }
}
"#,
    ),
    (
        "region.json",
        r#"{
  "LinearAdditiveUtilitySpace": {
    "issueUtilities": {
      "Line": {"discreteutils": {"valueUtilities": {"north": 0, "south": 1}}},
      "Stops": {"numberutils": {"lowValue": 0, "lowUtility": 1, "highValue": 4, "highUtility": 0.5}}
    },
    "issueWeights": {"Line": 0.5, "Stops": 0.5}
  }
}
"#,
    ),
];

const NEGMAS: [(&str, &str); 3] = [
    (
        "tram.yml",
        "# issues of the tram
issues:
- name: Line
  type: CategoricalIssue
  values: [north, south]
- name: Stops
  type: negmas.outcomes.contiguous_issue.ContiguousIssue
  values:
  - 0
  - 4
name: tram
type: DiscreteCartesianOutcomeSpace
",
    ),
    (
        "city.yml",
        "name: city
type: LinearAdditiveUtilityFunction
reserved_value: 0.3
values:
- type: TableFun
  mapping:
    north: 1.0
    south: 0.25
- type: AffineFun
  slope: 0.25
  bias: 0.0
weights:
- 0.6
- 0.4
",
    ),
    (
        "region.yml",
        "discount: 0.9
name: region
reserved_value: -.inf
type: ExpDiscountedUFun
ufun:
  type: negmas.preferences.crisp.linear.LinearAdditiveUtilityFunction
  bias: 0.1
  values:
    Line: {type: TableFun, mapping: {north: 0.0, south: 1.0}}
    Stops: {mapping: {0: 0.0, 1: 0.5, 2: 0.5, 3: 0.5, 4: 1.0}}
  weights: {Line: 0.5, Stops: 0.5}
",
    ),
];

/// File, text to replace, replacement, and the first mistake: file:line:column sentence.
type Wrong = (usize, &'static str, &'static str, &'static str);

fn files(good: &[(&str, &str)], (file, from, to, _): Wrong) -> Vec<File> {
    let text = |i: usize, t: &str| {
        if i != file {
            return t.to_owned();
        }
        assert!(from.is_empty() || t.contains(from), "`{from}` is not in the file");
        if from.is_empty() { to.to_owned() } else { t.replacen(from, to, 1) }
    };
    good.iter().enumerate().map(|(i, (n, t))| File::new(n, text(i, t).as_bytes())).collect()
}

fn refuse(format: Format, good: &[(&str, &str)], wrong: &[Wrong]) {
    let untouched = files(good, (9, "", "", ""));
    let read_well = read(format, &untouched);
    assert!(read_well.is_ok(), "{read_well:#?}");
    let mut differ = Vec::new();
    for w in wrong {
        let said = match read(format, &files(good, *w)) {
            Ok(_) => "nothing wrong".to_owned(),
            Err(e) => {
                let d = e.diagnostics.iter().find(|d| d.severity == winset_case::Severity::Mistake);
                d.map_or("no mistake".to_owned(), |d| {
                    format!("{}:{}:{} {}", d.file, d.line, d.column, d.sentence)
                })
            }
        };
        if said != w.3 {
            differ.push(format!("{} -> {}\n  said: {said}\n  want: {}", w.1, w.2, w.3));
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

#[test]
fn wrong_genius_files() {
    refuse(
        Format::Genius,
        &GENIUS,
        &[
            (
                0,
                "</objective>",
                "",
                "tram-domain.xml:12:1 this is not XML: expected `objective` tag, not `utility_space`",
            ),
            (0, "", "", "tram-domain.xml:1:1 this is not XML: the document does not have a root node"),
            (
                0,
                "<neg",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<neg",
                "tram-domain.xml:1:1 a document type is not read",
            ),
            (
                1,
                "value=\"north\"",
                "value=\"&e;\"",
                "tram-city.xml:4:24 this is not XML: unknown entity reference `e`",
            ),
            (
                0,
                "negotiation_template",
                "agents",
                "tram-domain.xml:13:1 this is not XML: expected `agents` tag, not `negotiation_template`",
            ),
            (
                1,
                "",
                "<party/>",
                "tram-city.xml:1:1 the root element is `party`, neither a domain nor a profile of GENIUS",
            ),
            (
                0,
                "<item index=\"2\" value=\"south\"/>",
                "<itm value=\"south\"/>",
                "tram-domain.xml:6:1 the element `itm` inside `issue` cannot be read",
            ),
            (
                0,
                "type=\"integer\"",
                "type=\"colour\"",
                "tram-domain.xml:8:37 the type `colour` of an issue cannot be read",
            ),
            (
                0,
                "upperbound=\"4\"",
                "upperbound=\"-4\"",
                "tram-domain.xml:8:1 the range of `Stops` ends below its beginning: 0 to -4",
            ),
            (
                0,
                "upperbound=\"4\"",
                "upperbound=\"4.5\"",
                "tram-domain.xml:8:1 the range of `Stops` is not one of integers: 0 to 4.5",
            ),
            (0, "name=\"Stops\"", "name=\"Line\"", "tram-domain.xml:8:1 the issue `Line` stands twice"),
            (
                1,
                " evaluation=\"0.25\"",
                "",
                "tram-city.xml:3:1 the issue `Line` has no evaluation for `south`",
            ),
            (
                1,
                "evaluation=\"0.25\"",
                "evaluation=\"null\"",
                "tram-city.xml:5:43 the evaluation is not a number: `null`",
            ),
            (
                1,
                "evaluation=\"0.25\"",
                "evaluation=\"0,25\"",
                "tram-city.xml:5:43 the evaluation is not a number: `0,25`",
            ),
            (
                1,
                "evaluation=\"0.25\"",
                "evaluation=\"NaN\"",
                "tram-city.xml:5:43 the evaluation is not finite: `NaN`",
            ),
            (
                1,
                "value=\"south\" evaluation",
                "value=\"soth\" evaluation",
                "tram-city.xml:5:24 the issue `Line` has no value `soth`",
            ),
            (
                1,
                "</issue>",
                "<item value=\"south\" evaluation=\"0.5\"/></issue>",
                "tram-city.xml:6:14 the value `south` stands twice with two evaluations",
            ),
            (
                1,
                "<weight index=\"2\" value=\"0.4\"></weight>",
                "",
                "tram-city.xml:1:1 the issue `Stops` has no weight",
            ),
            (
                1,
                "<weight index=\"2\"",
                "<weight index=\"7\"",
                "tram-city.xml:12:1 there is no issue with the index 7 for this weight",
            ),
            (
                1,
                "<weight index=\"2\"",
                "<weight index=\"1\"",
                "tram-city.xml:12:1 the issue `Line` has two weights",
            ),
            (
                1,
                "ftype=\"linear\"",
                "ftype=\"faratin\"",
                "tram-city.xml:9:1 an evaluator of type `faratin` cannot be read",
            ),
            (
                1,
                "<weight index=\"1\"",
                "<utility maxutility=\"100\"><ufun type=\"PlainUfun\"><hyperRectangle utility=\"49\"><INCLUDES index=\"1\" min=\"0\" max=\"1\"/></hyperRectangle></ufun></utility><weight index=\"1\"",
                "tram-city.xml:11:50 hyper-rectangles cannot be read",
            ),
            (
                1,
                "value=\"0.75\"",
                "value=\"1.5\"",
                "tram-city.xml:14:1 the discount factor 1.5 is not between 0 and 1",
            ),
            (
                1,
                "<reservation value=\"0.3\"",
                "<reservation value=\"\"",
                "tram-city.xml:15:21 the reservation value is not a number: ``",
            ),
            (1, "name=\"Stops\"", "name=\"Stop\"", "tram-city.xml:7:1 the domain has no issue `Stop`"),
            (
                2,
                "parameter2=\"2\"",
                "parameter2=\"9\"",
                "tram-region.xml:7:1 the triangle 0, 9, 4 does not rise and fall within 0 to 4",
            ),
            (
                2,
                "",
                "<utility_space><objective/><weight index='1' value='1'/><reservation value='0'/></utility_space>",
                "tram-region.xml:1:28 the element `weight` inside `utility_space` cannot be read",
            ),
            (
                2,
                "",
                "<utility_space><objective/><reservation value='0'/></utility_space>",
                "tram-region.xml:1:1 the profile says nothing about any issue",
            ),
            (
                2,
                "",
                "<negotiation_template/>",
                "tram-region.xml:1:1 there is no `utility_space` inside `negotiation_template`",
            ),
        ],
    );
}

#[test]
fn wrong_geniusweb_files() {
    refuse(
        Format::GeniusWeb,
        &WEB,
        &[
            (0, "\"tram\",", "\"tram\"", "tram.json:3:3 `,` or `}` should stand here"),
            (
                0,
                "\"north\", \"south\"",
                "\"north\", null",
                "tram.json:4:34 a value is neither a text nor a number",
            ),
            (0, "\"name\"", "\"size\"", "tram.json:2:3 a domain with the key `size` cannot be read"),
            (0, "\"Stops\"", "\"Line\"", "tram.json:5:5 the key `Line` stands twice"),
            (0, "\"step\": 1", "\"step\": 0", "tram.json:5:24 the step of a range is not above 0"),
            (0, "[\"north\", \"south\"]", "[]", "tram.json:4:5 the issue `Line` has no values"),
            (
                1,
                "\"south\": 0.25",
                "\"south\": \"0.25\"",
                "city.json:4:88 the utility of a value is not a number",
            ),
            (
                1,
                "\"south\": 0.25",
                "\"south\": 1.25",
                "city.json:4:7 the value 1.25 of `Line` is not between 0 and 1",
            ),
            (1, ", \"south\": 0.25", "", "city.json:4:7 the issue `Line` has no evaluation for `south`"),
            (1, "\"Stops\": 0.4", "\"Stops\": 0.5", "city.json:7:22 the weights sum to 1.1, not to 1"),
            (1, ", \"Stops\": 0.4", "", "city.json:3:5 the issue `Stops` has no weight"),
            (
                1,
                "\"highValue\": 4",
                "\"highValue\": 3",
                "city.json:5:7 the values are not given from 0 to 4, the range of the issue",
            ),
            (
                1,
                "DiscreteValueSetUtilities",
                "SumOfGroups",
                "city.json:4:16 utilities of the kind `SumOfGroups` cannot be read",
            ),
            (
                1,
                "LinearAdditiveUtilitySpace",
                "PartialOrdering",
                "city.json:2:3 a profile of the kind `PartialOrdering` cannot be read",
            ),
            (
                1,
                "\"Line\": \"south\"",
                "\"Line\": \"west\"",
                "city.json:9:48 the issue `Line` has no value `west`",
            ),
            (1, "\"issueWeights\"", "\"weights\"", "city.json:3:5 the profile has no `issueWeights`"),
            (
                1,
                "",
                "{\"size\": 3, \"pareto_front\": []}",
                "city.json:1:1 the file is neither a domain nor a profile of GeniusWeb",
            ),
        ],
    );
}

#[test]
fn wrong_negmas_files() {
    refuse(
        Format::NegMas,
        &NEGMAS,
        &[
            (
                0,
                "[north, south]",
                "[north, south",
                "tram.yml:6:7 this is not YAML: illegal placement of ':' indicator",
            ),
            (
                0,
                "CategoricalIssue",
                "CallableIssue",
                "tram.yml:4:9 an issue of type `CallableIssue` cannot be read",
            ),
            (
                0,
                "values: [north, south]",
                "values: !!python/object:os.system [north]",
                "tram.yml:5:11 the tag `!!python/object:os.system` is not obeyed",
            ),
            (
                0,
                "DiscreteCartesianOutcomeSpace",
                "EnumeratingOutcomeSpace",
                "tram.yml:12:7 an outcome space of type `EnumeratingOutcomeSpace` cannot be read",
            ),
            (0, "  - 4\n", "", "tram.yml:9:5 a range has two ends"),
            (
                1,
                "LinearAdditiveUtilityFunction",
                "HyperRectangleUtilityFunction",
                "city.yml:2:7 a utility function of type `HyperRectangleUtilityFunction` cannot be read",
            ),
            (1, "AffineFun", "CosFun", "city.yml:9:9 a value function of type `CosFun` cannot be read"),
            (1, "  slope", "  slop", "city.yml:10:3 a line with the key `slop` cannot be read"),
            (1, "    south: 0.25\n", "", "city.yml:5:3 the issue `Line` has no evaluation for `south`"),
            (1, "south: 0.25", "sooth: 0.25", "city.yml:8:5 the issue `Line` has no value `sooth`"),
            (1, "- 0.4\n", "- 0.4\n- 0.1\n", "city.yml:15:3 there is no issue 3 of 2"),
            (1, "- 0.4\n", "", "city.yml:1:1 the issue `Stops` has no weight"),
            (1, "- 0.4\n", "- x\n", "city.yml:14:3 the weight is not a number: `x`"),
            (1, "0.3\n", ".nan\n", "city.yml:3:17 the reservation value is not finite: `.nan`"),
            (
                1,
                "weights:",
                "wieghts:",
                "city.yml:12:1 a utility function with the key `wieghts` cannot be read",
            ),
            (1, "- 0.4\n", "- 0.4\n---\na: 1\n", "city.yml:15:1 a second document begins"),
            (
                2,
                "ExpDiscountedUFun",
                "LinDiscountedUFun",
                "region.yml:4:7 a utility that falls by a cost a round cannot be read",
            ),
            (2, "0.9", "1.9", "region.yml:1:11 the discount 1.9 is not above 0 and at most 1"),
            (2, "4: 1.0", "5: 1.0", "region.yml:10:55 the issue `Stops` has no value `5`"),
            (
                2,
                "type: ExpDiscountedUFun",
                "type: ExpDiscountedUFun\nfactor: rounds",
                "region.yml:5:9 a discount by `rounds` cannot be read",
            ),
        ],
    );
}

#[test]
fn what_does_not_fit_together() {
    let of = |list: &[(&str, &str)]| -> Vec<File> {
        list.iter().map(|(n, t)| File::new(n, t.as_bytes())).collect()
    };
    let said = |format, files: &[File]| match read(format, files) {
        Ok(r) => {
            format!("read: {}", r.remarks.iter().map(|d| d.sentence.as_str()).collect::<Vec<_>>().join("; "))
        }
        Err(e) => e.diagnostics.iter().map(|d| d.sentence.as_str()).collect::<Vec<_>>().join("; "),
    };
    assert_eq!(said(Format::Genius, &of(&GENIUS[..1])), "there is no profile of a party beside the domain");
    assert_eq!(said(Format::Genius, &[]), "there is no profile of a party beside the domain");
    assert_eq!(
        said(Format::Genius, &of(&GENIUS[1..])),
        "read: no domain file: the issues are those of this profile; no reservation value: no deal counts as 0, which is \
         below every package: it counts as the worst package, 0.25"
    );
    assert_eq!(said(Format::GeniusWeb, &of(&WEB[1..])), "the file of the domain is missing");
    let two = of(&[WEB[0], ("again.json", WEB[0].1), WEB[1], WEB[2]]);
    assert!(said(Format::GeniusWeb, &two).contains("a second domain: read one domain at a time"));
    let large = File::new("large.yml", &vec![b' '; 4_000_001]);
    assert_eq!(said(Format::NegMas, &[large]), "the file is larger than 4 MB");
    assert_eq!(
        said(Format::Genius, &[File::new("x.xml", b"<a b='\xe9'/>")]),
        "the file is neither UTF-8 nor UTF-16 with a byte-order mark"
    );
}

#[test]
fn depth_and_number_are_capped() {
    let sentence = |format, text: String| match read(format, &[File::new("x", text.as_bytes())]) {
        Ok(_) => String::new(),
        Err(e) => e.diagnostics[0].sentence.clone(),
    };
    let deep = 1_000_000;
    assert_eq!(sentence(Format::Genius, "<a>".repeat(deep)), "elements are nested deeper than 64");
    // What fools a count of signs is still no recursion.
    let fooled = sentence(Format::Genius, "<a><![CDATA[></a>]]>".repeat(100_000));
    assert!(fooled.starts_with("this is not XML: "), "{fooled}");
    let attributes: String = (0..100_000).map(|i| format!(" b{i}='1'")).collect();
    assert_eq!(sentence(Format::Genius, format!("<a{attributes}/>")), "a tag is longer than 20000 bytes");
    assert_eq!(sentence(Format::GeniusWeb, "[".repeat(deep)), "values are nested deeper than 64");
    assert_eq!(sentence(Format::NegMas, "[".repeat(deep)), "this is not YAML: recursion limit exceeded");
    let nested: String = (0..70).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    assert_eq!(sentence(Format::NegMas, nested), "values are nested deeper than 64");
    let laugh: String = (1..9).fold("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned(), |t, i| {
        let again = format!("*a{}, ", i - 1).repeat(10);
        format!("{t}a{i}: &a{i} [{}]\n", again.trim_end_matches(", "))
    });
    assert_eq!(sentence(Format::NegMas, laugh), "more than 200000 values in one file");
}
