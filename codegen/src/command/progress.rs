//! A line that shows that work is going on.

use std::env;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What is done within this time needs no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line changes.
const TICK: Duration = Duration::from_millis(100);

/// A line on standard error, if that is a terminal that someone looks at; it is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    /// Ends the thread that waits until it is time to show the line.
    waiting: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    pub(super) fn new(what: &'static str, is_wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()).with_message(what);
        bar.set_style(style("{spinner} {msg} {elapsed}"));
        let target = ProgressDrawTarget::stderr();
        let waiting = (is_wanted && !target.is_hidden() && is_watched()).then(|| {
            let (sender, receiver) = mpsc::channel();
            let shown = bar.clone();
            let thread = thread::spawn(move || {
                if receiver.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    shown.set_draw_target(target);
                    shown.enable_steady_tick(TICK);
                }
            });
            (sender, thread)
        });
        Self { bar, waiting }
    }

    /// What a function returns that prints something meanwhile.
    pub(super) fn suspended<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// Says how many bytes have come, and of how many if that is known.
    pub(super) fn bytes(&self, done: u64, total: Option<u64>) {
        match total {
            Some(total) if self.bar.length() != Some(total) => {
                self.bar.set_length(total);
                self.bar
                    .set_style(style("{spinner} {msg} {decimal_bytes} of {decimal_total_bytes} [{bar:30}] {elapsed}"));
            }
            None if self.bar.position() == 0 => self.bar.set_style(style("{spinner} {msg} {decimal_bytes} {elapsed}")),
            _ => {}
        }
        self.bar.set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.waiting.take() {
            drop(sender);
            // The thread does nothing that could fail.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    // A template that cannot be read would show less, and that is all.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

/// Whether someone looks at the terminal: runners of continuous integration have terminals too, which are logs.
fn is_watched() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "false" && value != "0");
    !is_set("CI") && env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}
