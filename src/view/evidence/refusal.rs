//! Why a signature is refused, in one sentence.

use crate::evidence::Why;

/// The sentence for a reason.
#[must_use]
pub const fn refusal(why: Why) -> &'static str {
    match why {
        Why::Unreadable => "It can’t be read as what it says that it is.",
        Why::TooLarge => "It is larger than what is read here.",
        Why::Unsupported => "It is of a kind, or by an algorithm, that is not verified here.",
        Why::Malformed => "It says what its format does not allow, or lacks what its format asks for.",
        Why::NoKey => "It is signed by a key, and no key was given.",
        Why::ByCertificate => "A key was given, and it is signed by a certificate.",
        Why::BadKey => "The key that was given can’t be used.",
        Why::NoAnchors => "No root certificate was given that it could chain to.",
        Why::BadRoot => "The root that was given can’t be used.",
        Why::OtherArtifact => "It is a signature for another digest.",
        Why::NeedsBytes => "The signed bytes are needed, and only their digest is here.",
        Why::Signature => {
            "The signature is not by this key over these bytes: one of them was changed, or the signature is forged."
        }
        Why::BadCertificate => "Its certificate can’t be read.",
        Why::Chain => {
            "Its certificate does not chain to the root: it may be of another instance, or was changed."
        }
        Why::CertificateTime => "Its certificate was not valid when it was signed.",
        Why::CertificateNow => {
            "Its certificate is not valid now, and nobody but the signer says that it was signed while it was."
        }
        Why::Sct => {
            "There is no proof that its certificate was logged when it was issued, or it is by no log of the root."
        }
        Why::OtherLog => "Its log is none of the root’s: it may be of another instance.",
        Why::NotLogged => "There is no proof that a log has it.",
        Why::Inclusion => "The proof that the log has it does not hold.",
        Why::Checkpoint => {
            "The log’s checkpoint does not hold: it was changed, is of another tree, or no log of the root signed it."
        }
        Why::Promise => {
            "The log’s promise to take it does not hold: the entry or its time was changed, or no log of the root signed it."
        }
        Why::OtherEntry => "The log’s entry is of another signature.",
        Why::LogTime => {
            "The log’s time is outside of the time for which its certificate is valid, or in the future."
        }
        Why::Timestamp => "Its timestamp is not by an authority of the root, or is of another signature.",
        Why::NoTime => {
            "Nobody but the signer says when it was signed, so that its certificate can’t be judged."
        }
        Why::Expired => "Its own expiry is over.",
        Why::Critical => "It asks that something be understood which is not understood here.",
        Why::Failed => "The verifier did not come to an end.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_a_sentence_of_its_own() {
        let mut sentences: Vec<_> = Why::ALL.into_iter().map(refusal).collect();
        sentences.sort_unstable();
        sentences.dedup();
        assert_eq!(sentences.len(), Why::ALL.len());
    }
}
