//! Attempts that failed.

use super::{Backend, count};
use crate::store::{Attempts, Hash, StoreError, code::parse_time, time_text};
use async_trait::async_trait;
use jiff::Timestamp;

#[async_trait]
impl Attempts for Backend {
    async fn add_failure(
        &self,
        subject: &Hash,
        since: Timestamp,
        at: Timestamp,
    ) -> Result<(u32, Timestamp), StoreError> {
        let (failures, started_at) = sqlx::query_as::<_, (i64, String)>(
            "INSERT INTO attempt (subject, failures, started_at)
             VALUES ($1, 1, $3)
             ON CONFLICT (subject) DO UPDATE
             SET failures = CASE WHEN attempt.started_at > $2 THEN attempt.failures + 1 ELSE 1 END,
                 started_at = CASE
                     WHEN attempt.started_at > $2 THEN attempt.started_at
                     ELSE excluded.started_at
                 END
             RETURNING failures, started_at",
        )
        .bind(subject.as_slice())
        .bind(time_text(since))
        .bind(time_text(at))
        .fetch_one(&self.write)
        .await?;
        let started_at = parse_time(&started_at, "attempt.started_at")?;
        Ok((count(failures, "attempt.failures")?, started_at))
    }

    async fn forget_failures(&self, subject: &Hash) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM attempt WHERE subject = $1")
            .bind(subject.as_slice())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn delete_old_failures(&self, since: Timestamp) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM attempt WHERE started_at <= $1")
            .bind(time_text(since))
            .execute(&self.write)
            .await?;
        Ok(())
    }
}
