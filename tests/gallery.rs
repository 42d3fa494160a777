//! The gallery: each query in `.github/gallery` with its picture, and the page that shows them all; and the
//! picture of the README. `ACTANT_GALLERY=write cargo test --test suite gallery` draws them again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const HEAD: &str = "# Gallery

The shipped graph in pictures, each by one query: `actant export --query - OPTIONS -o FILE.svg` draws it, and
`actant redraw FILE.svg` draws it again. This page and its pictures are made by
`ACTANT_GALLERY=write cargo test --test suite gallery`; a test holds that they are current.
";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(".github")
}

fn actant(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    command.args(arguments).env_remove("ACTANT_GRAPH").output().expect("the binary runs")
}

/// A query with a picture: what its header says of it, and its text.
struct Exhibit {
    /// The path without its ending, from `.github`.
    path: String,
    query: String,
}

impl Exhibit {
    fn read(path: String) -> Exhibit {
        let query = fs::read_to_string(folder().join(format!("{path}.cypher"))).expect("it can be read");
        Exhibit { path, query }
    }

    fn header(&self, key: &str) -> Option<&str> {
        let lines = self.query.lines().filter_map(|line| line.strip_prefix("// "));
        lines.filter_map(|line| line.split_once(": ")).find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    fn options(&self) -> Vec<&str> {
        self.header("options").expect("it says how it is drawn").split(' ').collect()
    }

    /// What `export` makes of it, as a user would ask for it.
    fn exported(&self, more: &[&str]) -> String {
        let title = self.header("title").map_or(Vec::new(), |title| vec!["--title", title]);
        let arguments = [&["export", "--query", &self.query], &self.options()[..], &title, more].concat();
        let output = actant(&arguments);
        assert!(output.status.success(), "{}: {}", self.path, String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("it is text")
    }

    fn said(&self) -> String {
        let alt = self.exported(&["--alt"]).lines().next().unwrap_or_default().replace(['[', ']'], "");
        let (title, says) = (self.header("title").expect("a title"), self.header("says").expect("what it says"));
        let options = self.options().join(" ");
        let path = &self.path;
        format!("\n## {title}\n\n{says} [The query]({path}.cypher), drawn with `{options}`.\n\n![{alt}]({path}.svg)\n")
    }
}

fn exhibits() -> Vec<Exhibit> {
    let files = fs::read_dir(folder().join("gallery")).expect("the gallery is there");
    let paths = files.map(|file| file.expect("it can be read").path());
    let queries = paths.filter(|path| path.extension().is_some_and(|ending| ending == "cypher"));
    let name = |path: PathBuf| path.file_stem().expect("it has a name").to_string_lossy().into_owned();
    let mut names: Vec<String> = queries.map(name).collect();
    names.sort();
    names.into_iter().map(|name| Exhibit::read(format!("gallery/{name}"))).collect()
}

fn is_current(name: &str, text: &str) {
    let path = folder().join(name);
    if std::env::var("ACTANT_GALLERY").is_ok_and(|value| value == "write") {
        fs::write(&path, text).expect("it can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let again = "run `ACTANT_GALLERY=write cargo test --test suite gallery`";
    assert!(found == text, "`.github/{name}` is not current: {again}");
}

#[test]
fn the_gallery_is_current() {
    let exhibits = exhibits();
    assert!(exhibits.len() >= 8, "only {} pictures", exhibits.len());
    let page: String = exhibits.iter().map(Exhibit::said).collect();
    is_current("gallery.md", &format!("{HEAD}{page}"));
    for exhibit in exhibits.into_iter().chain([Exhibit::read("kazakhstan".into())]) {
        let name = format!("{}.svg", exhibit.path);
        is_current(&name, &exhibit.exported(&["--format", "svg"]));
        let output = actant(&["redraw", "--check", folder().join(&name).to_str().expect("its name is text")]);
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
