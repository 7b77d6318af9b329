// What a screen reader would be told of everything with the role `given[0]`, as far as the page's markup says it: for
// browsers whose driver has no way into their accessibility tree. https://www.w3.org/TR/accname-1.2/
const [role] = given;
const BY_MARKUP = {
  button: 'button, input[type=button], input[type=submit]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select, input[list]',
  dialog: 'dialog',
  heading: 'h1, h2, h3, h4, h5, h6',
  link: 'a[href]',
  radio: 'input[type=radio]',
  textbox: 'textarea, input:not([type], [list]), input:is([type=text], [type=password], [type=url]):not([list])',
};
const NAMED_BY_CONTENT = ['button', 'checkbox', 'heading', 'link', 'option', 'row', 'tab', 'treeitem'];

const modal = document.querySelector('dialog:modal');
const isSaid = (one) => one.checkVisibility({ visibilityProperty: true })
  && !one.closest('[aria-hidden=true], [inert]') && !(modal && !modal.contains(one));

// The text that a style puts before or after an element; what stands after a slash is said in its place.
const styled = (one, which) => {
  const found = /^"([^"]*)"(?: \/ "([^"]*)")?$/.exec(getComputedStyle(one, which).content);
  return found ? found[2] ?? found[1] : '';
};

const words = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || !isSaid(node)) return '';
  const label = node.getAttribute('aria-label') ?? node.getAttribute('alt');
  if (label) return ` ${label} `;
  const inside = styled(node, '::before') + [...node.childNodes].map(words).join('') + styled(node, '::after');
  return getComputedStyle(node).display === 'inline' ? inside : ` ${inside} `;
};

const nameOf = (one) => {
  const by = (one.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => document.getElementById(id));
  const named = by.filter(Boolean).map((other) => other.getAttribute('aria-label') ?? words(other)).join(' ');
  const labels = [...one.labels ?? []].map(words).join(' ');
  const content = NAMED_BY_CONTENT.includes(role) ? words(one) : '';
  const names = [named, one.getAttribute('aria-label'), labels, content, one.title, one.placeholder];
  return (names.find((name) => name?.trim()) ?? '').replace(/\s+/g, ' ').trim();
};

const propertiesOf = (one) => {
  const said = {};
  for (const { name, value } of one.attributes) {
    if (!name.startsWith('aria-')) continue;
    said[name.slice('aria-'.length)] = /^\d+$/.test(value) ? Number(value) : value;
  }
  if (document.activeElement === one) said.focused = 'true';
  if ('checked' in one) said.checked = String(one.checked);
  if (one.disabled) said.disabled = 'true';
  return said;
};

const valueOf = (one) => (one.localName === 'select' ? one.selectedOptions[0]?.text : one.value) ?? '';

const selector = [`[role=${role}]`, BY_MARKUP[role]].filter(Boolean).join(', ');
return [...document.querySelectorAll(selector)]
  .filter((one) => (one.getAttribute('role') ?? role) === role && isSaid(one))
  .map((one) => ({ name: nameOf(one), value: String(valueOf(one)), properties: propertiesOf(one), element: one }));
