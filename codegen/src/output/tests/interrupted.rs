//! Runs that do not get to their end, or are not alone.

use std::fs;

use super::{Folder, compare, set, text};
use crate::output::{commit, inspect, write};

#[test]
fn an_interrupted_first_run() {
    // The list is there, and some of the files.
    let folder = Folder::new();
    let (a, b, c) = (text("1"), text("1"), text("1"));
    folder.list(&[("a.rs", &a), ("b.rs", &b), ("src/c.rs", &c)]);
    folder.put("a.rs", &a);
    let files = set(&[("a.rs", "1"), ("b.rs", "2"), ("src/d.rs", "1")]);
    let changes = write(&folder.out, &files).unwrap();
    assert_eq!((changes.added.len(), changes.unchanged.len()), (2, 1));
    assert!(compare(&folder.out, &files).unwrap().is_empty());
}

#[test]
fn an_interrupted_second_run() {
    // Both texts are listed. One file is still old, one is new already, one is to be removed, one is gone.
    let folder = Folder::new();
    let (old, new) = (text("1"), text("2"));
    folder.list(&[("a.rs", &old), ("a.rs", &new), ("b.rs", &old), ("b.rs", &new), ("c.rs", &old), ("d.rs", &old)]);
    folder.put("a.rs", &old);
    folder.put("b.rs", &new);
    folder.put("c.rs", &old);
    let changes = write(&folder.out, &set(&[("a.rs", "2"), ("e.rs", "1")])).unwrap();
    assert_eq!(changes.changed, ["a.rs"]);
    assert_eq!(changes.removed, ["b.rs", "c.rs"]);
    assert!(changes.kept.is_empty());
}

#[test]
fn an_interrupted_run_leaves_all_listed() {
    // A folder in the way of the second file stops the run in the midst of moving the files.
    let folder = Folder::with(&[("a.rs", "1"), ("b.rs", "1"), ("z.rs", "1")]);
    let files = set(&[("a.rs", "2"), ("b.rs", "2"), ("y.rs", "1")]);
    let plan = inspect::inspect(&folder.out, &files).unwrap();
    fs::remove_file(folder.out.join("b.rs")).unwrap();
    fs::create_dir(folder.out.join("b.rs")).unwrap();
    let faults = commit::commit(&folder.out, &plan).unwrap_err();
    assert!(faults[0].message.contains("was changed by another program"), "{faults:?}");
    assert_eq!(folder.read("a.rs"), text("2"));
    assert_eq!(folder.read("z.rs"), text("1"));
    fs::remove_dir(folder.out.join("b.rs")).unwrap();
    let changes = write(&folder.out, &files).unwrap();
    assert_eq!((changes.unchanged.len(), changes.added.len(), changes.removed.len()), (1, 2, 1));
    assert_eq!(fs::read_dir(&folder.out).unwrap().count(), 4, "three files and the list");
}

#[test]
fn an_empty_file_after_a_power_cut() {
    let folder = Folder::with(&[("a.rs", "1"), ("b.rs", "1")]);
    folder.put("a.rs", "");
    folder.put("b.rs", "");
    let changes = write(&folder.out, &set(&[("a.rs", "1")])).unwrap();
    assert_eq!(changes.changed, ["a.rs"]);
    assert_eq!(changes.kept.len(), 1);
}

#[test]
fn changes_made_meanwhile_are_not_lost() {
    let folder = Folder::with(&[("a.rs", "1"), ("b.rs", "1")]);
    let files = set(&[("a.rs", "2"), ("c.rs", "1")]);
    for (path, body) in [("a.rs", "edited"), ("b.rs", "edited"), ("c.rs", "mine")] {
        let plan = inspect::inspect(&folder.out, &files).unwrap();
        let before = folder.snapshot();
        folder.put(path, &text(body));
        assert!(commit::commit(&folder.out, &plan).is_err(), "{path}");
        assert_eq!(folder.read(path), text(body));
        fs::remove_dir_all(&folder.out).unwrap();
        for (path, content) in before {
            match content {
                Some(content) => fs::write(path, content).unwrap(),
                None => fs::create_dir_all(path).unwrap(),
            }
        }
    }
}

#[test]
fn two_runs_at_once() {
    let folder = Folder::new();
    let paths: Vec<String> = (0..50).map(|index| format!("src/m{index}.rs")).collect();
    let files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "1")).collect();
    let files = set(&files);
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| write(&folder.out, &files))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(outcomes.iter().any(Result::is_ok), "{outcomes:?}");
    write(&folder.out, &files).unwrap();
    assert!(compare(&folder.out, &files).unwrap().is_empty());
    assert_eq!(fs::read_dir(&folder.out).unwrap().count(), 2);
}

#[test]
fn a_folder_that_comes_to_be_meanwhile() {
    let folder = Folder::new();
    let files = set(&[("src/a.rs", "1"), ("src/b/c.rs", "1"), ("src/b/d/e.rs", "1"), ("z/f.rs", "1")]);
    let plan = inspect::inspect(&folder.out, &files).unwrap();
    folder.put("src/b/notes.txt", "mine");
    commit::commit(&folder.out, &plan).unwrap();
    assert_eq!(folder.read("src/b/notes.txt"), "mine");
    assert!(compare(&folder.out, &files).unwrap().is_empty());

    let folder = Folder::new();
    let plan = inspect::inspect(&folder.out, &files).unwrap();
    folder.put("src/b/c.rs", "mine");
    assert!(commit::commit(&folder.out, &plan).is_err());
    assert_eq!(folder.read("src/b/c.rs"), "mine");
}
