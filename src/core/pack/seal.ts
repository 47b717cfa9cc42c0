// Hides the tests from a casual look at what the browser downloads. The key is in plain sight for who wants it:
// this keeps nobody from the tests who has the developer tools, and docs/security.md says so.

import { gcmsiv } from '@noble/ciphers/aes.js'
import { bytesToUtf8, utf8ToBytes } from '@noble/ciphers/utils.js'
import { base64 } from '@scure/base'

const KEY = utf8ToBytes('tensorkata: tests, sealed, key 1')

/** Encrypts `text` for the exercise `id`. The same input gives the same bytes (AES-GCM-SIV, RFC 8452). */
export function seal(text: string, id: string): string {
  return base64.encode(cipherFor(id).encrypt(utf8ToBytes(text)))
}

/** Throws when the bytes were changed or belong to another exercise. */
export function unseal(sealed: string, id: string): string {
  return bytesToUtf8(cipherFor(id).decrypt(base64.decode(sealed)))
}

const cipherFor = (id: string): ReturnType<typeof gcmsiv> => gcmsiv(KEY, new Uint8Array(12), utf8ToBytes(id))
