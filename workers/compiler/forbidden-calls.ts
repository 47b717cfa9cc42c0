// Finds the TF.js calls that an exercise asks to build by hand: as tf.conv2d, as a named import, or as a chained method.

import ts from 'typescript'
import type { Problem } from '../../src/core/problem'
import { placeOf } from './compile'

export function findForbidden(file: ts.SourceFile, forbidden: readonly string[]): Problem[] {
  const problems: Problem[] = []
  if (forbidden.length === 0) return problems
  const names = new Map(forbidden.map((call) => [call.split('.').at(-1)!, call]))
  const visit = (node: ts.Node): void => {
    const name = usedName(node)
    const call = name && names.get(name.text)
    if (call) problems.push(problemAt(name, call, file))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return problems
}

/** The name that reaches into TF.js, if this node does: x.name, x['name'], import or export { name } from, const { name } = … */
function usedName(node: ts.Node): ts.Identifier | ts.StringLiteralLike | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name))
    return isOwnModuleObject(node) ? undefined : node.name
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
    return node.argumentExpression
  if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) {
    const imported = node.propertyName ?? node.name
    return ts.isIdentifier(imported) && isOfTf(node) ? imported : undefined
  }
  if (ts.isBindingElement(node)) {
    const bound = node.propertyName ?? node.name
    return ts.isIdentifier(bound) && isFromTf(node) ? bound : undefined
  }
  return undefined
}

/** `this.softmax` is the learner's own. */
const isOwnModuleObject = (node: ts.PropertyAccessExpression): boolean =>
  node.expression.kind === ts.SyntaxKind.ThisKeyword

/** `import { softmax } from '@tensorflow/tfjs'`, not from a file beside. */
function isOfTf(node: ts.ImportSpecifier | ts.ExportSpecifier): boolean {
  const { moduleSpecifier } = ts.isImportSpecifier(node) ? node.parent.parent.parent : node.parent.parent
  return moduleSpecifier !== undefined && /@tensorflow/.test(moduleSpecifier.getText())
}

/** `const { softmax } = tf`, not `const { softmax } = myLayers`. */
function isFromTf(node: ts.BindingElement): boolean {
  let declaration: ts.Node = node.parent.parent
  while (ts.isBindingElement(declaration)) declaration = declaration.parent.parent
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    /\btf\b/.test(declaration.initializer.getText())
  )
}

const problemAt = (node: ts.Node, call: string, file: ts.SourceFile): Problem => ({
  kind: 'forbidden',
  message: `This exercise asks you to build ${call} by hand.`,
  remedy: 'Use simpler TF.js operations in its place.',
  ...placeOf(node, file),
})
