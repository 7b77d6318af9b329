// A relay to registries that let no browser in (CORS), for hosts that run a function from Request to
// Response: Netlify's edge functions, Cloudflare's Pages functions and Workers, Deno, Node.js.
//
//   relay/hosts.json            the hosts that it serves
//   relay/HOST/v2/…, …/token    what that host answers

// The allow-list. A registry's token server is a host of its own.
const HOSTS = [
  'registry-1.docker.io',
  'auth.docker.io',
  'ghcr.io',
  'quay.io',
  'mcr.microsoft.com',
  'registry.k8s.io',
];

// A path of these characters needs no escapes, so none gets through.
const PATH = /^\/relay\/([a-z0-9.:-]+)(\/v2\/[\w./:@-]*|\/token)$/;
const SENT = ['accept', 'authorization', 'range', 'user-agent'];
const GIVEN = ['content-length', 'content-range', 'content-type', 'docker-content-digest', 'link', 'ratelimit-limit', 'ratelimit-remaining', 'retry-after', 'www-authenticate'];

// Redirects that are followed, and what a Location may be: a path of the host that gave it, or a URL of a host of
// the list or at port 443 of a name that the public DNS has. No address is such a name, in whatever form.
const REDIRECTS = [301, 302, 303, 307, 308];
const HOPS = 5;
const SAME = /^(\/(?!\/)[/?\w.~:@!&'()*+,;=%-]*)(?:#|$)/;
const ELSEWHERE = /^https:\/\/([a-z0-9._:-]+)(\/[/?\w.~:@!&'()*+,;=%-]*)(?:#|$)/i;
const PUBLIC = /^(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const PRIVATE = /\.(?:local|localdomain|internal|intranet|private|corp|home|home\.arpa|lan|svc|onion|alt|localhost)$/;

// Bytes of an answer, milliseconds until it begins, and those of the whole.
const BYTES = 9999999999;
const BEGIN = 30000;
const WHOLE = 3600000;

// On every answer. What comes through was written by strangers: it must not become a page or a script of
// this origin, and no cache may keep it for the next visitor.
const ALWAYS = {
  'cache-control': 'no-store',
  'content-disposition': 'attachment',
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
};

export default async function relay(request) {
  const url = new URL(request.url);
  if (url.pathname === '/relay/hosts.json') {
    const headers = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
    return Response.json({ version: 1, hosts: HOSTS }, { headers });
  }
  const [, host, path] = PATH.exec(url.pathname) ?? [];
  if (!HOSTS.includes(host)) return refusal(404);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  // Only the page's own fetch is answered.
  const says = (name, expected) => request.headers.get(name) === expected;
  if (!says('sec-fetch-site', 'same-origin') || !says('sec-fetch-dest', 'empty')) return refusal(403);

  const headers = pick(request.headers, SENT);
  // The bytes as they are, so that their count is right.
  headers.set('accept-encoding', 'identity');
  const stop = new AbortController();
  AbortSignal.timeout(WHOLE).addEventListener('abort', () => stop.abort());
  let next = `https://${host}${path}${url.search}`;
  for (let hop = 0; hop <= HOPS; hop++) {
    const answer = await begun(next, { method: request.method, headers, signal: stop.signal }, stop);
    if (!answer) return refusal(502);
    if (!REDIRECTS.includes(answer.status)) return passed(answer);
    await answer.body?.cancel();
    headers.delete('authorization');
    next = led(next, answer.headers.get('location') ?? '');
    if (!next) return refusal(502);
  }
  return refusal(502);
}

// Where a Location leads; null for nowhere that it may.
function led(from, location) {
  const [, same] = SAME.exec(location) ?? [];
  if (same) return new URL(from).origin + same;
  const [, name, path] = ELSEWHERE.exec(location) ?? [];
  if (!name) return null;
  const host = name.toLowerCase().replace(/:443$/, '');
  return HOSTS.includes(host) || (PUBLIC.test(host) && !PRIVATE.test(host)) ? `https://${host}${path}` : null;
}

// An answer, once it begins; null where it does not.
async function begun(url, request, stop) {
  const late = setTimeout(() => stop.abort(), BEGIN);
  try {
    // Not `follow`: some hosts' fetch would take the credentials along.
    return await fetch(url, { ...request, redirect: 'manual' });
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}

function passed(answer) {
  const headers = pick(answer.headers, GIVEN);
  // What was encoded all the same has been decoded on its way.
  if (answer.headers.has('content-encoding')) headers.delete('content-length');
  for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
  const length = headers.get('content-length');
  if (length !== null && !(Number(length) <= BYTES)) {
    answer.body?.cancel();
    return refusal(502);
  }
  // A stated length is kept to by whoever reads the body; without one, it is counted.
  const body = length === null && answer.body ? answer.body.pipeThrough(counted()) : answer.body;
  return new Response(body, { status: answer.status, headers });
}

// Breaks off what is too long.
function counted() {
  let left = BYTES;
  return new TransformStream({
    transform(chunk, out) {
      left -= chunk.byteLength;
      if (left < 0) out.error(new Error('The answer is too long.'));
      else out.enqueue(chunk);
    },
  });
}

function pick(from, names) {
  const headers = new Headers();
  for (const name of names) {
    if (from.has(name)) headers.set(name, from.get(name));
  }
  return headers;
}

function refusal(status) {
  return new Response(null, { status, headers: ALWAYS });
}
