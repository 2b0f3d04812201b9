//! `raccord account`: for the operator, when nobody can sign in. Who may read the database may do this.

use crate::{
    AppState, PasskeySite, Passwords,
    assets::Assets,
    clock::SystemClock,
    config::{AccountCommand, Database, Policy, PublicAddress},
    invite, name,
    portal::Portal,
    store::{self, By},
};
use api::{Paging, Role};
use std::{error::Error, sync::Arc};

pub(super) async fn run(command: AccountCommand) -> Result<(), Box<dyn Error>> {
    match command {
        AccountCommand::List { database } => list(&database).await,
        AccountCommand::Invite { database, address } => {
            let app = state(&database, &address).await?;
            let by = By { account: None, at: app.clock.now() };
            let link = invite::to_new_account(&app, Role::Superadmin, Vec::new(), by).await?;
            println!("{}", link.link);
            app.store.close().await;
            Ok(())
        }
        AccountCommand::Reset { database, address, name } => {
            let app = state(&database, &address).await?;
            let found = app.store.credentials(&name::folded(&name)).await?;
            let id = found.ok_or("no account has this name")?.account_id;
            let by = By { account: None, at: app.clock.now() };
            app.store.reset_second_factors(&id, by).await?;
            let link = invite::to_new_password(&app, &id, by).await?;
            println!("{}", link.link);
            app.store.close().await;
            Ok(())
        }
    }
}

async fn list(database: &Database) -> Result<(), Box<dyn Error>> {
    let store = store::open(&database.database).await?;
    let mut paging = Paging { offset: 0, limit: Paging::MAX_LIMIT };
    loop {
        let page = store.accounts(paging, jiff::Timestamp::now()).await?;
        for account in &page.items {
            let role = match account.role {
                Role::Superadmin => "superadmin".to_owned(),
                Role::Member => format!("{} establishment(s)", account.rights.len()),
            };
            let second = if account.second_factor { "second factor" } else { "password only" };
            let ended = if account.ended_at.is_some() { "ended" } else { "" };
            println!("{}\t{role}\t{second}\t{ended}", account.name);
        }
        paging.offset += Paging::MAX_LIMIT;
        if paging.offset >= page.total {
            break;
        }
    }
    store.close().await;
    Ok(())
}

async fn state(database: &Database, address: &PublicAddress) -> Result<AppState, Box<dyn Error>> {
    let public_url = address.public_url();
    Ok(AppState {
        store: store::open(&database.database).await?,
        clock: Arc::new(SystemClock),
        passwords: Passwords::new()?,
        passkeys: PasskeySite::of(&public_url),
        portal: Portal::new()?,
        sign_in_portal: None,
        about: Arc::default(),
        secret_uses: Arc::default(),
        rates: Arc::default(),
        metrics: Arc::default(),
        policy: Policy::default(),
        assets: Arc::new(Assets::default()),
        public_url,
    })
}
