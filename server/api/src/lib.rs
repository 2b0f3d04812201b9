//! The wire contract between the page and the server: requests, answers, the error envelope.
//!
//! Shapes only: no rule, no check, no dependency but serde. Every request type refuses unknown
//! fields, so that a page which would send more than it says is refused rather than obeyed. The
//! only data about people here is the pair ([`Pair`]): no name, login, birth date or class has a
//! field to travel in.

mod about;
mod account;
mod audit;
mod cas_client;
mod checklist;
mod error;
mod establishment;
mod import;
mod mapping;
mod own_account;
mod page;
mod service;
mod session;
mod step;
mod undo;

pub use about::About;
pub use account::{
    AcceptInvitation, AccountSummary, ChangeEntId, Invitation, InvitationOffer, LookAtInvitation,
    NewLink, Rights,
};
pub use audit::{AuditAction, AuditDetails, AuditEntry};
pub use cas_client::{
    CasClient, CasConfiguration, CasConfigurationQuery, CasSecret, CasServer, ConfigurationFile,
    MAX_CAS_SECRETS, NewCasClient, NewCasSecret, RefreshFailure, Refreshes, Unavailable,
};
pub use checklist::{ChecklistItem, ItemState, MarkItem};
pub use error::{Details, ErrorBody, ErrorCode, ErrorEnvelope};
pub use establishment::{CasKey, Establishment, NewEstablishment, Progress, Right, Status};
pub use import::{CasIdCounts, Import, ImportState, Mode, NewImport, Source, SourceKind};
pub use mapping::{Category, Decision, Pair, StoredMapping, StoredMappings};
pub use own_account::{
    Challenge, ChangePassword, ConfirmPassword, ConfirmTotp, NewPasskey, OwnSession, Passkey,
    RecoveryCodes, SecondFactor, TotpOffer,
};
pub use page::{Page, Paging};
pub use service::{
    Access, Block, ChangeEstablishment, EstablishmentDetails, Generation, MAX_ACCESS,
    MAX_SERVICE_USERS, MAX_SERVICES, Profile, Service, Settings, Sso, Target, Validation, Xiti,
};
pub use session::{Account, ProveSecond, Role, SecondProof, Session, Setup, SignIn};
pub use step::{PreviewStep, Step, StepOutcome, StepQuery, StepReport, ValidateStep};
pub use undo::{Purge, PurgeQuery, Undo, Undone};

/// Header of every unsafe request; its value comes from `GET /api/session`.
pub const CSRF_HEADER: &str = "x-raccord-csrf";

/// Header that makes a request repeatable: the same key always gets the first answer again.
pub const IDEMPOTENCY_HEADER: &str = "idempotency-key";

/// Value of [`CSRF_HEADER`] for a visitor who is not signed in. It is no secret: it only forces
/// the request to carry a header that another site cannot set.
pub const ANONYMOUS_CSRF: &str = "anonymous";

/// The most pairs that one step may carry. Four times the largest French school.
pub const MAX_PAIRS: usize = 20_000;
