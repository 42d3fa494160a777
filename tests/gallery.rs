//! The gallery: each query in `.github/gallery` with its picture, and the page that shows them all.
//! `ACTANT_GALLERY=write cargo test --test suite gallery` draws them again.

use std::fs;
use std::path::{Path, PathBuf};

use actant::cli::wiring;
use actant::export::{self, Style};
use actant::figure::Figure;
use actant::layout::measure::measure;
use actant::layout::{Engine, Options, arrange};

const HEAD: &str = "# Gallery

The shipped graph in pictures, each by one query, drawn by `actant export --query - --layout LAYOUT -o FILE.svg`.
This page and its pictures are made by `ACTANT_GALLERY=write cargo test --test suite gallery`; a test holds that
they are current.
";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(".github")
}

/// A query of the gallery: what its header says of it, and its text.
struct Exhibit {
    name: String,
    query: String,
}

impl Exhibit {
    fn header(&self, key: &str) -> &str {
        let lines = self.query.lines().filter_map(|line| line.strip_prefix("// "));
        let value = lines.filter_map(|line| line.split_once(": ")).find(|(name, _)| *name == key);
        value.unwrap_or_else(|| panic!("{}: no `// {key}: …`", self.name)).1
    }

    fn layout(&self) -> Engine {
        match self.header("layout") {
            "stress" => Engine::Stress,
            "layers" => Engine::Layers,
            "rings" => Engine::Rings,
            other => panic!("{}: no layout `{other}`", self.name),
        }
    }
}

fn exhibits() -> Vec<Exhibit> {
    let files = fs::read_dir(folder().join("gallery")).expect("the gallery is there");
    let mut names: Vec<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "cypher"));
    names.sort();
    let exhibit = |path: &PathBuf| Exhibit {
        name: path.file_stem().expect("it has a name").to_string_lossy().into_owned(),
        query: fs::read_to_string(path).expect("it can be read"),
    };
    names.iter().map(exhibit).collect()
}

#[test]
fn the_gallery_is_current() {
    let (mut session, _) = wiring::open(None, false).expect("the shipped graph opens");
    let mut page = HEAD.to_owned();
    let mut files = Vec::new();
    for exhibit in exhibits() {
        let answer = session.run(&exhibit.query).unwrap_or_else(|error| panic!("{}: {error:?}", exhibit.name));
        let figure = Figure::of_rows(session.graph(), &answer).expect("it returns something to draw");
        let figure = figure.titled(exhibit.header("title"));
        let drawing = arrange(&figure, &Options { engine: exhibit.layout(), ..Options::default() });
        let found = measure(&figure, &drawing);
        let faults = (found.overlaps, found.text_outside, found.labels_on_nodes);
        assert_eq!(faults, (0, 0, 0), "{}", exhibit.name);
        // A line now and then passes behind a box that it has nothing to do with; it is drawn under it.
        assert!(found.through_boxes <= 3, "{}: {} lines behind boxes", exhibit.name, found.through_boxes);
        let recipe = vec![
            ("query".to_owned(), exhibit.query.clone()),
            ("layout".to_owned(), exhibit.header("layout").to_owned()),
        ];
        let svg = export::svg(&figure, &drawing, &Style { recipe, ..Style::default() });
        files.push((format!("gallery/{}.svg", exhibit.name), svg));
        let (name, title) = (&exhibit.name, exhibit.header("title"));
        let alt = export::short_alt(&figure).replace(['[', ']'], "");
        page.push_str(&format!("\n## {title}\n\n{} [The query](gallery/{name}.cypher), laid out by `{}`.\n\n![{alt}](gallery/{name}.svg)\n", exhibit.header("says"), exhibit.header("layout")));
    }
    assert!(files.len() >= 8, "only {} pictures", files.len());
    files.push(("gallery.md".into(), page));
    let write = std::env::var("ACTANT_GALLERY").is_ok_and(|value| value == "write");
    for (name, text) in files {
        let path = folder().join(&name);
        if write {
            fs::write(&path, &text).expect("it can be written");
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == text,
            "`.github/{name}` is not current: run `ACTANT_GALLERY=write cargo test --test suite gallery`"
        );
    }
}
