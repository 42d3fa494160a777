//! Scenario outlines: one scenario for each row of the examples.

use super::gherkin::{Scenario, Step, Table};

/// One table of examples below an outline.
pub(crate) struct Examples {
    /// The names that stand in the outline as `<name>`.
    pub(crate) names: Vec<String>,
    /// What to write in their place, one row for each scenario.
    pub(crate) rows: Table,
}

/// The scenarios of an outline; without examples it is a scenario already.
pub(crate) fn expand(name: &str, steps: Vec<Step>, examples: &[Examples]) -> Vec<Scenario> {
    if examples.is_empty() {
        return vec![Scenario { name: name.to_owned(), instance: None, steps }];
    }
    let rows = examples.iter().flat_map(|table| table.rows.iter().map(|row| (&table.names, row)));
    rows.enumerate()
        .map(|(index, (names, row))| Scenario {
            name: fill(name, names, row),
            instance: Some(index + 1),
            steps: steps.iter().map(|step| fill_step(step, names, row)).collect(),
        })
        .collect()
}

fn fill_step(step: &Step, names: &[String], row: &[String]) -> Step {
    let fill = |text: &String| fill(text, names, row);
    Step {
        text: fill(&step.text),
        docstring: fill(&step.docstring),
        table: step.table.iter().map(|cells| cells.iter().map(fill).collect()).collect(),
    }
}

fn fill(text: &str, names: &[String], row: &[String]) -> String {
    let mut filled = text.to_owned();
    for (name, value) in names.iter().zip(row) {
        filled = filled.replace(&format!("<{name}>"), value);
    }
    filled
}
