//! What the program does, one file a command. What it prints is for the operator, in English like the
//! log, but for the links, which are handed to others.

mod account;
mod audit;
mod backup;
mod cas_config;
mod migrate;
mod serve;

use crate::{
    config::{self, Command, ConfigCommand},
    logs,
};
use std::error::Error;

/// Does what is asked for.
///
/// # Errors
/// Whatever kept it from being done, as a sentence.
pub async fn run(command: Command) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Serve(settings) => {
            logs::start();
            serve::run(settings).await
        }
        Command::Account(command) => account::run(command).await,
        Command::Backup { database, to } => backup::back_up(&database, &to).await,
        Command::Restore { database, from } => backup::restore(&database, &from).await,
        Command::Migrate { from, to } => migrate::run(&from, &to).await,
        Command::CasConfig(asked) => cas_config::run(asked).await,
        Command::Audit(command) => audit::run(command).await,
        Command::Config(ConfigCommand::Example) => {
            print!("{}", config::EXAMPLE);
            Ok(())
        }
    }
}
