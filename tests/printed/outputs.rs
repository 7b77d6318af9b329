//! Outputs that name images with digests.

use super::{documents, offered};

const A: &str = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const B: &str = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

/// Puts the digests in.
fn long(text: &str) -> String {
    text.replace("$A", A).replace("$B", B)
}

fn check(cases: &[(&str, &[&str], &str)]) {
    for (text, expected, reason) in cases {
        let expected: Vec<String> = expected.iter().map(|reference| long(reference)).collect();
        assert_eq!(offered(&long(text)), expected, "{reason}");
    }
}

#[test]
fn of_docker() {
    check(&[
        (
            "3.22: Pulling from library/alpine\n9824c27679d3: Pull complete\nDigest: $A\nStatus: Downloaded newer image for alpine:3.22\ndocker.io/library/alpine:3.22\n",
            &["docker.io/library/alpine@$A"],
            "docker pull",
        ),
        (
            "$ docker pull ghcr.io/o/n\nUsing default tag: latest\nlatest: Pulling from o/n\nDigest: $A\nStatus: Image is up to date for ghcr.io/o/n:latest\nghcr.io/o/n:latest",
            &["ghcr.io/o/n@$A"],
            "one that is up to date, after its command",
        ),
        (
            "Digest: $A\nStatus: Downloaded newer image for alpine:3\nDigest: $B\nStatus: Downloaded newer image for busybox:1",
            &["docker.io/library/alpine@$A", "docker.io/library/busybox@$B"],
            "two",
        ),
        (
            "The push refers to repository [registry.example/me/app]\n5f70bf18a086: Pushed\n1.0: digest: $A size: 1234\n",
            &["registry.example/me/app@$A"],
            "docker push",
        ),
        (
            "REPOSITORY          TAG       DIGEST    IMAGE ID       CREATED        SIZE\nalpine    3.22      $A   9234e8fb04c4   2 weeks ago    8.31MB\nme/app    <none>    $B   1234e8fb04c4   2 weeks ago    8.31MB\nlocal     1         <none>   2234e8fb04c4   2 weeks ago    8.31MB\n",
            &["docker.io/library/alpine@$A", "docker.io/me/app@$B"],
            "docker images --digests",
        ),
        (
            "alpine    3.22      $A   9234e8fb04c4   2 weeks ago    8.31MB\n",
            &["docker.io/library/alpine@$A"],
            "a row of it",
        ),
        (
            "{\"Repository\":\"alpine\",\"Tag\":\"3\",\"Digest\":\"$A\"}\n{\"Repository\":\"busybox\",\"Tag\":\"1\",\"Digest\":\"$B\"}\n",
            &["docker.io/library/alpine@$A", "docker.io/library/busybox@$B"],
            "the same as lines of JSON",
        ),
        (
            "[{\"Id\":\"sha256:0\",\"RepoTags\":[\"alpine:3\"],\"RepoDigests\":[\"alpine@$A\",\"registry.example/a@$B\"]}]",
            &["docker.io/library/alpine@$A", "registry.example/a@$B"],
            "docker image inspect",
        ),
        (
            "Name:      docker.io/library/alpine:3\nMediaType: application/vnd.oci.image.index.v1+json\nDigest:    $A\n           \nManifests: \n  Name:        docker.io/library/alpine:3@$B\n  MediaType:   application/vnd.oci.image.manifest.v1+json\n  Platform:    linux/amd64\n",
            &["docker.io/library/alpine@$A"],
            "imagetools inspect: the entries come with the index",
        ),
        (
            "  Name:        docker.io/library/alpine:3@$B\n  Platform:    linux/amd64\n",
            &["docker.io/library/alpine@$B"],
            "an entry of it alone",
        ),
        (
            "{\"name\":\"docker.io/library/alpine:3\",\"manifest\":{\"digest\":\"$A\",\"size\":1},\"image\":{}}",
            &["docker.io/library/alpine@$A"],
            "imagetools inspect --format json",
        ),
        (
            "{\"containerimage.digest\":\"$A\",\"image.name\":\"registry.example/a:1,registry.example/b:1\"}",
            &["registry.example/a@$A", "registry.example/b@$A"],
            "a metadata file",
        ),
        (
            "{\"web\":{\"containerimage.digest\":\"$A\",\"image.name\":\"registry.example/web\"},\"db\":{\"containerimage.digest\":\"$B\",\"image.name\":\"registry.example/db\"}}",
            &["registry.example/web@$A", "registry.example/db@$B"],
            "one of several targets",
        ),
        (
            "#12 exporting manifest list $A 0.0s done\n#12 pushing manifest for registry.example/a:1@$A 0.3s done\n",
            &["registry.example/a@$A"],
            "a build's log",
        ),
    ]);
}

