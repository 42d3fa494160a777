//! `disputes` and `schools`: what is held against what, and by whom.

use super::ask::{Ask, Question, Told, literal};
use super::trouble::Trouble;
use super::words::{Word, joined};
use crate::graph::View;
use crate::session::Answer;
use crate::show;
use crate::value::Value;

/// What is asked of a side: who holds it, in which school, in which work.
const ABOUT_SIDES: &str = "\
    [(h)-[:ARGUES]->(a) | h.name] AS one_held_by, [(a)-[:IN_SCHOOL]->(s) | s.name] AS one_school, \
    [(a)-[:STATED_IN]->(w) | w.id] AS one_work, \
    [(h)-[:ARGUES]->(b) | h.name] AS other_held_by, [(b)-[:IN_SCHOOL]->(s) | s.name] AS other_school, \
    [(b)-[:STATED_IN]->(w) | w.id] AS other_work";

/// `disputes [about NAME]`
pub(crate) fn disputes(ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let about = words.first().filter(|word| !word.quoted && word.text.eq_ignore_ascii_case("about"));
    let words = &words[usize::from(about.is_some())..];
    let disagree =
        format!("RETURN a AS one, {ABOUT_SIDES}, b AS other, r.basis AS basis, r.reason AS reason, r AS relation");
    let disputed =
        format!("RETURN a AS one, {ABOUT_SIDES}, b AS other, 'disputed' AS basis, r.note AS reason, r AS relation");
    let cypher = if words.is_empty() && about.is_none() {
        format!(
            "MATCH (a)-[r:DISAGREES_WITH]->(b)\n{disagree}\nUNION ALL\n\
             MATCH (a)-[r {{status: 'disputed'}}]->(b)\nWHERE type(r) <> 'DISAGREES_WITH'\n{disputed}"
        )
    } else {
        let node = ask.node("x", ask.name(words, "disputes about")?);
        format!(
            "MATCH {node}\nMATCH (a)-[r:DISAGREES_WITH]->(b)\nWHERE x = a OR x = b\n   \
             OR EXISTS {{ (x)-[:ARGUES|ABOUT|IN_SCHOOL]-(a) }}\n   \
             OR EXISTS {{ (x)-[:ARGUES|ABOUT|IN_SCHOOL]-(b) }}\n{disagree}\nUNION ALL\n\
             MATCH {node}\nMATCH (a)-[r {{status: 'disputed'}}]->(b)\n\
             WHERE type(r) <> 'DISAGREES_WITH' AND (x = a OR x = b)\n{disputed}"
        )
    };
    Ok(Question { cypher, told: Told::Disputes })
}

/// `schools [WORDS]`: without words, the questions on which several schools hold something.
pub(crate) fn schools(_ask: &Ask<'_>, words: &[Word]) -> Result<Question, Trouble> {
    let text = joined(words).to_lowercase();
    let tests: Vec<String> = text
        .split_whitespace()
        .map(|word| format!("toLower(c.question + ' ' + coalesce(c.text, c.name)) CONTAINS {}", literal(word)))
        .collect();
    // Without words, only questions on which another school holds something too.
    let condition = if tests.is_empty() {
        "EXISTS { (other:Claim)-[:IN_SCHOOL]->(second) WHERE other.question = c.question AND second <> school }".into()
    } else {
        tests.join(" AND ")
    };
    let cypher = format!(
        "MATCH (c:Claim)-[:IN_SCHOOL]->(school:School)\n\
         WHERE {condition}\n\
         RETURN c.question AS question, school.name AS school, coalesce(c.text, c.name) AS holds, \
         [(who)-[:ARGUES]->(c) | who.name] AS held_by, [(c)-[:STATED_IN]->(work) | work.id] AS work\n\
         ORDER BY question, school, holds"
    );
    Ok(Question { cypher, told: Told::Schools })
}

/// An answer of `schools` in three columns: each claim with who holds it, by question and school.
pub(crate) fn by_question(view: &dyn View, answer: &Answer) -> Answer {
    let mut last = (String::new(), String::new());
    let rows = answer.rows.iter().map(|row| {
        let [question, school, holds, by, work] = row.as_slice() else { return row.clone() };
        // A question and a school are told once, above what belongs to them.
        let texts = (show::cell_text(view, question), show::cell_text(view, school));
        let same_question = last.0 == texts.0;
        let shown = |same: bool, value: &Value| if same { Value::Null } else { value.clone() };
        let cells = [
            shown(same_question, question),
            shown(same_question && last.1 == texts.1, school),
            Value::string(side(view, holds, by, &Value::Null, work)),
        ];
        last = texts;
        cells.to_vec()
    });
    let columns = ["question", "school", "holds"].map(Into::into).to_vec();
    Answer { columns, rows: rows.collect(), plan: None, notes: Vec::new(), ..answer.clone() }
}

/// An answer of `disputes` in three columns: one side, the other, and who says that they differ.
pub(crate) fn sides(view: &dyn View, answer: &Answer) -> Answer {
    let rows = answer.rows.iter().map(|row| {
        let [one, one_by, one_school, one_work, other_by, other_school, other_work, other, basis, reason, ..] =
            row.as_slice()
        else {
            return row.clone();
        };
        let why = match basis.as_str() {
            Some("text") => "the text says so".to_string(),
            Some("reading") => "our reading".to_string(),
            Some(word) => word.to_string(),
            None => String::new(),
        };
        let reason = show::cell_text(view, reason);
        let why = if reason.is_empty() { why } else { format!("{why}: {reason}") };
        let sides =
            [side(view, one, one_by, one_school, one_work), side(view, other, other_by, other_school, other_work)];
        sides.into_iter().chain([why]).map(|text| Value::string(&text)).collect()
    });
    let columns = ["one side", "other side", "who says they differ"].map(Into::into).to_vec();
    Answer { columns, rows: rows.collect(), plan: None, notes: Vec::new(), ..answer.clone() }
}

/// "Zhao Huasheng (Chinese line; Eder 2013): the claim"; what is no claim by its name alone.
fn side(view: &dyn View, what: &Value, by: &Value, school: &Value, work: &Value) -> String {
    let texts = |list: &Value| -> Vec<String> {
        list.as_list().unwrap_or(&[]).iter().filter_map(Value::as_str).map(str::to_string).collect()
    };
    let works = texts(work).iter().map(|work| show::short_citation(view, work)).collect::<Vec<String>>().join(", ");
    let aside: Vec<String> = [texts(school).join(", "), works].into_iter().filter(|text| !text.is_empty()).collect();
    let holders = texts(by).join(", ");
    let aside = if aside.is_empty() { String::new() } else { format!(" ({})", aside.join("; ")) };
    match what {
        Value::Node(node) if !holders.is_empty() => {
            let text =
                view.node_text(*node, "text").map_or_else(|| show::name_of(view, *node), |text| text.to_string());
            format!("{holders}{aside}: {text}")
        }
        Value::String(text) if !holders.is_empty() => format!("{holders}{aside}: {text}"),
        other => format!("{}{aside}", show::cell_text(view, other)),
    }
}
