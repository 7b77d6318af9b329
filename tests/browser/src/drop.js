// Drops files onto the middle of the page, for browsers whose driver can't drag from outside. The files were given to
// the chooser with the id `bayplan-drop`; `given[0]` has their names, with their folders where a folder is dropped.
const [names] = given, chooser = document.getElementById('bayplan-drop'), files = [...chooser.files];
chooser.remove();
if (files.length !== names.length) throw new Error(`${files.length} of ${names.length} files arrived`);

// As a browser has them: https://wicg.github.io/entries-api/
const fileEntry = (file, name, fullPath) => (
  { isFile: true, isDirectory: false, name, fullPath, file: (take) => setTimeout(() => take(file)) }
);
const folderEntry = (name, fullPath) => {
  const inside = new Map();
  const createReader = () => {
    let left = [...inside.values()];
    return { readEntries: (take) => { const now = left; left = []; setTimeout(() => take(now)); } };
  };
  return { isFile: false, isDirectory: true, name, fullPath, inside, createReader };
};

const top = folderEntry('', ''), tops = new Map();
names.forEach((path, index) => {
  const parts = path.split('/'), last = parts.pop();
  let folder = top;
  for (const part of parts) {
    if (!folder.inside.has(part)) folder.inside.set(part, folderEntry(part, `${folder.fullPath}/${part}`));
    folder = folder.inside.get(part);
  }
  folder.inside.set(last, fileEntry(files[index], last, `${folder.fullPath}/${last}`));
  if (folder === top) tops.set(last, files[index]);
});

let dataTransfer = new DataTransfer();
if (tops.size === names.length) {
  for (const file of files) dataTransfer.items.add(file);
} else {
  const items = [...top.inside.values()].map((entry) => (
    { kind: 'file', type: '', webkitGetAsEntry: () => entry, getAsFile: () => tops.get(entry.name) ?? null }
  ));
  dataTransfer = { types: ['Files'], items, files: [], dropEffect: 'none', effectAllowed: 'all' };
}
const under = document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body;
for (const kind of ['dragenter', 'dragover', 'drop']) {
  const event = new DragEvent(kind, { bubbles: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
  under.dispatchEvent(event);
}
