//! Bibliographies: what they would change, that doing it twice changes nothing, and files that others wrote.

use std::fs;
use std::path::{Path, PathBuf};

use actant::import::landing::Landing;
use actant::import::works::{Form, decode, form_of, land, read};
use actant::session::Session;

const BIBTEX: &str = r#"
@string{jex = {Journal of Examples}}
@article{Example2021, author = {Example, A. and van der Berg, Bj{\"o}rn and others}, title = {A {DNA} Study},
  subtitle = {of \'Examples}, journal = jex, year = 2021, pages = {1--20}, doi = {https://doi.org/10.1000/X.1},
  keywords = {first topic, Sørensen's topic}, abstract = {Nothing.}}
@book{worldbank, author = {{World Bank}}, title = {Report}, date = {1999-05}, url = {http://example.org/~x}}
@book{example-2018, title = {Another title}, year = 2018, isbn = {978-3-16-148410-0}}
"#;

const CSL: &str = r#"[
  {"id": "http://zotero.org/1", "citation-key": "study", "type": "article-journal", "title": "A DNA study: of examples", "DOI": "10.1000/x.1",
   "author": [{"family": "Example", "given": "Ada"}, {"family": "Berg", "non-dropping-particle": "van der", "given": "B."}],
   "issued": {"date-parts": [["2021", 3]]}, "volume": 7},
  {"id": "x", "type": "chapter", "title": "No year", "container-title": "A Book", "author": [{"literal": "Anon"}]}
]"#;

/// A session on the graph that `actant new --from literature` makes.
fn literature() -> Session {
    let place = tempfile::tempdir().expect("a folder can be made");
    let folder = place.path().join("mine");
    actant::files::begin(&folder, "literature").expect("the template is there");
    let (session, _) = actant::cli::wiring::open(Some(&folder), false).expect("it is sound");
    session
}

fn landing(session: &mut Session, form: Form, text: &str) -> Landing {
    let list = read(form, text).unwrap_or_else(|error| panic!("{error:?}"));
    land(session, &list, false).expect("the schema has works")
}

fn said(landing: &Landing) -> String {
    let mut said = Vec::new();
    landing.report.write(&mut said).expect("memory can be written to");
    String::from_utf8(said).expect("it is text")
}

#[test]
fn what_a_bibliography_changes_is_told_and_done_once() {
    let mut session = literature();
    let mut told = String::new();
    for (form, text) in [(Form::BibTex, BIBTEX), (Form::CslJson, CSL)] {
        let landing = landing(&mut session, form, text);
        for change in &landing.changes {
            session
                .run_with(&change.cypher, &change.parameters)
                .unwrap_or_else(|error| panic!("{error:?}\n{}", change.cypher));
        }
        told += &format!("{form:?}\n{}\n", said(&landing));
    }
    for (form, text) in [(Form::BibTex, BIBTEX), (Form::CslJson, CSL)] {
        let again = landing(&mut session, form, text);
        assert!(again.report.is_empty() && again.changes.is_empty(), "{form:?} again\n{}", said(&again));
    }
    let query = "MATCH (w:Work) WHERE NOT w.id STARTS WITH 'example-20' OPTIONAL MATCH (p)-[a:AUTHORED]->(w) \
                 WITH w, p, a ORDER BY a.position RETURN properties(w) AS work, collect([labels(p), p.name, p.aliases, a.role]) AS people ORDER BY work.id";
    let answer = session.run(query).expect("a query");
    let mut rows = Vec::new();
    actant::show::answer(
        &mut rows,
        session.graph(),
        &answer,
        actant::show::Format::Jsonl,
        actant::show::Style::default(),
    )
    .expect("memory can be written to");
    told += &String::from_utf8(rows).expect("it is text");
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_no_bibliography_is_refused_with_its_place() {
    let errors = [
        (Form::BibTex, "@article{x, title = {open"),
        (Form::CslJson, "[{\"id\": 1,}]"),
        (Form::CslJson, "{}"),
        (Form::CslJson, "[1]"),
    ];
    let told = errors.map(|(form, text)| {
        let error = read(form, text).expect_err("it is refused");
        actant::diagnostic::render(&error, text, Some("file"), false)
    });
    insta::assert_snapshot!(told.join("\n\n"));
}

/// Where files that others wrote lie, if they do.
pub(crate) fn shared() -> Option<PathBuf> {
    let root = std::env::var_os("ACTANT_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = root.join("third-party/interchange");
    folder.is_dir().then_some(folder)
}

/// Each BibTeX file gives as many entries as pybtex finds in it; the exceptions are listed with their reasons. What pybtex
/// can't read is read or refused, as it comes.
#[test]
#[allow(clippy::print_stderr)] // a test that could not do its work says so
fn files_that_others_wrote() {
    let Some(folder) = shared() else {
        eprintln!("the interchange files are not here: BibTeX files that others wrote were not read");
        return;
    };
    let exceptions = include_str!("data/bibtex-exceptions.tsv");
    let manifest = fs::read_to_string(folder.join("manifest.tsv")).expect("there is a manifest");
    let (mut equal, mut differ) = (0, Vec::new());
    for line in manifest.lines().filter(|line| line.contains(".bib\t")) {
        let mut cells = line.split('\t');
        let (file, reference) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let bytes = fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let list = decode(&bytes).and_then(|text| read(Form::BibTex, &text));
        let found =
            list.map_or_else(|error| format!("refused: {}", error.message), |list| list.entries.len().to_string());
        match reference.strip_prefix("pybtex entries=") {
            Some(expected) if found == expected => equal += 1,
            Some(_) => differ.push(format!("{file}\t{reference}\t{found}")),
            None => {}
        }
    }
    let listed: Vec<&str> = exceptions.lines().filter(|line| line.starts_with("./")).collect();
    let told = |line: &String| listed.iter().any(|listed| listed.starts_with(line.as_str()));
    let untold: Vec<&String> = differ.iter().filter(|line| !told(line)).collect();
    assert!(
        untold.is_empty(),
        "{equal} equal, not listed:\n{}",
        untold.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n")
    );
    assert_eq!(differ.len(), listed.len(), "an exception is listed that is none");
    assert!(equal > 0, "no file was read");
}
