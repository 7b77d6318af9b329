// Starts the page's program, and says so in words when it can't start or has crashed.
//
// A classic script on purpose: browsers refuse module scripts on file://, and a page opened from a
// folder must at least be able to say what it needs.
//
// What it gives the program: `data-assets` on <html>, the URL of the folder that this script came from
// (with a slash at its end), where the worker's files lie too; and `data-more` there: `later` while the
// program's second part is not loaded (`cargo xtask dist` splits it, and the start page runs without),
// `here` when the whole program is. `bayplan-more-here` on window says when that comes.
// What it takes from the program: a `bayplan-panic` event on window, with the panic's `message` and the
// text that was `pasted` last in its detail; and `bayplan-more-needed`, which has the second part loaded.
(function () {
  'use strict';

  var script = document.currentScript;
  var assets = new URL('.', script.src).href;
  document.documentElement.dataset.assets = assets;

  // Before the first frame, so that a page that is kept dark does not flash. The program does the same again.
  try {
    var theme = localStorage.getItem('bayplan-theme');
    if (theme) document.documentElement.dataset.theme = theme;
  } catch (_) {
    // Storage is switched off: then nothing was kept in it.
  }

  // The file of the program's second part; none when it is not split, as in file.js.
  var named = document.querySelector('meta[name="bayplan-more"]');
  var more = location.protocol !== 'file:' && named ? named.content : '';
  document.documentElement.dataset.more = more ? 'later' : 'here';

  // What documents are shown in; the first visit does without.
  var STYLES = ['detail.css', 'fetching.css', 'files.css', 'selection.css'];

  // ---- Loading ----------------------------------------------------------------------------------

  // The smallest module that uses a SIMD instruction: a function that makes a v128 and drops it.
  var SIMD = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
  ]);

  function refuse(sentence, next) {
    var place = document.getElementById('boot') || document.body.appendChild(document.createElement('p'));
    place.setAttribute('role', 'alert');
    place.textContent = sentence + ' ' + next;
    // All that there is of the page is a page all the same.
    var main = element('main', 'start');
    place.replaceWith(main);
    main.append(element('h1', '', 'Bayplan'), place);
  }

  function loadClassic(url) {
    return new Promise(function (resolve, reject) {
      var element = document.createElement('script');
      element.src = url;
      element.onload = resolve;
      element.onerror = function () {
        reject(new Error(url + ' could not be read'));
      };
      document.head.appendChild(element);
    });
  }

  function loadStyle(url) {
    return new Promise(function (resolve) {
      var element = document.createElement('link');
      element.rel = 'stylesheet';
      element.href = url;
      element.onload = resolve;
      // Without it the page is plain, and says all the same.
      element.onerror = resolve;
      document.head.appendChild(element);
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
        'Chrome and Edge 91, Firefox 89, Safari 16.4 and newer have it.'
      );
      return;
    }
    if (!more) styles = loadStyles();
    // `cargo xtask dist` writes file.js: the same program in a form that needs neither modules nor fetch.
    started =
      location.protocol === 'file:'
        ? loadClassic(assets + 'file.js').then(function () {
            return window.bayplanFromFile();
          })
        : import(assets + 'bayplan.js').then(function (program) {
            return program.default({ module_or_path: assets + 'bayplan_bg.wasm' });
          });
    started.catch(function (error) {
      if (crashed) return;
      refuse(
        'Bayplan’s program could not be loaded (' + error + ').',
        location.protocol === 'file:'
          ? 'Copy the whole folder that `cargo xtask dist` wrote, or serve it over HTTP and open that.'
          : 'Reload the page; if that does not help, whoever hosts it has not put all files of the site in place.'
      );
    });
  }

  // The program's exports, once it runs: the second part is linked to them.
  var started;
  var loading = false;
  var styles;

  function loadMore() {
    if (loading || !started || document.documentElement.dataset.more !== 'later') return;
    loading = true;
    styles = styles || loadStyles();
    fetch(assets + more)
      .then(function (response) {
        if (!response.ok) throw new Error('HTTP ' + response.status);
        // Not instantiateStreaming: that refuses what a host does not serve as application/wasm.
        return Promise.all([started, response.arrayBuffer()]);
      })
      .then(function (both) {
        return WebAssembly.instantiate(both[1], { first: both[0] });
      })
      .then(function () {
        return styles;
      })
      .then(function () {
        document.documentElement.dataset.more = 'here';
        window.dispatchEvent(new Event('bayplan-more-here'));
      })
      .catch(missMore);
  }

  function missMore(error) {
    loading = false;
    var section = element('section', 'crash');
    section.id = 'more-failed';
    section.setAttribute('role', 'alert');
    section.append(
      element(
        'p',
        '',
        'Bayplan’s program could not be loaded in full (' +
          error +
          '). Check the connection and try again; what you gave it is not lost.'
      ),
      button('Try again', function () {
        section.remove();
        loadMore();
      })
    );
    var last = document.getElementById('more-failed');
    if (last) last.remove();
    document.body.prepend(section);
  }

  window.addEventListener('bayplan-more-needed', loadMore);

  // ---- Crashes ----------------------------------------------------------------------------------

  var crashed = false;
  var report = '';
  var pasted = '';

  // What was pasted last, should the program not live to tell.
  document.addEventListener(
    'paste',
    function (event) {
      var text = event.clipboardData && event.clipboardData.getData('text/plain');
      if (text) pasted = text;
    },
    true
  );

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  function button(text, pressed) {
    var made = element('button', 'button', text);
    made.type = 'button';
    made.addEventListener('click', pressed);
    return made;
  }

  // A read-only box with its label and a button that copies it.
  function box(id, label, text) {
    var group = element('div');
    var name = element('label', '', label);
    name.htmlFor = id;
    var area = element('textarea', 'code');
    area.id = id;
    area.readOnly = true;
    area.rows = 8;
    area.value = text;
    var copy = button('Copy', function () {
      area.select();
      // Without a secure context there is no clipboard object; what is selected can still be copied by key.
      var copied = navigator.clipboard
        ? navigator.clipboard.writeText(area.value)
        : Promise.reject(new Error('no clipboard'));
      copied.then(
        function () {
          copy.textContent = 'Copied';
        },
        function () {
          copy.textContent = 'Selected: press Ctrl+C';
        }
      );
    });
    group.append(name, area, copy);
    return group;
  }

  function crash(message, text) {
    if (text) pasted = text;
    var last = document.getElementById('crash');
    if (crashed && last) {
      // The trap that follows a panic adds its stack to the report that is already shown.
      report += '\n\n' + message;
      document.getElementById('crash-report').value = report;
      return;
    }
    crashed = true;
    report = [
      message,
      '',
      'Bayplan ' + assets.split('/').slice(-2)[0],
      navigator.userAgent,
      window.innerWidth + ' × ' + window.innerHeight + ', ' + document.visibilityState,
    ].join('\n');

    var section = element('section', 'crash');
    section.id = 'crash';
    section.setAttribute('role', 'alert');
    section.tabIndex = -1;
    section.append(
      element('h2', '', 'Bayplan has crashed'),
      element(
        'p',
        '',
        'That is a fault of the program, not of your image. What you see behind this no longer answers. ' +
          'Nothing was sent anywhere: the report below leaves this page only if you copy it.'
      ),
      box('crash-report', 'The report', report)
    );
    if (pasted) section.append(box('crash-pasted', 'What you pasted last', pasted));
    section.append(
      button('Reload the page', function () {
        location.reload();
      }),
      ' ',
      // What is open may be what it crashes on: it is in the address, or kept for this tab's reload.
      button('Start with an empty page', function () {
        try {
          sessionStorage.clear();
        } catch (_) {
          // Storage is switched off: then nothing was kept in it.
        }
        // An address without a fragment is always loaded anew.
        location.replace(location.pathname + location.search);
      })
    );
    document.body.prepend(section);
    section.focus();
  }

  window.addEventListener('bayplan-panic', function (event) {
    var detail = event.detail || {};
    crash(String(detail.message || 'The program panicked.'), detail.pasted && String(detail.pasted));
  });

  // An error is the program's own when it is a WebAssembly trap or its stack runs through our files;
  // those of browser extensions and the browser's own complaints are nobody's crash.
  function ours(error) {
    if (window.WebAssembly && error instanceof WebAssembly.RuntimeError) return true;
    return error instanceof Error && typeof error.stack === 'string' && error.stack.indexOf(assets) >= 0;
  }

  function describe(error) {
    var stack = String(error.stack || '');
    // Chromium's stacks begin with the error's own words, Firefox's and Safari's don't.
    return stack.indexOf(String(error)) === 0 ? stack : error + '\n' + stack;
  }

  window.addEventListener('error', function (event) {
    if (event.error && ours(event.error)) crash(describe(event.error));
  });
  window.addEventListener('unhandledrejection', function (event) {
    if (event.reason && ours(event.reason)) crash(describe(event.reason));
  });

  start();
})();
