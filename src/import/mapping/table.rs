//! Translations of values, given in a mapping or by two columns of a file.

use std::borrow::Cow;
use std::path::Path;

use csv::ByteRecord;
use rustc_hash::FxHashMap;

use super::super::csv::unreadable;
use super::rules::{Others, TableRule};
use super::sheet::{Form, open, text, within};
use crate::diagnostic::{nearest, quoted_list};

/// How many of a table's values a message names.
const NAMED: usize = 6;

/// A table that is ready to be asked.
#[derive(Debug)]
pub(super) struct Table {
    entries: FxHashMap<String, String>,
    others: Others,
    /// Its first values, for messages.
    first: Vec<String>,
}

impl Table {
    /// Reads a table. O(its file).
    ///
    /// # Errors
    /// A sentence, and the text of the rule it is about.
    pub(super) fn read(rule: &TableRule, folder: &Path) -> Result<Table, (String, String)> {
        let mut entries: FxHashMap<String, String> =
            rule.entries.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        let mut first: Vec<String> = rule.entries.keys().take(NAMED + 1).cloned().collect();
        if let (Some(file), Some(key), Some(value)) = (&rule.file, &rule.key, &rule.value) {
            for (key, value) in columns(folder, file, [key, value])? {
                if first.len() <= NAMED {
                    first.push(key.clone());
                }
                entries.entry(key).or_insert(value);
            }
        }
        Ok(Table { entries, others: rule.others, first })
    }

    /// What a value becomes; empty where it is no value.
    ///
    /// # Errors
    /// A sentence: the table doesn't have it, and refuses others. It names the nearest where that is wanted.
    pub(super) fn translate<'v>(&'v self, value: &'v str, near: bool) -> Result<Cow<'v, str>, String> {
        match (self.entries.get(value), self.others) {
            (Some(other), _) => Ok(Cow::Borrowed(other)),
            (None, Others::Keep) => Ok(Cow::Borrowed(value)),
            (None, Others::Drop) => Ok(Cow::Borrowed("")),
            (None, Others::Refuse) if value.is_empty() => Ok(Cow::Borrowed("")),
            (None, Others::Refuse) => Err(self.refused(value, near)),
        }
    }

    fn refused(&self, value: &str, near: bool) -> String {
        let named: Vec<&str> = self.first.iter().take(NAMED).map(String::as_str).collect();
        let expected = match self.first.len() {
            0 => "nothing: the table is empty".to_owned(),
            count if count <= NAMED => quoted_list(&named),
            _ => format!("one of {} values such as {}", self.entries.len(), quoted_list(&named)),
        };
        let near = nearest(value, self.entries.keys().filter(|_| near).map(String::as_str));
        let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        format!("found `{value}`, expected {expected}{near}")
    }
}

/// Two columns of a file, row by row; rows without the first are passed over.
fn columns(folder: &Path, file: &str, names: [&String; 2]) -> Result<Vec<(String, String)>, (String, String)> {
    let wrong = |message: String| (message, file.to_owned());
    let path = within(folder, file).map_err(wrong)?;
    let mut sheet = open(&path, &Form::default()).map_err(|error| wrong(error.message))?;
    let mut at = [0; 2];
    for (at, name) in at.iter_mut().zip(names) {
        *at = position(&sheet.columns, name).map_err(|message| (format!("{file}: {message}"), name.clone()))?;
    }
    let mut pairs = Vec::new();
    let mut record = ByteRecord::new();
    while sheet.reader.read_byte_record(&mut record).map_err(|error| wrong(unreadable(&path, &error).message))? {
        let cell = |at: usize| text(record.get(at).unwrap_or_default()).map(str::to_owned).map_err(wrong);
        let (key, value) = (cell(at[0])?, cell(at[1])?);
        if !key.is_empty() {
            pairs.push((key, value));
        }
    }
    Ok(pairs)
}

/// The number of a column.
///
/// # Errors
/// A sentence: there is none of that name, or more than one.
pub(super) fn position(columns: &[String], name: &str) -> Result<usize, String> {
    let mut found = columns.iter().enumerate().filter(|(_, column)| *column == name).map(|(at, _)| at);
    match (found.next(), found.next()) {
        (Some(at), None) => Ok(at),
        (Some(_), Some(_)) => Err(format!("found the column `{name}` more than once, expected each once")),
        (None, _) => {
            let near = nearest(name, columns.iter().map(String::as_str));
            let near = near.map(|near| format!("did you mean `{near}`?"));
            let first: Vec<&str> = columns.iter().take(NAMED).map(String::as_str).collect();
            let more = if columns.len() > NAMED { ", …" } else { "" };
            let hint = near.unwrap_or_else(|| format!("the columns are {}{more}", quoted_list(&first)));
            Err(format!("found no column `{name}`; {hint}"))
        }
    }
}
