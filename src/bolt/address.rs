//! Where a server is: `bolt://user@host:7687/db`.

use crate::diagnostic::{Class, Diagnostic, Outcome, nearest};

/// The schemes, each with what the client library is told.
const SCHEMES: &[&str] = &["bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"];

/// The port of Bolt, where none is named.
const PORT: u16 = 7687;

/// A server, a user and a database. It holds no password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// `bolt`, `neo4j`, and how it is encrypted: `+s` with a certificate that is checked, `+ssc` with any.
    pub scheme: String,
    /// Whose account; none where the server asks for none.
    pub user: Option<String>,
    /// The host's name or number.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The database; the server's own choice where none is named.
    pub database: Option<String>,
}

impl Address {
    /// Reads `SCHEME://[USER@]HOST[:PORT][/DATABASE]`.
    ///
    /// # Errors
    /// Where the text is something else, or holds a password.
    pub fn read(text: &str) -> Outcome<Address> {
        // First of all, since every other fault repeats the text.
        let after_scheme = text.split_once("://").map_or(text, |(_, rest)| rest);
        if after_scheme.rsplit_once('@').is_some_and(|(user, _)| user.contains(':')) {
            return Err(password_in_sight());
        }
        let (scheme, rest) = text.split_once("://").ok_or_else(|| wrong(text, "a scheme is missing"))?;
        if !SCHEMES.contains(&scheme) {
            let near = nearest(scheme, SCHEMES.iter().copied()).map(|near| format!("did you mean `{near}://`?"));
            let web = matches!(scheme, "http" | "https");
            let web = web.then(|| "that is the web interface; Bolt has a port of its own, mostly 7687".to_string());
            return Err(Box::new(wrong(text, &format!("found the scheme `{scheme}`")).hint_if(web.or(near))));
        }
        let (place, database) = rest.split_once('/').map_or((rest, ""), |(place, database)| (place, database));
        let (user, place) = place.rsplit_once('@').map_or((None, place), |(user, place)| (Some(user), place));
        let (host, port) = host_and_port(place).ok_or_else(|| wrong(text, "found no host and port"))?;
        let some = |text: &str| (!text.is_empty()).then(|| text.to_string());
        Ok(Address { scheme: scheme.into(), user: user.and_then(some), host, port, database: some(database) })
    }

    /// What the client library is told: without user and database.
    pub(super) fn uri(&self) -> String {
        format!("{}://{}:{}", self.scheme, self.host, self.port)
    }

    /// `localhost:7687`
    pub(super) fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }
}

/// The host, an IPv6 number in its brackets, and the port.
fn host_and_port(place: &str) -> Option<(String, u16)> {
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
        Some(_) | None => (place, PORT),
    };
    (!host.is_empty()).then(|| (host.to_string(), port))
}

fn wrong(text: &str, what: &str) -> Diagnostic {
    let message =
        format!("`{text}` is no address of a server: {what}, expected SCHEME://[USER@]HOST[:PORT][/DATABASE]");
    Diagnostic::plain(Class::UsageError, message).hint("as in `bolt://neo4j@localhost:7687`")
}

/// The text is not repeated: it holds a password.
fn password_in_sight() -> Box<Diagnostic> {
    let message = "the address holds a password, which others can read on the command line and in histories";
    let fault = Diagnostic::plain(Class::UsageError, message);
    Box::new(fault.hint("leave it out: it is taken from ACTANT_PASSWORD in the environment, or asked for"))
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn read(text: &str) -> Result<String, String> {
        let address = Address::read(text).map_err(|fault| fault.message.clone())?;
        Ok(format!("{} {:?} {:?}", address.uri(), address.user, address.database))
    }

    #[test]
    fn addresses_are_read() {
        assert_eq!(read("bolt://ann@host:1/db"), Ok("bolt://host:1 Some(\"ann\") Some(\"db\")".into()));
        assert_eq!(read("neo4j+s://host"), Ok("neo4j+s://host:7687 None None".into()));
        assert_eq!(read("bolt://[::1]:7"), Ok("bolt://[::1]:7 None None".into()));
        assert_eq!(read("bolt://[::1]"), Ok("bolt://[::1]:7687 None None".into()));
    }

    #[test]
    fn what_is_no_address_is_said() {
        assert!(read("localhost:7687").is_err_and(|said| said.contains("a scheme is missing")));
        assert!(read("blot://host").is_err_and(|said| said.contains("found the scheme `blot`")));
        assert!(read("bolt://host:port").is_err_and(|said| said.contains("no host and port")));
        for text in
            ["bolt://ann:secret@host", "http://ann:secret@host", "ann:secret@host", "bolt://ann:se/cret@host/db"]
        {
            assert!(read(text).is_err_and(|said| !said.contains("cret")), "{text}");
        }
    }
}
