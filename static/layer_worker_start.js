// Starts a worker for layers. Messages that arrive before its program runs wait for it.
'use strict';
importScripts('layer_worker.js');
const early = [];
self.onmessage = (event) => early.push(event);
// Thrown outside of promises, so that the page's Worker object sees an error event.
const fail = (error) =>
  setTimeout(() => {
    throw error;
  });
self.onunhandledrejection = (event) => fail(event.reason);
wasm_bindgen({ module_or_path: 'layer_worker_bg.wasm' }).then(
  () => early.forEach((event) => self.onmessage(event)),
  fail
);
