//! The runtime as a module of the generated crate.

use super::{banner, source_path};
use crate::config::{Base64, Emit};
use crate::plan::Crate;

macro_rules! sources {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../runtime/", $path)))),*]
    };
}

/// The sources of the runtime.
const SOURCES: &[(&str, &str)] = sources! {
    "answer.rs"
    "body.rs"
    "body/changes.rs"
    "body/control.rs"
    "body/mode.rs"
    "delta.rs"
    "enumeration.rs"
    "enumeration/flags.rs"
    "enumeration/slots.rs"
    "enumeration/unrecognized.rs"
    "error.rs"
    "extra.rs"
    "extra/access.rs"
    "extra/media.rs"
    "extra/members.rs"
    "extra/null_items.rs"
    "extra/nulls.rs"
    "fields.rs"
    "foreign.rs"
    "hash.rs"
    "hierarchy.rs"
    "json.rs"
    "json/by_serde.rs"
    "json/key.rs"
    "json/parts.rs"
    "json/reader.rs"
    "json/text.rs"
    "json/values.rs"
    "json/writer.rs"
    "lenient.rs"
    "lib.rs"
    "macros.rs"
    "meta.rs"
    "nav.rs"
    "newtype.rs"
    "object.rs"
    "page.rs"
    "page/items.rs"
    "page/text.rs"
    "path.rs"
    "read.rs"
    "read/held.rs"
    "read/hierarchy.rs"
    "read/list.rs"
    "read/member.rs"
    "read/object.rs"
    "read/refuse.rs"
    "read/set.rs"
    "read/take.rs"
    "read/target.rs"
    "read/text.rs"
    "record.rs"
    "spelling.rs"
    "url.rs"
    "value.rs"
    "values.rs"
    "values/binary.rs"
    "values/date_time.rs"
    "values/decimal.rs"
    "values/duration.rs"
    "values/error.rs"
    "values/geo.rs"
    "values/json.rs"
    "values/number.rs"
    "values/plain.rs"
    "values/raw.rs"
    "values/scan.rs"
    "values/show.rs"
    "values/slots.rs"
    "values/stand.rs"
    "values/stream.rs"
    "values/text.rs"
    "values/tree.rs"
    "write.rs"
    "write/nav.rs"
};

/// The name that the examples in the runtime's docs know it by.
const EXAMPLE_CRATE: &str = "odata_runtime";

/// The tests of the runtime are not for the crates that carry it.
const TESTS: &str = "\n#[cfg(test)]\nmod tests;\n";

/// What bytes are written with.
const STANDARD: &str = "base64::engine::general_purpose::STANDARD;";
const URL: &str = "base64::engine::general_purpose::URL_SAFE;";

/// The files of the module: the sources as they are, but for their tests and for the name of the crate in examples.
pub(super) fn files(plan: &Crate) -> impl Iterator<Item = (String, String)> {
    let name = format!("{}::runtime", plan.name.replace('-', "_"));
    let banner = banner(plan, "//");
    SOURCES.iter().map(move |(path, source)| {
        let path = if *path == "lib.rs" { "runtime.rs".to_owned() } else { format!("runtime/{path}") };
        let mut source = source.replace(EXAMPLE_CRATE, &name).replace(TESTS, "");
        if plan.base64 == Base64::Url {
            source = source.replace(STANDARD, URL);
        }
        if plan.emit == Emit::Module {
            source = without_doc_tests(&source);
        }
        (source_path(plan, &path), format!("{banner}\n{source}"))
    })
}

/// The source with examples that are shown and not run: a module does not know by which path they would reach it.
fn without_doc_tests(source: &str) -> String {
    let mut is_inside = false;
    let mut text = String::with_capacity(source.len());
    for line in source.lines() {
        text.push_str(line);
        if line.trim_start() == "/// ```" {
            is_inside = !is_inside;
            text.push_str(if is_inside { "text" } else { "" });
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn collect(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() && name != "tests" {
                collect(&path, &format!("{prefix}{name}/"), found);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                found.insert(format!("{prefix}{name}"));
            }
        }
    }

    #[test]
    fn what_is_replaced_is_there_once() {
        let count = |text: &str| SOURCES.iter().map(|(_, source)| source.matches(text).count()).sum::<usize>();
        assert_eq!((count(STANDARD), count(URL)), (1, 0));
    }

    #[test]
    fn every_source_is_listed() {
        let mut found = BTreeSet::new();
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime"), "", &mut found);
        assert_eq!(found, SOURCES.iter().map(|(path, _)| (*path).to_owned()).collect());
    }
}
