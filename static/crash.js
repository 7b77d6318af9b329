// Says on the page that the program has crashed, and keeps what was open or pasted within reach.
//
// It listens for a `bayplan-panic` event on window, with the panic's `message` and the `documents` that are open
// in its detail, and for errors in our files that nobody caught. To the scripts after it, it gives
// `bayplanPage`: `element` and `button`, which make such, and `crashed`.
(function () {
  'use strict';

  var root = document.documentElement;
  var page = (window.bayplanPage = { element: element, button: button, crashed: false });

  var report = '';
  var pasted = '';

  // What was pasted last, should the program not live to tell: into the box, or beside all fields. What goes
  // into another field may be a password, and is nobody's business.
  document.addEventListener(
    'paste',
    function (event) {
      var into = event.target instanceof Element && event.target.closest('input, textarea, select, label, [contenteditable]');
      if (into && into.id !== 'box') return;
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

  function crash(message, documents) {
    var last = document.getElementById('crash');
    if (page.crashed && last) {
      // The trap that follows a panic adds its stack to the report that is already shown.
      report += '\n\n' + message;
      document.getElementById('crash-report').value = report;
      return;
    }
    page.crashed = true;
    report = [
      message,
      '',
      'Bayplan ' + String(root.dataset.assets).split('/').slice(-2)[0],
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
    if (documents) section.append(box('crash-documents', 'The documents that were open', documents));
    else if (pasted) section.append(box('crash-pasted', 'What you pasted last', pasted));
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
        // An address without a fragment is always loaded again.
        location.replace(location.pathname + location.search);
      })
    );
    document.body.prepend(section);
    section.focus();
  }

  window.addEventListener('bayplan-panic', function (event) {
    var detail = event.detail || {};
    crash(String(detail.message || 'The program panicked.'), detail.documents && String(detail.documents));
  });

  // An error is the program's own when it is a WebAssembly trap or its stack runs through our files;
  // those of browser extensions and the browser's own complaints are nobody's crash.
  function ours(error) {
    if (window.WebAssembly && error instanceof WebAssembly.RuntimeError) return true;
    var assets = root.dataset.assets;
    return assets && error instanceof Error && typeof error.stack === 'string' && error.stack.indexOf(assets) >= 0;
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
})();
