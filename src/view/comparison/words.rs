//! The words for each kind of difference, and a sign beside each, for colour alone says nothing.

use crate::compare::{EntryFate, Fate, Field, Kind};

/// What a difference is of.
#[must_use]
pub const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Entrypoint => "Entry point",
        Field::Cmd => "Command",
        Field::Env => "Environment",
        Field::Labels => "Label",
        Field::Ports => "Port",
        Field::User => "User",
        Field::Volumes => "Volume",
        Field::WorkingDir => "Working directory",
        Field::StopSignal => "Stop signal",
        Field::Healthcheck => "Health check",
        Field::Shell => "Shell",
        Field::OnBuild => "On build",
        Field::Run => "In config.config",
        Field::Platform => "Platform",
        Field::Created => "Created",
        Field::Author => "Author",
        Field::Steps => "Build step",
        Field::StepTimes => "Time of the steps",
        Field::OfConfig => "In the config",
        Field::MediaType | Field::IndexMediaType => "Media type",
        Field::ArtifactType | Field::IndexArtifactType => "Artifact type",
        Field::Annotations | Field::IndexAnnotations => "Annotation",
        Field::Subject | Field::IndexSubject => "Subject",
        Field::OfManifest => "In the manifest",
        Field::OfIndex => "In the index",
    }
}

/// What kind of difference it is.
#[must_use]
pub const fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Changed => "changed",
        Kind::Reordered => "order changed",
    }
}

/// The sign of a kind.
#[must_use]
pub const fn kind_sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "+",
        Kind::Removed => "−",
        Kind::Changed => "≠",
        Kind::Reordered => "↕",
    }
}

/// What became of a layer.
#[must_use]
pub const fn fate_word(fate: Fate) -> &'static str {
    match fate {
        Fate::Same => "same",
        Fate::Repacked => "other compression",
        Fate::Moved => "moved",
        Fate::Rebuilt => "rebuilt",
        Fate::New => "new",
        Fate::Gone => "gone",
    }
}

/// The sign of that.
#[must_use]
pub const fn fate_sign(fate: Fate) -> &'static str {
    match fate {
        Fate::Same => "=",
        Fate::Repacked => "≈",
        Fate::Moved => "↕",
        Fate::Rebuilt => "≠",
        Fate::New => "+",
        Fate::Gone => "−",
    }
}

/// What became of an entry, with the sign of it.
#[must_use]
pub const fn entry_fate_word(fate: EntryFate) -> (&'static str, &'static str) {
    match fate {
        EntryFate::Kept => ("=", "kept"),
        EntryFate::Restated => ("≈", "kept, described otherwise"),
        EntryFate::Changed => ("≠", "changed"),
        EntryFate::Added => ("+", "added"),
        EntryFate::Removed => ("−", "removed"),
    }
}
