// Cloudflare Pages' name for it. Its rewrite rules can't do this: they reach no other host.
import relay from '../../../relay.js';

export const onRequest = ({ request }) => relay(request);
