//! Bibliographies: what they would change, that doing it twice changes nothing, and files that others wrote.

use std::fs;
use std::path::{Path, PathBuf};

use actant::import::landing::Landing;
use actant::import::works::{Form, List, decode, form_of, land, read, widen};
use actant::session::Session;

use super::cli::actant;

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
        apply(&mut session, &landing);
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

/// Runs what a landing comes to.
fn apply(session: &mut Session, landing: &Landing) {
    for change in &landing.changes {
        session
            .run_with(&change.cypher, &change.parameters)
            .unwrap_or_else(|error| panic!("{error:?}\n{}", change.cypher));
    }
}

/// The works of a graph with those who wrote them, one a line.
fn works(session: &mut Session) -> String {
    let query = "MATCH (w:Work) WHERE w.note IS NULL OR NOT w.note CONTAINS 'example' \
                 OPTIONAL MATCH (p)-[a:AUTHORED]->(w) WITH w, p, a ORDER BY a.position \
                 RETURN properties(w) AS work, collect([p.id, p.name, p.aliases]) AS people ORDER BY work.id";
    let answer = session.run(query).expect("a query");
    let mut rows = Vec::new();
    let (format, style) = (actant::show::Format::Jsonl, actant::show::Style::default());
    actant::show::answer(&mut rows, session.graph(), &answer, format, style).expect("memory can be written to");
    String::from_utf8(rows).expect("it is text")
}

/// Each file of `data/works` into a graph of its own: what is told, and what the graph has then. Again changes nothing.
#[test]
fn what_is_odd_in_a_bibliography_is_told_and_costs_no_more_than_itself() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/works");
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let mut told = String::new();
    for path in paths {
        let (name, bytes) = (path.file_name().unwrap_or_default().to_string_lossy(), fs::read(&path).expect("a file"));
        let form = form_of(&name, &bytes).expect("it is a bibliography");
        let text = decode(&bytes).expect("it is UTF-8");
        let mut session = literature();
        let first = landing(&mut session, form, &text);
        apply(&mut session, &first);
        told += &format!("{name}\n{}\n{}\n", said(&first), works(&mut session));
        let again = landing(&mut session, form, &text);
        assert!(again.report.is_empty() && again.changes.is_empty(), "{name} again\n{}", said(&again));
    }
    insta::assert_snapshot!(told);
}

/// A schema is widened by what has no place, and the file's word stands where that is asked for.
#[test]
fn a_bibliography_widens_and_overwrites_where_it_is_to() {
    let mut session = literature();
    let text = "@book{b, title = {T}, publisher = {Old}, abstract = {Long.}, status = {read}}";
    let list = read(Form::BibTex, text).expect("it is BibTeX");
    let (wider, added) = widen(session.graph().schema().expect("it has one"), &list);
    assert_eq!(added, ["property abstract of Work", "property status of Work"]);
    assert!(widen(&wider, &list).1.is_empty(), "nothing is left to be added");
    let first = landing(&mut session, Form::BibTex, text);
    apply(&mut session, &first);
    let other = read(Form::BibTex, "@book{b, title = {T}, publisher = {New}}").expect("it is BibTeX");
    let stays = land(&mut session, &other, false).expect("the schema has works");
    assert!(stays.report.is_empty() && stays.report.conflicts.len() == 1, "{}", said(&stays));
    let gives_way = land(&mut session, &other, true).expect("the schema has works");
    assert_eq!(gives_way.report.tallies[0].filled, ["b: publisher (was Old)"]);
    apply(&mut session, &gives_way);
    assert!(works(&mut session).contains("\"publisher\":\"New\""));
}

/// Where there is no folder one is made, with a schema for works; what is shown first is what is done.
#[test]
fn a_bibliography_makes_the_folder_it_goes_into() {
    let place = tempfile::tempdir().expect("a folder can be made");
    let [file, folder] = ["refs.bib", "mine"].map(|name| place.path().join(name));
    fs::write(&file, "@book{b, abstract = {Long.}, urldate = {yesterday}}").expect("a file can be written");
    let [file, folder] = [&file, &folder].map(|path| path.to_str().expect("its path is text"));
    let run = |more: &[&str]| {
        let output = actant(&[&["import", file, "-o", folder], more].concat(), "");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).replace(folder, "mine"))
    };
    let told = [run(&[]), run(&["--apply"]), run(&["--apply"]), run(&["--apply", "--widen"])];
    let codes = told.each_ref().map(|(code, _)| *code);
    assert_eq!(codes, [Some(0); 4], "{told:?}");
    insta::assert_snapshot!(told.map(|(_, text)| text).join("\n"));
}

/// The same text in each encoding: by its byte order mark, by the line that JabRef writes, or as UTF-16 without either.
#[test]
fn a_bibliography_is_read_in_the_encoding_it_is_in() {
    let text = |name: &str| format!("% Encoding: {name}\n@book{{b, title = {{Umläuts}}}}\n");
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let latin = |text: &str| text.chars().map(|letter| letter as u8).collect::<Vec<u8>>();
    let marked = [[0xef, 0xbb, 0xbf].as_slice(), text("UTF-8").as_bytes()].concat();
    let wide_marked = [[0xfe, 0xff].as_slice(), &wide(&text("UTF-16"))].concat();
    let all = [
        text("UTF-8").into_bytes(),
        text("windows-1252").into_bytes(),
        marked,
        latin(&text("windows-1252")),
        latin(&text("Cp1252")),
        latin(&text("ISO8859_1")),
        wide(&text("UTF-16BE")),
        wide_marked,
    ];
    for bytes in all {
        let decoded = decode(&bytes).unwrap_or_else(|error| panic!("{error:?}"));
        let list = read(Form::BibTex, &decoded).expect("it is BibTeX");
        assert_eq!(list.entries[0].text("title"), Some("Umläuts"), "{decoded}");
    }
    let error = decode(b"@book{b,\n title = {Uml\xe4uts}}").expect_err("nothing tells its encoding");
    assert!(error.message.starts_with("line 2: found a byte that is no UTF-8"), "{}", error.message);
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

fn lands_once(file: &str, list: &List) {
    let mut session = literature();
    let first = land(&mut session, list, false).expect("the schema has works");
    apply(&mut session, &first);
    let again = land(&mut session, list, false).expect("the schema has works");
    assert!(again.report.is_empty() && again.changes.is_empty(), "{file} again\n{}", said(&again));
}

/// Each BibTeX file gives as many entries as pybtex finds in it, and what pybtex can't read is read; the exceptions are listed
/// with their reasons. Each lands, and lands again without a change.
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
        if let Ok(list) = &list {
            lands_once(file, list);
        }
        let found =
            list.map_or_else(|error| format!("refused: {}", error.message), |list| list.entries.len().to_string());
        match reference.strip_prefix("pybtex entries=") {
            Some(expected) if found == expected => equal += 1,
            None if !found.starts_with("refused") => {}
            Some(_) | None => differ.push(format!("{file}\t{reference}\t{found}")),
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
