//! The formats of build files.

/// The formats that are read. What each is called, and how it is told, its own file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A task of Azure Container Registry.
    AcrTask,
    /// A workflow of GitHub Actions.
    Workflow,
    /// A pipeline of Azure Pipelines.
    Pipeline,
    /// A file of `docker buildx bake`.
    Bake,
    /// Commands for a shell.
    Script,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AcrTask, Self::Workflow, Self::Pipeline, Self::Bake, Self::Script];

    /// The name in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AcrTask => "ACR task",
            Self::Workflow => "GitHub Actions workflow",
            Self::Pipeline => "Azure Pipelines file",
            Self::Bake => "bake file",
            Self::Script => "shell script",
        }
    }

    /// A stable word for reports and tests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::AcrTask => "acr-task",
            Self::Workflow => "github-workflow",
            Self::Pipeline => "azure-pipeline",
            Self::Bake => "bake",
            Self::Script => "shell-script",
        }
    }
}
