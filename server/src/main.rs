//! The program: reads what the operator says, and does it.

#![forbid(unsafe_code)]

use server::{commands, config};
use std::{env, process::ExitCode};

#[tokio::main]
async fn main() -> ExitCode {
    let done = match config::read(env::args_os()) {
        Ok(command) => commands::run(command).await,
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("raccord: {error}");
            ExitCode::FAILURE
        }
    }
}
