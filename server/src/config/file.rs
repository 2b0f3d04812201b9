//! The configuration file: TOML, each line an option of `raccord serve`. What the command line or the
//! environment says comes first.

use super::{Cli, Command};
use clap::{ArgMatches, CommandFactory, FromArgMatches as _, Parser as _, parser::ValueSource};
use std::{ffi::OsString, fs, io, path::Path};
use toml::{Table, Value};

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("the configuration file {0} cannot be read: {1}")]
    Read(String, #[source] io::Error),
    /// It is no TOML.
    #[error("the configuration file {0} is not valid TOML: {1}")]
    Syntax(String, #[source] toml::de::Error),
    /// A line says what no option does.
    #[error("the configuration file {0} has an option that there is not: {1}")]
    Unknown(String, String),
    /// A value is not allowed.
    #[error("the configuration file {0}: {1}")]
    Value(String, #[source] clap::Error),
}

/// What is asked for by these arguments, completed by the file that they name, if any.
///
/// # Errors
/// See [`FileError`]. Wrong arguments end the program with a sentence.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, FileError> {
    let mut arguments: Vec<_> = arguments.into_iter().collect();
    let command = Cli::parse_from(&arguments).command();
    let Command::Serve(serve) = &command else {
        return Ok(command);
    };
    let Some(path) = &serve.config else {
        return Ok(command);
    };
    let matches = <Cli as CommandFactory>::command().get_matches_from(&arguments);
    let matches = matches.subcommand_matches("serve").unwrap_or(&matches);
    arguments.extend(missing(path, matches)?);
    let completed = <Cli as CommandFactory>::command().try_get_matches_from(&arguments);
    let completed = completed.and_then(|matches| Cli::from_arg_matches(&matches));
    match completed {
        Ok(cli) => Ok(cli.command()),
        Err(error) => Err(FileError::Value(path.display().to_string(), error)),
    }
}

/// The options of the file that nothing else has said.
fn missing(path: &Path, matches: &ArgMatches) -> Result<Vec<OsString>, FileError> {
    let name = || path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| FileError::Read(name(), error))?;
    let table: Table = text.parse().map_err(|error| FileError::Syntax(name(), error))?;
    let cli = <Cli as CommandFactory>::command();
    let mut options = Vec::new();
    for (key, value) in &table {
        let option = cli.get_arguments().find(|option| option.get_long() == Some(key));
        let option = option.filter(|_| key != "config");
        let option = option.ok_or_else(|| FileError::Unknown(name(), key.clone()))?;
        let said = matches.value_source(option.get_id().as_str());
        if matches!(said, Some(ValueSource::CommandLine | ValueSource::EnvVariable)) {
            continue;
        }
        match value {
            // A flag has no value.
            Value::Boolean(true) => options.push(format!("--{key}").into()),
            Value::Boolean(false) => {}
            Value::String(text) => options.push(format!("--{key}={text}").into()),
            other => options.push(format!("--{key}={other}").into()),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{EXAMPLE, SecondFactor, Serve};

    fn serve(file: &str, arguments: &[&str]) -> Result<Serve, FileError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("raccord.toml");
        fs::write(&path, file).unwrap();
        let path = path.to_str().unwrap();
        let first = ["raccord", "serve", "--config", path];
        match read(first.iter().chain(arguments).map(OsString::from))? {
            Command::Serve(serve) => Ok(serve),
            other => panic!("it serves: {other:?}"),
        }
    }

    #[test]
    fn the_file_completes_what_is_not_said() {
        let file = "listen = \"127.0.0.1:9000\"\nsecond-factor = \"required\"\nbackup-keep = 3\n\
                    behind-proxy = true\n";
        let serve = serve(file, &["--listen", "127.0.0.1:9001"]).unwrap();
        assert_eq!(serve.address.listen.port(), 9001);
        assert_eq!(serve.second_factor, SecondFactor::Required);
        assert_eq!((serve.backup_keep, serve.behind_proxy), (3, true));
    }

    #[test]
    fn a_mistake_in_the_file_is_told() {
        let told = |file: &str| serve(file, &[]).unwrap_err().to_string();
        assert!(told("lisen = \"x\"").contains("lisen"));
        assert!(told("listen = ").contains("TOML"));
        assert!(told("backup-keep = 0").contains("backup-keep"));
    }

    #[test]
    fn the_example_has_every_option_and_its_default() {
        let plain = serve("", &[]).unwrap();
        let uncommented: Vec<_> = EXAMPLE
            .lines()
            .map(|line| line.strip_prefix("# ").filter(|l| l.contains(" = ")).unwrap_or(line))
            .filter(|line| line.contains(" = ") && !line.starts_with('#'))
            .collect();
        let keys: Vec<_> = uncommented.iter().filter_map(|l| l.split(" = ").next()).collect();
        let command = <Cli as CommandFactory>::command();
        for option in command.get_arguments().filter_map(clap::Arg::get_long) {
            let special = ["config", "help", "version"].contains(&option);
            assert!(special || keys.contains(&option), "{option} is not in the example");
        }
        let example = serve(&uncommented.join("\n"), &[]).unwrap();
        assert_eq!(example.address.listen, plain.address.listen);
        assert_eq!(example.database.database, plain.database.database);
        assert_eq!(example.second_factor, plain.second_factor);
        assert_eq!(example.behind_proxy, plain.behind_proxy);
        let backups = |serve: &Serve| (serve.backup_every, serve.backup_keep);
        assert_eq!(backups(&example), backups(&plain));
    }
}
