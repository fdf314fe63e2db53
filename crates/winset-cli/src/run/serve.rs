//! `winset serve`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use winset_serve::server::{Options, Ready, serve};

use crate::args::Serve;
use crate::case::folder;
use crate::failure::Failure;
use crate::output::to_stderr;

pub fn run(a: &Serve) -> Result<ExitCode, Failure> {
    if let Some(address) = a.listen.as_deref().filter(|l| !matches!(*l, "127.0.0.1" | "localhost")) {
        return Err(Failure(not_elsewhere(address)));
    }
    let cases = if a.cases.is_empty() { near(Path::new(".")) } else { a.cases.clone() };
    for c in &cases {
        // Each folder is read once, so that a name that is wrong is told here and not in the browser.
        folder(c)?;
    }
    let options = Options { cases, port: a.port, pages: a.pages.clone() };
    let open = !a.no_open;
    let ready = move |r: &Ready| {
        to_stderr(&format!("the workbench is open at {}\nCtrl-C ends it", r.address));
        if open && !browser(&r.launch) {
            to_stderr("no browser could be started; open the address above in one");
        }
    };
    let runtime = tokio::runtime::Runtime::new().map_err(|e| Failure(e.to_string()))?;
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let failed = |e: std::io::Error| match e.kind() {
        ErrorKind::AddrInUse => Failure(format!(
            "port {} is taken by another program; name another, or none for a free one",
            a.port
        )),
        _ => Failure(format!("port {}: {e}", a.port)),
    };
    runtime.block_on(serve(options, ready, stop)).map_err(failed)?;
    Ok(ExitCode::SUCCESS)
}

/// The cases at, or below, a folder; the shipped ones where there are none.
fn near(here: &Path) -> Vec<PathBuf> {
    if here.join("case.toml").is_file() {
        return vec![here.to_owned()];
    }
    for dir in [here.join("cases"), here.to_owned()] {
        let mut found: Vec<PathBuf> = fs::read_dir(dir)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .filter(|p| p.join("case.toml").is_file())
            .collect();
        if !found.is_empty() {
            found.sort();
            return found;
        }
    }
    // Whoever has no case yet looks at those that come with the program.
    winset::shipped::ids().into_iter().map(PathBuf::from).collect()
}

fn not_elsewhere(address: &str) -> String {
    format!(
        "--listen {address}: the workbench listens on 127.0.0.1 alone, because whoever reaches it may read every open case \
         and what is said is not encrypted; for others put a reverse proxy with TLS and a login of its own in front, which \
         passes on to http://127.0.0.1:PORT with the header Host set to 127.0.0.1:PORT"
    )
}

/// Starts the browser of the system; true if something was started.
fn browser(address: &str) -> bool {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    Command::new(program)
        .args(before)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .is_ok()
}
