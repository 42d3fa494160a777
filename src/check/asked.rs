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
        let named = |codes: &[String]| codes.iter().any(|code| begins(&rule.code, code));
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
    !code.is_empty() && rules().iter().any(|rule| begins(&rule.code, code))
}

/// Whether a code begins with what was typed, in capitals or not.
fn begins(code: &str, typed: &str) -> bool {
    code.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// An error about a code that no rule has. What is called by its name is told its code.
pub(super) fn unknown_code(code: &str) -> Box<Diagnostic> {
    let error = Diagnostic::plain(Class::NotFound, format!("no rule has the code `{code}`"));
    let names = || rules().iter().map(|rule| rule.name.as_str());
    let near = nearest(code, rules().iter().map(|rule| rule.code.as_str()));
    let named = || {
        let name = nearest(code, names())?;
        let rule = rules().iter().find(|rule| rule.name == name)?;
        Some(format!("did you mean `{}`, {name}?", rule.code))
    };
    let mean = near.map(|near| format!("did you mean `{near}`?")).or_else(named);
    Box::new(error.hint_if(mean).hint("`actant check --explain all` lists the rules"))
}
