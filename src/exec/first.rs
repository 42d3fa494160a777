//! The rest of a pattern, as far as its first match.

use rustc_hash::FxHashSet;

use super::operate::run;
use super::{Context, Flow, Row, Sink};
use crate::bind::Slot;
use crate::diagnostic::Outcome;
use crate::plan::Plan;
use crate::value::Key;

/// For each new value of a slot the first row that the rest of the pattern gives: whoever only asks which
/// values there are need not see the others.
pub(super) fn first(
    input: &Plan,
    slot: Slot,
    rest: &Plan,
    context: &mut Context<'_>,
    row: &mut Row,
    sink: Sink<'_>,
) -> Outcome<Flow> {
    let mut found: FxHashSet<Key> = FxHashSet::default();
    run(input, context, row, &mut |context, row| {
        let value = Key(row[slot].clone());
        if found.contains(&value) {
            return Ok(Flow::Continue(()));
        }
        let (mut any, mut flow) = (false, Flow::Continue(()));
        let _ = run(rest, context, row, &mut |context, row| {
            any = true;
            flow = sink(context, row)?;
            Ok(Flow::Break(()))
        })?;
        if any {
            context.keep(1)?;
            found.insert(value);
        }
        Ok(flow)
    })
}
