// The operators for machine learning: the slips that people make with tensors, axes and training loops.

import ts from 'typescript'
import type { Proposal } from './edit'
import { dropCall } from './operators/drop-call'
import { dropEpsilon } from './operators/drop-epsilon'
import { flipTranspose } from './operators/flip-transpose'
import { moveAxis } from './operators/move-axis'
import { nudgeConstant } from './operators/nudge-constant'
import type { Operator, Scene } from './operators/operator'
import { shortenLoop } from './operators/shorten-loop'
import { swapArguments } from './operators/swap-arguments'
import { swapOperation } from './operators/swap-operation'

export const OWN_OPERATORS: readonly Operator[] = [
  dropCall,
  swapOperation,
  flipTranspose,
  moveAxis,
  dropEpsilon,
  nudgeConstant,
  shortenLoop,
  swapArguments,
]

/** In the order of the source. */
export function ownProposals(scene: Scene): Proposal[] {
  const proposals: Proposal[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return
    for (const { name, edits } of OWN_OPERATORS)
      for (const edit of edits(node, scene)) proposals.push({ ...edit, operator: name })
    ts.forEachChild(node, visit)
  }
  visit(scene.file)
  return proposals
}
