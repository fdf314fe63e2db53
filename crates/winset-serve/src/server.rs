//! The server put together: cases on the shelf, a guard at the door, one address, a clean end.

use std::future::Future;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use winset::class::{Library, shipped};

use crate::api;
use crate::guard::Guard;
use crate::kept::Kept;
use crate::limits::Limits;
use crate::listen::listen;
use crate::shelf::Shelf;

/// What every request may look at.
#[derive(Debug)]
pub struct Bench {
    /// The open cases.
    pub shelf: Shelf,
    /// The library of finished talks.
    pub library: Library,
    /// Who may ask.
    pub guard: Guard,
    /// Answers already given.
    pub kept: Kept,
    /// How much is asked at once.
    pub limits: Limits,
    /// The folder of built pages, for those who work on them.
    pub pages: Option<PathBuf>,
}

/// What a server is started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folders of cases, one at least.
    pub cases: Vec<PathBuf>,
    /// Port of the loopback address; 0 is a free one.
    pub port: u16,
    /// A folder of built pages in place of those built in.
    pub pages: Option<PathBuf>,
}

/// The addresses of a server that is ready.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The address to print.
    pub address: String,
    /// The address for a browser that is started by its command line; its token is good once.
    pub launch: String,
}

/// Serves until it is told to stop, then lets running requests end.
///
/// # Errors
/// The port cannot be had, or the system gives no random bits.
pub async fn serve(
    options: Options,
    ready: impl FnOnce(&Ready),
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let port = listener.local_addr()?.port();
    let guard = Guard::new(port)?;
    let address = |token: &str| format!("http://127.0.0.1:{port}/#token={token}");
    ready(&Ready {
        address: address(&guard.token),
        launch: address(&guard.launch().unwrap_or_else(|| guard.token.clone())),
    });
    let bench = Bench {
        shelf: Shelf::new(&options.cases),
        library: shipped(),
        guard,
        kept: Kept::default(),
        limits: Limits::default(),
        pages: options.pages,
    };
    let (told, stopped) = watch::channel(false);
    tokio::spawn(async move {
        stop.await;
        let _ = told.send(true);
    });
    listen(listener, api::router(Arc::new(bench)), stopped).await;
    Ok(())
}
