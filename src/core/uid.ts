// A name for a record that no other record has, on this device or another, so that two logs can be merged.

/** Browsers, workers and Node all have it, also on plain http, where `crypto.randomUUID` is missing. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }

export const newUid = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
