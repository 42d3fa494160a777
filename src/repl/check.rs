//! `:check`: the rules on the graph as it would be saved.

use super::shell::{Screen, Shell};
use super::trouble::Trouble;
use super::words::Word;
use crate::check::{Asked, told};
use crate::cli::wiring;

/// `:check [CODE ...]`
pub(crate) fn check(shell: &Shell, words: &[Word], screen: &mut Screen<'_>) -> Result<(), Trouble> {
    let only = words.iter().map(|word| word.text.trim_matches(',').to_string()).collect();
    let asked = Asked { only, ..Asked::default() };
    let checked = wiring::check_held(&shell.session, &shell.home, &asked, shell.settings.colour_errors)?;
    let findings = told(&checked, false, shell.settings.colour);
    if !findings.is_empty() {
        writeln!(screen.out, "{findings}\n")?;
    }
    Ok(writeln!(screen.err, "{checked}")?)
}
