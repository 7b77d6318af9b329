//! Chain IDs: what a layer is together with all layers below it.

use crate::image::digest::{Digest, HashAlgorithm};
use crate::verify::hash::digest_of;

/// The chain IDs of layers by their diff IDs, base first; `None` from the first diff ID on that is no
/// digest.
///
/// `ChainID(L₀) = DiffID(L₀)`, and `ChainID(L₀|…|Lₙ) = Digest(ChainID(L₀|…|Lₙ₋₁) + " " + DiffID(Lₙ))`:
/// OCI image specification 1.1.1, config.md, layer ChainID. As in its Go code (`identity.ChainIDs`), the
/// digest is SHA-256 whatever the diff IDs' algorithm is.
#[must_use]
pub fn chain_ids(diff_ids: &[String]) -> Vec<Option<Digest>> {
    let mut chain: Option<Digest> = None;
    let mut broken = false;
    diff_ids
        .iter()
        .map(|text| {
            let diff_id = Digest::parse(text).ok();
            broken |= diff_id.is_none();
            if broken {
                return None;
            }
            chain = match &chain {
                None => diff_id,
                Some(below) => Some(digest_of(HashAlgorithm::Sha256, format!("{below} {text}").as_bytes())),
            };
            chain.clone()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(encoded: char) -> String {
        format!("sha256:{}", String::from(encoded).repeat(64))
    }

    /// Worked out with `printf '%s %s' "$below" "$diff_id" | sha256sum`.
    #[test]
    fn each_holds_all_below_it() {
        let ids = chain_ids(&[of('a'), of('b'), of('c')]);
        let texts: Vec<_> = ids.iter().flatten().map(Digest::as_str).collect();
        assert_eq!(
            texts,
            [
                of('a').as_str(),
                "sha256:ccd722928bd92476ba1745586fed6e45a102504185ad88cd89e01ff116fd146c",
                "sha256:c1377126441fb2f5ec2c21ae2a60255331d639e830f0ee1b40a36e52d4c40588",
            ]
        );
    }

    #[test]
    fn ends_at_what_is_no_digest() {
        let ids = chain_ids(&[of('a'), "sha256:short".to_owned(), of('c')]);
        assert_eq!(ids.iter().map(Option::is_some).collect::<Vec<_>>(), [true, false, false]);
        assert!(chain_ids(&[]).is_empty());
    }
}
