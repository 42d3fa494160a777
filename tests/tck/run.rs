//! Runs one scenario, step by step.

use std::path::Path;

use actant::diagnostic::{Diagnostic, Outcome, Phase};
use actant::session::{Answer, Session};
use actant::value::Map;

use super::compare::{Rows, compare};
use super::effects::{Effects, Snapshot, effects_text};
use super::expected::{Shown, parse};
use super::gherkin::{Scenario, Step};
use super::procedure;
use super::shown::Lists;
use super::way::{Way, passed_over};

/// Runs a scenario in every way; `graphs` is the folder of the TCK's named graphs. The error says which
/// way went wrong, where the plain one did not.
pub(crate) fn run(scenario: &Scenario, graphs: &Path) -> Result<(), String> {
    let mut ways = Way::all().into_iter();
    ways.next().map_or(Ok(()), |(_, way)| run_one(scenario, graphs, way))?;
    for (name, way) in ways {
        run_one(scenario, graphs, way).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn run_one(scenario: &Scenario, graphs: &Path, way: Way) -> Result<(), String> {
    let mut world = World::new(way);
    for step in &scenario.steps {
        world.step(step, graphs)?;
        if world.outcome.as_ref().is_some_and(passed_over) {
            return Ok(());
        }
    }
    world.no_error_left()
}

/// What the steps so far have made.
struct World {
    way: Way,
    session: Session,
    parameters: Map,
    outcome: Option<Outcome<Answer>>,
    /// Whether a step has looked at the outcome: an error that no step expects is a failure.
    judged: bool,
    effects: Effects,
}

impl World {
    fn new(way: Way) -> World {
        World {
            way,
            session: way.session(),
            parameters: Map::new(),
            outcome: None,
            judged: true,
            effects: Effects::new(),
        }
    }

    fn step(&mut self, step: &Step, graphs: &Path) -> Result<(), String> {
        match step.text.as_str() {
            "any graph" | "an empty graph" => Ok(()),
            "having executed:" => self.set_up(&step.docstring),
            "parameters are:" => self.set_parameters(&step.table),
            "executing query:" => self.execute_query(&step.docstring),
            "executing control query:" => self.execute(&step.docstring),
            "no side effects" => self.check_effects(&Effects::new()),
            "the side effects should be:" => self.check_effects(&expected_effects(&step.table)?),
            "the result should be empty" => self.check_empty(),
            "the result should be, in any order:" => self.check_rows(step, Rows::AnyOrder, Lists::Ordered),
            "the result should be, in order:" => self.check_rows(step, Rows::InOrder, Lists::Ordered),
            "the result should be (ignoring element order for lists):" => {
                self.check_rows(step, Rows::AnyOrder, Lists::Unordered)
            }
            "the result should be, in order (ignoring element order for lists):" => {
                self.check_rows(step, Rows::InOrder, Lists::Unordered)
            }
            other => self.step_with_a_name(other, step, graphs),
        }
    }

    fn step_with_a_name(&mut self, text: &str, step: &Step, graphs: &Path) -> Result<(), String> {
        if let Some(signature) = text.strip_prefix("there exists a procedure ") {
            return procedure::register(&mut self.session, signature, &step.table);
        }
        if let Some(name) = text.strip_prefix("the ").and_then(|rest| rest.strip_suffix(" graph")) {
            return self.set_up_named(name, graphs);
        }
        match ExpectedError::read(text) {
            Some(error) => self.check_error(&error),
            None => Err(format!("can't read the step `{text}`")),
        }
    }

    fn set_up(&mut self, query: &str) -> Result<(), String> {
        let outcome = self.session.run_with(query, &self.parameters);
        outcome.map(|_| ()).map_err(|error| format!("setting up the graph {}", raised(&error)))
    }

    fn set_up_named(&mut self, name: &str, graphs: &Path) -> Result<(), String> {
        let path = graphs.join(name).join(format!("{name}.cypher"));
        let text = std::fs::read_to_string(&path).map_err(|error| format!("can't read the graph `{name}`: {error}"))?;
        self.set_up(text.trim().trim_end_matches(';'))
    }

    fn set_parameters(&mut self, table: &[Vec<String>]) -> Result<(), String> {
        for row in table {
            let [name, value] = row.as_slice() else {
                return Err(format!("found a parameter with {} cells, expected 2", row.len()));
            };
            self.parameters.insert(name.as_str().into(), parse(value).and_then(Shown::into_value)?);
        }
        Ok(())
    }

    /// The query under test: its side effects count, those of a control query don't.
    fn execute_query(&mut self, query: &str) -> Result<(), String> {
        self.way.prepare(&mut self.session)?;
        let before = Snapshot::of(self.session.graph());
        self.execute(query)?;
        self.effects = before.effects(&Snapshot::of(self.session.graph()));
        Ok(())
    }

    fn execute(&mut self, query: &str) -> Result<(), String> {
        self.no_error_left()?;
        self.outcome = Some(self.way.run(&mut self.session, query, &self.parameters));
        self.judged = false;
        Ok(())
    }

    fn no_error_left(&self) -> Result<(), String> {
        if self.judged { Ok(()) } else { self.answer().map(|_| ()) }
    }

    fn answer(&self) -> Result<&Answer, String> {
        match &self.outcome {
            Some(Ok(answer)) => Ok(answer),
            Some(Err(error)) => Err(format!("the query {}", raised(error))),
            None => Err("no query has been run".to_owned()),
        }
    }

    fn check_empty(&mut self) -> Result<(), String> {
        self.judged = true;
        match self.answer()?.rows.len() {
            0 => Ok(()),
            count => Err(format!("found {count} rows, expected none")),
        }
    }

    fn check_rows(&mut self, step: &Step, rows: Rows, lists: Lists) -> Result<(), String> {
        self.judged = true;
        compare(self.session.graph(), self.answer()?, &step.table, rows, lists)
    }

    fn check_effects(&self, expected: &Effects) -> Result<(), String> {
        if self.effects == *expected || self.way.is_elsewhere() {
            return Ok(());
        }
        let (found, expected) = (effects_text(&self.effects), effects_text(expected));
        Err(format!("side effects differ: found {found}, expected {expected}"))
    }

    /// Also sees that the failed query left the graph alone, as the TCK implies.
    fn check_error(&mut self, expected: &ExpectedError<'_>) -> Result<(), String> {
        self.judged = true;
        match &self.outcome {
            Some(Err(_)) if self.way.is_elsewhere() => Ok(()),
            Some(Err(error)) if expected.fits(error) => self.check_effects(&Effects::new()),
            Some(Err(error)) => Err(format!("the query {}, expected {}", raised(error), expected.text())),
            Some(Ok(answer)) => Err(format!("found {} rows, expected {}", answer.rows.len(), expected.text())),
            None => Err("no query has been run".to_owned()),
        }
    }
}

fn phase_text(phase: Phase) -> &'static str {
    match phase {
        Phase::Compile => "compile time",
        Phase::Runtime => "runtime",
    }
}

fn raised(error: &Diagnostic) -> String {
    format!("raised {} at {}: {} ({error})", error.class, phase_text(error.phase), error.detail)
}

/// `a TYPE should be raised at PHASE: DETAIL`
struct ExpectedError<'a> {
    class: &'a str,
    phase: &'a str,
    detail: &'a str,
}

impl<'a> ExpectedError<'a> {
    fn read(text: &'a str) -> Option<ExpectedError<'a>> {
        let text = text.strip_prefix("a ").or_else(|| text.strip_prefix("an "))?;
        let (class, rest) = text.split_once(" should be raised at ")?;
        let (phase, detail) = rest.split_once(": ")?;
        Some(ExpectedError { class, phase, detail })
    }

    fn fits(&self, error: &Diagnostic) -> bool {
        self.class == error.class.to_string()
            && (self.phase == "any time" || self.phase == phase_text(error.phase))
            && (self.detail == "*" || self.detail == error.detail)
    }

    fn text(&self) -> String {
        format!("{} at {}: {}", self.class, self.phase, self.detail)
    }
}

fn expected_effects(table: &[Vec<String>]) -> Result<Effects, String> {
    let mut effects = Effects::new();
    for row in table {
        let [name, count] = row.as_slice() else {
            return Err(format!("found a side effect with {} cells, expected 2", row.len()));
        };
        let count = count.parse().map_err(|_| format!("found `{count}`, expected how many `{name}`"))?;
        effects.insert(name.clone(), count);
    }
    effects.retain(|_, count| *count > 0);
    Ok(effects)
}
