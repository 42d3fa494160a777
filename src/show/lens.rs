//! What an answer says of the lens it was seen through.

use crate::diagnostic::counted;
use crate::graph::lens::{Held, Question};
use crate::session::Answer;

/// The column that says how firmly rows hold.
pub(crate) const HELD: &str = "held";

/// The lens of an answer and what it did, on one line; none where there was no lens.
///
/// "seen AS OF '2013', which hides 41 of 3616 relations; 8 rows certainly, 1 possibly"
pub fn lens_line(answer: &Answer) -> Option<String> {
    let seen = answer.seen.as_ref()?;
    let hidden = seen.edge_counts.1;
    let all = seen.edge_counts.0 + hidden;
    let mut line = format!("seen {}, which hides {hidden} of {}", seen.lens.text, counted(all, "relation"));
    let Some(time) = seen.lens.time else { return Some(line) };
    let counts = [Held::Certainly, Held::Possibly, Held::Undated].map(|held| (held, count(answer, held)));
    let told: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(held, count)| format!("{count} {} {}", if *count == 1 { "row" } else { "rows" }, held.word()))
        .collect();
    if !told.is_empty() {
        line.push_str(&format!("; {}", told.join(", ")));
    }
    let kept = time.question == Question::AsOf && !time.certainly;
    line.push_str(if kept { "; what carries no date is kept" } else { "; relations without a date are dropped" });
    Some(line)
}

fn count(answer: &Answer, held: Held) -> usize {
    answer.held.iter().filter(|found| **found == held).count()
}

/// What a row says of the lens in forms that programs read: how firmly it holds, and the lens.
pub(crate) fn fields(answer: &Answer, row: usize) -> impl Iterator<Item = (&'static str, String)> {
    let held = answer.held.get(row).map(|held| (HELD, held.word().to_string()));
    let lens = answer.seen.as_ref().map(|seen| ("lens", seen.lens.text.clone()));
    held.into_iter().chain(lens)
}

/// The names of those fields.
pub(crate) fn field_names(answer: &Answer) -> impl Iterator<Item = &str> {
    let seen = answer.seen.as_ref();
    let held = seen.filter(|seen| seen.lens.time.is_some()).map(|_| HELD);
    held.into_iter().chain(seen.map(|_| "lens"))
}
