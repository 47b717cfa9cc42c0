// Puts another value in the place of a worker's global.

/** Deletes it wherever an engine keeps it, on the global object or its prototypes, so that none is left to be found. */
export function replaceGlobal(globals: object, name: string, value: unknown): void {
  for (let holder: object | null = globals; holder !== null; holder = Object.getPrototypeOf(holder) as object)
    Reflect.deleteProperty(holder, name)
  Object.defineProperty(globals, name, { value, configurable: true, writable: true })
}
