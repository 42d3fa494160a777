//! What is asked of a check.

use std::collections::BTreeMap;

use super::rule::{Rule, rules};
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};

/// What is asked of a check.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Codes of the only rules to be looked at, or their first letters; where there are none, all but those
    /// that must be asked for.
    pub only: Vec<String>,
    /// Codes of rules to be passed over, or their first letters.
    pub except: Vec<String>,
    /// Whether rules that must be asked for are.
    pub all: bool,
    /// The texts of works, by their ids.
    pub texts: BTreeMap<String, String>,
    /// The language in which names are to be there.
    pub language: Option<String>,
}

impl Asked {
    /// Whether a rule is to be looked at.
    pub(super) fn takes(&self, rule: &Rule) -> bool {
        let named = |codes: &[String]| codes.iter().any(|code| rule.code.starts_with(code.as_str()));
        let wanted = if self.only.is_empty() { self.all || !rule.asked } else { named(&self.only) };
        wanted && !named(&self.except)
    }

    /// Whether every code that is named is that of a rule, or begins one.
    pub(super) fn expect_known(&self) -> Outcome<()> {
        match self.only.iter().chain(&self.except).find(|code| !begins_a_code(code)) {
            None => Ok(()),
            Some(code) => Err(unknown_code(code)),
        }
    }
}

fn begins_a_code(code: &str) -> bool {
    !code.is_empty() && rules().iter().any(|rule| rule.code.starts_with(code))
}

/// An error about a code that no rule has.
pub(super) fn unknown_code(code: &str) -> Box<Diagnostic> {
    let near = nearest(code, rules().iter().map(|rule| rule.code.as_str()));
    let error = Diagnostic::plain(Class::NotFound, format!("no rule has the code `{code}`"));
    let all = "`actant check --explain all` lists the rules".to_owned();
    Box::new(error.hint(near.map_or(all, |near| format!("did you mean `{near}`?"))))
}
