//! Tables by a mapping: as spreadsheets save them, with what is wrong in them, and real ones with their answers.

use std::fs;
use std::path::{Path, PathBuf};

use actant::graph::document::{Source, open_laid_out};
use actant::graph::frozen::{Bytes, Frozen};
use actant::import::BadRows;
use actant::import::mapping::{Fault, Snapshot, Told, lay_out, read, run};
use actant::session::Session;
use actant::show::{self, Format, Sources, Style};

/// What came of a mapping, and a session on the result; or what was wrong, in words.
fn imported(mapping: &Source, folder: &Path, bad_rows: BadRows) -> Result<(Told, Session), String> {
    let mapping = read(mapping).map_err(|findings| findings.render(false))?;
    let mut snapshot = Snapshot::default();
    let told = run(&mapping, folder, bad_rows, &mut snapshot, &mut |_| ()).map_err(|fault| match fault {
        Fault::Mapping(findings) => findings.render(false),
        Fault::File(error) => error.message,
    })?;
    let sections = lay_out(snapshot, None).expect("it is small enough");
    let frozen = Frozen::open(Bytes::of(sections)).expect("it was just laid out");
    Ok((told, Session::new(open_laid_out(frozen).expect("it has no schema"))))
}

fn answer(session: &mut Session, query: &str, format: Format) -> String {
    let answer = session.run(query).unwrap_or_else(|error| panic!("{query}\n{error:?}"));
    let mut out = Vec::new();
    let style = Style { sources: Sources::None, ..Style::default() };
    show::answer(&mut out, session.graph(), &answer, format, style).expect("memory can be written to");
    String::from_utf8(out).expect("it is text")
}

/// A folder with tables as different programs save them.
fn tables() -> tempfile::TempDir {
    let place = tempfile::tempdir().expect("a folder can be made");
    let utf16: Vec<u8> = "\u{feff}code\tname\r\nKZ\tҚазақстан\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows = b"code;name\r\nRU;\xd0\xee\xf1\xf1\xe8\xff\r\n".to_vec();
    let sheet = "sep=;\r\nCode;Name ;Share;Joined;Langs;Note;Unused\r\n\
                 KZ; Kazakhstan ;1,5;16.12.1991;kk/ru;\"two\nlines; and \"\"quotes\"\"\";x\r\n\
                 ;;;;;;\r\n\
                 RU;Russia;n/a;1991;ru;;x\r\n\
                 CN;China;much;1949;zh;;x\r\n\
                 UZ;Uzbekistan;2,5\r\n\
                 KZ;Qazaqstan;1,5;1991;kk;;x\r\n";
    let edges = "from,to,year,rank\nKZ,RU,2001,high\nKZ,RU,2001,high\nKZ,XX,2002,low\nRU,KZ,2003,hihg\nRU,KZ,,low\n";
    let files = [
        ("utf16.tsv", utf16),
        ("windows.csv", windows),
        ("sheet.csv", [b"\xef\xbb\xbf", sheet.as_bytes()].concat()),
        ("edges.csv", edges.as_bytes().to_vec()),
    ];
    files.into_iter().for_each(|(name, bytes)| fs::write(place.path().join(name), bytes).expect("it can be written"));
    place
}

