// Numbers as they are written in source.

import ts from 'typescript'

/** Below this, a positive constant is there to keep something from 0: an epsilon. */
export const LARGEST_EPSILON = 1e-3

/** The value of a literal, with its sign. Undefined for anything else. */
export function numberOf(node: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text)
  const isNegative = ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken
  return isNegative && ts.isNumericLiteral(node.operand) ? -Number(node.operand.text) : undefined
}

/** A literal that is a value: not a type, nor the name of a property. */
export function isNumberInCode(node: ts.Node): node is ts.NumericLiteral {
  if (!ts.isNumericLiteral(node)) return false
  const { parent } = node
  if (ts.isLiteralTypeNode(parent)) return false
  return !(ts.isPropertyAssignment(parent) && parent.name === node)
}

export const isEpsilon = (value: number): boolean => value > 0 && value <= LARGEST_EPSILON
