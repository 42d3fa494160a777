//! Folders read, and files written whole or not at all.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::{TempDir, tempdir};

use super::{failure, read_folder, write_atomically};

/// What helps where a file may be written and its folder may not.
const WRITTEN_WHOLE: &str = "a file is replaced as a whole, which takes the right to write in its folder";

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempdir().expect("a temporary folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a new file");
    }
    folder
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a readable folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What reading a folder says is wrong, its path left out.
fn refusal(folder: &TempDir) -> (String, Vec<String>) {
    let error = read_folder(folder.path()).expect_err("it can't be read");
    (error.message.replace(&folder.path().display().to_string(), "DIR"), error.hints.clone())
}

#[test]
fn a_folder_gives_its_schema_and_its_documents_by_path() {
    let folder = folder(&[
        ("schema.json", b"{}"),
        ("b.json", b"2"),
        ("a/z.json", b"1"),
        ("a/schema.json", b"0"),
        ("README.md", b"no document"),
        (".hidden.json", b"passed over"),
        (".git/c.json", b"passed over"),
    ]);
    let (schema, documents) = read_folder(folder.path()).expect("a graph's folder");
    assert_eq!((schema.path.as_str(), &*schema.text), ("schema.json", "{}"));
    let read: Vec<(&str, &str)> = documents.iter().map(|source| (source.path.as_str(), &*source.text)).collect();
    assert_eq!(read, [("a/schema.json", "0"), ("a/z.json", "1"), ("b.json", "2")]);
}

#[test]
fn a_folder_that_is_no_graph_says_so() {
    let none = folder(&[("a/schema.json", b"{}"), ("a.json", b"{}")]);
    let message = "no schema: found no `schema.json` in `DIR`, expected a graph's folder";
    assert_eq!(refusal(&none), (message.to_owned(), Vec::new()));
    let latin = folder(&[("schema.json", b"{}"), ("a.json", b"T\xfcrkiye")]);
    let message = "can't read `DIR/a.json`: it is no UTF-8 text";
    assert_eq!(refusal(&latin), (message.to_owned(), vec!["save it as UTF-8".to_owned()]));
    let error = read_folder(&latin.path().join("gone")).expect_err("there is no such folder");
    assert!(error.message.ends_with("gone`: there is no such file or folder"), "{}", error.message);
}

#[test]
fn a_file_is_made_and_replaced_and_nothing_is_left_beside_it() {
    let folder = folder(&[]);
    let path = folder.path().join("a.json");
    write_atomically(&path, b"old").expect("a new file");
    write_atomically(&path, "Türkiye".as_bytes()).expect("a replaced file");
    assert_eq!(fs::read_to_string(&path).expect("the file"), "Türkiye");
    assert_eq!(names(folder.path()), ["a.json"]);
}

#[test]
fn what_an_ended_process_left_is_swept_and_what_is_being_written_is_not() {
    let folder = folder(&[
        (".a.json.Xy1.actant-part", b"left"),
        (".b.json.Xy1.actant-part", b"another's"),
        (".a.json.old.Xy1.actant-part", b"of a file with a longer name"),
    ]);
    let path = folder.path().join("a.json");
    let written = super::write_pieces(&path, |_| {
        assert_eq!(names(folder.path()).len(), 3, "swept before anything is written");
        let before = names(folder.path());
        write_atomically(&path, b"inner").expect("a second writer");
        assert!(before.iter().all(|name| names(folder.path()).contains(name)), "a living writer's file was swept");
        Ok(())
    });
    written.expect("a new file");
    assert_eq!(names(folder.path()), [".a.json.old.Xy1.actant-part", ".b.json.Xy1.actant-part", "a.json"]);
}

#[test]
fn what_was_there_survives_a_write_that_fails() {
    // A folder stands where the file should: the last step, giving the new file its name, can't be done.
    let folder = folder(&[("a.json/inside", b"old")]);
    let error = write_atomically(&folder.path().join("a.json"), b"new").expect_err("a folder is no file");
    assert!(error.message.starts_with("can't write `"), "{}", error.message);
    assert_eq!(fs::read(folder.path().join("a.json/inside")).expect("the old file"), b"old");
    assert_eq!(names(folder.path()), ["a.json"]);
}

#[test]
fn a_file_in_no_folder_is_refused() {
    let folder = folder(&[]);
    let error = write_atomically(&folder.path().join("gone/a.json"), b"new").expect_err("there is no such folder");
    assert!(error.message.ends_with("a.json`: there is no such file or folder"), "{}", error.message);
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_missing_right_is_explained() {
    let denied = io::Error::from(io::ErrorKind::PermissionDenied);
    let [read, write] = ["read", "write"].map(|verb| failure(verb, Path::new("a.json"), &denied));
    assert_eq!((read.message.as_str(), read.hints.len()), ("can't read `a.json`: permission is denied", 0));
    assert_eq!(write.hints, [WRITTEN_WHOLE]);
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, File, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::path::Path;

    use super::{WRITTEN_WHOLE, folder, names, read_folder, write_atomically};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("the file").permissions().mode() & 0o777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("our own file");
    }

    #[test]
    fn permissions_are_kept_and_a_new_file_can_be_read_by_all() {
        let folder = folder(&[("private.json", b"old")]);
        let (private, new) = (folder.path().join("private.json"), folder.path().join("new.json"));
        set_mode(&private, 0o600);
        write_atomically(&private, b"new").expect("a replaced file");
        write_atomically(&new, b"new").expect("a new file");
        assert_eq!((mode(&private), mode(&new)), (0o600, 0o644));
    }

    #[test]
    fn a_link_stays_a_link_and_the_file_behind_it_is_replaced() {
        let folder = folder(&[("elsewhere/a.json", b"old"), ("here/schema.json", b"{}")]);
        let (behind, link) = (folder.path().join("elsewhere/a.json"), folder.path().join("here/a.json"));
        symlink(&behind, &link).expect("a new link");
        write_atomically(&link, b"new").expect("a replaced file");
        assert!(fs::symlink_metadata(&link).expect("the link").is_symlink());
        assert_eq!(fs::read(&behind).expect("the file behind"), b"new");
    }

    #[test]
    fn links_to_files_are_read_and_links_to_folders_are_not_followed() {
        let folder = folder(&[("elsewhere/a.json", b"1"), ("here/schema.json", b"{}")]);
        let here = folder.path().join("here");
        symlink(folder.path().join("elsewhere/a.json"), here.join("b.json")).expect("a new link");
        symlink(&here, here.join("round")).expect("a new link");
        let (_, documents) = read_folder(&here).expect("a graph's folder");
        let paths: Vec<&str> = documents.iter().map(|source| source.path.as_str()).collect();
        assert_eq!(paths, ["b.json"]);
    }

    #[test]
    fn a_read_only_folder_keeps_its_file_and_says_why() {
        let folder = folder(&[("a.json", b"old")]);
        let path = folder.path().join("a.json");
        set_mode(folder.path(), 0o555);
        let result = write_atomically(&path, b"new");
        let enforced = File::create(folder.path().join("probe")).is_err();
        set_mode(folder.path(), 0o755);
        // Whoever may do anything, as root may, is not kept from writing.
        if !enforced {
            return;
        }
        let error = result.expect_err("the folder is read-only");
        assert!(error.message.ends_with("a.json`: permission is denied"), "{}", error.message);
        assert_eq!(error.hints, [WRITTEN_WHOLE]);
        assert_eq!(fs::read(&path).expect("the old file"), b"old");
        assert_eq!(names(folder.path()), ["a.json"]);
    }
}
