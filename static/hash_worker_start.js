// Starts the hashing worker. Messages that arrive before its program runs wait for it.
'use strict';
importScripts('hash_worker.js');
const early = [];
self.onmessage = (event) => early.push(event);
wasm_bindgen({ module_or_path: 'hash_worker_bg.wasm' }).then(
  () => early.forEach((event) => self.onmessage(event)),
  (error) =>
    // Thrown outside the promise, so that the page's Worker object sees an error event.
    setTimeout(() => {
      throw error;
    })
);
