//! The one road from a text to its answer: parse, bind, plan, run.

mod emptied;
mod looking;
mod procedures;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

pub use crate::bind::Signature;
pub use crate::exec::{Limits, Procedure, RowSource};
pub use crate::plan::Rewrites;

use crate::bind::{self, Bound};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::exec::{self, Context, Rows};
use crate::graph::lens::{Held, Seen, Through};
use crate::graph::{Graph, Store, View};
use crate::plan::{self, Program};
use crate::syntax::{self, ast};
use crate::value::temporal::Now;
use crate::value::{EdgeId, Map, NodeId, Value};

/// What a statement gave.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The names of the columns; none for a statement that only writes.
    pub columns: Vec<Arc<str>>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Value>>,
    /// For each row, the edges it was made from; nothing where [`Session::cite`] is off.
    pub lineage: Vec<Vec<EdgeId>>,
    /// For each row, the nodes whose properties it was made from; names don't count.
    pub cited: Vec<Vec<NodeId>>,
    /// What the graph was seen through, if anything.
    pub seen: Option<Arc<Seen>>,
    /// Where a time was asked for: how firmly each row holds then.
    pub held: Vec<Held>,
    /// What may not be as it was meant, and for an empty answer what emptied it.
    pub notes: Vec<Diagnostic>,
    /// The plan, where `EXPLAIN` or `PROFILE` asked for it.
    pub plan: Option<String>,
    /// How many changes were made to the graph.
    pub changes: usize,
}

/// What running a statement gave, before it is an answer.
struct Ran {
    rows: Rows,
    /// How many rows passed each clause.
    passed: Vec<u64>,
    changes: usize,
    seen: Option<Arc<Seen>>,
}

/// A graph with what a user has set while working on it.
pub struct Session {
    graph: Graph,
    parameters: Map,
    procedures: Vec<Procedure>,
    interrupt: Arc<AtomicBool>,
    lens: Vec<ast::LensClause>,
    /// The lens of the last statement, with how often the graph had changed by then.
    last_seen: Option<(usize, Arc<Seen>)>,
    /// How much a statement may take.
    pub limits: Limits,
    /// Whether answers say what their rows were made from. It costs a little time and space.
    pub cite: bool,
    /// Which rewrites plans go through.
    pub rewrites: Rewrites,
}

impl Session {
    /// A session on a graph.
    pub fn new(graph: Graph) -> Session {
        Session {
            graph,
            parameters: Map::new(),
            procedures: procedures::built_in(),
            interrupt: Arc::new(AtomicBool::new(false)),
            lens: Vec::new(),
            last_seen: None,
            limits: Limits::default(),
            cite: true,
            rewrites: Rewrites::ALL,
        }
    }

    /// The graph as it is now.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The graph, to be changed outside a statement.
    pub fn graph_mut(&mut self) -> &mut Graph {
        &mut self.graph
    }

    /// The parameters set for every statement.
    pub fn parameters(&self) -> &Map {
        &self.parameters
    }

    /// Sets a parameter for every statement to come.
    pub fn set_parameter(&mut self, name: &str, value: Value) {
        self.parameters.insert(name.into(), value);
    }

    /// Adds a procedure, or puts it in the place of its namesake.
    pub fn register(&mut self, procedure: Procedure) {
        self.procedures.retain(|known| known.signature().name != procedure.signature().name);
        self.procedures.push(procedure);
    }

    /// The procedures that can be called.
    pub fn procedures(&self) -> impl Iterator<Item = &Signature> {
        self.procedures.iter().map(Procedure::signature)
    }

    /// Set it to stop the statement that is running.
    pub fn interrupt(&self) -> Arc<AtomicBool> {
        self.interrupt.clone()
    }

    /// Runs one statement with the session's parameters.
    ///
    /// # Errors
    /// The first error of any stage; the graph is then as it was before.
    pub fn run(&mut self, text: &str) -> Outcome<Answer> {
        let parameters = self.parameters.clone();
        self.run_with(text, &parameters)
    }

