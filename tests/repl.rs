//! The prompt without a terminal: transcripts are data, in `tests/transcripts/`.
//!
//! `> line` is typed; after it, `~ text` must stand in what it wrote, `! text` in its remarks and
//! errors, `- text` in neither; `= Class` is the class of its error. `$DIR` is a folder of the
//! transcript's own; `@ folder` opens the graph in a folder anew, and `& file text` puts text at the end
//! of a file, as someone else would. `? line` is typed where somebody sits who can be asked, and `% arguments`
//! runs the program, which must succeed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use actant::cli::wiring;
use actant::repl::{Halt, Settings, Shell, Vocabulary, complete, is_complete, script};

fn shell() -> Shell {
    let (session, _) = wiring::open(None, false).unwrap_or_else(|failure| panic!("{}", failure.text));
    Shell::new(session, wiring::queries(), Settings { width: Some(100), ..Settings::default() })
}

#[derive(Default)]
struct Written {
    out: String,
    err: String,
    class: Option<String>,
}

fn typed(shell: &mut Shell, line: &str) -> Written {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let class = match shell.execute(line, &mut out, &mut err) {
        Ok(_) => None,
        Err(Halt::Said(class)) => Some(class.to_string()),
        Err(Halt::Io(error)) => panic!("{error}"),
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is text");
    Written { out: text(out), err: text(err), class }
}

fn opened(folder: &str) -> Shell {
    let (session, home) = wiring::open(Some(Path::new(folder)), false).unwrap_or_else(|error| panic!("{}", error.text));
    Shell::new(session, wiring::queries(), Settings { width: Some(100), ..Settings::default() }).at(home)
}

fn append(line: &str) {
    let (file, text) = line.split_once(' ').expect("a file and a text");
    let before = fs::read_to_string(file).expect("the file is there");
    fs::write(file, before + text).expect("it can be written");
}

/// What the program writes when it is run with these arguments.
fn ran(arguments: &str) -> Written {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actant"));
    let output = command.env_remove("ACTANT_GRAPH").args(arguments.split(' ')).output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is text");
    let class = (!output.status.success()).then(|| output.status.to_string());
    Written { out: text(output.stdout), err: text(output.stderr), class }
}

fn check(transcript: &Path) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let text = fs::read_to_string(transcript).expect("a transcript can be read");
    let text = text.replace("$DIR", &folder.path().display().to_string());
    let mut shell = shell();
    let mut last = Written::default();
    for (at, line) in text.lines().enumerate() {
        let place = format!("{}:{}: {line}", transcript.display(), at + 1);
        let found = format!("{place}\n--- out\n{}\n--- err\n{}", last.out, last.err);
        match line.split_at_checked(2) {
            Some((mark @ ("> " | "? " | "% "), input)) => {
                if let Some(class) = &last.class {
                    panic!("the line before failed with {class}, and nothing says that it should\n{found}");
                }
                shell.be_interactive(mark == "? ");
                last = if mark == "% " { ran(input) } else { typed(&mut shell, &input.replace("\\n", "\n")) };
            }
            Some(("~ ", text)) => assert!(last.out.contains(text), "{found}"),
            Some(("! ", text)) => assert!(last.err.contains(text), "{found}"),
            Some(("- ", text)) => assert!(!last.out.contains(text) && !last.err.contains(text), "{found}"),
            Some(("= ", class)) => assert_eq!(last.class.take().as_deref(), Some(class), "{found}"),
            Some(("@ ", folder)) => shell = opened(folder),
            Some(("& ", line)) => append(line),
            Some(("# ", _)) | None => {}
            Some(_) => panic!("no such mark: {place}"),
        }
    }
    assert!(last.class.is_none(), "the last line failed: {}\n{}", transcript.display(), last.err);
}

#[test]
fn transcripts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("there are transcripts").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files.iter().for_each(|file| check(file));
}

#[test]
fn a_query_is_complete_when_it_could_run() {
    for text in ["RETURN 1", "show x", ":help", "MATCH (n) RETURN n;", "RETURN (;", "", "MATCH (n)\n"] {
        assert!(is_complete(text), "{text:?}");
    }
    for text in ["MATCH (n", "RETURN 'open", "RETURN [1,", "MATCH (n)", "WITH 1 AS x", "/* open"] {
        assert!(!is_complete(text), "{text:?}");
    }
}

fn completed(line: &str) -> Vec<String> {
    let (session, _) = wiring::open(None, false).unwrap_or_else(|failure| panic!("{}", failure.text));
    let names = actant::repl::Names::of(session.graph());
    let vocabulary = Vocabulary::of(session.graph(), names.into(), &[]);
    let (start, found) = complete(&vocabulary, line, line.len());
    found.into_iter().map(|one| format!("{}{}", &line[..start], one.replacement)).collect()
}

#[test]
fn completion_knows_where_it_is() {
    for (line, wanted) in [
        ("show turki", "show Türkiye"),
        ("show turkiye", "show Türkiye"),
        ("path Kazakhstan european un", "path Kazakhstan \"European Union\""),
        ("show \"european un", "show \"European Union\""),
        ("neighbours Kazakhstan trades", "neighbours Kazakhstan trades-with"),
        (":he", ":help"),
        (":set format c", ":set format csv"),
        ("MAT", "MATCH"),
        ("sho", "show"),
        ("MATCH (n:Sta", "MATCH (n:State"),
        ("MATCH (a)-[:MEM", "MATCH (a)-[:MEMBER_OF"),
        ("MATCH (person) RETURN pers", "MATCH (person) RETURN person"),
        ("MATCH (n {id: 'turki", "MATCH (n {id: 'turkiye"),
        ("MATCH (n) RETURN n.share", "MATCH (n) RETURN n.share_percent"),
        ("RETURN toUp", "RETURN toUpper("),
    ] {
        let found = completed(line);
        assert!(found.iter().any(|one| one == wanted), "{line:?} gave {found:?}, wanted {wanted:?}");
    }
}

#[test]
fn a_script_stops_at_its_first_error() {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let text = ":set format csv\nRETURN 1 AS x;\nRETRN 2;\nRETURN 3 AS y;\n";
    let done = script(&mut shell(), &mut text.as_bytes(), &mut out, &mut err);
    assert!(matches!(done, Err(Halt::Said(_))));
    assert_eq!(String::from_utf8_lossy(&out), "x\n1\n");
}

/// Text without the codes that paint it.
fn unpainted(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[test]
fn colours_add_nothing_but_colour() {
    let (session, _) = wiring::open(None, false).unwrap_or_else(|failure| panic!("{}", failure.text));
    let settings = Settings { width: Some(100), colour: true, ..Settings::default() };
    let (mut plain, mut painted) = (shell(), Shell::new(session, wiring::queries(), settings));
    let lines = [
        "path Kazakhstan Italy",
        "why 1",
        "show Kazakhstan",
        "show Kazakhstan trades-with Italy",
        "neighbours CSTO member-of",
        "who argues \"division of labour\"",
        "sources Kazakhstan",
        ":schema TRADES_WITH",
        ":queries",
    ];
    for line in lines {
        let (a, b) = (typed(&mut plain, line), typed(&mut painted, line));
        assert_eq!((&a.class, a.out), (&b.class, unpainted(&b.out)), "{line}");
    }
    assert!(typed(&mut painted, "path Kazakhstan Italy").out.contains('\u{1b}'), "nothing was painted");
}
