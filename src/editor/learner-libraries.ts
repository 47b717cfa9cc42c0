// All that there is around a learner's file: TF.js, what surrounds the program, and the files that it may import.
import tfjsTypesUrl from 'virtual:tfjs-types'
import type { Library } from './language-options'
import { LEARNER_WORLD } from './learner-world'

const TFJS_PATH = 'file:///node_modules/@tensorflow/tfjs/index.d.ts'

/** TF.js, and what surrounds a learner's program. Rejects when the types do not arrive. */
export async function learnerLibraries(): Promise<Library[]> {
  const response = await fetch(tfjsTypesUrl)
  if (!response.ok) throw new Error(`The types of TensorFlow.js did not arrive (${response.status}).`)
  return [
    { filePath: TFJS_PATH, content: await response.text() },
    { filePath: 'file:///learner-world.d.ts', content: LEARNER_WORLD },
  ]
}
