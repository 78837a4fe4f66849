//! What pages and objects take in memory.
//!
//! ```text
//! cargo bench -p csdl-benches --bench memory
//! ```
//!
//! A page is read from a stream, and what it takes at most is compared with what its objects take. The numbers are the
//! bytes that were asked of the allocator. As a test, without `--bench`, the pages are small.

#![allow(clippy::unwrap_used, reason = "A bench that cannot go on fails.")]
#![allow(clippy::print_stdout, reason = "It says what it measured.")]

use std::io::{BufReader, Read};

use allocation_counter::measure;
use csdl_benches::data::{Items, PageText, item};
use csdl_benches::runtime::json::{FromJson, ToJson};
use csdl_benches::{office, plain, runtime};
use serde::de::DeserializeOwned;
use serde_json::Value;

fn main() {
    let bytes = if std::env::args().any(|argument| argument == "--bench") { 100_000_000 } else { 5_000_000 };
    println!("{:25}{:>10}{:>12}{:>14}{:>14}", "page, in MB", "text", "objects", "peak reading", "more writing");
    stream::<office::User>("users, 11 properties", Items::Users, bytes);
    stream::<office::User>("users, all properties", Items::FullUsers, bytes);
    stream::<office::Message>("messages", Items::Messages, bytes);
    stream::<office::AnyDirectoryItem>("items of three types", Items::Members, bytes);
    println!();
    println!("{:25}{:>10}{:>12}{:>10}{:>10}", "object, in bytes", "empty", "text", "with all", "Value");
    object::<office::User, plain::User>("user, 11 properties", Items::Users);
    object::<office::User, plain::User>("user, all properties", Items::FullUsers);
    object::<office::Message, plain::Message>("message", Items::Messages);
}

/// What a reader and a writer may hold besides the objects: the text of one item, and a buffer.
const SMALL: u64 = 64 << 10;

fn stream<T: FromJson + ToJson>(name: &str, items: Items, bytes: usize) {
    let mut page = None;
    let mut text = 0;
    let reading = measure(|| {
        let mut source = PageText::new(items, bytes);
        page = Some(serde_json::from_reader::<_, runtime::Page<T>>(BufReader::new(source.by_ref())).unwrap());
        text = source.length();
    });
    let page = page.unwrap();
    let writing = measure(|| serde_json::to_writer(std::io::sink(), &page).unwrap());
    let objects = u64::try_from(reading.bytes_current).unwrap();
    println!(
        "{name:25}{:10.1}{:12.1}{:14.1}{:14.3}",
        mega(text as u64),
        mega(objects),
        mega(reading.bytes_max),
        mega(writing.bytes_max)
    );
    assert!(text >= bytes && page.value.len() > 100);
    // The list is copied when it grows, and was half as long the last time.
    let grown = (page.value.capacity() / 2 * size_of::<T>()) as u64;
    assert!(reading.bytes_max <= objects + grown + SMALL, "{name}: {reading:?} for {objects} and {grown}");
    assert!(writing.bytes_max <= SMALL, "{name}: {writing:?}");
}

fn object<O: DeserializeOwned, D: DeserializeOwned>(name: &str, items: Items) {
    let mut json = String::new();
    item(items, 1, &mut json);
    println!("{:25}{:10}{:12}{:10}{:10}", name, size_of::<O>(), json.len(), whole::<O>(&json), whole::<Value>(&json));
    println!("{:25}{:10}{:12}{:10}", "  with derive", size_of::<D>(), "", whole::<D>(&json));
    // An object without members takes no more than its struct.
    assert_eq!(whole::<O>("{}"), size_of::<O>());
}

/// The bytes of an object and of all that belongs to it.
fn whole<T: DeserializeOwned>(json: &str) -> usize {
    // Tables that are made once are made here.
    drop(serde_json::from_str::<T>(json).unwrap());
    let mut value = None;
    let info = measure(|| value = Some(serde_json::from_str::<T>(json).unwrap()));
    assert!(value.is_some());
    usize::try_from(info.bytes_current).unwrap() + size_of::<T>()
}

fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
