//! How much is asked at once: work off the runtime, two questions at a time, each in its time.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};

use crate::refused::Refused;

/// Questions that are worked on at once.
pub const AT_ONCE: usize = 2;
/// Questions that wait beside them.
pub const WAITING: usize = 32;
/// How long a question may take before it has to be asked as a job.
pub const TIME: Duration = Duration::from_secs(30);
/// How long the body of a request may take to come in.
pub const BODY_TIME: Duration = Duration::from_secs(30);

/// The places of those who are worked for and of those who wait.
#[derive(Debug)]
pub struct Limits {
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    time: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new(AT_ONCE, TIME)
    }
}

impl Limits {
    /// Limits of their own.
    pub fn new(at_once: usize, time: Duration) -> Limits {
        Limits { places: Arc::new(Semaphore::new(at_once)), waiting: Arc::default(), time }
    }

    /// Does work off the runtime.
    ///
    /// Work cannot be stopped from outside: what takes too long keeps its place until it ends, so that no more than the
    /// allowed number ever runs.
    ///
    /// # Errors
    /// 503 where too many wait or the time is over; 500 where the work broke off.
    pub async fn work<T, F>(&self, work: F) -> Result<T, Refused>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        let end = Instant::now() + self.time;
        let waits = Waits::begin(&self.waiting)?;
        let place = timeout_at(end, Arc::clone(&self.places).acquire_owned()).await;
        let Ok(Ok(place)) = place else { return Err(busy()) };
        drop(waits);
        let running = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        match timeout_at(end, running).await {
            Ok(Ok(done)) => Ok(done),
            Ok(Err(_)) => Err(Refused::new(StatusCode::INTERNAL_SERVER_ERROR, BROKE)),
            Err(_) => Err(self.late()),
        }
    }

    fn late(&self) -> Refused {
        let seconds = self.time.as_secs();
        Refused::busy(
            format!("the answer takes more than {seconds} seconds; ask as a job: POST /api/v1/jobs"),
            10,
        )
    }
}

const BROKE: &str =
    "the question broke off: a mistake of winset; please report it with the question that was asked";

fn busy() -> Refused {
    Refused::busy(format!("{WAITING} questions wait already; ask again in a moment"), 1)
}

/// One who waits; gone with the request, however that ends.
struct Waits(Arc<AtomicUsize>);

impl Waits {
    fn begin(count: &Arc<AtomicUsize>) -> Result<Waits, Refused> {
        let waits = Waits(Arc::clone(count));
        // Those who are about to be worked for are counted too, for a moment.
        if waits.0.fetch_add(1, Ordering::Relaxed) >= WAITING { Err(busy()) } else { Ok(waits) }
    }
}

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_takes_too_long_is_refused_and_keeps_its_place() {
        let limits = Limits::new(1, Duration::from_millis(20));
        let (free, wait) = std::sync::mpsc::channel::<()>();
        let late = limits.work(move || wait.recv().is_ok()).await;
        assert_eq!(late.expect_err("too late").status, StatusCode::SERVICE_UNAVAILABLE);
        let full = limits.work(|| 1).await;
        assert_eq!(full.expect_err("no place").status, StatusCode::SERVICE_UNAVAILABLE);
        free.send(()).expect("it still runs");
        let patient = Limits { time: Duration::from_secs(5), ..limits };
        assert_eq!(patient.work(|| 1).await.expect("a place again"), 1);
    }

    #[tokio::test]
    async fn the_queue_is_bounded() {
        let limits = Arc::new(Limits::new(1, Duration::from_secs(5)));
        let (free, wait) = std::sync::mpsc::channel::<()>();
        let first = Arc::clone(&limits);
        let first = tokio::spawn(async move { first.work(move || wait.recv().is_ok()).await });
        while limits.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let mut others = Vec::new();
        for _ in 0..WAITING {
            let limits = Arc::clone(&limits);
            others.push(tokio::spawn(async move { limits.work(|| ()).await }));
        }
        while limits.waiting.load(Ordering::Relaxed) < WAITING {
            tokio::task::yield_now().await;
        }
        assert_eq!(limits.work(|| ()).await.expect_err("full").status, StatusCode::SERVICE_UNAVAILABLE);
        free.send(()).expect("it still runs");
        assert!(first.await.expect("ran").expect("answered"));
        for other in others {
            other.await.expect("ran").expect("answered");
        }
    }

    #[tokio::test]
    async fn work_that_breaks_off_is_told() {
        let broke = Limits::default().work(|| -> u8 { std::panic::resume_unwind(Box::new(())) }).await;
        assert_eq!(broke.expect_err("broke off").status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
