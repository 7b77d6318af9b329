// What comes after the page stands: it keeps itself for times without a network, says when a new version is here,
// and takes what the system gives to an installed page.
//
// boot.js loads it once nothing else is to be done.
(function () {
  'use strict';

  var page = window.bayplanPage;

  // To keep the page is to read all of the site once more. Whoever comes back at once, or has just begun, would wait
  // for it: it is done once the page has been here for so many milliseconds, when nothing else is to be done.
  var QUIET = 3000;

  function onceQuiet(act) {
    setTimeout(function () {
      if (window.requestIdleCallback) requestIdleCallback(act);
      else act();
    }, QUIET);
  }

  // Files that the page was chosen to open: they come as if they had been chosen on the page.
  function take(files) {
    var field = document.querySelector('#app input[type="file"]');
    if (!field || !files.length) return;
    var data = new DataTransfer();
    files.forEach(function (file) {
      data.items.add(file);
    });
    field.files = data.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  if (window.launchQueue) {
    window.launchQueue.setConsumer(function (launch) {
      Promise.all(
        Array.from(launch.files || []).map(function (handle) {
          return handle.getFile();
        })
      ).then(take);
    });
  }

  // A new version waits until the visitor says so.
  function tell(worker) {
    var old = document.getElementById('new-version');
    if (old) old.remove();
    var section = page.element('section', 'news');
    section.id = 'new-version';
    section.setAttribute('role', 'status');
    var words = page.element(
      'p',
      '',
      'A new version of Bayplan is ready. To use it, this page reloads: pasted documents stay, files that are read ' +
        'from the disk have to be dropped again.'
    );
    var take = page.button('Reload', function () {
      navigator.serviceWorker.addEventListener('controllerchange', function () {
        location.reload();
      });
      worker.postMessage('take');
    });
    var later = page.button('Later', function () {
      section.remove();
    });
    section.append(words, take, later);
    document.body.append(section);
  }

  function follow(registration) {
    if (!registration) return;
    // The first version of all has nobody to wait for.
    function look() {
      if (registration.waiting && navigator.serviceWorker.controller) tell(registration.waiting);
    }
    look();
    registration.addEventListener('updatefound', function () {
      registration.installing.addEventListener('statechange', look);
    });
  }

  if (navigator.serviceWorker) {
    // Where it can't be had (a private window, no room), the page works as it does without.
    onceQuiet(function () {
      page.keepOffline().then(follow, function () {});
    });
  }
})();
