// Measures the workers for layers beside what the browser and packages of npm have for the same work.
//
// `cargo xtask bench` serves it, puts the files in, and calls `measure`. The workers are spoken to as
// `src/bin/layer_worker/main.rs` says, and given work as `src/browser/layers.rs` gives it.
import * as fflate from '/fflate/browser.js';
import { createSHA256 } from '/hash-wasm/index.esm.js';
import * as fzstd from '/fzstd/index.mjs';
import * as pako from '/pako/pako.mjs';
import { ZSTDDecoder } from '/zstddec/zstddec.mjs';

const MIB = 1 << 20;
/** Bytes that are hashed at a time where nothing else is measured. */
const HASHED = 64 * MIB;

/** Small layers that are worked on together. */
const SMALL = 12;

const files = () => document.getElementById('files').files;
const file = (end) => [...files()].find((one) => one.name.endsWith(end) && one.name.startsWith('small') === end.startsWith('small'));
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

// ---- Our workers ----------------------------------------------------------------------------------

let assets;
let workers = [];
let last = 0;

const worker = (at) => (workers[at] ??= new Worker(`${assets}layer_worker_start.js`));

/** Sends a job to the first of `hands`, after `prepare` gave the others theirs, and gives its answer. */
function job(hands, send) {
  return new Promise((resolve, reject) => {
    const id = ++last;
    const told = ({ data: [kind, of, value] }) => {
      if (of !== id || kind === 'progress') return;
      hands.forEach((hand) => hand.removeEventListener('message', told));
      if (kind === 'done') resolve(value);
      else reject(new Error(value));
    };
    for (const hand of hands) {
      hand.addEventListener('message', told);
      hand.onerror = (event) => reject(new Error(`the worker crashed: ${event.message}`));
    }
    send(id);
  });
}

/** As the page does with what it has read. */
function giveBack(buffer) {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.postMessage(buffer, [buffer]);
  port1.close();
}

const layer = (blob, from = 0, length = blob.size) => [blob, 0, from, length];

const whole = (which, at) => job([worker(at)], (id) => worker(at).postMessage(['scan', id, which, 'sha256']));

/** A small layer, with room to be held: as `browser::layer_workers` gives it. */
const small = (blob, at) =>
  job([worker(at)], (id) => worker(at).postMessage(['scan', id, layer(blob), 'sha256', blob.size, 4 * blob.size]));

const halves = (which) =>
  job([worker(0), worker(1)], (id) => {
    const { port1, port2 } = new MessageChannel();
    worker(1).postMessage(['tail', id, port2], [port2]);
    worker(0).postMessage(['head', id, which, 'sha256', port1], [port1]);
  });

const open = (blob) => job([worker(0)], (id) => worker(0).postMessage(['open', id, blob]));

/** What a `LayerReport` says of both digests; see `archive::report` and `archive::wire`. */
function digests(report) {
  const view = new DataView(report);
  const text = (at) => {
    const length = Number(view.getBigUint64(at, true));
    return [new TextDecoder().decode(new Uint8Array(report, at + 8, length)), at + 8 + length];
  };
  const [digest, after] = text(8);
  const error = after + 8 + 32;
  const [diffId] = text(error + 8 + (view.getBigUint64(error, true) ? 32 : 0));
  return [digest, diffId].map((digest) => digest.split(':')[1]);
}

/** Hashes in our worker for documents: one stream, one buffer. */
const hashWorker = () => (workers.hash ??= new Worker(`${assets}hash_worker_start.js`));
function hashed(buffer) {
  return new Promise((resolve) => {
    hashWorker().onmessage = ({ data }) => resolve(data[1]);
    hashWorker().postMessage([1, 'sha256', buffer], [buffer]);
  });
}

// ---- What a page does without them ------------------------------------------------------------------

/** The files of a tar: the headers' names; enough for a tar of short paths, and less than ours does. */
function list(tar) {
  const names = [];
  const text = new TextDecoder();
  for (let at = 0; at + 512 <= tar.length && tar[at]; ) {
    names.push(text.decode(tar.subarray(at, at + 100)));
    const size = parseInt(text.decode(tar.subarray(at + 124, at + 135)), 8);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return names;
}

/** The whole job as fast as a page has it: both digests beside what else goes on. */
async function browsersOwn(blob) {
  const packed = blob.arrayBuffer().then((bytes) => crypto.subtle.digest('SHA-256', bytes));
  const unpacked = blob.stream().pipeThrough(new DecompressionStream('gzip'));
  const tar = await new Response(unpacked).arrayBuffer();
  const diffId = crypto.subtle.digest('SHA-256', tar);
  const names = list(new Uint8Array(tar));
  return { digests: [hex(await packed), hex(await diffId)], files: names.length };
}

async function each(blob, take) {
  for (let at = 0; at < blob.size; at += MIB) {
    take(new Uint8Array(await blob.slice(at, at + MIB).arrayBuffer()), at + MIB >= blob.size);
  }
}

async function drained(stream) {
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return length;
    length += value.length;
  }
}

