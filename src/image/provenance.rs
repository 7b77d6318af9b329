//! What an attestation's predicate says, in the few facts that a person asks for.

use crate::json::Value;

/// A source or other material that went into a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Material {
    /// Where it came from.
    pub uri: String,
    /// Its digests as `algorithm:encoded`.
    pub digests: Vec<String>,
}

/// SLSA provenance, version 0.2 or 1.
///
/// <https://slsa.dev/spec/v1.0/provenance>, <https://slsa.dev/spec/v0.2/provenance>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Who built it: `runDetails.builder.id`, or `builder.id`.
    pub builder: Option<String>,
    /// How: `buildDefinition.buildType`, or `buildType`.
    pub build_type: Option<String>,
    /// `metadata.invocationId` (`buildInvocationId` in 0.2).
    pub invocation: Option<String>,
    /// When it began, RFC 3339 as written.
    pub started: Option<String>,
    /// When it ended.
    pub finished: Option<String>,
    /// `resolvedDependencies`, or `materials`.
    pub materials: Vec<Material>,
}

/// A software bill of materials: SPDX or CycloneDX.
///
/// <https://spdx.github.io/spdx-spec/v2.3/>, <https://cyclonedx.org/docs/1.6/json/>
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sbom {
    /// `SPDX-2.3`, or `CycloneDX 1.6`.
    pub format: String,
    /// What it is of.
    pub name: Option<String>,
    /// The tools that made it.
    pub tools: Vec<String>,
    /// When, RFC 3339 as written.
    pub created: Option<String>,
    /// How many packages (components) it lists.
    pub packages: usize,
    /// How many files it lists.
    pub files: usize,
}

/// A predicate of a kind that Bayplan reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Predicate {
    /// How the image was built.
    Provenance(Provenance),
    /// What is in it.
    Sbom(Sbom),
}

impl Predicate {
    /// Reads the predicate of the statement `root` by its shape; `None` for any other.
    #[must_use]
    pub fn read(root: Value<'_>) -> Option<Self> {
        let predicate = root.get("predicate")?;
        if let Some(format) = text(predicate, "spdxVersion") {
            return Some(Self::Sbom(spdx(predicate, format)));
        }
        if predicate.get("bomFormat").is_some() {
            return Some(Self::Sbom(cyclone_dx(predicate)));
        }
        let slsa = predicate.get("buildDefinition").or_else(|| predicate.get("builder")).is_some();
        slsa.then(|| Self::Provenance(provenance(predicate)))
    }
}

fn text(value: Value<'_>, key: &str) -> Option<String> {
    Some(value.get(key)?.as_str()?.into_owned())
}

fn provenance(predicate: Value<'_>) -> Provenance {
    // Version 0.2 has at the top what version 1 has in two objects.
    let definition = predicate.get("buildDefinition").unwrap_or(predicate);
    let run = predicate.get("runDetails").unwrap_or(predicate);
    let metadata = run.get("metadata");
    let of_run = |keys: [&str; 2]| keys.iter().find_map(|key| text(metadata?, key));
    let materials = definition.get("resolvedDependencies").or_else(|| definition.get("materials"));
    Provenance {
        builder: run.get("builder").and_then(|builder| text(builder, "id")).filter(|id| !id.is_empty()),
        build_type: text(definition, "buildType"),
        invocation: of_run(["invocationId", "buildInvocationId"]),
        started: of_run(["startedOn", "buildStartedOn"]),
        finished: of_run(["finishedOn", "buildFinishedOn"]),
        materials: materials.into_iter().flat_map(Value::items).map(material).collect(),
    }
}

fn material(value: Value<'_>) -> Material {
    let digests = value.get("digest").into_iter().flat_map(Value::members);
    let digests =
        digests.filter_map(|member| Some(format!("{}:{}", member.name(), member.value.as_str()?))).collect();
    Material { uri: text(value, "uri").unwrap_or_default(), digests }
}

