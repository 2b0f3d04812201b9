//! `raccord cas-config`: the files for an existing CAS server, the same that the page gives.

use crate::{
    cas::configuration::{self, ServiceAddresses, Subject},
    config::CasConfig,
    store,
};
use api::Unavailable;
use domain::uai::Uai;
use std::{error::Error, fs, path::Path};

pub(super) async fn run(asked: CasConfig) -> Result<(), Box<dyn Error>> {
    let uai = Uai::parse(&asked.uai).map_err(|_| "a UAI is seven digits and a letter")?;
    let store = store::open(&asked.database.database).await?;
    let establishment = store.establishment(&uai).await?;
    let establishment = establishment.ok_or("no such establishment")?;
    let raccord = asked.address.public_url();
    let settings = store.settings(&uai).await?.unwrap_or_default();
    let described = store.services(&uai).await?;
    let services = ServiceAddresses::of(&uai, asked.pronote.as_deref(), &described, &settings)
        .map_err(
            |_| "expected the address of PRONOTE, such as https://notes.exemple.fr/pronote/",
        )?;
    let written = configuration::write(
        asked.server,
        &Subject {
            uai: &uai,
            cas_key: establishment.cas_key,
            raccord: &raccord,
            has_views: store.has_views(),
            client: asked.client.as_deref(),
            services: services.with_access_page(&uai, &raccord),
        },
    );
    store.close().await;
    if let Some(reason) = written.unavailable {
        return Err(sentence(reason).into());
    }
    for file in written.files {
        match &asked.to {
            Some(folder) => {
                let path = folder.join(&file.name);
                fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
                fs::write(&path, &file.text)?;
                println!("{}", path.display());
            }
            None => println!("==> {} <==\n{}", file.name, file.text),
        }
    }
    Ok(())
}

fn sentence(reason: Unavailable) -> &'static str {
    match reason {
        Unavailable::NoViews => "the mappings are in SQLite, where no CAS server reads them",
        Unavailable::LoginDigests => {
            "this establishment's CAS sends logins, of which only digests are stored: the SQL way is \
             not available, take the one over HTTP"
        }
        Unavailable::Demonstration => "the demonstration school is never released to a CAS server",
    }
}
