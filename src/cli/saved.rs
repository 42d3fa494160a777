//! Saved queries: openCypher with a header in comments.
//!
//! ```text
//! // title: Largest import partners
//! // audience: student
//! // param year = 2023 (the year of the figures)
//! // hint: shares are as printed; see `status`
//! MATCH ...
//! ```

use std::collections::BTreeSet;

use crate::diagnostic::{Class, Diagnostic, Outcome, did_you_mean, quoted_list};
use crate::syntax::{TokenKind, tokenize};

/// A query kept under a name.
#[derive(Clone, Debug, Default)]
pub struct SavedQuery {
    /// The name it is run by: the file's, without its ending.
    pub name: String,
    /// What it answers, in one line.
    pub title: String,
    /// Whom it is for.
    pub audience: String,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// How to read its answer.
    pub hint: String,
    /// The whole text, header included.
    pub text: String,
}

/// A parameter of a saved query.
#[derive(Clone, Debug, Default)]
pub struct Parameter {
    /// Its name, without `$`.
    pub name: String,
    /// The value it has unless another is given, as Cypher writes it.
    pub default: String,
    /// What it is for; may be empty.
    pub about: String,
}

impl SavedQuery {
    /// Reads a query and its header. Nothing in a header is wrong; what is not known is passed over.
    pub fn read(name: &str, text: &str) -> SavedQuery {
        let mut query = SavedQuery { name: name.into(), text: text.into(), ..SavedQuery::default() };
        for line in text.lines().map_while(|line| line.trim().strip_prefix("//")) {
            query.take(line.trim());
        }
        query
    }

    /// Expects that the query has a parameter of this name: declared in its header, or used in its text.
    ///
    /// # Errors
    /// Where it has none; with the nearest.
    pub fn expect_parameter(&self, name: &str) -> Outcome<()> {
        let mut known = parameters_in(&self.text);
        known.extend(self.parameters.iter().map(|parameter| parameter.name.clone()));
        expect_parameter(&format!("`{}`", self.name), &known, name)
    }

    fn take(&mut self, line: &str) {
        let fields: [(&str, &mut String); 3] =
            [("title:", &mut self.title), ("audience:", &mut self.audience), ("hint:", &mut self.hint)];
        for (key, field) in fields {
            if let Some(rest) = line.strip_prefix(key) {
                *field = [field.as_str(), rest.trim()].join(" ").trim().to_string();
                return;
            }
        }
        let parameter = ["params:", "param:", "param "].iter().find_map(|key| line.strip_prefix(key));
        if let Some(parameter) = parameter.and_then(read_parameter) {
            self.parameters.push(parameter);
        }
    }
}

/// `year = 2023 (the year of the figures)`
fn read_parameter(text: &str) -> Option<Parameter> {
    let (name, rest) = text.split_once('=')?;
    let (default, about) = match rest.rsplit_once(" (") {
        Some((default, about)) => (default, about.trim_end_matches(')')),
        None => (rest, ""),
    };
    let name = name.trim().trim_start_matches('$');
    Some(Parameter { name: name.into(), default: default.trim().into(), about: about.trim().into() })
}

/// The names of the parameters that a text uses, without `$`.
pub fn parameters_in(text: &str) -> BTreeSet<String> {
    let name = |kind: TokenKind| if let TokenKind::Parameter(name) = kind { Some(name.to_string()) } else { None };
    tokenize(text).into_iter().filter_map(|token| name(token.kind)).collect()
}

/// Expects a parameter to be among those that are known: one that nothing uses is misspelt, and the answer would be that
/// to another question.
///
/// # Errors
/// Where it is not; with the nearest.
pub fn expect_parameter(query: &str, known: &BTreeSet<String>, name: &str) -> Outcome<()> {
    if known.contains(name) {
        return Ok(());
    }
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let all = match names.len() {
        0 => format!("{query} has no parameters at all"),
        1 => format!("its parameter is {}", quoted_list(&names)),
        _ => format!("its parameters are {}", quoted_list(&names).replace(" or ", " and ")),
    };
    let hint = did_you_mean(name, names.iter().copied()).unwrap_or(all);
    Err(Box::new(Diagnostic::plain(Class::UsageError, format!("{query} has no parameter `{name}`")).hint(hint)))
}

/// The query of this name.
///
/// # Errors
/// Where there is none; with the nearest names, or those that begin so.
pub fn find<'a>(queries: &'a [SavedQuery], name: &str) -> Outcome<&'a SavedQuery> {
    let wanted = name.trim_end_matches(".cypher");
    let same = |query: &&SavedQuery| query.name.eq_ignore_ascii_case(&wanted.replace('_', "-"));
    queries.iter().find(same).ok_or_else(|| {
        let near = did_you_mean(wanted, queries.iter().map(|query| query.name.as_str()));
        let error = Diagnostic::plain(Class::NotFound, format!("there is no saved query `{name}`"));
        Box::new(error.hint_if(near).hint("`:queries` lists them all"))
    })
}
