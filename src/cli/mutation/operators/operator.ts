// What a mutation operator is, and what it may ask about the source.

import ts from 'typescript'
import type { Edit } from '../edit'

export interface Operator {
  readonly name: string
  /** The ways to break the code at this node. */
  edits(node: ts.Node, scene: Scene): Iterable<Edit>
}

export interface Scene {
  readonly file: ts.SourceFile
  /** Whether the type checker takes one of them where it takes the other. */
  isOfLikeType(a: ts.Expression, b: ts.Expression): boolean
}

/** Puts `text` in the place of `node`. */
export const replace = (node: ts.Node, text: string): Edit => ({
  start: node.getStart(),
  end: node.end,
  text,
})

/** The call with `text` after its last argument. The edit reaches to the call's end, since a list is no expression. */
export function appendArgument(call: ts.CallExpression, text: string): Edit {
  const last = call.arguments.at(-1)
  return last
    ? { start: last.getStart(), end: call.end, text: `${last.getText()}, ${text})` }
    : { start: call.end - 1, end: call.end, text: `${text})` }
}

/** The text of an expression as it may stand before a dot or beside any operator. */
export function asOperand(expression: ts.Expression): string {
  return ts.isLeftHandSideExpression(expression) ? expression.getText() : `(${expression.getText()})`
}
