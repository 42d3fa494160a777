//! The one road from a text to its answer: parse, bind, plan, run.

mod algorithms;
mod elsewhere;
mod emptied;
mod held;
mod looking;
mod procedures;
mod stopped;
mod watch;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

pub use crate::bind::Signature;
pub use crate::exec::{Limits, Procedure, RowSource};
pub use crate::plan::Rewrites;
pub use elsewhere::{Asked, Elsewhere};
pub use held::Held;

use crate::bind::{self, Bound};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::exec::{self, Context, Counted, Profile, Rows, Scratch};
use crate::graph::frozen::Frozen;
use crate::graph::lens::{Held as Holds, Seen, Through};
use crate::graph::{Evidence, Graph, Store, View};
use crate::plan::{self, Program};
use crate::syntax::{self, ast};
use crate::value::temporal::Now;
use crate::value::{EdgeId, Map, NodeId, Value};
use watch::Watch;

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
    pub held: Vec<Holds>,
    /// What may not be as it was meant, and for an empty answer what emptied it.
    pub notes: Vec<Diagnostic>,
    /// The plan, where `EXPLAIN` or `PROFILE` asked for it.
    pub plan: Option<String>,
    /// How many changes were made to the graph.
    pub changes: usize,
}

/// A statement that can be run again and again.
#[derive(Clone, Debug)]
pub struct Prepared {
    text: Arc<str>,
    statement: ast::Statement,
    program: Program,
    warnings: Vec<Diagnostic>,
    /// What the graph is seen through, if anything.
    seen: Option<Arc<Seen>>,
    /// Whether the graph was frozen: what a plan takes for granted of its arrays holds for them alone.
    frozen: bool,
}

/// A graph with what a user has set while working on it.
pub struct Session {
    graph: Graph,
    elsewhere: Option<Box<dyn Elsewhere>>,
    parameters: Map,
    procedures: Vec<Procedure>,
    interrupt: Arc<AtomicBool>,
    watch: Watch,
    held: Vec<Held>,
    undone: Vec<held::Undone>,
    settled: Option<String>,
    revision: u64,
    evidence: Option<Evidence>,
    /// Whether a statement that changes the graph is refused, since nobody would save it.
    pub read_only: bool,
    lens: Vec<ast::LensClause>,
    /// The lens of the last statement, with how often the graph had changed by then.
    last_seen: Option<(usize, Arc<Seen>)>,
    /// How much a statement may take.
    pub limits: Limits,
    /// Whether answers say what their rows were made from. It costs a little time and space, and counts must
    /// be walked for it.
    pub cite: bool,
    /// Which rewrites plans go through.
    pub rewrites: Rewrites,
    scratch: Scratch,
}

