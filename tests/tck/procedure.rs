//! `there exists a procedure name(in :: TYPE?) :: (out :: TYPE?):`, with a table of what it gives.

use actant::session::{Procedure, Session, Signature};
use actant::value::Value;

use super::expected::{Shown, parse};
use super::gherkin::Table;

/// A name with its type, as written.
type Field = (String, String);

/// Makes a procedure known to the session.
pub(crate) fn register(session: &mut Session, signature: &str, table: &Table) -> Result<(), String> {
    let wrong = || format!("can't read the procedure `{signature}`");
    let (head, columns) = signature.trim_end_matches([':', ' ']).split_once(") :: (").ok_or_else(wrong)?;
    let (name, arguments) = head.split_once('(').ok_or_else(wrong)?;
    let arguments = fields(arguments).ok_or_else(wrong)?;
    let columns = fields(columns.strip_suffix(')').ok_or_else(wrong)?).ok_or_else(wrong)?;
    let rows = rows(&arguments, &columns, table)?;
    session.register(Procedure::table(Signature { name: name.to_owned(), arguments, columns }, rows));
    Ok(())
}

/// `a :: INTEGER?, b :: STRING?`
fn fields(text: &str) -> Option<Vec<Field>> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| part.split_once(" :: ").map(|(name, kind)| (name.to_owned(), kind.to_owned()))).collect()
}

/// The table's rows, with arguments first and then columns, in the order of the signature.
fn rows(arguments: &[Field], columns: &[Field], table: &Table) -> Result<Vec<Vec<Value>>, String> {
    let Some((names, body)) = table.split_first() else {
        return Ok(Vec::new());
    };
    let place = |(name, _): &Field| {
        names.iter().position(|other| other == name).ok_or_else(|| format!("the procedure's table has no `{name}`"))
    };
    let places = arguments.iter().chain(columns).map(place).collect::<Result<Vec<_>, _>>()?;
    let row = |cells: &Vec<String>| places.iter().map(|at| parse(&cells[*at]).and_then(Shown::into_value)).collect();
    body.iter().map(row).collect()
}
