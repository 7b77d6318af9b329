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
// text that was `pasted` last in its detail; `bayplan-more-needed`, which has the second part loaded; and
// `bayplan-here`, once the program's own page stands in the place of the one that index.html holds.
// What it tells all others: `data-program` on <html>, `ready` when the program is loaded and begins as soon
// as anything is done on the page, `here` once it has begun.
//
// It runs before there is a body, so that the program is on its way before anything is laid out.
(function () {
  'use strict';

  var script = document.currentScript;
  var assets = new URL('.', script.src).href;
  var root = document.documentElement;
  root.dataset.assets = assets;

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
  try {
    if (location.hash.length > 1 || sessionStorage.getItem('bayplan-documents')) root.dataset.opening = '';
  } catch (_) {
    if (location.hash.length > 1) root.dataset.opening = '';
  }

  // What documents are shown in; the first visit does without.
  var STYLES = ['detail.css', 'fetching.css', 'files.css', 'selection.css'];

  // ---- Loading ----------------------------------------------------------------------------------

  // The smallest module that uses a SIMD instruction: a function that makes a v128 and drops it.
  var SIMD = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
  ]);

  // What is shown is what is meant to be: nothing is still loading that would change it.
  function shown() {
    delete root.dataset.opening;
    var place = document.getElementById('boot');
    if (place) place.remove();
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
    Promise.all([location.protocol === 'file:' ? fromFile() : fromHost(), parsed]).then(function (ready) {
      program = ready[0];
      root.dataset.program = 'ready';
      if (wanted) begin();
      else afterFrame(begin);
    }, notLoaded);
  }

  // `cargo xtask dist` writes file.js: the same program in a form that needs neither modules nor fetch.
  function fromFile() {
    return loadClassic(assets + 'file.js').then(function () {
      return window.bayplanFromFile;
    });
  }

  // The program, compiled; what is returned runs it.
  function fromHost() {
    return Promise.all([import(assets + 'bayplan.js'), compiled(assets + 'bayplan_bg.wasm')]).then(function (both) {
      return function () {
        return both[0].initSync({ module: both[1] });
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
    if (crashed) return;
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
  // The program's exports, once it runs: the second part is linked to them.
  var runs;
  var exported = new Promise(function (resolve) {
    runs = resolve;
  });
  exported.catch(notLoaded);
  // Somebody waits for it.
  var wanted = 'opening' in root.dataset;
  // The browser's own dialog is open, and gives its files to the field that it was opened by.
  var choosing = false;
  var loading = false;
  var styles;

  function begin() {
    if (begun || choosing) return;
    begun = true;
    try {
      runs(program());
    } catch (error) {
      notLoaded(error);
    }
  }

  // Has the program begin as soon as it can.
  function want() {
    wanted = true;
    choosing = false;
    if (program) begin();
  }

  function loadMore() {
    if (loading || root.dataset.more !== 'later') return;
    loading = true;
    styles = styles || loadStyles();
    fetch(assets + more)
      .then(function (response) {
        if (!response.ok) throw new Error('HTTP ' + response.status);
        // Not instantiateStreaming: that refuses what a host does not serve as application/wasm.
        return Promise.all([exported, response.arrayBuffer()]);
      })
      .then(function (both) {
        return WebAssembly.instantiate(both[1], { first: both[0] });
      })
      .then(function () {
        return styles;
      })
      .then(function () {
        root.dataset.more = 'here';
        window.dispatchEvent(new Event('bayplan-more-here'));
        shown();
      })
      .catch(missMore);
  }

  function missMore(error) {
    loading = false;
    shown();
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

  // ---- Until the program is here ----------------------------------------------------------------

  // index.html holds the first visit as the program shows it, to stand at the first frame. What is typed,
  // pasted, chosen and pressed there is kept, and done again on the program's own page.

  var FIELDS = 'button, input, textarea';
  var early = { fields: [], focused: null, pressed: null, pasted: null };

  // The field that an event is about, or that its label stands for.
  function field(event) {
    var target = event.target;
    if (!(target instanceof Element) || !target.closest('#app')) return null;
    var label = target.closest('label');
    return target.closest(FIELDS) || (label && label.control);
  }

  function is(field, type) {
    return field && field.tagName === 'INPUT' && field.type === type;
  }

  function pressed(button) {
    early.pressed = button;
    want();
    var place = document.getElementById('boot');
    if (!place) return;
    place.textContent = 'Bayplan is loading, and does this next.';
    place.classList.add('shown');
  }

  var EARLY = {
    focusin: function (event) {
      early.focused = field(event);
    },
    pointerdown: function (event) {
      early.focused = field(event);
    },
    click: function (event) {
      var button = field(event);
      if (is(button, 'file')) choosing = true;
      if (!button || button.tagName !== 'BUTTON') return;
      event.preventDefault();
      pressed(button);
    },
    keydown: function (event) {
      var area = field(event);
      if (event.key !== 'Enter' || !area || area.tagName !== 'TEXTAREA') return;
      if (event.shiftKey || (area.value.indexOf('\n') >= 0 && !event.ctrlKey)) return;
      event.preventDefault();
      pressed(area.form.querySelector('button'));
    },
    change: want,
    cancel: want,
    paste: function (event) {
      var into = field(event);
      if (is(into, 'text') || !event.clipboardData) return;
      var box = into && into.tagName === 'TEXTAREA' ? into : document.getElementById('box');
      // Exactly as it came: a box has but one kind of line break.
      early.pasted = { before: box.value, text: event.clipboardData.getData('text/plain') };
      // Not before the browser has put it into the box.
      setTimeout(want);
      if (into === box) return;
      event.preventDefault();
      box.value += early.pasted.text;
    },
    // What is dropped would open in the page's place.
    dragover: function (event) {
      want();
      event.preventDefault();
      event.dataTransfer.dropEffect = 'none';
    },
    drop: function (event) {
      event.preventDefault();
    },
  };

  function tell(field, kind) {
    field.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  // Pastes `text` on the program's page as it was pasted before; whether the program took it.
  function pasteAgain(box, text) {
    var data = new DataTransfer();
    data.setData('text/plain', text);
    return !box.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    );
  }

  function takeOver() {
    window.removeEventListener('bayplan-here', takeOver);
    Object.keys(EARLY).forEach(function (kind) {
      document.removeEventListener(kind, EARLY[kind], true);
    });
    root.dataset.program = 'here';
    if (!('opening' in root.dataset) || root.dataset.more === 'here') shown();
    var now = document.getElementById('app').querySelectorAll(FIELDS);
    // A link shows another page, and nothing was typed before it.
    if (now.length !== early.fields.length) return;
    var taken = early.pasted && !early.pasted.before && pasteAgain(document.getElementById('box'), early.pasted.text);
    early.fields.forEach(function (was, at) {
      var field = now[at];
      if (was.files && was.files.length) {
        field.files = was.files;
        tell(field, 'change');
      } else if ((was.tagName === 'TEXTAREA' || is(was, 'text')) && was.value && !(taken && was.id === 'box')) {
        field.value = was.value;
        tell(field, 'input');
      }
      if (was !== early.focused) return;
      field.focus();
      if (field.value && field.setSelectionRange) field.setSelectionRange(was.selectionStart, was.selectionEnd);
    });
    var again = early.fields.indexOf(early.pressed);
    if (again >= 0 && !taken) now[again].click();
  }

  Object.keys(EARLY).forEach(function (kind) {
    document.addEventListener(kind, EARLY[kind], true);
  });
  parsed.then(function () {
    early.fields = Array.from(document.getElementById('app').querySelectorAll(FIELDS));
  });
  window.addEventListener('bayplan-here', takeOver);

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
