/**
 * GraphiQL would keep queries, variables and history in the browser. Drafts of bulletins are not to lie on a disk, so it
 * gets a storage that ends with the page.
 */
export function memoryStorage() {
  const items = new Map();
  return {
    get length() {
      return items.size;
    },
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, String(value)),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}
