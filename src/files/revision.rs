//! A graph's folder as a git revision has it, read by the `git` program: the working tree is left alone.

use std::io;
use std::path::Path;
use std::process::Command;

use super::{Contents, SCHEMA, failure, is_document, split};
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};
use crate::graph::document::Source;

/// Reads the schema and the documents of a folder as a revision has them.
///
/// # Errors
/// Where there is no `git`, the folder is in no repository, there is no such revision, or the folder was
/// no graph then.
pub fn read_revision(folder: &Path, revision: &str) -> Outcome<Contents> {
    let commit = commit(folder, revision)?;
    // Called within a folder, `ls-tree` gives what is below it, by paths from there.
    let listed = expect(folder, &["ls-tree", "-r", "-z", "--name-only", &commit])?;
    let paths = listed.split('\0').filter(|path| is_document(Path::new(path)) && !is_hidden(path));
    let source =
        |path: &str| Ok(Source::new(path, expect(folder, &["cat-file", "blob", &format!("{commit}:./{path}")])?));
    let sources: Outcome<Vec<Source>> = paths.map(source).collect();
    split(sources?).ok_or_else(|| {
        let message = format!("`{}` held no graph at `{revision}`: found no `{SCHEMA}`", folder.display());
        Box::new(Diagnostic::plain(Class::FileError, message))
    })
}

/// The commit that a revision stands for.
fn commit(folder: &Path, revision: &str) -> Outcome<String> {
    let named = format!("{revision}^{{commit}}");
    if let Some(commit) = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &named])? {
        return Ok(commit.trim().to_owned());
    }
    if git(folder, &["rev-parse", "--git-dir"])?.is_none() {
        let message = format!("`{}` is in no git repository, so it has no revision `{revision}`", folder.display());
        return Err(Box::new(Diagnostic::plain(Class::FileError, message)));
    }
    let names = git(folder, &["for-each-ref", "--format=%(refname:short)"])?.unwrap_or_default();
    let near = nearest(revision, names.lines().chain(["HEAD"])).map(|near| format!("did you mean `{near}`?"));
    let message = format!("`{revision}` is no revision of `{}`", folder.display());
    let fault = Diagnostic::plain(Class::NotFound, message).hint_if(near);
    Err(Box::new(fault.hint("a commit, a branch or a tag, as in `HEAD`, `HEAD~1` or `main`; `git log` lists commits")))
}

fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// What `git` writes; none where it says no.
fn git(folder: &Path, arguments: &[&str]) -> Outcome<Option<String>> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().map_err(|error| {
        if error.kind() != io::ErrorKind::NotFound {
            return failure("ask git about", folder, &error);
        }
        let fault = Diagnostic::plain(Class::FileError, "revisions are read by the `git` program, which is not there");
        Box::new(fault.hint("install git, or compare two folders"))
    })?;
    if !output.status.success() {
        return Ok(None);
    }
    let text = String::from_utf8(output.stdout);
    text.map(Some).map_err(|_| failure("read", folder, &io::Error::from(io::ErrorKind::InvalidData)))
}

fn expect(folder: &Path, arguments: &[&str]) -> Outcome<String> {
    git(folder, arguments)?.ok_or_else(|| {
        let message = format!("`git {}` failed in `{}`", arguments.join(" "), folder.display());
        Box::new(Diagnostic::plain(Class::FileError, message))
    })
}
