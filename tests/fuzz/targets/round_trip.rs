//! What is read is written and read again alike.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| csdl_fuzz::round_trip(input));
