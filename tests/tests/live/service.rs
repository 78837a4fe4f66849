//! A service as a process.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use csdl_tests::skip;

use crate::support::package;

/// A service that ends when it is dropped, or when this process does.
pub(crate) struct Service {
    pub(crate) root: String,
    process: Child,
    said: Arc<Mutex<String>>,
}

impl Service {
    /// Starts the service in a folder and waits until it says where it is; `None` if it cannot be started here.
    ///
    /// It gets a port that is free, and ends with its standard input.
    pub(crate) fn start(
        folder: &str,
        program: &str,
        arguments: &[&str],
        installed: &str,
        root: fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let what = format!("The service in `tests/live/{folder}`");
        let folder = package().join("live").join(folder);
        if !folder.join(installed).exists() {
            skip(&what, "`tests/live/install` has not been run");
            return None;
        }
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&folder).env("PORT", "0").env("NO_COLOR", "1").env_remove("NODE_ENV");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = match command.spawn() {
            Ok(process) => process,
            Err(error) => {
                skip(&what, &format!("`{program}` cannot be started: {error}"));
                return None;
            }
        };
        let said = Arc::new(Mutex::new(String::new()));
        let (sender, lines) = channel();
        listen(process.stdout.take().unwrap(), &said, sender.clone());
        listen(process.stderr.take().unwrap(), &said, sender);
        let mut service = Self { root: String::new(), process, said };
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(60)) {
            if let Some(root) = root(&line) {
                service.root = root;
                return Some(service);
            }
        }
        panic!("{what} does not start: {}", service.said());
    }

    /// All that it has written.
    pub(crate) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads all that a process writes, so that it never has to wait.
fn listen(stream: impl Read + Send + 'static, said: &Arc<Mutex<String>>, lines: Sender<String>) {
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            said.lock().unwrap().push_str(&format!("{line}\n"));
            let _ = lines.send(line);
        }
    });
}