const random = () => {
  const bytes = new Uint8Array(HASHED);
  for (let at = 0; at < HASHED; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
  return bytes;
};
let made;
/** Made when it is first wanted: the memory of the tab is measured without it. */
const noise = () => (made ??= random());

// ---- The measurements ---------------------------------------------------------------------------------

/** Each gives the milliseconds that it took, and may check what came out of it. */
const MEASURES = {
  'sha256 ours': async () => {
    const copy = noise().slice().buffer;
    return timed(() => hashed(copy));
  },
  'sha256 crypto.subtle': () => {
    const bytes = noise();
    return timed(() => crypto.subtle.digest('SHA-256', bytes));
  },
  'sha256 hash-wasm': async () => {
    const [hasher, bytes] = [await createSHA256(), noise()];
    return timed(async () => {
      hasher.init();
      for (let at = 0; at < HASHED; at += MIB) hasher.update(bytes.subarray(at, at + MIB));
      return hasher.digest();
    });
  },
  'gzip ours': () => timed(() => open(file('.tar.gz'))),
  'gzip DecompressionStream': () =>
    timed(() => drained(file('.tar.gz').stream().pipeThrough(new DecompressionStream('gzip')))),
  'gzip fflate': () =>
    timed(async () => {
      let length = 0;
      const gunzip = new fflate.Gunzip((piece) => (length += piece.length));
      await each(file('.tar.gz'), (piece, last) => gunzip.push(piece, last));
      return length;
    }),
  'gzip pako': () =>
    timed(async () => {
      let length = 0;
      const inflate = new pako.Inflate({ chunkSize: 256 * 1024 });
      inflate.onData = (piece) => (length += piece.length);
      inflate.onEnd = () => {};
      await each(file('.tar.gz'), (piece, last) => inflate.push(piece, last));
      return length;
    }),
  'zstd ours': () => timed(() => open(file('.tar.zst'))),
  'zstd fzstd': () =>
    timed(async () => {
      let length = 0;
      const decompress = new fzstd.Decompress((piece) => (length += piece.length));
      await each(file('.tar.zst'), (piece, last) => decompress.push(piece, last));
      return length;
    }),
  'zstd zstddec': async () => {
    const decoder = new ZSTDDecoder();
    await decoder.init();
    const size = file('.tar').size;
    return timed(async () => decoder.decode(new Uint8Array(await file('.tar.zst').arrayBuffer()), size).length);
  },
  'layer, two workers': () => proved(() => halves(layer(file('.tar.gz')))),
  'layer, one worker': () => proved(() => whole(layer(file('.tar.gz')), 0)),
  'layer, browser': async () => {
    const [time, { digests }] = await timedWith(() => browsersOwn(file('.tar.gz')));
    known.set('layer', digests);
    return time;
  },
  'four layers, one worker': () =>
    proved(async () => (await Promise.all([0, 1, 2, 3].map(() => whole(layer(file('.tar.gz')), 0))))[3]),
  'four layers, all workers': () =>
    proved(async () => {
      const jobs = [0, 1, 2, 3].map((at) => whole(layer(file('.tar.gz')), at % navigator.hardwareConcurrency));
      return (await Promise.all(jobs))[3];
    }),
  'small layers, browser': async () => {
    const blob = file('small.tar.gz');
    const act = () => Promise.all(Array.from({ length: SMALL }, () => browsersOwn(blob)));
    const [time, [{ digests }]] = await timedWith(act);
    known.set('small', digests);
    return time;
  },
  /** As many at a time as there is room for. */
  'small layers, all workers': async () => {
    const blob = file('small.tar.gz');
    const cores = navigator.hardwareConcurrency;
    let left = SMALL;
    const [time, found] = await timedWith(() => {
      const hand = async (at) => {
        let report;
        while (left-- > 0) report = await small(blob, at);
        return report;
      };
      return Promise.all(Array.from({ length: cores }, (_, at) => hand(at)));
    });
    for (const report of found.filter((report) => report)) {
      if (String(digests(report)) !== String(known.get('small'))) throw new Error('the digests are others');
    }
    return time;
  },
  'archive, its tree': () => timed(() => open(file('.archive'))),
  /** Every layer of the large archive, two at a time by each worker. */
  'archive, all layers': () =>
    timed(async () => {
      const [first, count, step] = known.get('archive');
      const size = file('.tar.gz').size;
      const left = Array.from({ length: count }, (_, at) => first + at * step);
      const hand = async (at) => {
        while (left.length) giveBack(await whole(layer(file('.archive'), left.shift(), size), at));
      };
      const cores = navigator.hardwareConcurrency;
      await Promise.all(Array.from({ length: 2 * cores }, (_, at) => hand(at % cores)));
    }),
};

/** Digests that came out before, by what they are of. */
const known = new Map();

async function timedWith(act) {
  const start = performance.now();
  const made = await act();
  return [performance.now() - start, made];
}

const timed = async (act) => (await timedWith(act))[0];

/** Times a pass over the layer, and compares its digests with the browser's. */
async function proved(act) {
  const [time, report] = await timedWith(act);
  const found = digests(report);
  const others = known.get('layer') ?? found;
  if (String(found) !== String(others)) throw new Error(`the digests are ${found}, and not ${others}`);
  return time;
}

window.prepare = async (folder, archive) => {
  assets = folder;
  known.set('archive', archive);
  // A program that runs for the first time is compiled first.
  const some = layer(file('.tar.gz'), 0, 8 * MIB);
  const all = Array.from({ length: navigator.hardwareConcurrency }, (_, at) => whole(some, at));
  await Promise.all([...all, hashed(new ArrayBuffer(MIB))]);
};

/** Ends all workers: each measurement of memory starts with none. */
window.end = () => {
  workers.forEach((one) => one.terminate());
  workers = [];
};

window.measure = (name) => MEASURES[name]();
