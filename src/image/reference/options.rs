//! Options of the tools whose command lines are read, and whether a word after them is their value.
//!
//! After an option that is not here nothing can be told, and a word may be a secret. So a list that lacks one
//! costs an answer; a flag that is listed with a value, or the other way round, costs a wrong one.

/// Whether the word after an option is its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// It is.
    Value,
    /// The option has none, or has it in its own word.
    Nothing,
    /// The option is not known.
    Unknown,
}

/// What an option of `tool` takes; `verb` is the word that says what is done, as far as it was read.
pub(super) fn takes(tool: &str, verb: &str, option: &str) -> Takes {
    if let Some(long) = option.strip_prefix("--") {
        return match long {
            _ if long.contains('=') => Takes::Nothing,
            "config" if tool == "skopeo" => Takes::Nothing,
            _ if is_of(WITH_VALUE, long) => Takes::Value,
            _ if is_of(FLAGS, long) => Takes::Nothing,
            _ => Takes::Unknown,
        };
    }
    let runs = matches!(verb, "run" | "create");
    let mut letters = option.chars().skip(1);
    while let Some(letter) = letters.next() {
        match letter_takes(tool, verb, runs, letter) {
            Takes::Nothing => {}
            // `-p80:80`: the rest of the word is the value.
            Takes::Value if letters.next().is_some() => return Takes::Nothing,
            takes => return takes,
        }
    }
    Takes::Nothing
}

/// What one letter takes.
fn letter_takes(tool: &str, verb: &str, runs: bool, letter: char) -> Takes {
    let engine = matches!(tool, "docker" | "podman" | "nerdctl" | "finch");
    match letter {
        'f' if verb == "rmi" => Takes::Nothing,
        'p' | 'u' | 'o' | 'n' | 'f' | 'c' | 'l' => Takes::Value,
        'e' | 'v' | 'w' | 'h' | 'm' | 'a' if runs => Takes::Value,
        'H' if engine && verb.is_empty() => Takes::Value,
        'a' if matches!(tool, "ctr" | "cosign" | "oras") => Takes::Value,
        'v' if tool == "regctl" => Takes::Value,
        'i' | 'r' | 't' if tool == "crictl" => Takes::Value,
        'i' | 't' | 'P' if runs => Takes::Nothing,
        'a' if engine || tool == "skopeo" => Takes::Nothing,
        'k' if tool == "ctr" => Takes::Nothing,
        'd' | 'q' | 'v' => Takes::Nothing,
        _ => Takes::Unknown,
    }
}

fn is_of(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Options whose value is a word of its own.
const WITH_VALUE: &str = "platform arch os variant override-arch override-os override-variant format creds \
    src-creds dest-creds authfile cert-dir src-cert-dir dest-cert-dir username password output media-type \
    artifact-type namespace address user config snapshotter registry-config subscription suffix \
    certificate-identity certificate-identity-regexp certificate-oidc-issuer key type severity version host \
    context log-level retry-times timeout repo values set set-string set-file ca-file cert-file key-file \
    \
    src-username src-password dest-username dest-password from-username from-password to-username to-password \
    registry-username registry-password registry-token src-registry-token dest-registry-token identity-token \
    docker-server docker-username docker-password docker-email auth token bearer-token pass password-file \
    passphrase passphrase-file decryption-key encryption-key github-token \
    \
    add-host annotation attach blkio-weight blkio-weight-device cap-add cap-drop cgroup-parent cgroupns cidfile \
    cpu-count cpu-percent cpu-period cpu-quota cpu-rt-period cpu-rt-runtime cpu-shares cpus cpuset-cpus \
    cpuset-mems detach-keys device device-cgroup-rule device-read-bps device-read-iops device-write-bps \
    device-write-iops dns dns-opt dns-option dns-search domainname entrypoint env env-file expose gpus group-add \
    health-cmd health-interval health-retries health-start-interval health-start-period health-timeout hostname \
    io-maxbandwidth io-maxiops ip ip6 ipc isolation kernel-memory label label-file link link-local-ip log-driver \
    log-opt mac-address memory memory-reservation memory-swap memory-swappiness mount name net network \
    network-alias oom-score-adj pid pids-limit pod publish pull restart runtime secret security-opt shm-size \
    stop-signal stop-timeout storage-opt sysctl tmpfs ulimit userns uts volume volume-driver volumes-from workdir";

/// Options without a value.
const FLAGS: &str = "all all-platforms all-tags allow-nondistributable-artifacts atomic create-namespace debug \
    descriptor detach devel disable-content-trust full-ref generate-name help init insecure insecure-registry \
    interactive latest no-creds no-healthcheck no-tags no-trunc omit-digest-tags oom-kill-disable plain-http \
    pretty preserve-digests privileged prov publish-all quiet raw raw-body read-only recursive remove-signatures \
    require-list rm rmi sig-proxy skip-verify src-no-creds tls tlsverify tty untar use-api-socket verbose verify \
    wait";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_option_takes() {
        for (line, expected, reason) in [
            ("docker pull --platform", Takes::Value, "a value"),
            ("docker pull --platform=linux/arm64", Takes::Nothing, "a value in the same word"),
            ("docker pull --mystery", Takes::Unknown, "an option of another day"),
            ("docker pull --mystery=a", Takes::Nothing, "one with its value"),
            ("docker run -it", Takes::Nothing, "letters"),
            ("docker run -itp", Takes::Value, "letters, the last with a value"),
            ("docker run -p80:80", Takes::Nothing, "a letter with its value"),
            ("docker run -z", Takes::Unknown, "a letter of another day"),
            ("docker pull -a", Takes::Nothing, "all tags"),
            ("docker run -a", Takes::Value, "a stream to attach"),
            ("docker rmi -f", Takes::Nothing, "by force"),
            ("skopeo inspect --config", Takes::Nothing, "a flag of this tool"),
        ] {
            let words: Vec<&str> = line.split(' ').collect();
            assert_eq!(takes(words[0], words[1], words[2]), expected, "{reason}");
        }
    }
}
