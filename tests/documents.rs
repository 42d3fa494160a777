//! What a reader is told about a broken graph: one folder each kind under `tests/broken-graphs`.

use std::fs;
use std::path::{Path, PathBuf};

use actant::files;
use actant::graph::document::{Source, format, format_schema, load, open_laid_out, write};
use actant::graph::frozen::{Bytes, Frozen};

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken-graphs");
    let entries = fs::read_dir(root).expect("the folder of broken graphs is part of the project");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    folders.sort();
    folders
}

/// The folder's graph; where it has no schema of its own, with the shipped one.
pub(crate) fn sources(folder: &Path) -> (Source, Vec<Source>) {
    if folder.join("schema.json").exists() {
        return files::read_folder(folder).expect("a readable folder");
    }
    let mut documents: Vec<Source> = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        documents.push(Source::new(name, fs::read_to_string(&path).expect("a readable file")));
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    (files::embedded().0, documents)
}

#[test]
fn every_broken_graph_is_explained() {
    let folders = folders();
    assert!(folders.len() >= 15, "only {} broken graphs", folders.len());
    for folder in folders {
        let (schema, documents) = sources(&folder);
        let findings = load(&schema, &documents).expect_err("a broken graph has findings");
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        insta::assert_snapshot!(name, findings.render(false));
    }
}

#[test]
fn the_shipped_graph_has_no_findings() {
    let (schema, documents) = files::embedded();
    if let Err(findings) = load(&schema, &documents) {
        panic!("{}", findings.render(false));
    }
}

#[test]
fn the_shipped_graph_is_in_canonical_form() {
    let (schema, documents) = files::embedded();
    assert_eq!(format_schema(&schema).expect("a schema"), &*schema.text, "{}", schema.path);
    for document in &documents {
        assert_eq!(format(&schema, document).expect("a document"), &*document.text, "{}", document.path);
    }
}

#[test]
fn the_shipped_graph_is_the_same_by_the_short_way() {
    let (schema, documents) = files::embedded();
    let checked = load(&schema, &documents).expect("the shipped graph has no findings");
    let frozen = Frozen::open(Bytes::Static(files::embedded_layout())).expect("it was just built");
    frozen.check().expect("its sections are sound");
    let laid_out = open_laid_out(frozen).expect("its schema is the one of the folder");
    assert_eq!(write(&checked), write(&laid_out));
}
