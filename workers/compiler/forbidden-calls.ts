// Finds the TF.js calls that an exercise asks to build by hand: as tf.conv2d, as a named import, or as a method of what may
// be a tensor. Where it cannot tell it errs to quiet, since the kernels that really run are looked at as well.

import ts from 'typescript'
import type { Problem } from '../../src/core/problem'
import { placeOf } from './compile'
import { initializerOf, isTfName, moduleOf, type Receivers, receiversIn } from './receivers'

type Name = ts.Identifier | ts.StringLiteralLike

export function findForbidden(file: ts.SourceFile, forbidden: readonly string[]): Problem[] {
  const problems: Problem[] = []
  if (forbidden.length === 0) return problems
  const names = new Map(forbidden.map((call) => [call.split('.').at(-1)!, call]))
  let receivers: Receivers | undefined
  const visit = (node: ts.Node): void => {
    const name = nameIn(node)
    const call = name && names.get(name.text)
    // Asked only of a node that bears the name: the checker costs time, and most solutions bear none.
    if (call && reachesTf(node, (receivers ??= receiversIn(file)))) problems.push(problemAt(name, call, file))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return problems
}

/** The name by which this node may reach into TF.js: x.name, x['name'], import or export { name }, { name } = … */
function nameIn(node: ts.Node): Name | undefined {
  if (ts.isPropertyAccessExpression(node)) return ts.isIdentifier(node.name) ? node.name : undefined
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression : undefined
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node) || ts.isBindingElement(node)) {
    const named = node.propertyName ?? node.name
    return ts.isIdentifier(named) ? named : undefined
  }
  if (ts.isShorthandPropertyAssignment(node)) return node.name
  if (ts.isPropertyAssignment(node)) return ts.isIdentifier(node.name) ? node.name : undefined
  return undefined
}

function reachesTf(node: ts.Node, { isOwn, isTf }: Receivers): boolean {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
    return !isAssignedTo(node) && !isOwn(node.expression)
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) return isTfName(moduleOf(node))
  const source = ts.isBindingElement(node) ? initializerOf(node) : takenFrom(node)
  return source !== undefined && isTf(source)
}

const isAssignedTo = (node: ts.Node): boolean => isAssignment(node.parent) && node.parent.left === node

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken

/** What `({ name } = …)` takes its names from. */
function takenFrom(entry: ts.Node): ts.Expression | undefined {
  let pattern = entry.parent
  while (ts.isPropertyAssignment(pattern.parent)) pattern = pattern.parent.parent
  return isAssignment(pattern.parent) && pattern.parent.left === pattern ? pattern.parent.right : undefined
}

const problemAt = (node: ts.Node, call: string, file: ts.SourceFile): Problem => ({
  kind: 'forbidden',
  message: `This exercise asks you to build ${call} by hand.`,
  remedy: 'Use simpler TF.js operations in its place.',
  ...placeOf(node, file),
})