fn spdx(predicate: Value<'_>, format: String) -> Sbom {
    let creation = predicate.get("creationInfo");
    let creators = creation.and_then(|info| info.get("creators"));
    let count = |key| predicate.get(key).into_iter().flat_map(Value::items).count();
    Sbom {
        format,
        name: text(predicate, "name"),
        tools: creators.into_iter().flat_map(Value::strings).collect(),
        created: creation.and_then(|info| text(info, "created")),
        packages: count("packages"),
        files: count("files"),
    }
}

fn cyclone_dx(predicate: Value<'_>) -> Sbom {
    let metadata = predicate.get("metadata");
    let tools = metadata.and_then(|metadata| metadata.get("tools"));
    // A list of tools up to version 1.4, an object of components since 1.5.
    let tools = tools.map(|tools| tools.get("components").unwrap_or(tools));
    let version = text(predicate, "specVersion").unwrap_or_default();
    Sbom {
        format: format!("CycloneDX {version}").trim_end().to_owned(),
        name: metadata.and_then(|metadata| text(metadata.get("component")?, "name")),
        tools: tools
            .into_iter()
            .flat_map(Value::items)
            .filter_map(|tool| {
                let name = text(tool, "name")?;
                Some(match text(tool, "version") {
                    Some(version) => format!("{name} {version}"),
                    None => name,
                })
            })
            .collect(),
        created: metadata.and_then(|metadata| text(metadata, "timestamp")),
        packages: predicate.get("components").into_iter().flat_map(Value::items).count(),
        files: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    fn read(text: &str) -> Option<Predicate> {
        Predicate::read(json::read(text.as_bytes()).root(text.as_bytes()).unwrap())
    }

    #[test]
    fn both_versions_of_provenance_say_the_same() {
        let one = read(
            r#"{"predicate": {"buildDefinition": {"buildType": "t", "resolvedDependencies":
                [{"uri": "git+x", "digest": {"sha1": "c0"}}]}, "runDetails": {"builder": {"id": "b"},
                "metadata": {"invocationId": "i", "startedOn": "s", "finishedOn": "f"}}}}"#,
        );
        let two = read(
            r#"{"predicate": {"buildType": "t", "materials": [{"uri": "git+x", "digest": {"sha1": "c0"}}],
                "builder": {"id": "b"}, "metadata": {"buildInvocationId": "i", "buildStartedOn": "s",
                "buildFinishedOn": "f"}}}"#,
        );
        assert_eq!(one, two);
        let Some(Predicate::Provenance(provenance)) = one else { panic!("no provenance") };
        assert_eq!(provenance.materials, [Material { uri: "git+x".into(), digests: vec!["sha1:c0".into()] }]);
        assert_eq!(provenance.builder.as_deref(), Some("b"));
        assert_eq!(provenance.finished.as_deref(), Some("f"));
    }

    #[test]
    fn bills_of_materials() {
        let spdx = read(
            r#"{"predicate": {"spdxVersion": "SPDX-2.3", "name": "n", "packages": [{}, {}], "creationInfo":
                {"creators": ["Tool: syft-1"], "created": "c"}}}"#,
        );
        let Some(Predicate::Sbom(sbom)) = spdx else { panic!("no SBOM") };
        assert_eq!((sbom.format.as_str(), sbom.packages, sbom.tools.len()), ("SPDX-2.3", 2, 1));
        for tools in
            [r#"[{"name": "t", "version": "1"}]"#, r#"{"components": [{"name": "t", "version": "1"}]}"#]
        {
            let bom = read(&format!(
                r#"{{"predicate": {{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{{}}],
                    "metadata": {{"tools": {tools}}}}}}}"#
            ));
            let Some(Predicate::Sbom(sbom)) = bom else { panic!("no SBOM") };
            assert_eq!(
                (sbom.format.as_str(), sbom.packages, sbom.tools),
                ("CycloneDX 1.6", 1, vec!["t 1".into()])
            );
        }
    }

    #[test]
    fn of_any_other_shape_nothing() {
        for (text, reason) in [
            ("{}", "no predicate"),
            (r#"{"predicate": []}"#, "no object"),
            (r#"{"predicate": {"vulnerabilities": []}}"#, "a kind that is not read"),
        ] {
            assert_eq!(read(text), None, "{reason}");
        }
    }
}
