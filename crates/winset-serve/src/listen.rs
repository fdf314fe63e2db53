//! Listens: connections from this machine alone, each with its time-outs, and a clean end.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;

/// How long the head of a request may take, and an idle connection lasts.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// Largest head of a request, bytes.
const HEAD: usize = 64 << 10;
const HEADERS: usize = 64;
/// Connections at once; more wait at the door.
const CONNECTIONS: usize = 256;
/// How long running requests may take once the server is told to stop.
const END: Duration = Duration::from_secs(5);

/// Answers connections until it is told to stop, then lets running requests end.
pub async fn listen(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
        let accepted = tokio::select! {
            a = listener.accept() => a,
            _ = stop.wait_for(|s| *s) => break,
        };
        match accepted {
            // Bound to the loopback address nobody else can come; that this holds is checked all the same.
            Ok((stream, peer)) if peer.ip().is_loopback() => {
                let served = graceful.watch(connection(stream, &app));
                tokio::spawn(async move {
                    // A connection that breaks off is the browser's affair.
                    let _ = served.await;
                    drop(place);
                });
            }
            Ok(_) => {}
            // Too many open files, for instance: others will close.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    let _ = timeout(END, graceful.shutdown()).await;
}

type Served = http1::Connection<TokioIo<TcpStream>, TowerToHyperService<Routes>>;

fn connection(stream: TcpStream, app: &Router) -> Served {
    // A small answer is sent at once; where that cannot be had it is sent later.
    let _ = stream.set_nodelay(true);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(Routes(app.clone())))
}

/// The routes as a service of bodies that come in.
#[derive(Clone)]
struct Routes(Router);

impl tower::Service<hyper::Request<Incoming>> for Routes {
    type Response = axum::response::Response;
    type Error = Infallible;
    type Future = <Router as tower::Service<hyper::Request<Body>>>::Future;

    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Infallible>> {
        tower::Service::<hyper::Request<Body>>::poll_ready(&mut self.0, cx)
    }

    fn call(&mut self, request: hyper::Request<Incoming>) -> Self::Future {
        tower::Service::call(&mut self.0, request.map(Body::new))
    }
}