    /// Runs one statement with these parameters.
    ///
    /// # Errors
    /// The first error of any stage; the graph is then as it was before.
    pub fn run_with(&mut self, text: &str, parameters: &Map) -> Outcome<Answer> {
        let statement = syntax::parse(text)?;
        let seen = self.seen(&statement.lens, parameters)?;
        let Bound { statement: bound, warnings } = self.bind(&statement, parameters)?;
        let program = self.plan(&bound, seen.as_deref());
        if statement.mode == ast::Mode::Explain {
            let plan = Some(plan::print(&program, self.graph.symbols()));
            return Ok(Answer { notes: warnings, plan, ..Answer::default() });
        }
        let before = self.graph.changes();
        match self.execute(&program, parameters, seen.as_deref()) {
            Ok((rows, passed)) => {
                let changes = self.graph.changes() - before;
                let ran = Ran { rows, passed, changes, seen };
                let mut answer = self.answer(&statement, program, ran, warnings);
                self.hint_at_arrow(&statement, parameters, &mut answer);
                self.explain_lens(&statement, parameters, &mut answer);
                Ok(answer)
            }
            Err(fault) => {
                self.graph.rollback(before);
                Err(fault)
            }
        }
    }

    fn bind(&mut self, statement: &ast::Statement, parameters: &Map) -> Outcome<Bound> {
        let signatures: Vec<Signature> = self.procedures.iter().map(|known| known.signature().clone()).collect();
        let schema = self.graph.schema().cloned();
        let surroundings = bind::Surroundings { graph: &mut self.graph, schema, parameters, procedures: &signatures };
        bind::bind(statement, surroundings)
    }

    fn execute(&mut self, program: &Program, parameters: &Map, seen: Option<&Seen>) -> Outcome<(Rows, Vec<u64>)> {
        self.interrupt.store(false, Ordering::Relaxed);
        let mut through;
        let graph: &mut dyn Store = match seen {
            Some(seen) => {
                through = Through::new(&mut self.graph, seen);
                &mut through
            }
            None => &mut self.graph,
        };
        let mut context = Context {
            graph,
            program,
            parameters,
            procedures: &self.procedures,
            now: now(),
            interrupt: &self.interrupt,
            limits: self.limits,
            lineage: Vec::new(),
            witnesses: Vec::new(),
            cite: self.cite || seen.is_some(),
            passed: vec![0; program.clauses.len()],
            kept: 0,
            ticks: 0,
        };
        let rows = exec::run(&mut context)?;
        Ok((rows, context.passed))
    }

    fn answer(&self, statement: &ast::Statement, program: Program, ran: Ran, mut notes: Vec<Diagnostic>) -> Answer {
        let Ran { rows, passed, changes, seen } = ran;
        if rows.rows.is_empty() && changes == 0 && !program.columns.is_empty() {
            notes.extend(emptied::explain(statement, &program, &passed, &self.graph, &notes));
        }
        let profile = statement.mode == ast::Mode::Profile;
        let plan = profile.then(|| plan::print(&program, self.graph.symbols()));
        let held = seen.as_ref().map(|seen| looking::held(seen, &rows.rows, &rows.lineage)).unwrap_or_default();
        let (lineage, cited) = rows.lineage.into_iter().map(|row| (row.edges, row.nodes)).unzip();
        Answer { columns: program.columns, rows: rows.rows, lineage, cited, seen, held, notes, plan, changes }
    }

    /// Where the emptied clause would have had a match with one arrow turned round, says so. Looks only
    /// where there is no likelier reason.
    fn hint_at_arrow(&mut self, statement: &ast::Statement, parameters: &Map, answer: &mut Answer) {
        let [note] = answer.notes.as_mut_slice() else { return };
        let Some(span) = note.span.filter(|_| note.detail == "Emptied" && note.hints.is_empty()) else { return };
        for (place, other) in emptied::turned(statement, span) {
            if self.has_rows(&other, parameters) {
                note.related = Some((place, "this arrow".to_string()));
                note.hints.push("with the arrow turned round there would be a match".to_string());
                return;
            }
        }
    }

    /// Whether the clauses of a statement that only matches give a row.
    fn has_rows(&mut self, matching: &ast::Statement, parameters: &Map) -> bool {
        let Ok(any) = syntax::parse("RETURN 1 AS found LIMIT 1") else { return false };
        let mut asked = matching.clone();
        let returns = any.query.parts.into_iter().flat_map(|part| part.clauses);
        asked.query.parts.iter_mut().take(1).for_each(|part| part.clauses.extend(returns.clone()));
        let Ok(Bound { statement, .. }) = self.bind(&asked, parameters) else { return false };
        let Ok(seen) = self.seen(&asked.lens, parameters) else { return false };
        let program = self.plan(&statement, seen.as_deref());
        self.execute(&program, parameters, seen.as_deref()).is_ok_and(|(rows, _)| !rows.rows.is_empty())
    }
}

/// The clock is read here and nowhere below.
fn now() -> Now {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Now {
        epoch_seconds: i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        nanos: i32::try_from(since.subsec_nanos()).unwrap_or(0),
    }
}
