//! The workbench from outside: who is let in, what is refused, and that its answers are the command line's to the byte.

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Stdio};

use serde_json::{Value, json};
use support::{KOREA, MACKEREL, command, copy, run};
use winset_serve::api::route::routes;

/// A running workbench; it ends with the value.
struct Bench {
    child: Child,
    _err: BufReader<ChildStderr>,
    port: u16,
    token: String,
    cookie: String,
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Reply {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn open(cases: &[&str]) -> Bench {
    let args: Vec<&str> = ["serve", "--no-open"].iter().chain(cases).copied().collect();
    let mut child = command(&support::cases(), &args)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut err = BufReader::new(child.stderr.take().expect("stderr"));
    let mut line = String::new();
    while !line.contains("#token=") {
        line.clear();
        assert_ne!(err.read_line(&mut line).expect("text"), 0, "it ended without an address");
    }
    let (before, token) = line.trim().split_once("/#token=").expect("an address");
    let port = before.rsplit(':').next().and_then(|p| p.parse().ok()).expect("a port");
    let mut bench = Bench { child, _err: err, port, token: token.to_owned(), cookie: String::new() };
    let reply = bench.login(&bench.token.clone());
    assert_eq!(reply.status, 200, "{}", reply.text());
    let set = reply.head.lines().find_map(|l| l.strip_prefix("set-cookie: ")).expect("a cookie");
    assert!(set.contains("; HttpOnly") && set.contains("; SameSite=Strict"), "{set}");
    bench.cookie = set.split(';').next().expect("a pair").to_owned();
    bench
}

impl Bench {
    fn own(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn send(&self, request: &str) -> Reply {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let at = all.windows(4).position(|w| w == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&all[..at]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).expect("a status");
        Reply { status, head, body: all[at + 4..].to_vec() }
    }

    fn ask(&self, method: &str, path: &str, more: &[(&str, &str)]) -> Reply {
        let name = if more.iter().any(|(n, _)| *n == "Host") {
            String::new()
        } else {
            format!("Host: {}\r\n", self.own())
        };
        let heads: String = more.iter().map(|(n, v)| format!("{n}: {v}\r\n")).collect();
        self.send(&format!("{method} {path} HTTP/1.1\r\n{name}{heads}Connection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[("Cookie", &self.cookie)])
    }

    fn login(&self, token: &str) -> Reply {
        let body = json!({ "token": token }).to_string();
        self.send(&format!(
            "POST /api/v1/login HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nContent-Type: application/json\r\nContent-Length: {1}\r\nConnection: close\r\n\r\n{body}",
            self.own(),
            body.len()
        ))
    }
}

fn case_path(id: &str) -> String {
    support::cases().join(id).display().to_string()
}

#[test]
fn every_route_but_the_open_ones_wants_the_cookie() {
    let bench = open(&[&case_path(KOREA)]);
    for r in routes() {
        let path = r.path.replace("{id}", KOREA).replace("{page}", "state").replace("{part}", "lanes.svg");
        let path = path.replace("{name}", "brief").replace("{*name}", "none.js");
        let method = r.method.to_uppercase();
        let origin = format!("http://{}", bench.own());
        let without = bench.ask(&method, &path, &[("Origin", &origin), ("Content-Length", "0")]);
        if r.open() {
            assert!(without.status != 401, "{path} is open");
        } else {
            assert_eq!(without.status, 401, "{path}");
            assert_eq!(bench.get(&path).status, 200, "{path} with the cookie: {}", bench.get(&path).text());
        }
        assert!(without.head.contains("content-security-policy: default-src 'none'"), "{path}");
        let wrong = bench.ask(
            &method,
            &path,
            &[("Cookie", &format!("{}0", bench.cookie)), ("Content-Length", "0"), ("Origin", &origin)],
        );
        assert_eq!(
            wrong.status == 401,
            !r.open() || r.path == "/api/v1/login" && wrong.status == 401,
            "{path}"
        );
    }
    for unknown in ["/api/v1/nothing", "/api", "/api/v2/cases", "/nothing", "/assets"] {
        assert_eq!(bench.ask("GET", unknown, &[]).status, 401, "{unknown}");
        assert_eq!(bench.get(unknown).status, 404, "{unknown}");
    }
    assert_eq!(bench.ask("DELETE", "/", &[]).status, 403, "what changes something says where it comes from");
}

#[test]
fn other_names_and_other_pages_are_refused() {
    let bench = open(&[&case_path(KOREA)]);
    let cookie = ("Cookie", bench.cookie.as_str());
    let cases = "/api/v1/cases";
    for name in ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example", ""] {
        assert_eq!(bench.ask("GET", cases, &[("Host", name), cookie]).status, 421, "{name}");
        assert_eq!(bench.ask("GET", "/", &[("Host", name)]).status, 421, "{name}");
    }
    let two = bench.send(&format!(
        "GET /healthz HTTP/1.1\r\nHost: {0}\r\nHost: {0}\r\nConnection: close\r\n\r\n",
        bench.own()
    ));
    assert!(matches!(two.status, 400 | 421));
    assert_eq!(
        bench.ask("GET", cases, &[("Host", &format!("localhost:{}", bench.port)), cookie]).status,
        200
    );
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"] {
        assert_eq!(bench.ask("GET", cases, &[("Origin", origin), cookie]).status, 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(bench.ask("GET", cases, &[("Sec-Fetch-Site", site), cookie]).status, 403);
        let link = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];
        assert_eq!(bench.ask("GET", "/", &link).status, 200, "a link may lead to the empty page");
        let frame = [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")];
        assert_eq!(bench.ask("GET", "/", &frame).status, 403);
    }
    let reply = bench.get(cases);
    assert!(!reply.head.to_lowercase().contains("access-control"), "{}", reply.head);
}

#[test]
fn wrong_tokens_are_refused_and_then_nobody_may_try() {
    let bench = open(&[&case_path(KOREA)]);
    for _ in 0..winset_serve::guard::TRIES {
        assert_eq!(bench.login("wrong").status, 401);
    }
    let late = bench.login(&bench.token);
    assert_eq!(late.status, 429);
    assert!(late.head.contains("retry-after: "), "{}", late.head);
    assert_eq!(bench.get("/api/v1/cases").status, 200, "who is in stays in");
}

/// A case, a question, its flags on the command line and its pairs over HTTP.
type Asked<'a> = (&'a str, &'a str, &'a [&'a str], &'a [(&'a str, &'a str)]);

#[test]
fn answers_are_the_command_lines_to_the_byte() {
    let bench = open(&[&case_path(KOREA), &case_path(MACKEREL)]);
    let day = "2019-11-19";
    let inline = "+13%, 7%/yr, 5y";
    let asked: [Asked<'_>; 12] = [
        (KOREA, "brief", &["--since", "2019-11-01"], &[("since", "2019-11-01")]),
        (KOREA, "price", &[inline], &[("proposal", inline)]),
        (
            KOREA,
            "price",
            &[inline, "--show-arithmetic", "--set", "price.discount_rate=2 %"],
            &[("proposal", inline), ("show_arithmetic", "true"), ("set", "price.discount_rate=2 %")],
        ),
        (KOREA, "vote", &[inline], &[("proposal", inline)]),
        (KOREA, "deals", &["--explain", "nash"], &[("explain", "nash")]),
        (
            KOREA,
            "deals",
            &["--confidence", "0.6", "--frontier"],
            &[("confidence", "0.6"), ("frontier", "true")],
        ),
        (KOREA, "forecast", &["--members", "--assumptions"], &[("members", "true"), ("assumptions", "true")]),
        (KOREA, "forecast", &["--picture", "amount"], &[("picture", "amount")]),
        (KOREA, "check", &[], &[]),
        (
            KOREA,
            "record",
            &["list", "--kind", "demand", "--official"],
            &[("kind", "demand"), ("official", "true")],
        ),
        (KOREA, "verify", &[], &[]),
        (MACKEREL, "vote", &[], &[]),
    ];
    let mut same = 0;
    for (case, verb, flags, pairs) in asked {
        for form in ["text", "json", "csv", "html", "svg", "xlsx"] {
            let path = case.to_owned();
            let mut args: Vec<&str> = match verb {
                "record" => vec!["record", &path],
                "verify" => vec!["record", &path, "verify"],
                verb => vec![verb, &path],
            };
            args.extend(flags);
            args.extend(["--format", form]);
            let dated = verb != "check" && case == KOREA;
            if dated {
                args.extend(["--as-of", day]);
            }
            let told = command(&support::cases(), &args).output().expect("it runs");
            let said = String::from_utf8_lossy(&told.stderr);
            let mut query: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={}", encoded(v))).collect();
            query.push(format!("format={form}"));
            if dated {
                query.push(format!("as_of={day}"));
            }
            let reply = bench.get(&format!("/api/v1/cases/{case}/{verb}?{}", query.join("&")));
            if reply.status == 200 {
                assert!(told.stdout == reply.body, "{args:?}");
                same += 1;
            } else {
                assert!(!told.status.success(), "{args:?}: {} {}", reply.status, reply.text());
                let value: Value = serde_json::from_slice(&reply.body).expect("JSON");
                let sentence = value["sentences"][0].as_str().expect("a sentence").to_owned();
                assert!(said.contains(&sentence), "{args:?}: {sentence}\n{said}");
            }
        }
    }
    assert!(same >= 55, "{same} answers were compared");
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

#[test]
fn hostile_requests_are_refused_with_a_sentence() {
    let bench = open(&[&case_path(KOREA)]);
    for path in [
        "/assets/..%2f..%2fCargo.toml",
        "/assets/../index.html",
        "/assets/.hidden",
        "/assets/%00",
        "/api/v1/cases/..%2f..%2fetc/brief",
        "/api/v1/cases/none/brief",
        "/api/v1/cases/none/pages/state",
        "/api/v1/schemas/..%2fbrief",
    ] {
        let reply = bench.get(path);
        assert!(matches!(reply.status, 400 | 404), "{path}: {} {}", reply.status, reply.text());
    }
    for (query, words) in [
        ("as_of=yesterday", "yesterday"),
        ("nothing=1", "nothing"),
        ("format=pdf", "pdf"),
        ("as_of=%ff", "UTF-8"),
        ("since=2030-01-01", "not before"),
    ] {
        let reply = bench.get(&format!("/api/v1/cases/{KOREA}/brief?{query}"));
        assert_eq!(reply.status, 400, "{query}: {}", reply.text());
        assert!(reply.text().contains(words), "{query}: {}", reply.text());
    }
    let large = format!("/api/v1/cases?{}", "a".repeat(200_000));
    assert!(matches!(bench.get(&large).status, 400 | 414 | 431));
    let body = "x".repeat(2 << 20);
    let reply = bench.send(&format!(
        "POST /api/v1/login HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nContent-Type: application/json\r\nContent-Length: {1}\r\nConnection: close\r\n\r\n{body}",
        bench.own(),
        body.len()
    ));
    assert_eq!(reply.status, 413, "{}", reply.text());
}

#[test]
fn a_case_that_changes_is_read_anew_and_its_mistakes_are_told() {
    let kept = copy(KOREA);
    let dir = kept.path().join(KOREA);
    let path = dir.display().to_string();
    let bench = open(&[&path]);
    let id = dir.file_name().expect("a name").to_string_lossy().into_owned();
    let brief = format!("/api/v1/cases/{id}/brief?as_of=2019-11-19");
    assert_eq!(bench.get(&brief).status, 200);
    let file = dir.join("case.toml");
    let good = std::fs::read_to_string(&file).expect("text");
    std::fs::write(&file, good.replacen("winset = 1", "winset = 1\nwinsett = 2", 1)).expect("written");
    let wrong = bench.get(&brief);
    assert_eq!(wrong.status, 422);
    let told: Value = serde_json::from_slice(&wrong.body).expect("JSON");
    assert_eq!((&told["schema"], &told["remarks"][0]["line"]), (&json!("winset.check/1"), &json!(2)));
    let page = bench.get(&format!("/api/v1/cases/{id}/pages/state"));
    assert_eq!(page.status, 422);
    assert!(page.text().contains("case.toml:2:"), "{}", page.text());
    std::fs::write(&file, good).expect("written");
    assert_eq!(bench.get(&brief).status, 200);
}

#[test]
fn the_description_is_the_published_one() {
    let bench = open(&[&case_path(KOREA)]);
    let given = bench.get("/api/v1/openapi.json").text();
    let file = support::cases().join("../docs/reference/openapi.json");
    if std::env::var_os("WINSET_GOLDEN").is_some() {
        std::fs::write(&file, &given).expect("written");
    }
    assert!(
        std::fs::read_to_string(file).is_ok_and(|kept| kept == given),
        "WINSET_GOLDEN=update writes it anew"
    );
    let value: Value = serde_json::from_str(&given).expect("JSON");
    let described = value["paths"].as_object().expect("paths").len();
    assert_eq!(described, routes().iter().filter(|r| !r.summary.is_empty()).count());
}

#[test]
fn it_listens_nowhere_else() {
    let ran = run(&["serve", "--listen", "0.0.0.0", &case_path(KOREA)]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("reverse proxy") && ran.err.contains("127.0.0.1"), "{}", ran.err);
    let ran = run(&["serve", "nowhere-at-all"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no such folder"), "{}", ran.err);
}
