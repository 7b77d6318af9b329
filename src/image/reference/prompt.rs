//! What stands before a command on its line: a shell's prompt, variables for it alone, `sudo`.

/// Tools whose command lines are read.
pub const TOOLS: &str = "docker podman nerdctl buildah crane gcrane skopeo regctl oras ctr crictl finch container \
    trivy grype syft dive cosign notation kubectl helm az singularity apptainer";

/// Whether `word` may stand before a command's name, and says nothing of it.
#[must_use]
pub fn is_before_a_command(word: &str) -> bool {
    matches!(
        word,
        "$" | "#" | ">" | "%" | "-" | "sudo" | "time" | "env" | "nohup" | "command" | "exec" | "PS>"
    ) || is_assignment(word)
}

/// `NAME=value`
#[must_use]
pub fn is_assignment(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

/// A program's name, without its folder and the ending that Windows gives it.
#[must_use]
pub fn program(word: &str) -> &str {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.strip_suffix(".exe").unwrap_or(name)
}
