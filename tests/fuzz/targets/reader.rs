//! Text is read by `runtime::json` as serde_json reads it.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| csdl_fuzz::reader(input));
