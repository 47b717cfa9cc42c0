// What webgl answers to each operation, beside what cpu answers, in the TensorFlow.js that the realms run.

import path from 'node:path'
import { rolldown } from 'rolldown'
import { expect, test } from 'vitest'
import { buildRealm, ROOT } from '../../src/cli/realms/build-realms'
import { launchChromium } from '../support/chromium'
import { type Answer, disagreements } from '../support/operations'

async function operationsScript(): Promise<string> {
  const bundle = await rolldown({ input: path.join(ROOT, 'tests/support/operations.ts'), logLevel: 'silent' })
  const { output } = await bundle.generate({ format: 'iife', name: 'operations' })
  await bundle.close()
  return output[0].code
}

interface InPage {
  readonly tf: typeof import('@tensorflow/tfjs')
  readonly operations: typeof import('../support/operations')
}

test('on webgl every operation answers as on cpu', async () => {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: await buildRealm('tf') })
    await page.addScriptTag({ content: await operationsScript() })
    const on = (name: string): Promise<[string, Record<string, Answer>]> =>
      page.evaluate(async (backend) => {
        const { tf, operations } = globalThis as unknown as InPage
        await tf.setBackend(backend)
        return [tf.getBackend(), operations.answers(tf)]
      }, name)
    const [cpu, onCpu] = await on('cpu')
    const [webgl, onWebgl] = await on('webgl')
    expect([cpu, webgl]).toEqual(['cpu', 'webgl'])
    expect(disagreements(onCpu, onWebgl)).toEqual([])
  } finally {
    await browser.close()
  }
})
