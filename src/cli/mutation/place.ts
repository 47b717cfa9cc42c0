// Finds where in the source a mutant can be switched: an expression or a block that can be swapped for another as a whole.

import ts from 'typescript'
import { applyEdit, type Edit } from './edit'

export interface Placed extends Edit {
  readonly kind: 'expression' | 'statement' | 'block'
}

/** The edit widened to the nearest place around it. Null when there is none, which only declarations of modules lack. */
export function place(file: ts.SourceFile, edit: Edit): Placed | null {
  let node: ts.Node | undefined = innermost(file, edit)
  while (node && !ts.isSourceFile(node)) {
    const kind = kindOf(node)
    if (kind) return { ...widened(file, edit, node), kind }
    node = node.parent
  }
  return null
}

/** The outermost of the smallest nodes that hold the edit: an expression rather than the one token in it. */
function innermost(file: ts.SourceFile, { start, end }: Edit): ts.Node {
  let found: ts.Node = file
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > start || node.end < end) return
    const isSmaller = node.getStart(file) > found.getStart(file) || node.end < found.end
    if (isSmaller || found === file) found = node
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(file, visit)
  return found
}

function widened(file: ts.SourceFile, edit: Edit, node: ts.Node): Edit {
  const start = node.getStart(file)
  const text = applyEdit(file.text.slice(start, node.end), {
    start: edit.start - start,
    end: edit.end - start,
    text: edit.text,
  })
  return { start, end: node.end, text }
}

function kindOf(node: ts.Node): Placed['kind'] | null {
  if (ts.isBlock(node)) return 'block'
  if (ts.isExpressionStatement(node) || isLoopOrBranch(node)) return 'statement'
  return ts.isExpression(node) && isSwitchable(node) ? 'expression' : null
}

/** What can stand in `{ if (…) … else … }`: declarations would be lost outside of it. */
const isLoopOrBranch = (node: ts.Node): boolean =>
  ts.isIterationStatement(node, false) || ts.isIfStatement(node) || ts.isSwitchStatement(node)

function isSwitchable(node: ts.Expression): boolean {
  const { parent } = node
  // At the start of a line, a parenthesis would call what stands on the line before.
  if (startsStatement(node)) return false
  if (ts.isOptionalChain(parent) && parent.expression === node) return false
  // A function loses its `this` when what is called is no longer a member.
  if (ts.isCallOrNewExpression(parent) && parent.expression === node) return false
  if (ts.isTaggedTemplateExpression(parent) || ts.isDeleteExpression(parent)) return false
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
    return !isUpdate(parent.operator)
  if (ts.isBinaryExpression(parent) && parent.left === node) return !isAssignment(parent)
  return !isName(node)
}

function startsStatement(node: ts.Expression): boolean {
  const statement = ts.findAncestor(node, ts.isExpressionStatement)
  return statement !== undefined && statement.getStart() === node.getStart()
}

const isUpdate = (operator: ts.SyntaxKind): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment

/** A name, not a value: of a property, of what is declared, of a module, of a type. */
function isName(node: ts.Expression): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node
  if (ts.isLiteralTypeNode(parent) || ts.isShorthandPropertyAssignment(parent)) return true
  if (ts.isModuleDeclaration(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent))
    return true
  const { name, propertyName } = parent as { name?: ts.Node; propertyName?: ts.Node }
  return name === node || propertyName === node
}
