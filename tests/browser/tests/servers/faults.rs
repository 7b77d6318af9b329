//! The server of faults does what it says, and no more.

use browser_tests::servers::{Fault, Faults, Reply, TAGS, get};

use crate::{Step, json};

fn manifest(faults: &Faults, fault: Fault, wanted: &str) -> browser_tests::Result<Reply> {
    get(&faults.server().host(), &format!("/v2/{}/manifests/{wanted}", fault.name()), &[])
}

#[test]
fn is_right_where_it_has_no_fault() -> Step {
    let faults = Faults::start()?;
    let image = faults.image();
    assert_eq!(manifest(&faults, Fault::None, "1.0")?.body, image.index.bytes);
    for number in 0..2 {
        let right = image.manifest(number)?;
        for fault in [Fault::None, Fault::Truncated, Fault::OneWrongByte] {
            let reply = manifest(&faults, fault, &right.digest)?;
            let is_right = reply.body == right.bytes;
            assert_eq!(is_right, fault == Fault::None || number == 1, "{fault:?} of manifest {number}");
        }
    }
    Ok(())
}

#[test]
fn sends_bodies_that_are_not_what_their_headers_say() -> Step {
    let faults = Faults::start()?;
    let right = faults.image().manifest(0)?;
    let ask = |fault| manifest(&faults, fault, &right.digest);
    let length = |reply: &Reply| reply.header("content-length").and_then(|length| length.parse().ok());

    let truncated = ask(Fault::Truncated)?;
    assert_eq!(length(&truncated), Some(right.bytes.len()));
    assert!(truncated.body.len() < right.bytes.len());
    let short = ask(Fault::Short)?;
    assert_eq!(length(&short), Some(short.body.len()));
    assert!(short.body.len() < right.bytes.len());
    let broken_off = ask(Fault::BrokenOff)?;
    assert!(!broken_off.body.ends_with(b"0\r\n\r\n"), "the last chunk never comes");

    let wrong = ask(Fault::OneWrongByte)?.body;
    let different = wrong.iter().zip(&right.bytes).filter(|(one, other)| one != other).count();
    assert_eq!((wrong.len(), different), (right.bytes.len(), 1));
    assert!(serde_json::from_slice::<serde_json::Value>(&wrong).is_ok(), "it is still JSON");
    Ok(())
}

#[test]
fn comes_to_its_senses_where_it_should() -> Step {
    let faults = Faults::start()?;
    let digest = faults.image().manifest(0)?.digest.clone();
    let statuses = |fault| -> browser_tests::Result<Vec<u16>> {
        (0..3).map(|_| Ok(manifest(&faults, fault, &digest)?.status)).collect()
    };
    assert_eq!(statuses(Fault::Busy)?, [429, 429, 200]);
    assert_eq!(statuses(Fault::FailsOnce)?, [500, 200, 200]);
    assert_eq!(statuses(Fault::BusyForLong)?, [429, 429, 429]);
    Ok(())
}

#[test]
fn lists_ten_thousand_tags_on_a_hundred_pages() -> Step {
    let faults = Faults::start()?;
    let (mut next, mut pages, mut tags) = (Some(format!("/v2/{}/tags/list?n=1000", Faults::MANY)), 0, 0);
    while let Some(target) = next {
        let reply = get(&faults.server().host(), &target, &[])?;
        tags += json(&reply)?["tags"].as_array().map_or(0, Vec::len);
        pages += 1;
        next =
            reply.header("link").and_then(|link| Some(link.split_once('<')?.1.split_once('>')?.0.to_owned()));
    }
    assert_eq!((pages, tags), (100, TAGS));
    Ok(())
}

#[test]
fn a_body_without_end_ends_with_its_server() -> Step {
    use std::io::{Read as _, Write as _};
    let faults = Faults::start()?;
    for fault in [Fault::Endless, Fault::Stalls] {
        let mut connection = std::net::TcpStream::connect(faults.server().host())?;
        let digest = &faults.image().manifest(0)?.digest;
        write!(connection, "GET /v2/{}/manifests/{digest} HTTP/1.0\r\n\r\n", fault.name())?;
        let mut some = [0; 100];
        connection.read_exact(&mut some)?;
        std::thread::spawn(move || connection.read_to_end(&mut Vec::new()));
    }
    // A server that could not end would hold this test up for ever.
    drop(faults);
    Ok(())
}
