//! `:tour`: six questions for a first visit, each explained, shown and run on Enter.

use super::shell::{Screen, Shell};
use super::trouble::{Flow, Trouble};

/// One stop of the tour.
struct Step {
    about: &'static str,
    line: &'static str,
}

const STEPS: &[Step] = &[
    Step {
        about: "Everything here is an actor or a relation between actors, and every relation says where the\n\
                article states it. A page tells all that is known about one actor:",
        line: "show Kazakhstan",
    },
    Step {
        about: "How are two actors connected? The way between them is told step by step, each with the passage\n\
                it rests on:",
        line: "path Kazakhstan Italy",
    },
    Step {
        about: "The article weighs what scholars say. Look for words in their arguments, and see who holds\n\
                them, in which school and work:",
        line: "who argues influence",
    },
    Step {
        about: "Not everything stands undisputed: who disagrees with whom, which figures can't be right, and\n\
                why?",
        line: "disputes Kazakhstan",
    },
    Step {
        about: "Behind every verb is a query in Cypher, and you can write your own. The largest sources of\n\
                Kazakhstan's imports in 2023; the numbers in brackets are the sources below the table:",
        line: "MATCH (:State {id: 'kazakhstan'})-[t:TRADES_WITH {flow: 'import', year: 2023}]->(p)\n\
               RETURN p.name AS partner, t.share_percent AS share, t AS source ORDER BY share DESC;",
    },
    Step {
        about: "Any row can be asked what it rests on. (And `:export trade.dot` would take this answer home as a\n\
                drawing for Graphviz.)",
        line: "why 1",
    },
];

/// Begins the tour.
pub(crate) fn begin(shell: &mut Shell, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    writeln!(
        screen.out,
        "Six questions. Enter runs what is shown, anything else is carried out as usual, `q` leaves."
    )?;
    shell.tour = Some(0);
    show_step(shell, screen, 0)
}

fn show_step(shell: &Shell, screen: &mut Screen<'_>, at: usize) -> Result<(), Trouble> {
    let Some(step) = STEPS.get(at) else { return Ok(()) };
    let style = shell.settings.style();
    writeln!(screen.out, "\n{} {}", style.bold(&format!("{}/{}", at + 1, STEPS.len())), step.about)?;
    Ok(writeln!(screen.out, "\n  {}\n", style.bold(&step.line.replace('\n', "\n  ")))?)
}

/// Takes a line where a tour is under way: Enter runs the step, `q` leaves; other lines are none of
/// the tour's business.
pub(crate) fn take(shell: &mut Shell, line: &str, screen: &mut Screen<'_>) -> Result<Option<Flow>, Trouble> {
    let Some(at) = shell.tour else { return Ok(None) };
    match line.trim() {
        "q" => {
            shell.tour = None;
            writeln!(screen.out, "The tour is over; `:tour` begins it again.")?;
            Ok(Some(Flow::Continue))
        }
        "" => {
            run_step(shell, at, screen)?;
            Ok(Some(Flow::Continue))
        }
        _ => Ok(None),
    }
}

/// Runs a step and shows the next; a step that fails does not end the tour.
fn run_step(shell: &mut Shell, at: usize, screen: &mut Screen<'_>) -> Result<(), Trouble> {
    shell.tour = None;
    let done = shell.carry_out(STEPS.get(at).map_or("", |step| step.line), screen);
    if at + 1 < STEPS.len() {
        shell.tour = Some(at + 1);
        done?;
        return show_step(shell, screen, at + 1);
    }
    done?;
    Ok(writeln!(screen.out, "\nThat was the tour. `:queries` lists more questions, `:help` everything else.")?)
}
