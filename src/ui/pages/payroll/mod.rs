//! Being paid: a person's statement, and the runs that make statements final.

mod adjust;
mod balances;
mod cash;
mod dispute;
pub(super) mod export;
mod letter;
mod publish;
mod run;
mod runs;
mod statement;
mod verify;
mod versions;

pub use cash::Cash;
pub use letter::LettersPage;
pub use run::RunPage;
pub use runs::RunsPage;
pub use statement::StatementPage;
pub use verify::VerifyPage;
pub use versions::VersionsPage;