#[test]
fn of_others() {
    check(&[
        (
            "{\"Name\":\"docker.io/library/alpine\",\"Digest\":\"$A\",\"RepoTags\":[],\"Layers\":[]}",
            &["docker.io/library/alpine@$A"],
            "skopeo inspect",
        ),
        ("$ crane digest alpine:3\n$A\n", &["docker.io/library/alpine@$A"], "crane digest"),
        ("me@host:~$ regctl manifest head ghcr.io/o/n\n$A", &["ghcr.io/o/n@$A"], "regctl manifest head"),
        ("PS C:\\> oras resolve ghcr.io/o/n:1\n$A", &["ghcr.io/o/n@$A"], "oras resolve"),
        (
            "$ crane digest alpine\n$A\n$ crane digest busybox\n$B\n$ ",
            &["docker.io/library/alpine@$A", "docker.io/library/busybox@$B"],
            "two commands",
        ),
        (
            "Name:        ghcr.io/o/n:1\nMediaType:   application/vnd.oci.image.index.v1+json\nDigest:      $A\n\nManifests:\n\n  Name:      ghcr.io/o/n:1@$B\n  Digest:    $B\n",
            &["ghcr.io/o/n@$A"],
            "regctl manifest get",
        ),
        (
            "$ oras manifest fetch --descriptor ghcr.io/o/n:1\n{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"$A\",\"size\":528}",
            &["ghcr.io/o/n@$A"],
            "oras manifest fetch --descriptor",
        ),
        (
            "{\"reference\":\"ghcr.io/o/n@$A\",\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"$A\",\"size\":7,\"referrers\":[{\"reference\":\"ghcr.io/o/n@$B\",\"digest\":\"$B\",\"size\":7}]}",
            &["ghcr.io/o/n@$A", "ghcr.io/o/n@$B"],
            "oras discover --format json",
        ),
        (
            "{\"Type\":\"buildah 0.0.1\",\"FromImage\":\"docker.io/library/alpine:3\",\"FromImageDigest\":\"$A\"}",
            &["docker.io/library/alpine@$A"],
            "buildah inspect",
        ),
        (
            "[{\"Image\":{\"Name\":\"docker.io/library/alpine:3\",\"Target\":{\"mediaType\":\"x/y\",\"digest\":\"$A\",\"size\":7}},\"Manifest\":{}}]",
            &["docker.io/library/alpine@$A"],
            "nerdctl image inspect --mode=native",
        ),
        (
            "$ docker buildx imagetools inspect ghcr.io/o/n:1 --format '{{json .Manifest}}'\n{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"digest\":\"$A\",\"size\":7,\"manifests\":[]}\n",
            &["ghcr.io/o/n@$A"],
            "imagetools inspect, its index with a digest of its own",
        ),
        (
            "Pushed [registry] localhost:5000/a:1\nArtifactType: application/vnd.x\nDigest: $A\n",
            &["localhost:5000/a@$A"],
            "oras push",
        ),
        ("Pulled: ghcr.io/o/chart:1.0.0\nDigest: $A\n", &["ghcr.io/o/chart@$A"], "helm pull"),
        (
            "REPOSITORY                TAG     DIGEST    IMAGE ID      CREATED     SIZE\ndocker.io/library/alpine  3       $A  9234e8fb04c4  2 weeks ago  8.6 MB\n",
            &["docker.io/library/alpine@$A"],
            "podman images --digests",
        ),
        (
            "docker.io/library/alpine:3:  resolved       |++++++|\nindex-$A:    done           |++++++|\nmanifest-$B: done           |++++++|\n",
            &["docker.io/library/alpine@$A"],
            "nerdctl pull",
        ),
        (
            "REF                         TYPE                                      DIGEST SIZE PLATFORMS LABELS\ndocker.io/library/alpine:3  application/vnd.oci.image.index.v1+json   $A     3.5MiB linux/amd64 -\n",
            &["docker.io/library/alpine@$A"],
            "ctr images ls",
        ),
        (
            "{\"kind\":\"Pod\",\"status\":{\"containerStatuses\":[{\"image\":\"nginx:1\",\"imageID\":\"docker-pullable://nginx@$A\"},{\"imageID\":\"ghcr.io/o/n@$B\"},{\"imageID\":\"docker://$B\"}]}}",
            &["docker.io/library/nginx@$A", "ghcr.io/o/n@$B"],
            "kubectl get pod -o json",
        ),
        (
            "    Image:          nginx\n    Image ID:       docker.io/library/nginx@$A\n    Port:           <none>\n",
            &["docker.io/library/nginx@$A"],
            "kubectl describe pod",
        ),
        (
            "[{\"critical\":{\"identity\":{\"docker-reference\":\"ghcr.io/o/n\"},\"image\":{\"docker-manifest-digest\":\"$A\"},\"type\":\"x\"}}]",
            &["ghcr.io/o/n@$A"],
            "cosign verify",
        ),
        (
            "2026-11-30T06:04:48.123Z Digest: $A\n2026-11-30T06:04:48.124Z Status: Downloaded newer image for alpine:3\n",
            &["docker.io/library/alpine@$A"],
            "with times before the lines",
        ),
        (
            "\u{1b}[32mDigest: $A\u{1b}[0m\r\nStatus: Downloaded newer image for alpine:3\r\n",
            &["docker.io/library/alpine@$A"],
            "with colour codes",
        ),
    ]);
}

