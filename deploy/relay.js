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
const GIVEN = ['content-length', 'content-range', 'content-type', 'docker-content-digest', 'link', 'retry-after', 'www-authenticate'];
const REDIRECTS = [301, 302, 303, 307, 308];
const HOPS = 10;

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
    return Response.json({ version: 1, hosts: HOSTS }, { headers: { 'cache-control': 'no-cache' } });
  }
  const [, host, path] = PATH.exec(url.pathname) ?? [];
  if (!HOSTS.includes(host)) return refusal(404);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  // Only the page's own fetch is answered.
  const says = (name, expected) => [null, expected].includes(request.headers.get(name));
  if (!says('sec-fetch-site', 'same-origin') || !says('sec-fetch-dest', 'empty')) return refusal(403);

  const headers = pick(request.headers, SENT);
  // The bytes as they are, so that their count is right.
  headers.set('accept-encoding', 'identity');
  let next = new URL(`https://${host}${path}${url.search}`);
  for (let hop = 0; hop < HOPS; hop++) {
    let answer;
    try {
      // Not `follow`: some hosts' fetch would take the credentials along.
      answer = await fetch(next, { method: request.method, headers, redirect: 'manual' });
    } catch {
      return refusal(502);
    }
    if (!REDIRECTS.includes(answer.status)) return passed(answer);
    await answer.body?.cancel();
    headers.delete('authorization');
    const location = answer.headers.get('location');
    if (!location || !URL.canParse(location, next)) return refusal(502);
    next = new URL(location, next);
    if (next.protocol !== 'https:') return refusal(502);
  }
  return refusal(502);
}

function passed(answer) {
  const headers = pick(answer.headers, GIVEN);
  // What was encoded all the same has been decoded on its way.
  if (answer.headers.has('content-encoding')) headers.delete('content-length');
  for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
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
