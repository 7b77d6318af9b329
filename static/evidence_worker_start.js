// Starts the worker that verifies signatures. Messages that arrive before its program runs wait for it.
'use strict';
importScripts('evidence_worker.js');
const early = [];
self.onmessage = (event) => early.push(event);
// Thrown outside of promises, so that the page's Worker object sees an error event.
const fail = (error) =>
  setTimeout(() => {
    throw error;
  });
self.onunhandledrejection = (event) => fail(event.reason);
wasm_bindgen({ module_or_path: 'evidence_worker_bg.wasm' }).then(
  () => early.forEach((event) => self.onmessage(event)),
  fail
);
