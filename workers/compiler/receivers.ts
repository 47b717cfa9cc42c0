// Whose a thing is, as far as the source tells without TF.js's types: TypeScript's checker follows names, classes and object
// literals within the file, and whatever comes from outside has the type any.

import ts from 'typescript'

export interface Receivers {
  /** It is the learner's own for certain: an object, class or namespace of the file, or of a module that is not TF.js. */
  isOwn(receiver: ts.Expression): boolean
  /** It is TF.js, or a space of names in it. */
  isTf(source: ts.Expression): boolean
}

export function receiversIn(file: ts.SourceFile): Receivers {
  const checker = checkerOf(file)
  const declarationsOf = (name: ts.Node): readonly ts.Declaration[] =>
    checker.getSymbolAtLocation(name)?.declarations ?? []

  const isOwn = (receiver: ts.Expression): boolean => {
    const { kind } = receiver
    if (kind === ts.SyntaxKind.ThisKeyword || kind === ts.SyntaxKind.SuperKeyword) return true
    const imported = declarationsOf(receiver)
      .map(moduleOf)
      .filter((name) => name !== undefined)
    if (imported.length > 0) return !imported.some(isTfName)
    const type = checker.getTypeAtLocation(receiver)
    // A type parameter is what it has to extend.
    const known = type.isTypeParameter() ? type.getConstraint() : type
    const made = known?.symbol?.declarations ?? []
    return made.length > 0 && !isTf(receiver)
  }

  const isTf = (source: ts.Expression, above: readonly ts.Node[] = []): boolean => {
    const value = bare(source)
    // What is made of itself is made of nothing.
    if (above.includes(value)) return false
    const further = (next: ts.Expression): boolean => isTf(next, [...above, value])
    if (ts.isPropertyAccessExpression(value)) return further(value.expression)
    if (ts.isCallExpression(value)) return isTfName(required(value))
    if (ts.isObjectLiteralExpression(value))
      return value.properties.some((entry) => ts.isSpreadAssignment(entry) && further(entry.expression))
    if (!ts.isIdentifier(value)) return false
    const declarations = declarationsOf(value)
    if (declarations.length === 0) return value.text === 'tf'
    return declarations.some((declaration) => {
      if (ts.isParameter(declaration)) return value.text === 'tf'
      const initializer = initializerOf(declaration)
      return initializer ? further(initializer) : isTfName(moduleOf(declaration))
    })
  }

  return { isOwn, isTf }
}

/** What the variable of a declaration, or the whole that it is taken out of, is made of. */
export function initializerOf(declaration: ts.Node): ts.Expression | undefined {
  let whole = declaration
  while (ts.isBindingElement(whole)) whole = whole.parent.parent
  return ts.isVariableDeclaration(whole) ? whole.initializer : undefined
}

/** The module that an import takes from. */
export function moduleOf(declaration: ts.Node): string | undefined {
  if (ts.isImportEqualsDeclaration(declaration))
    return ts.isExternalModuleReference(declaration.moduleReference)
      ? textOf(declaration.moduleReference.expression)
      : undefined
  let node = declaration
  while (
    ts.isImportSpecifier(node) ||
    ts.isNamedImports(node) ||
    ts.isNamespaceImport(node) ||
    ts.isImportClause(node)
  )
    node = node.parent
  while (ts.isExportSpecifier(node) || ts.isNamedExports(node)) node = node.parent
  if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return undefined
  return node.moduleSpecifier && textOf(node.moduleSpecifier)
}

export const isTfName = (module: string | undefined): boolean => module?.startsWith('@tensorflow/') ?? false

const textOf = (node: ts.Expression): string | undefined =>
  ts.isStringLiteralLike(node) ? node.text : undefined

/** The module of require('…') or import('…'). */
function required({ expression, arguments: [name] }: ts.CallExpression): string | undefined {
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require'
  return name && (isRequire || expression.kind === ts.SyntaxKind.ImportKeyword) ? textOf(name) : undefined
}

/** Without brackets, types and awaits around it. */
function bare(expression: ts.Expression): ts.Expression {
  let inner = expression
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isAwaitExpression(inner)
  )
    inner = inner.expression
  return inner
}

/** Of the one file, without libraries or what it imports: all of that is any. */
function checkerOf(file: ts.SourceFile): ts.TypeChecker {
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file.fileName ? file : undefined),
    fileExists: (name) => name === file.fileName,
    readFile: () => undefined,
    writeFile: () => {},
    getDefaultLibFileName: () => '',
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
  }
  const options: ts.CompilerOptions = { noLib: true, noResolve: true, target: ts.ScriptTarget.ES2022 }
  return ts.createProgram([file.fileName], options, host).getTypeChecker()
}