const SPREADSHEETS: &str = r#"{
  "mapping": 1, "name": "Spreadsheets",
  "works": [{"id": "atlas-2020", "name": "An atlas", "year": 2020}],
  "tables": {"rank": {"entries": {"high": "1", "low": "2"}}},
  "files": [
    {"file": "utf16.tsv", "nodes": [{"labels": "State", "id": "{code}", "properties": {"names": {"map": {"kk": "name"}}}}]},
    {"file": "windows.csv", "encoding": "windows-1251",
     "nodes": [{"labels": "State", "id": "{code}", "properties": {"names": {"map": {"ru": "name"}}}}]},
    {"file": "sheet.csv", "decimal": ",", "missing": ["n/a"], "where": [{"column": "Code", "not": "FR"}],
     "nodes": [{"labels": ["State", "Place"], "id": "{Code}", "source": {"work": "atlas-2020", "section": "{#file} {#line}"},
       "properties": {"name": "Name", "share": {"column": "Share", "type": "float"}, "note": "Note", "kind": {"value": "state"},
                      "start": {"column": "Joined", "type": "date", "order": "dmy"},
                      "languages": {"column": "Langs", "type": "texts", "separator": "/"}}}]},
    {"file": "edges.csv", "source": "atlas-2020",
     "edges": [{"type": "NEAR", "from": "{from}", "to": "{to}", "once": true,
                "properties": {"year": {"column": "year", "type": "integer"}, "rank": {"column": "rank", "table": "rank", "type": "integer"}}}]}
  ]
}"#;

#[test]
fn tables_are_read_as_spreadsheets_save_them() {
    let folder = tables();
    let mapping = Source::new("spreadsheets.mapping.json", SPREADSHEETS);
    let (told, mut session) =
        imported(&mapping, folder.path(), BadRows::Skip).unwrap_or_else(|wrong| panic!("{wrong}"));
    let mut text = Vec::new();
    told.write(&mut text).expect("memory can be written to");
    let mut text = String::from_utf8(text).expect("it is text").replace(&*folder.path().to_string_lossy(), "DIR");
    for query in [
        "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties, evidence(n) AS evidence ORDER BY n.id",
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r), evidence(r) ORDER BY a.id, r.year",
    ] {
        text += &answer(&mut session, query, Format::Jsonl);
    }
    let stopped = imported(&mapping, folder.path(), BadRows::Stop).err().expect("a row can't be taken");
    text += &stopped.replace(&*folder.path().to_string_lossy(), "DIR");
    insta::assert_snapshot!(text);
}

/// A row that is left out has left nothing behind; where its nodes were taken before its edge could not be, that is said.
#[test]
fn a_row_is_taken_whole_or_told() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let rows = "a,b,n,to\na1,b1,1,a2\na2,b2,x,a1\na3,b3,3,nowhere\na4,b4,4,a1\n";
    fs::write(folder.path().join("t.csv"), rows).expect("it can be written");
    let text = r#"{"mapping": 1, "name": "x", "files": [{"file": "t.csv",
        "nodes": [{"labels": "A", "id": "{a}"}, {"labels": "B", "id": "{b}", "properties": {"n": {"column": "n", "type": "integer"}}}],
        "edges": [{"type": "NEAR", "from": "{a}", "to": "{b}"}, {"type": "NEAR", "from": "{a}", "to": "{to}"}]}]}"#;
    let mapping = Source::new("x.mapping.json", text);
    let (told, mut session) =
        imported(&mapping, folder.path(), BadRows::Skip).unwrap_or_else(|wrong| panic!("{wrong}"));
    let mut said = Vec::new();
    told.write(&mut said).expect("memory can be written to");
    let mut said = String::from_utf8(said).expect("it is text").replace(&*folder.path().to_string_lossy(), "DIR");
    for query in ["MATCH (n) RETURN n.id ORDER BY n.id", "MATCH (a)-[r]->(b) RETURN a.id, b.id ORDER BY a.id, b.id"] {
        said += &answer(&mut session, query, Format::Jsonl);
    }
    insta::assert_snapshot!(said);
}

