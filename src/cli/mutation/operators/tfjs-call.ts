// Reads a call of a TF.js operation, whichever way it is written: x.sum(1), tf.sum(x, 1), or sum(x, 1) imported by name.

import ts from 'typescript'

export interface OperationCall {
  readonly node: ts.CallExpression
  readonly name: ts.Identifier
  /** "function" when the first tensor is an argument; "method" when it stands before the dot. */
  readonly form: 'function' | 'method'
  /** What the operation works on first. Undefined for a function without arguments. */
  readonly operand: ts.Expression | undefined
}

/** Any call by a name; a method's owner need not be a tensor, since types are not looked at. */
export function operationCall(node: ts.Node): OperationCall | null {
  if (!ts.isCallExpression(node)) return null
  const { expression, arguments: args } = node
  if (ts.isIdentifier(expression))
    return isImported(expression) ? { node, name: expression, form: 'function', operand: args[0] } : null
  if (!ts.isPropertyAccessExpression(expression) || !ts.isIdentifier(expression.name)) return null
  const { name } = expression
  return isNamespace(expression.expression)
    ? { node, name, form: 'function', operand: args[0] }
    : { node, name, form: 'method', operand: expression.expression }
}

/** Where an argument stands that is the `index`-th after the first tensor. */
export const argumentAt = ({ node, form }: OperationCall, index: number): ts.Expression | undefined =>
  node.arguments[form === 'function' ? index + 1 : index]

/** tf, tf.losses, tf.math; and Math, whose functions of one name do the same to a number. */
function isNamespace(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isNamespace(node.expression)
  return ts.isIdentifier(node) && (node.text === 'Math' || isImported(node))
}

/** Whether a name comes from TF.js, as a namespace or as one of its functions. */
function isImported(name: ts.Identifier): boolean {
  return name
    .getSourceFile()
    .statements.filter(ts.isImportDeclaration)
    .filter(({ moduleSpecifier }) => /@tensorflow/.test(moduleSpecifier.getText()))
    .some(({ importClause }) => {
      const bindings = importClause?.namedBindings
      if (importClause?.name?.text === name.text) return true
      if (!bindings) return false
      return ts.isNamespaceImport(bindings)
        ? bindings.name.text === name.text
        : bindings.elements.some((element) => element.name.text === name.text)
    })
}
