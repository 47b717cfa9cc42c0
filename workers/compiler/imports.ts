// Finds imports of what is not there.

import ts from 'typescript'
import type { Problem } from '../../src/core/problem'
import { placeOf } from './compile'

/** Every form: import, export … from, import x = require(…), import(…), require(…). Type-only imports are erased, and allowed. */
export function findForeignImports(file: ts.SourceFile, allowed: readonly string[]): Problem[] {
  const problems: Problem[] = []
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier && !isAllowed(specifier, allowed)) problems.push(problemAt(specifier, file, allowed))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return problems
}

function specifierOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isImportDeclaration(node))
    return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? undefined : node.moduleSpecifier
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? undefined : node.moduleSpecifier
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
    return node.isTypeOnly ? undefined : node.moduleReference.expression
  if (!ts.isCallExpression(node)) return undefined
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require'
  return isImport || isRequire ? node.arguments[0] : undefined
}

function isAllowed(specifier: ts.Expression, allowed: readonly string[]): boolean {
  return ts.isStringLiteralLike(specifier) && allowed.includes(specifier.text.replace(/\.(ts|js)$/, ''))
}

function problemAt(specifier: ts.Expression, file: ts.SourceFile, allowed: readonly string[]): Problem {
  const name = ts.isStringLiteralLike(specifier) ? `"${specifier.text}"` : 'A computed name'
  return {
    kind: 'import',
    message: `${name} cannot be imported here.`,
    remedy: `What can be: ${allowed.map((entry) => `"${entry}"`).join(', ')}.`,
    ...placeOf(specifier, file),
  }
}
