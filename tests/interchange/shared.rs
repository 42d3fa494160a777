//! Files that other projects wrote, with the counts of nodes and edges that networkx, igraph and Graphviz give.

use std::fs;
use std::path::Path;

use actant::interchange::{Form, form_of, read};

/// Files that give something else than the reference, or none, and why.
const EXCEPTIONS: &str = include_str!("../data/interchange-exceptions.tsv");

/// What a file gives: nodes, edges and whether all edges have a direction, or why it is refused.
fn found(path: &Path) -> String {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let form = form_of(&name, &bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    match read(form, &bytes) {
        Ok(gathered) => {
            let directed = gathered.edges.iter().all(|edge| edge.directed);
            format!("{}/{}/{}", gathered.nodes.len(), gathered.edges.len(), if directed { "d" } else { "u" })
        }
        Err(error) => format!("refused: {}", error.message),
    }
}

/// What references say, as [`found`] does: networkx or else igraph, Graphviz's `gc` for DOT.
fn expected(form: Form, cells: &[&str]) -> Option<String> {
    if form == Form::Dot {
        let counts: Vec<&str> = cells.first()?.split_whitespace().skip(1).take(2).collect();
        return (counts.len() == 2).then(|| counts.join("/"));
    }
    let counts = cells.iter().find(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(counts.trim_end_matches('m').to_owned())
}

/// Whether two counts are the same; where there is no edge, it has no direction.
fn same(found: &str, expected: &str) -> bool {
    let parts = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    let (found, expected) = (parts(found), parts(expected));
    let edges = found.get(1).is_some_and(|count| count != "0");
    found.get(..2) == expected.get(..2) && (!edges || expected.len() < 3 || found.get(2) == expected.get(2))
}

#[test]
#[allow(clippy::print_stderr)] // a test that could not do its work says so
fn files_that_others_wrote() {
    let Some(folder) = crate::works::shared() else {
        eprintln!("the interchange files are not here: graphs that others wrote were not read");
        return;
    };
    let manifest = fs::read_to_string(folder.join("manifest.tsv")).expect("there is a manifest");
    let forms = ["dot", "gexf", "gml", "graphml", "jgf", "cytoscape-js"];
    let mut paths: Vec<String> = Vec::new();
    forms.iter().for_each(|form| list(&folder, form, &mut paths));
    paths.sort();
    let (mut equal, mut differ) = (0, Vec::new());
    for path in paths {
        let row = manifest.lines().find(|line| line.split('\t').next() == Some(&format!("./{path}")));
        let cells: Vec<&str> = row.into_iter().flat_map(|row| row.split('\t').skip(1)).collect();
        let bytes = fs::read(folder.join(&path)).expect("a file that was listed");
        let form = form_of(&path, &bytes).expect("its ending is known");
        let found = found(&folder.join(&path));
        match expected(form, &cells) {
            Some(expected) if same(&found, &expected) => equal += 1,
            expected => differ.push(format!("{path}\t{}\t{found}", expected.unwrap_or_else(|| "no reference".into()))),
        }
    }
    let listed: Vec<&str> = EXCEPTIONS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let told = |line: &str| listed.iter().any(|listed| listed.starts_with(&format!("{line}\t")));
    let untold: Vec<&String> = differ.iter().filter(|line| !told(line)).collect();
    assert!(untold.is_empty(), "{equal} equal; not listed:\n{}", differ.join("\n"));
    assert_eq!(differ.len(), listed.len(), "an exception is listed that is none");
    assert!(equal > 200, "{equal} files only give the counts of the reference");
}

/// The files of a form below a folder, by their paths within the whole.
fn list(root: &Path, inside: &str, into: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(inside)).expect("a folder of files").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{inside}/{name}");
        let known = ["dot", "gv", "gexf", "gz", "gml", "graphml", "json"];
        if entry.path().is_dir() {
            list(root, &path, into);
        } else if name.rsplit_once('.').is_some_and(|(_, ending)| known.contains(&ending)) {
            into.push(path);
        }
    }
}
