//! Reads cases from text: `-- name`, then sections. A section is a word with a colon at the margin, its
//! text beside it or indented below. Sections before the first case hold for all cases of the file.

use std::path::Path;

/// One case with what it begins with and what is to happen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Case {
    /// `file:line: name`, to be found again.
    pub(crate) place: String,
    /// The statement that makes the graph, or `article`.
    pub(crate) graph: String,
    /// Name and value of each parameter, as written.
    pub(crate) parameters: Vec<(String, String)>,
    /// The most rows, and the most values kept, where the case sets them.
    pub(crate) limits: Vec<(String, usize)>,
    /// The queries in their order.
    pub(crate) steps: Vec<Step>,
}

/// A query with what it must give.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) query: String,
    pub(crate) expected: Expected,
}

/// What a query must give.
#[derive(Clone, Debug)]
pub(crate) enum Expected {
    /// No error; the rows don't matter.
    Success,
    /// No rows.
    Nothing,
    /// The table's rows; true where their order counts.
    Rows(Vec<Vec<String>>, bool),
    /// Class, detail and a part of the message; `*` is any.
    Error(String, String, String),
}

/// Reads a file of cases.
pub(crate) fn read(path: &Path) -> Result<Vec<Case>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let file = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let lines: Vec<&str> = text.lines().collect();
    let (mut cases, mut shared, mut at) = (Vec::new(), Case::default(), 0);
    while at < lines.len() {
        let line = lines[at];
        let place = format!("{file}:{}", at + 1);
        at += 1;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("-- ") {
            cases.push(Case { place: format!("{place}: {name}"), ..shared.clone() });
            continue;
        }
        let below = lines[at..].iter().take_while(|line| line.starts_with(' ')).count();
        let body = &lines[at..at + below];
        at += below;
        section(cases.last_mut().unwrap_or(&mut shared), line, body).map_err(|error| format!("{place}: {error}"))?;
    }
    Ok(cases)
}

fn section(case: &mut Case, line: &str, body: &[&str]) -> Result<(), String> {
    let (word, beside) = line.split_once(':').ok_or_else(|| format!("found `{line}`, expected a section"))?;
    let beside = beside.trim();
    let text = std::iter::once(beside).chain(body.iter().copied()).collect::<Vec<_>>().join("\n").trim().to_owned();
    match word {
        "graph" => case.graph = text,
        "parameters" => case.parameters = body.iter().map(|line| entry(line)).collect::<Result<_, _>>()?,
        "limits" => case.limits = beside.split_whitespace().map(limit).collect::<Result<_, _>>()?,
        "query" => case.steps.push(Step { query: text, expected: Expected::Success }),
        "rows" if beside == "none" => expect(case, Expected::Nothing)?,
        "rows" => expect(case, Expected::Rows(body.iter().map(|line| cells(line)).collect(), beside == "ordered"))?,
        "error" => expect(case, error(beside)?)?,
        other => return Err(format!("there is no section `{other}`")),
    }
    Ok(())
}

fn expect(case: &mut Case, expected: Expected) -> Result<(), String> {
    case.steps.last_mut().ok_or("a query must come first")?.expected = expected;
    Ok(())
}

fn entry(line: &str) -> Result<(String, String), String> {
    let (name, value) = line.split_once('=').ok_or_else(|| format!("found `{line}`, expected `name = value`"))?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn limit(text: &str) -> Result<(String, usize), String> {
    let (name, value) = entry(text)?;
    Ok((name, value.parse().map_err(|_| format!("found `{value}`, expected a number"))?))
}

/// `Class Detail "part of the message"`
fn error(text: &str) -> Result<Expected, String> {
    let mut words = text.splitn(3, ' ').map(|word| word.trim_matches('"').to_owned());
    match (words.next(), words.next(), words.next()) {
        (Some(class), Some(detail), Some(part)) => Ok(Expected::Error(class, detail, part)),
        _ => Err(format!("found `{text}`, expected class, detail and part of the message")),
    }
}

/// The cells between the bars; a bar inside a text is written `\|`.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim().trim_start_matches('|').trim_end_matches('|').replace("\\|", "\u{1}");
    line.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
}
