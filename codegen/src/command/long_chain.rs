//! What the subcommands do with types takes neither stack nor the square of the time by the length of a chain of base types.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::input;
use crate::compare::{Side, compare};
use crate::config::Config;
use crate::diagnostics::Diagnostics;
use crate::explain::{self, explain};
use crate::list::{Properties, list};
use crate::model::{Model, find};
use crate::plan::{self, Selection, Settings};
use crate::source::Sources;
use crate::{draw, generate};

const LENGTH: usize = 20_000;

/// The root of the chain.
const LAST: usize = LENGTH - 1;

/// Ten times what it takes. What takes the square of the length takes longer.
const LIMIT: Duration = Duration::from_secs(60);

#[test]
fn very_long_chains() {
    let started = Instant::now();
    std::thread::Builder::new().stack_size(1 << 18).spawn(do_everything).unwrap().join().unwrap();
    assert!(started.elapsed() < LIMIT, "it took {:?}", started.elapsed());
}

fn do_everything() {
    let folder = tempfile::tempdir().unwrap();
    let all = all(folder.path());
    let one = Config { include: vec!["s.t0".to_owned(), format!("s.t{LAST}")], ..all.clone() };
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let model = input::model(&all, &mut sources, &mut diagnostics).unwrap();
    assert_eq!(diagnostics.as_slice().len(), 1, "`p` is inherited");
    let settings = Settings::new(&all);
    assert!(plan::lower(&model, &settings, &mut diagnostics).is_err(), "every type has all others as variants");
    assert!(diagnostics.as_slice().iter().any(|fault| fault.message.contains("at most 2000000 are generated")));
    let mut diagnostics = Diagnostics::default();

    let selection = plan::select(&model, &settings, &mut diagnostics).unwrap();
    is_listed(&model, &selection);
    is_explained(&model, &selection, &all);
    for format in [draw::Format::Html, draw::Format::Dot] {
        let choice = draw::choose(&model, &selection, &[], None, format);
        assert!(draw::render(&draw::Drawing::new(&model, &choice), format, &mut diagnostics).is_ok());
    }
    let plan = plan::lower(&model, &Settings::new(&one), &mut diagnostics).unwrap();
    let side = Side { model: &model, plan: &plan };
    assert!(compare(side, side).changes.is_empty());
    drop(model);
    assert_eq!(generate(&one).unwrap().types_written, 2);
}

/// Types of which each is derived from the next; the first and the last have properties.
fn all(folder: &Path) -> Config {
    let types: String = (0..LENGTH)
        .map(|index| match index {
            0 => "<EntityType Name=\"t0\" BaseType=\"s.t1\"><Property Name=\"p\" Type=\"Edm.String\"/></EntityType>"
                .to_owned(),
            LAST => format!(
                "<EntityType Name=\"t{LAST}\"><Property Name=\"p\" Type=\"Edm.String\"/>\
                 <NavigationProperty Name=\"n\" Type=\"s.t0\"/></EntityType>"
            ),
            _ => format!("<EntityType Name=\"t{index}\" BaseType=\"s.t{}\"/>", index + 1),
        })
        .collect();
    let file = folder.join("a.csdl");
    let document = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"s\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{types}</Schema>\
         </edmx:DataServices></edmx:Edmx>"
    );
    fs::write(&file, document).unwrap();
    Config {
        schemas: vec![file],
        out: Some(folder.join("out")),
        crate_name: Some("chain".to_owned()),
        ..Config::default()
    }
}

fn is_listed(model: &Model<'_>, selection: &Selection) {
    let entries = list(model, selection, &[], &mut Diagnostics::default()).unwrap();
    let by_name = |name: &str| entries.iter().find(|entry| entry.name == name).unwrap();
    assert_eq!(by_name("s.t0").properties, Some(Properties { own: 1, all: 2 }));
    assert_eq!((by_name("s.t0").derived, by_name(&format!("s.t{LAST}")).derived), (Some(0), Some(LAST)));
}

fn is_explained(model: &Model<'_>, selection: &Selection, config: &Config) {
    let ends = ["s.t0".to_owned(), format!("s.t{LAST}")].map(|name| find(model, &name).unwrap());
    let [leaf, root] = ends.map(|ty| {
        let settings = Settings { only: Some(ty), ..Settings::new(config) };
        let plan = plan::lower(model, &settings, &mut Diagnostics::default()).unwrap();
        let explained = explain(model, selection, &plan, config, ty).unwrap();
        let json = serde_json::to_string_pretty(&explained).unwrap();
        assert!(explain::text(&explained, None).len() < 3_000_000 && json.len() < 4_000_000);
        explained
    });
    assert_eq!((leaf.bases.len(), leaf.properties.len()), (LAST, 2));
    let mut deepest = &root.derived[0];
    while let Some(derived) = deepest.derived.first() {
        deepest = derived;
    }
    assert_eq!((&*deepest.name, deepest.deeper), (&*format!("s.t{}", LAST - 32), LAST - 32));
}
