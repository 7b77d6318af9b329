// Starts the page's program, and says so in words when it can't start. crash.js and early.js come before it.
//
// A classic script on purpose: browsers refuse module scripts on file://, and a page opened from a
// folder must at least be able to say what it needs.
//
// What it gives the program: `bayplanPage.worker`, which starts a worker; `data-assets` on <html>, the URL of the
// folder that this script came from (with a slash at its end). What it gives installed.js: `keepOffline`, which starts
// the service worker.
// What it takes from the program, as events on window: `bayplan-here`, once the program's own page stands in the
// place of the one that index.html holds; `bayplan-more-needed`, when the program loads its second part, which
// needs more style sheets: the promise of them is `bayplanStyles`; then `bayplan-more-here`, or
// `bayplan-more-missed`, with the reason in `bayplanMissed`. `bayplan-more-again` has the program try again.
// `data-more` on <html> is `later` while the second part is not loaded (`cargo xtask dist` splits the program),
// and `here` when all of it is.
// What it tells all others: `data-program` on <html>, `ready` when the program is loaded and begins as soon
// as anything is done on the page, `here` once it has begun.
//
// It runs before there is a body, so that the program is on its way before anything is laid out.
(function () {
  'use strict';

  var page = window.bayplanPage;
  var element = page.element;
  var assets = new URL('.', document.currentScript.src).href;
  var root = document.documentElement;
  root.dataset.assets = assets;

  // What may be run beside the program's first part: the page's Content-Security-Policy takes the address of a
  // script or a worker from the Trusted Types policy of this name alone, where a browser has such.
  var SCRIPTS = [
    'bayplan.js',
    'evidence_worker_start.js',
    'file.js',
    'hash_worker_start.js',
    'installed.js',
    'layer_worker_start.js',
  ];
  // The service worker serves the folder that it lies in, and what is below.
  var OFFLINE = 'offline.js';
  var trusted = { createScriptURL: address };
  try {
    if (window.trustedTypes) trusted = window.trustedTypes.createPolicy('bayplan', trusted);
  } catch (_) {
    // A host with a policy of its own, which knows no such name: what can do without workers does.
  }

  function address(name) {
    if (name === OFFLINE) return new URL(name, document.baseURI).href;
    if (SCRIPTS.indexOf(name) < 0) throw new TypeError(name + ' is no script of this page');
    return assets + name;
  }

  page.worker = function (name) {
    return new Worker(trusted.createScriptURL(name));
  };

  page.keepOffline = function () {
    return navigator.serviceWorker.register(trusted.createScriptURL(OFFLINE));
  };

  // Before the first frame, so that a page that is kept dark does not flash. The program does the same again.
  try {
    var theme = localStorage.getItem('bayplan-theme');
    if (theme) root.dataset.theme = theme;
  } catch (_) {
    // Storage is switched off: then nothing was kept in it.
  }

  // The file of the program's second part; none when it is not split, as in file.js.
  var named = document.querySelector('meta[name="bayplan-more"]');
  var more = location.protocol !== 'file:' && named ? named.content : '';
  root.dataset.more = more ? 'later' : 'here';

  // A link, or a tab that is loaded again, shows documents: not the first visit until they are there.
  var opening = location.hash.length > 1;
  try {
    opening = opening || Boolean(sessionStorage.getItem('bayplan-documents'));
  } catch (_) {
    // Storage is switched off: then nothing was kept in it.
  }
  if (opening) root.dataset.opening = '';

  // What documents are shown in; the first visit does without.
  var STYLES = ['detail.css', 'fetching.css', 'files.css', 'selection.css'];

  // The smallest module that uses a SIMD instruction: a function that makes a v128 and drops it.
  var SIMD = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
  ]);

  var settled = false;

  // What is shown is what is meant to be: nothing is still loading that would change it.
  function shown() {
    delete root.dataset.opening;
    var place = document.getElementById('boot');
    if (place) place.remove();
    if (root.dataset.program !== 'here' || settled || !more) return;
    // What only matters later. The service worker is filled in where the program is split: by `cargo xtask dist`.
    settled = true;
    afterFrame(function () {
      loadClassic('installed.js').catch(function () {});
    });
  }

  // When the document is parsed.
  var parsed = new Promise(function (resolve) {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', resolve);
    else resolve();
  });

  function refuse(sentence, next) {
    parsed.then(function () {
      shown();
      var place = element('p', '', sentence + ' ' + next);
      place.id = 'refused';
      place.setAttribute('role', 'alert');
      // All that there is of the page is a page all the same.
      var main = element('main', 'start');
      main.append(element('h1', '', 'Bayplan'), place);
      document.getElementById('app').replaceChildren(main);
    });
  }

  function loadClassic(name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement('script');
      script.src = trusted.createScriptURL(name);
      script.onload = resolve;
      script.onerror = function () {
        reject(new Error(assets + name + ' could not be read'));
      };
      document.head.appendChild(script);
    });
  }

  function loadStyle(url) {
    return new Promise(function (resolve) {
      var style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = url;
      style.onload = resolve;
      // Without it the page is plain, and says all the same.
      style.onerror = resolve;
      document.head.appendChild(style);
    });
  }

  function loadStyles() {
    return Promise.all(
      STYLES.map(function (name) {
        return loadStyle(assets + name);
      })
    );
  }

  function start() {
    if (!window.WebAssembly || !WebAssembly.validate(SIMD)) {
      refuse(
        'Bayplan needs WebAssembly with SIMD, and this browser does not have it or has it switched off.',
        'Chrome and Edge 123, Firefox 120, Safari 17.5 and newer have all that the page uses.'
      );
      return;
    }
    if (!more) styles = loadStyles();
    if (more && opening) expectMore();
    Promise.all([location.protocol === 'file:' ? fromFile() : fromHost(), parsed]).then(function (ready) {
      program = ready[0];
      root.dataset.program = 'ready';
      if (wanted) begin();
      else afterFrame(begin);
    }, notLoaded);
  }

  // A link shows documents: what that needs is on its way before the program asks for it.
  function expectMore() {
    styles = loadStyles();
    var preload = document.createElement('link');
    preload.rel = 'preload';
    preload.as = 'fetch';
    preload.type = 'application/wasm';
    preload.crossOrigin = 'anonymous';
    preload.href = assets + more;
    document.head.appendChild(preload);
  }

  // `cargo xtask dist` writes file.js: the same program in a form that needs neither modules nor fetch.
  function fromFile() {
    return loadClassic('file.js').then(function () {
      return window.bayplanFromFile;
    });
  }

  // The program, compiled; what is returned runs it.
  function fromHost() {
    return Promise.all([import(trusted.createScriptURL('bayplan.js')), compiled(assets + 'bayplan_bg.wasm')]).then(function (both) {
      return function () {
        // Not at once: browsers refuse that to programs above a size, older ones to nearly all.
        return both[0].default({ module_or_path: both[1] });
      };
    });
  }

  function compiled(url) {
    return fetch(url).then(function (response) {
      if (!response.ok) throw new Error(url + ': HTTP ' + response.status);
      // A host that does not serve it as application/wasm gets it compiled once all of it is here.
      if ((response.headers.get('content-type') || '').indexOf('application/wasm') === 0) {
        return WebAssembly.compileStreaming(response);
      }
      return response.arrayBuffer().then(WebAssembly.compile);
    });
  }

  function notLoaded(error) {
    if (page.crashed) return;
    refuse(
      'Bayplan’s program could not be loaded (' + error + ').',
      location.protocol === 'file:'
        ? 'Copy the whole folder that `cargo xtask dist` wrote, or serve it over HTTP and open that.'
        : 'Reload the page; if that does not help, whoever hosts it has not put all files of the site in place.'
    );
  }

  // Once the page has been drawn and nobody waits for anything else.
  function afterFrame(act) {
    requestAnimationFrame(function () {
      if (window.requestIdleCallback) requestIdleCallback(act);
      else setTimeout(act, 1);
    });
  }

  // What runs the program, once it is loaded.
  var program = null;
  var begun = false;
  // Somebody waits for it.
  var wanted = opening;
  var styles;

  function begin() {
    if (begun || page.choosing) return;
    begun = true;
    try {
      Promise.resolve(program()).catch(notLoaded);
    } catch (error) {
      notLoaded(error);
    }
  }

  // Has the program begin as soon as it can.
  page.want = function () {
    wanted = true;
    page.choosing = false;
    if (program) begin();
  };

  window.addEventListener('bayplan-here', function () {
    root.dataset.program = 'here';
    if (!('opening' in root.dataset) || root.dataset.more === 'here') shown();
  });

  // The program loads its second part itself; the style sheets that documents need come from here.
  window.addEventListener('bayplan-more-needed', function () {
    window.bayplanStyles = styles = styles || loadStyles();
  });

  window.addEventListener('bayplan-more-here', function () {
    root.dataset.more = 'here';
    shown();
  });

  window.addEventListener('bayplan-more-missed', function () {
    shown();
    var section = element('section', 'crash');
    section.id = 'more-failed';
    section.setAttribute('role', 'alert');
    section.append(
      element(
        'p',
        '',
        'Bayplan’s program could not be loaded in full (' +
          window.bayplanMissed +
          '). Check the connection and try again; what you gave it is not lost.'
      ),
      page.button('Try again', function () {
        section.remove();
        window.dispatchEvent(new Event('bayplan-more-again'));
      })
    );
    var last = document.getElementById('more-failed');
    if (last) last.remove();
    document.body.prepend(section);
  });

  start();
})();