impl Session {
    /// A session on a graph.
    pub fn new(graph: Graph) -> Session {
        let interrupt = Arc::new(AtomicBool::new(false));
        Session {
            graph,
            elsewhere: None,
            parameters: Map::new(),
            procedures: procedures::built_in(),
            watch: Watch::new(interrupt.clone()),
            interrupt,
            held: Vec::new(),
            undone: Vec::new(),
            settled: None,
            revision: 0,
            evidence: None,
            read_only: false,
            lens: Vec::new(),
            last_seen: None,
            limits: Limits::default(),
            cite: true,
            rewrites: Rewrites::ALL,
            scratch: Scratch::default(),
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
        if self.elsewhere.is_some() {
            match self.lens_of(text) {
                None => return self.ask_elsewhere(text, parameters),
                // A lens judges the whole graph: it is brought, and looked at here.
                Some(span) => self.bring(None).map_err(|fault| Box::new(fault.at(span)))?,
            }
        }
        let prepared = self.prepare(text, parameters)?;
        self.run_prepared(&prepared, parameters)
    }

    /// Parses, binds and plans a statement, to be run as often as is wanted while the graph stays as it is.
    ///
    /// # Errors
    /// Those of parsing and binding; a parameter the text names must be among these.
    pub fn prepare(&mut self, text: &str, parameters: &Map) -> Outcome<Prepared> {
        let statement = syntax::parse(text)?;
        self.prepared(text.into(), statement, parameters)
    }

    fn prepared(&mut self, text: Arc<str>, statement: ast::Statement, parameters: &Map) -> Outcome<Prepared> {
        let seen = self.seen(&statement.lens, parameters)?;
        let Bound { statement: bound, warnings } = self.bind(&statement, parameters)?;
        let program = self.plan(&bound, seen.as_deref());
        Ok(Prepared { text, statement, program, warnings, seen, frozen: self.graph.frozen().is_some() })
    }

    /// Runs a prepared statement with these parameters.
    ///
    /// # Errors
    /// Those of running; the graph is then as it was before.
    pub fn run_prepared(&mut self, prepared: &Prepared, parameters: &Map) -> Outcome<Answer> {
        let again;
        let prepared = if prepared.frozen == self.graph.frozen().is_some() {
            prepared
        } else {
            again = self.prepared(prepared.text.clone(), prepared.statement.clone(), parameters)?;
            &again
        };
        let Prepared { text, statement, program, warnings, seen, .. } = prepared;
        let warnings = warnings.clone();
        if statement.mode == ast::Mode::Explain {
            let plan = Some(plan::print(program, self.graph.symbols()));
            return Ok(Answer { notes: warnings, plan, ..Answer::default() });
        }
        let before = self.graph.changes();
        let profiled = statement.mode == ast::Mode::Profile;
        let done = self.execute(program, parameters, seen.as_deref(), profiled);
        // A part of a snapshot that was damaged reads as empty: what was answered from it is no answer.
        let sound = self.graph.frozen().map_or(Ok(()), Frozen::sound);
        match sound.and(done) {
            Ok(_) if self.read_only && self.graph.changes() > before => {
                let changes = self.graph.changes() - before;
                self.graph.rollback(before);
                Err(held::read_only(changes))
            }
            Ok(done) => {
                let changes = self.graph.changes() - before;
                self.hold(text, before)?;
                let mut answer = self.answer(prepared, done, warnings, changes);
                self.hint_at_arrow(statement, parameters, &mut answer);
                self.explain_lens(statement, parameters, &mut answer);
                Ok(answer)
            }
            Err(fault) => {
                self.graph.rollback(before);
                Err(fault)
            }
        }
    }

    /// The rewrites that apply: an answer that is counted without walking cites nothing.
    fn rewrites(&self) -> Rewrites {
        let count_without_walking = self.rewrites.count_without_walking && !self.cite;
        let first_matches = self.rewrites.first_matches && !self.cite;
        Rewrites { count_without_walking, first_matches, ..self.rewrites }
    }

    fn bind(&mut self, statement: &ast::Statement, parameters: &Map) -> Outcome<Bound> {
        let signatures: Vec<Signature> = self.procedures.iter().map(|known| known.signature().clone()).collect();
        let schema = self.graph.schema().cloned();
        let surroundings = bind::Surroundings { graph: &mut self.graph, schema, parameters, procedures: &signatures };
        bind::bind(statement, surroundings)
    }

    fn execute(&mut self, program: &Program, parameters: &Map, seen: Option<&Seen>, profiled: bool) -> Outcome<Done> {
        self.watch.begin(&self.limits);
        let hits = Rc::new(Cell::new(0));
        let (mut through, mut counted);
        let graph: &mut dyn Store = match seen {
            Some(seen) => {
                through = Through::new(&mut self.graph, seen);
                &mut through
            }
            None => &mut self.graph,
        };
        let graph: &mut dyn Store = if profiled {
            counted = Counted::new(graph, hits.clone());
            &mut counted
        } else {
            graph
        };
        let mut context = Context {
            graph,
            program,
            parameters,
            procedures: &self.procedures,
            now: now(),
            interrupt: &self.interrupt,
            limits: self.limits,
            weight: 1,
            scratch: &mut self.scratch,
            lineage: Vec::new(),
            witnesses: Vec::new(),
            cite: self.cite || seen.is_some(),
            passed: vec![0; program.clauses.len()],
            kept: 0,
            guides: Vec::new(),
            ticks: 0,
            profile: profiled.then(|| Box::new(Profile::new(Instant::now, hits))),
        };
        let done = exec::run(&mut context);
        let (passed, profile) = (context.passed, context.profile);
        match (done, self.watch.end()) {
            (Ok(rows), _) => {
                // Operators are known by where they lie: the program must not have moved since.
                let told = |profile: Box<Profile>| {
                    plan::print_measured(program, self.graph.symbols(), |plan| profile.of(plan))
                };
                Ok(Done { rows, passed, plan: profile.map(told) })
            }
            (Err(fault), cause) => Err(Box::new(stopped::explain(*fault, cause, &self.limits, program, &passed))),
        }
    }

    fn answer(&self, prepared: &Prepared, done: Done, mut notes: Vec<Diagnostic>, changes: usize) -> Answer {
        let Prepared { statement, program, seen, .. } = prepared;
        let Done { rows, passed, plan } = done;
        if rows.rows.is_empty() && changes == 0 && !program.columns.is_empty() {
            notes.extend(emptied::explain(statement, program, &passed, &self.graph, &notes));
        }
        let held = seen.as_ref().map(|seen| looking::held(seen, &rows.rows, &rows.lineage)).unwrap_or_default();
        let (lineage, cited) = rows.lineage.into_iter().map(|row| (row.edges, row.nodes)).unzip();
        let (columns, seen) = (program.columns.clone(), seen.clone());
        Answer { columns, rows: rows.rows, lineage, cited, seen, held, notes, plan, changes }
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
        let done = self.execute(&program, parameters, seen.as_deref(), false);
        done.is_ok_and(|done| !done.rows.rows.is_empty())
    }
}

/// What running a program gave: its rows, how many of them passed each clause, and the plan with what
/// was measured.
struct Done {
    rows: Rows,
    passed: Vec<u64>,
    plan: Option<String>,
}

/// The clock is read here and nowhere below.
fn now() -> Now {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Now {
        epoch_seconds: i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        nanos: i32::try_from(since.subsec_nanos()).unwrap_or(0),
    }
}
