// What an operator makes of a source: each mutant as the whole line that it changes.

import ts from 'typescript'
import { changeOf } from '../../src/cli/mutation/change'
import { typedFile } from '../../src/cli/mutation/like-types'
import type { Operator } from '../../src/cli/mutation/operators/operator'
import { ROOT } from '../../src/cli/realms/build-realms'

export const TF = "import * as tf from '@tensorflow/tfjs'\n"

/** The lines that stand in the place of the source's, in the order of the source. */
export function mutations(operator: Operator, source: string): string[] {
  const scene = typedFile(`${ROOT}tests/a-source.ts`, source)
  const lines: string[] = []
  const visit = (node: ts.Node): void => {
    for (const edit of operator.edits(node, scene))
      lines.push(
        changeOf(source, edit)
          .added.map((line) => line.trim())
          .join('\n'),
      )
    ts.forEachChild(node, visit)
  }
  visit(scene.file)
  return lines
}