#[test]
fn what_names_no_image_by_its_digest() {
    for (text, reason) in [
        ("Digest: $A\nx", "no name"),
        ("3: Pulling from library/alpine\nDigest: $A\n", "no registry is named"),
        ("$ docker images -q --no-trunc alpine\n$A\n", "an image's ID, which no registry has"),
        ("$ docker inspect --format {{.Id}} alpine\n$A\n", "the same"),
        ("exporting manifest $A now", "words that are no row"),
        ("[{\"Id\":\"$A\",\"RepoTags\":[\"a:1\"],\"RepoDigests\":[]}]", "built here, and never pushed"),
        ("alpine 3 sha256:abc 9234e8fb04c4\n", "a digest that is cut off"),
        ("{\"Name\":\"alpine\",\"Digest\":\"md5:00\"}", "one that can't be computed"),
        ("{\"a\":\"x@$A\"}", "JSON of no tool"),
        ("Name: ../x\nDigest: $A", "a name that is none"),
    ] {
        assert_eq!(offered(&long(text)), [""; 0], "{reason}");
        assert_eq!(documents(&long(text)).len(), 1, "{reason}: it is shown as it stands");
    }
}

#[test]
fn an_images_own_document_names_nothing_to_be_fetched() {
    let text = long(
        r#"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"$A","size":7,"annotations":{"image":"alpine@$B","Digest":"$B","RepoDigests":"x"}}]}"#,
    );
    for text in [text.clone(), text.replace('}', ""), format!("{text}x alpine@{A}")] {
        assert_eq!(offered(&text), [""; 0], "{text}");
        assert_eq!(documents(&text), std::slice::from_ref(&text), "it is shown whole");
    }
}

#[test]
fn many_are_counted() {
    let rows: Vec<String> = (0..1000).map(|at| format!("image: registry.example/a{at}@{A}\n")).collect();
    let (mut page, _) = super::page();
    page.paste(&rows.concat());
    let offers = bayplan::view::fetching(&page.model).offers;
    assert_eq!(offers.offers.len(), 200);
    assert!(offers.sentence.contains("800 more are not listed"), "{offers:?}");
    assert_eq!(offered(&format!("{}{}", rows[0], rows[0])).len(), 1, "each once");
}

#[test]
fn manifests_written_again_are_not_the_registrys_bytes() {
    let text = long(
        "[{\"Ref\":\"docker.io/library/alpine:3@$A\",\"Descriptor\":{\"digest\":\"$A\",\"size\":7},\"SchemaV2Manifest\":{\"schemaVersion\":2,\"config\":{},\"layers\":[]}}]",
    );
    assert_eq!(offered(&text), [long("docker.io/library/alpine@$A")]);
    let (mut page, _) = super::page();
    page.paste(&text);
    assert!(
        page.model
            .notices
            .iter()
            .any(|notice| bayplan::view::sentence(&notice.said)
                .contains("not the bytes that the registry has"))
    );
    assert_eq!(page.model.inspection.blobs.len(), 1, "and what is there is taken out");
}
