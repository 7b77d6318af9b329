// The service worker: it keeps the site's own files, so that the page works without a network.
//
// It holds what `cargo xtask dist` lists below, and nothing else ever: no document, no answer of a registry or a
// relay, no list of a relay's hosts. Each version has a cache of its own. A new version is fetched beside the old
// one and waits until the visitor takes it (installed.js) or no page of the old one is open; the files of the
// version before stay, for pages that are still open with them.
(function () {
  'use strict';

  // Filled in by `cargo xtask dist`: what the files are named by, and their places below this one.
  var VERSION = '';
  var FILES = [];

  var here = new URL('.', location.href).href;
  // Several copies of the page may lie on one host.
  var OURS = 'bayplan ' + here + ' ';
  var name = OURS + VERSION;
  var known = new Set(FILES);

  // The file that a request is for; null for all that is not ours to answer.
  function file(request) {
    var url = new URL(request.url);
    var place = url.origin + url.pathname;
    if (request.method !== 'GET' || place.indexOf(here) !== 0) return null;
    var inside = place.slice(here.length);
    if (inside === 'index.html') inside = '';
    // What an older page still needs has its content in its name.
    return known.has(inside || './') || inside.indexOf('assets/') === 0 ? inside || './' : null;
  }

  // From the cache of this version, or else of another that is still kept.
  function kept(place) {
    return caches.open(name).then(function (cache) {
      return cache.match(place);
    }).then(function (found) {
      return found || caches.match(place);
    });
  }

  function fetched(place) {
    // A host may tell browsers to keep what it names by its content for ever; the rest is asked for again.
    return fetch(place, { cache: place.indexOf('assets/') === 0 ? 'default' : 'no-cache' }).then(function (answer) {
      if (!answer.ok) throw new Error(place + ' was answered with ' + answer.status);
      // Browsers take no redirected answer for a page.
      return answer.redirected ? new Response(answer.body, { headers: answer.headers }) : answer;
    });
  }

  // Where the browser can, it looks into the cache by itself: to start this worker first takes it a tenth of a second.
  function route(event) {
    if (!event.addRoutes) return Promise.resolve();
    return event
      .addRoutes([
        { condition: { urlPattern: here }, source: { cacheName: name } },
        // What an older page still needs, too.
        { condition: { urlPattern: here + 'assets/*' }, source: 'cache' },
        { condition: { urlPattern: here + 'relay/*' }, source: 'network' },
      ])
      .catch(function () {});
  }

  self.addEventListener('install', function (event) {
    event.waitUntil(route(event));
    event.waitUntil(
      caches.open(name).then(function (cache) {
        // One after the other: nobody waits for it, and the page may be in use.
        return FILES.reduce(function (before, place) {
          return before
            .then(function () {
              return fetched(place);
            })
            .then(function (answer) {
              return cache.put(place, answer);
            });
        }, Promise.resolve());
      })
    );
  });

  self.addEventListener('activate', function (event) {
    event.waitUntil(
      caches.keys().then(function (names) {
        var before = names.filter(function (other) {
          return other.indexOf(OURS) === 0 && other !== name;
        });
        // They are listed from the oldest to the newest.
        return Promise.all(
          before.slice(0, -1).map(function (old) {
            return caches.delete(old);
          })
        );
      })
    );
  });

  self.addEventListener('message', function (event) {
    if (event.data === 'take') self.skipWaiting();
  });

  self.addEventListener('fetch', function (event) {
    var place = file(event.request);
    if (place === null) return;
    event.respondWith(
      kept(place).then(function (found) {
        return found || fetch(event.request);
      })
    );
  });
})();
