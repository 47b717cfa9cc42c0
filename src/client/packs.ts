// Packs from elsewhere: fetched from this site, and opened in a worker that is ended when it is done.

import { type Remote, wrap } from 'comlink'
import type { ImporterDoor } from '../../workers/importer/main'
import type { Answers } from '../core/pack/answers'
import { ARCHIVE_CAPS, type PackContent, type PackedPage } from '../core/pack/archive'
import type { ExercisePage, ExerciseProgram } from '../core/pack/compiled'
import { err, ok, type Result } from '../core/result'

type Opened = Result<PackContent, string>

/** A pack that takes longer to be read would hold up a worker for nothing. */
const PATIENCE = 30_000
const TOO_LARGE = `It has more than ${ARCHIVE_CAPS.packed / 1e6} MB.`

/** `taken` are the ids of the packs that the app brings along. Rejects when the worker cannot be loaded. */
export const openPack = (bytes: Uint8Array, taken: readonly string[]): Promise<Opened> =>
  inWorker<Opened>(async (door) => await door.openPack(bytes, taken))

export const renderPage = (page: PackedPage, slugs: readonly string[]): Promise<ExercisePage> =>
  inWorker((door) => door.renderPage(page, slugs))

export const renderAnswers = (
  page: PackedPage,
  program: ExerciseProgram,
  slugs: readonly string[],
): Promise<Answers | null> => inWorker(async (door) => await door.renderAnswers(page, program, slugs))

export async function readPackFile(file: Blob): Promise<Result<Uint8Array, string>> {
  if (file.size > ARCHIVE_CAPS.packed) return err(TOO_LARGE)
  return file.arrayBuffer().then(
    (buffer) => ok(new Uint8Array(buffer)),
    () => err('The file could not be read. Is it still there?'),
  )
}

/** The app's policy lets it load from its own site alone, so that nothing a learner writes can leave the page. */
export async function fetchPack(address: string): Promise<Result<Uint8Array, string>> {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null
  if (!url) return err('This is not an address.')
  if (url.origin !== location.origin)
    return err(
      `This page loads nothing from other sites, so that nothing can leave it. Download the file from ${url.host}, and open it here instead.`,
    )
  const response = await fetch(url).catch(() => null)
  if (!response?.ok || !response.body)
    return err('There is nothing at this address, or there is no connection.')
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > ARCHIVE_CAPS.packed) {
      void reader.cancel()
      return err(TOO_LARGE)
    }
    chunks.push(value)
  }
  return ok(new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer()))
}

async function inWorker<T>(work: (door: Remote<ImporterDoor>) => Promise<T>): Promise<T> {
  const worker = new Worker(new URL('../../workers/importer/main.ts', import.meta.url), {
    type: 'module',
    name: 'importer',
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('It takes too long to read.')), PATIENCE)
      worker.addEventListener('error', () =>
        reject(new Error('The reader could not be loaded. Check the connection and try again.')),
      )
    })
    const ready = new Promise<void>((resolve) =>
      worker.addEventListener('message', () => resolve(), { once: true }),
    )
    await Promise.race([ready, late])
    return await Promise.race([work(wrap<ImporterDoor>(worker)), late])
  } finally {
    clearTimeout(timer)
    worker.terminate()
  }
}