#[test]
fn what_is_wrong_with_a_mapping_is_told_with_its_place() {
    let folder = tables();
    fs::write(folder.path().join("latin.csv"), b"code,name\nCI,C\xf4te d'Ivoire\n").expect("it can be written");
    let file = |rest: &str| format!("{{\"mapping\": 1, \"name\": \"x\", \"files\": [{{{rest}}}]}}");
    let node = r#""nodes": [{"labels": "State", "id": "{code}"}]"#;
    let mappings = [
        "{\"mapping\": 1, \"name\": \"x\", \"files\": [".to_owned(),
        "{\"mapping\": 2, \"name\": \"x\", \"files\": []}".to_owned(),
        file(&format!(r#""file": "edges.csv", "delimeter": ",", {node}"#)),
        file(r#""file": "edges.csv", "nodes": [{"labels": "State", "id": "{code"}]"#),
        file(
            r#""file": "edges.csv", "nodes": [{"labels": "State", "id": "{fron}", "properties": {"x": {"column": "yaer"}}}]"#,
        ),
        file(r#""file": "edges.csv", "source": "altas", "nodes": [{"labels": "State", "id": "{from|cods}"}]"#),
        file(
            r#""file": "edges.csv", "nodes": [{"labels": "State", "id": "{from}", "properties": {"x": {"column": "to", "value": 1}}}]"#,
        ),
        file(
            r#""file": "edges.csv", "nodes": [{"labels": "State", "id": "{from}", "properties": {"x": {"column": "to", "type": "int"}}}]"#,
        ),
        file(&format!(r#""file": "edgse.csv", {node}"#)),
        file(&format!(r#""file": "../secret.csv", {node}"#)),
        file(&format!(r#""file": "/etc/passwd", {node}"#)),
        file(&format!(r#""file": "windows.csv", "encoding": "windows-1215", {node}"#)),
        file(r#""file": "latin.csv", "nodes": [{"labels": "State", "id": "{code}", "properties": {"name": "name"}}]"#),
    ];
    let told = mappings.iter().map(|text| {
        let wrong = imported(&Source::new("x.mapping.json", text.as_str()), folder.path(), BadRows::Stop);
        let wrong = wrong.err().unwrap_or_else(|| panic!("taken: {text}"));
        wrong.replace(&*folder.path().to_string_lossy(), "DIR")
    });
    insta::assert_snapshot!(told.collect::<Vec<String>>().join("\n\n"));
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder_of_the_data() {
    let (folder, outside) = (tables(), tables());
    std::os::unix::fs::symlink(outside.path().join("edges.csv"), folder.path().join("link.csv")).expect("a link");
    let text =
        r#"{"mapping": 1, "name": "x", "files": [{"file": "link.csv", "nodes": [{"labels": "A", "id": "{from}"}]}]}"#;
    let wrong = imported(&Source::new("x.mapping.json", text), folder.path(), BadRows::Stop).err().unwrap_or_default();
    assert!(wrong.contains("leads out of the folder"), "{wrong}");
}

/// Where tables that others made lie, if they do.
fn shared() -> Option<PathBuf> {
    let root = std::env::var_os("ACTANT_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let folder = root.join("third-party/ir-data");
    folder.is_dir().then_some(folder)
}

/// The shipped mappings take every row of the tables they are for, and the shipped questions get the answers that the
/// examples' page prints.
#[test]
#[allow(clippy::print_stderr)] // a test that could not do its work says so
fn real_tables_answer_as_the_page_says() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("graph/examples");
    let page = fs::read_to_string(examples.join("README.md")).expect("there is a page");
    let Some(data) = shared() else {
        eprintln!("the tables are not here: the shipped mappings were not tried on them");
        return;
    };
    let mut asked = 0;
    for (path, text) in actant::files::embedded_mappings() {
        let (told, mut session) =
            imported(&Source::new(path, text), &data, BadRows::Stop).unwrap_or_else(|wrong| panic!("{path}: {wrong}"));
        assert!(told.rows() > 200 && told.edges > 500, "{path}: {told:?}");
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(actant::files::MAPPING);
        for question in fs::read_dir(examples.join("queries").join(name)).expect("it has questions").flatten() {
            let query = fs::read_to_string(question.path()).expect("it can be read");
            let rows = answer(&mut session, &query, Format::Markdown);
            assert!(page.contains(rows.trim()), "{:?}: the page doesn't say\n{rows}", question.path());
            asked += 1;
        }
    }
    assert_eq!(asked, 15);
}
