//! Requests of generated types, sent by several HTTP clients: see the examples, which a test runs.

#![forbid(unsafe_code)]
