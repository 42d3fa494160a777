//! Lenses as text.

use crate::syntax::ast::{LensClause, LensWord};

/// The clauses of a lens on one line, every text in quotes.
pub fn clauses(lens: &[LensClause]) -> String {
    lens.iter().map(clause).collect::<Vec<String>>().join(" ")
}

fn clause(clause: &LensClause) -> String {
    match clause {
        LensClause::AsOf { certainly, date } => {
            format!("AS OF {}{}", if *certainly { "CERTAINLY " } else { "" }, word(date))
        }
        LensClause::During(date) => format!("DURING {}", word(date)),
        LensClause::Accept(names) => format!("ACCEPT {}", super::listed(names, word)),
        LensClause::Without(names) => format!("WITHOUT {}", super::listed(names, word)),
    }
}

fn word(word: &LensWord) -> String {
    if word.is_parameter {
        return format!("${}", super::schema_name(&word.text));
    }
    format!("'{}'", word.text.replace('\\', "\\\\").replace('\'', "\\'"))
}
