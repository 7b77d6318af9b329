//! Any few documents open together: nothing panics, no digest that is not theirs is called verified, and both
//! reports are written.

use bayplan::headless::send;
use bayplan::inspect::Origin;
use bayplan::session::{Arrival, Model, Msg};
use bayplan::verify::Verification;
use bayplan::verify::hash::digest_of;

/// What divides the documents of an input.
const BORDER: u8 = 0xff;

/// Runs it on one input.
pub fn run(bytes: &[u8]) {
    let arrivals = bytes.split(|byte| *byte == BORDER).take(6).enumerate().map(|(at, bytes)| Arrival {
        bytes: bytes.into(),
        origin: match at % 3 {
            0 => Origin::Paste,
            1 => Origin::File(format!("blobs/sha256/{:064x}", bytes.len())),
            _ => Origin::Link,
        },
    });
    let mut model = Model::default();
    send(&mut model, Msg::Add { arrivals: arrivals.collect(), pin: None });
    for (_, node) in model.inspection.tree.iter().filter(|(_, node)| node.state == Verification::Verified) {
        let blob =
            node.blob.and_then(|blob| model.inspection.blobs.get(blob)).expect("verified bytes are here");
        let digest = node.stated_digest().expect("something is compared");
        let algorithm = digest.registered().expect("it was computed");
        assert_eq!(digest_of(algorithm, &blob.bytes), *digest);
    }
    send(&mut model, Msg::SaveReportJson);
    send(&mut model, Msg::SaveReportMarkdown);
    send(&mut model, Msg::Share(true));
    send(&mut model, Msg::OpenAll(true));
}
