// What is done on the page before the program is here.
//
// index.html holds the first visit as the program shows it, to stand at the first frame. What is typed, pasted,
// chosen and pressed there is kept, has the program begin as soon as it can, and is done again on the program's
// own page once `bayplan-here` says that it stands.
//
// It is told by boot.js, in `bayplanPage`, how to have the program begin (`want`), and tells it there that the
// browser's own dialog is open (`choosing`), which gives its files to the field that it was opened by.
(function () {
  'use strict';

  var page = window.bayplanPage;

  var FIELDS = 'button, input, textarea';
  var early = { fields: [], focused: null, pressed: null, pasted: null };

  // The field that an event is about, or that its label stands for.
  function field(event) {
    var target = event.target;
    if (!(target instanceof Element) || !target.closest('#app')) return null;
    var label = target.closest('label');
    return target.closest(FIELDS) || (label && label.control);
  }

  function want() {
    page.want();
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
      if (is(button, 'file')) page.choosing = true;
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
      var box = document.getElementById('box');
      // What goes into another field is left to the browser.
      if ((into && into !== box && into.tagName !== 'BUTTON') || !event.clipboardData) return;
      // Exactly as it came: a box has but one kind of line break.
      early.pasted = {
        before: box.value,
        text: event.clipboardData.getData('text/plain'),
        files: Array.from(event.clipboardData.files),
      };
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

  // Pastes on the program's page what was pasted before; whether the program took it.
  function pasteAgain(box, pasted) {
    var data = new DataTransfer();
    if (pasted.text) data.setData('text/plain', pasted.text);
    pasted.files.forEach(function (file) {
      data.items.add(file);
    });
    var again = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
    // Firefox leaves out what an event is made with.
    Object.defineProperty(again, 'clipboardData', { value: data });
    return !box.dispatchEvent(again);
  }

  function takeOver() {
    window.removeEventListener('bayplan-here', takeOver);
    Object.keys(EARLY).forEach(function (kind) {
      document.removeEventListener(kind, EARLY[kind], true);
    });
    var now = document.getElementById('app').querySelectorAll(FIELDS);
    // A link shows another page, and nothing was typed before it.
    if (now.length !== early.fields.length) return;
    var pasted = early.pasted;
    var taken = pasted && !pasted.before && pasteAgain(document.getElementById('box'), pasted);
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

  // What another program shared with the installed page stands in its address. It is only put into the box: whether
  // a registry is asked for it is the visitor's to say.
  function takeShare() {
    var given = new URLSearchParams(location.search);
    var text = given.get('url') || given.get('text') || given.get('title');
    if (!text || location.hash.length > 1) return;
    history.replaceState(null, '', location.pathname);
    document.getElementById('box').value = text;
    want();
  }

  Object.keys(EARLY).forEach(function (kind) {
    document.addEventListener(kind, EARLY[kind], true);
  });
  document.addEventListener('DOMContentLoaded', function () {
    early.fields = Array.from(document.getElementById('app').querySelectorAll(FIELDS));
    takeShare();
  });
  window.addEventListener('bayplan-here', takeOver);
})();
