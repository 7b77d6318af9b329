//! The primitive operations: RustCrypto's, as `sigstore-crypto` asks for them. No cryptography of our own.

use ed25519_dalek::VerifyingKey as Ed25519Key;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::{Pkcs1v15Sign, Pss, PublicKey as RsaKey};
use sha2::{Digest, Sha256, Sha384, Sha512};
use sigstore_verify::crypto::{CryptoProvider, Error, HashContext, Result, SigningScheme};
use sigstore_verify::types::HashAlgorithm;

/// RustCrypto's implementations.
#[derive(Debug)]
pub struct RustCrypto;

struct Context<D>(D);

impl<D: Digest + Send> HashContext for Context<D> {
    fn update(&mut self, data: &[u8]) {
        Digest::update(&mut self.0, data);
    }

    fn finalize(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

impl CryptoProvider for RustCrypto {
    fn hash(&self, algorithm: HashAlgorithm) -> Result<Box<dyn HashContext>> {
        Ok(match algorithm {
            HashAlgorithm::Sha2256 => Box::new(Context(Sha256::new())),
            HashAlgorithm::Sha2384 => Box::new(Context(Sha384::new())),
            HashAlgorithm::Sha2512 => Box::new(Context(Sha512::new())),
            other => return Err(Error::UnsupportedAlgorithm(other.to_string())),
        })
    }

    fn verify_raw(&self, scheme: SigningScheme, key: &[u8], data: &[u8], signature: &[u8]) -> Result<()> {
        match scheme.hash_algorithm() {
            Some(algorithm) => {
                let mut hash = self.hash(algorithm)?;
                hash.update(data);
                self.verify_prehashed(scheme, key, &hash.finalize(), signature)
            }
            None if scheme == SigningScheme::Ed25519 => said(scheme, ed25519(key, data, signature)),
            None => Err(Error::UnsupportedAlgorithm(scheme.name().into())),
        }
    }

    fn verify_prehashed(
        &self,
        scheme: SigningScheme,
        key: &[u8],
        digest: &[u8],
        signature: &[u8],
    ) -> Result<()> {
        use SigningScheme::{EcdsaP256Sha256, EcdsaP256Sha384, EcdsaP384Sha256, EcdsaP384Sha384};
        let verified = match scheme {
            EcdsaP256Sha256 | EcdsaP256Sha384 => p256(key, digest, signature),
            EcdsaP384Sha256 | EcdsaP384Sha384 => p384(key, digest, signature),
            _ => rsa(scheme, key, digest, signature),
        };
        said(scheme, verified)
    }
}

fn said(scheme: SigningScheme, verified: Option<()>) -> Result<()> {
    verified.ok_or_else(|| Error::Verification(format!("{} signature invalid", scheme.name())))
}

fn p256(key: &[u8], digest: &[u8], signature: &[u8]) -> Option<()> {
    use p256::ecdsa::{DerSignature, VerifyingKey, signature::hazmat::PrehashVerifier as _};
    let key = VerifyingKey::from_sec1_bytes(key).ok()?;
    key.verify_prehash(digest, &DerSignature::from_bytes(signature).ok()?).ok()
}

fn p384(key: &[u8], digest: &[u8], signature: &[u8]) -> Option<()> {
    use p384::ecdsa::{DerSignature, VerifyingKey, signature::hazmat::PrehashVerifier as _};
    let key = VerifyingKey::from_sec1_bytes(key).ok()?;
    key.verify_prehash(digest, &DerSignature::from_bytes(signature).ok()?).ok()
}

fn ed25519(key: &[u8], data: &[u8], signature: &[u8]) -> Option<()> {
    let key = Ed25519Key::from_bytes(key.try_into().ok()?).ok()?;
    key.verify_strict(data, &ed25519_dalek::Signature::from_bytes(signature.try_into().ok()?)).ok()
}

fn rsa(scheme: SigningScheme, key: &[u8], digest: &[u8], signature: &[u8]) -> Option<()> {
    use SigningScheme::{
        RsaPkcs1Sha256, RsaPkcs1Sha384, RsaPkcs1Sha512, RsaPssSha256, RsaPssSha384, RsaPssSha512,
    };
    let key = RsaKey::from_pkcs1_der(key).ok()?;
    let verified = match scheme {
        RsaPkcs1Sha256 => key.verify(Pkcs1v15Sign::new::<Sha256>(), digest, signature),
        RsaPkcs1Sha384 => key.verify(Pkcs1v15Sign::new::<Sha384>(), digest, signature),
        RsaPkcs1Sha512 => key.verify(Pkcs1v15Sign::new::<Sha512>(), digest, signature),
        RsaPssSha256 => key.verify(Pss::<Sha256>::new(), digest, signature),
        RsaPssSha384 => key.verify(Pss::<Sha384>::new(), digest, signature),
        RsaPssSha512 => key.verify(Pss::<Sha512>::new(), digest, signature),
        _ => return None,
    };
    verified.ok()
}
