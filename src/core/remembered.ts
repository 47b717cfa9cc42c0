// Loads each thing once, and again only after it could not be loaded.

export function remembered<K, T>(load: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const known = new Map<K, Promise<T>>()
  return (key) => {
    const promise = known.get(key) ?? load(key)
    known.set(key, promise)
    promise.catch(() => known.delete(key))
    return promise
  }
}
