// Netlify's name for it. Its rewrite rules can't do this: they hand a registry's redirects to the browser.
export { default } from '../../relay.js';
export const config = { path: '/relay/*' };
