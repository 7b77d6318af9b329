//! A name server for which all names are on loopback: what a relay asks where the world's hosts are.

use std::net::UdpSocket;

use crate::Result;

/// A running one; it answers as long as the tests run.
pub struct Names(String);

impl Names {
    /// Starts one.
    ///
    /// # Errors
    /// When there is no port.
    pub fn start() -> Result<Self> {
        let socket = UdpSocket::bind(("127.0.0.1", 0))?;
        let host = socket.local_addr()?.to_string();
        std::thread::spawn(move || {
            let mut message = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut message) {
                let answer = message.get(..length).and_then(answer);
                // Whoever asks again is answered again.
                answer.map(|answer| socket.send_to(&answer, from));
            }
        });
        Ok(Self(host))
    }

    /// `127.0.0.1:PORT`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.0
    }
}

/// The answer to a message with one question (RFC 1035, section 4): of the kind A, 127.0.0.1; of any other, none.
fn answer(message: &[u8]) -> Option<Vec<u8>> {
    const HEADER: usize = 12;
    let question = message.get(HEADER..)?;
    let mut name = 0;
    while *question.get(name)? != 0 {
        name += usize::from(*question.get(name)?) + 1;
    }
    let question = question.get(..name + 5)?;
    let is_address = question.get(name + 1..name + 3)? == [0, 1];
    let id = message.get(..2)?;
    let mut answer = [id, &[0x81, 0x80, 0, 1, 0, u8::from(is_address), 0, 0, 0, 0], question].concat();
    if is_address {
        // The name of the question, once more; A, IN; a minute; four bytes.
        answer.extend([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1]);
    }
    Some(answer)
}
