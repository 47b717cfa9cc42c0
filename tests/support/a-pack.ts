// A packed pack, to be spoilt where a test needs a bad one.

import { createHash } from 'node:crypto'
import { strToU8, unzipSync, zipSync } from 'fflate'
import path from 'node:path'
import { buildPack } from '../../src/cli/pack/build-pack'
import { ROOT } from '../../src/cli/realms/build-realms'

/** Of one exercise, "fine/one". */
export const FINE_PACK = path.join(ROOT, 'tests/cases/packs/fine')

export type Parts = Record<string, Uint8Array>
export const zip = (parts: Parts): Uint8Array => zipSync(parts, { level: 9 })
export const json = (data: unknown): Uint8Array => strToU8(JSON.stringify(data))

type Data = Record<string, unknown>
const read = (parts: Parts, name: string): Data => JSON.parse(new TextDecoder().decode(parts[name])) as Data

export async function aPack(): Promise<Parts> {
  return unzipSync((await buildPack(FINE_PACK)).bytes)
}

/** The good pack with changes to its JSON files, and a manifest whose hashes are right all the same. */
export async function spoilt(changes: Record<string, (data: Data) => Data>): Promise<Parts> {
  const parts = await aPack()
  for (const [name, change] of Object.entries(changes)) parts[name] = json(change(read(parts, name)))
  return signed(parts)
}

/** With the hashes that its files have. */
export function signed(parts: Parts): Parts {
  const files = Object.fromEntries(
    Object.entries(parts)
      .filter(([name]) => name !== 'manifest.json')
      .map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  )
  return { ...parts, 'manifest.json': json({ ...read(parts, 'manifest.json'), files }) }
}

/** As `from` in names of the same length, which a ZIP writes twice. */
export function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  if (from.length !== to.length) throw new Error('A name is replaced by one of the same length.')
  return new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1'))
}
