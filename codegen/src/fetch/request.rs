//! What is asked for.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use ureq::http::{HeaderName, HeaderValue};

/// What to fetch, and to where.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// The `http` or `https` URL of the document; `None` for that of the provenance beside the file.
    pub url: Option<String>,
    /// The file that it becomes.
    pub file: PathBuf,
    /// What to send besides, to the host of the URL only. It is never written down.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The most bytes that a document may have.
    pub max_size: u64,
    /// How long a document may take.
    pub timeout: Duration,
    /// Whether a redirect may lead from `https` to `http`.
    pub allow_downgrade: bool,
    /// The certificates of authorities to trust, in PEM; `None` for those that the system trusts.
    pub ca_file: Option<PathBuf>,
    /// Whether to ask for the document even if it has not changed, and to replace a file that was not fetched, or has
    /// been edited since.
    pub force: bool,
    /// Whether only to find out what would change.
    pub check: bool,
    /// Which documents to fetch that this one refers to; `None` for none.
    pub references: Option<References>,
    /// What is made of warnings, a word by the name of each code, as in a configuration.
    pub levels: BTreeMap<String, String>,
}

/// Which of the documents that others refer to are fetched, and to where.
#[derive(Clone, Debug)]
pub(crate) struct References {
    /// The folder that they are written to; `None` for that of the file.
    pub folder: Option<PathBuf>,
    /// The hosts, with or without a port, that are asked besides that of the URL.
    pub hosts: Vec<String>,
    /// How many there may be.
    pub max_count: usize,
    /// How many bytes all of them may have together.
    pub max_total: u64,
}
