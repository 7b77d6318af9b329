//! The table of contents of a layer that is not here.

use bayplan::archive::toc::Table;
use bayplan::layers::WorkError;

use crate::jobs::{Halt, Job};
use crate::layer::Layer;

/// Reads the table, whose bytes the layer is.
pub async fn list(job: &Job, layer: Layer, table: Table) -> Result<(), Halt> {
    let mut pieces = layer.pieces();
    let mut bytes = Vec::new();
    // The page takes no more of the answer than was asked for.
    while !pieces.next(job).await?.is_empty() {
        bytes.extend_from_slice(pieces.last());
    }
    let listed = table.list(&bytes).map_err(|error| Halt::Failed(WorkError::Table(error)))?;
    job.done(&listed.to_bytes());
    Ok(())
}
