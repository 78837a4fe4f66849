//! Requests and their answers.

mod reserved;
