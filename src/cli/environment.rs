//! What the terminal and the environment say about width and colour.

use std::env;

use terminal_size::{Height, Width, terminal_size};

/// The columns there is room for: `COLUMNS`, else the terminal's; none where output is no terminal,
/// so that nothing is cut that another program reads.
pub fn width(on_terminal: bool) -> Option<usize> {
    let told = env::var("COLUMNS").ok().and_then(|text| text.trim().parse().ok()).filter(|width| *width > 0);
    let measured = || terminal_size().map(|(Width(columns), _)| usize::from(columns)).filter(|width| *width > 0);
    told.or_else(|| if on_terminal { measured().or(Some(80)) } else { None })
}

/// The lines of the terminal, where it has a size.
pub fn terminal_height() -> Option<usize> {
    terminal_size().map(|(_, Height(lines))| usize::from(lines))
}

/// Whether colours may be written: not where the user, `NO_COLOR`, `CLICOLOR=0` or a dumb terminal
/// says otherwise.
pub fn colour(refused: bool, on_terminal: bool) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    on_terminal && !refused && !set("NO_COLOR") && !is("CLICOLOR", "0") && !is("TERM", "dumb")
}
