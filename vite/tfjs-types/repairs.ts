// What the bundler leaves wrong or ugly in TF.js' types, put right: each function finds places and says what to write.
import ts from 'typescript'
import { applyEdits, eachNode, parse, type Edit } from './edits.ts'
import { plainName, type Sources } from './sources.ts'

/** The names under which layers, data and converter import core. */
const CORE_PREFIXES = new Set(['tfc', 'tf'])

/** `import * as tfc` comes out as a namespace that lacks most of core; all of core is at the top level anyway. */
export function withoutPartialNamespaces(text: string): Edit[] {
  const edits: Edit[] = []
  eachNode(parse(text), (node) => {
    const isPrefix =
      node.parent && (ts.isQualifiedName(node.parent) || ts.isPropertyAccessExpression(node.parent))
    if (ts.isIdentifier(node) && CORE_PREFIXES.has(node.text) && isPrefix)
      edits.push({ start: node.getStart(), end: node.end + 1, text: '' })
    if (ts.isModuleDeclaration(node) && CORE_PREFIXES.has(node.name.text))
      edits.push({ start: node.getStart(), end: node.end, text: '' })
  })
  return edits
}

/** `a.add(b)` is an augmentation the bundler cannot see; it becomes a plain method of the class. */
export function chainedOps(text: string, { docs, chained }: Sources): Edit[] {
  const tensor = parse(text).statements.find(
    (node) => ts.isClassDeclaration(node) && node.name?.text === 'Tensor',
  )
  if (!tensor) throw new Error('the rolled types have no class Tensor')
  const introOf = (name: string) => {
    const keys = [...docs.keys()]
    const key =
      keys.find((one) => one.startsWith(`${name}_(`)) ?? keys.find((one) => one.startsWith(`${name}(`))
    const doc = docs.get(key ?? '') ?? ''
    return doc.replace(/\s+@param[\s\S]*$/, ' */')
  }
  const members = chained.map(({ name, text: member }) => `${introOf(name)}\n${member}`)
  return [{ start: tensor.end - 1, end: tensor.end - 1, text: `\n${members.join('\n')}\n` }]
}

/** `declare function add_(…); export declare const add: typeof add_` reads better, and hovers better, as `function add(…)`. */
export function opsAsFunctions(text: string): Edit[] {
  const file = parse(text)
  const uses = new Map<string, number>()
  eachNode(file, (node) => {
    if (ts.isTypeQueryNode(node))
      uses.set(node.exprName.getText(), (uses.get(node.exprName.getText()) ?? 0) + 1)
  })
  return file.statements.flatMap((statement) => {
    const declaration = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations[0]
      : undefined
    if (!declaration?.type || !ts.isTypeQueryNode(declaration.type)) return []
    const hidden = declaration.type.exprName.getText()
    const functions = file.statements.filter(
      (node) => ts.isFunctionDeclaration(node) && node.name?.text === hidden,
    )
    if (functions.length === 0 || !plainName(hidden).endsWith('_') || uses.get(hidden) !== 1) return []
    const head = statement.getText().startsWith('export') ? 'export declare function' : 'declare function'
    const renamed = functions.map((node) => {
      const name = ts.isFunctionDeclaration(node) ? node.name : undefined
      return {
        start: node.getStart(),
        end: name?.end ?? node.end,
        text: `${head} ${declaration.name.getText()}`,
      }
    })
    return [...renamed, { start: statement.getStart(), end: statement.end, text: '' }]
  })
}

/**
 * A rank that nothing tells may be any. TF.js' own default is their union, and then `a.sub(b).div(c)` is no Tensor2D to
 * TypeScript 5, which is the editor's, wherever the chain stands in a callback: right code would be marked as wrong.
 * A shape of any rank stays what it is to TF.js, numbers.
 */
export function anyRank(text: string): Edit[] {
  const edits: Edit[] = []
  eachNode(parse(text), (node) => {
    if (ts.isIndexedAccessTypeNode(node) && node.objectType.getText() === 'ShapeMap')
      edits.push({ start: node.getStart(), end: node.end, text: `ShapeOf<${node.indexType.getText()}>` })
    if (!ts.isTypeParameterDeclaration(node) || node.constraint?.getText() !== 'Rank') return
    if (node.default?.getText() === 'Rank')
      edits.push({ start: node.default.getStart(), end: node.default.end, text: 'any' })
    const all = [...((node.parent as ts.SignatureDeclaration).typeParameters ?? [])]
    const after = all.slice(all.indexOf(node) + 1)
    // What has no default may not follow what has one.
    if (!node.default && after.every((one) => one.default))
      edits.push({ start: node.end, end: node.end, text: ' = any' })
  })
  // Whether any is one of them is both true and false, so the shape of any is one of all.
  const lengths = [1, 2, 3, 4, 5, 6].map((rank) => `R extends Rank.R${rank} ? ShapeMap[Rank.R${rank}] : `)
  const shapeOf = `type ShapeOf<R> = ${lengths.join('')}number[];\n`
  return [...edits, { start: text.length, end: text.length, text: shapeOf }]
}

/** Their names would only be offered to be refused. */
export function privateMembers(text: string): Edit[] {
  const classes = parse(text).statements.filter((node) => ts.isClassDeclaration(node))
  return classes
    .flatMap((node) => [...node.members])
    .filter(
      (member) =>
        ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private &&
        !ts.isConstructorDeclaration(member),
    )
    .map((member) => ({ start: member.getFullStart(), end: member.end, text: '' }))
}

/** `export { sum$1 as sum }` would hover as `sum$1`: the public one takes the plain name, its namesake the other. */
export function swapPublicNames(text: string): string {
  const file = parse(text)
  const swaps = new Map<string, string>()
  for (const node of file.statements.filter((statement) => ts.isExportDeclaration(statement))) {
    if (!node.exportClause || !ts.isNamedExports(node.exportClause)) continue
    for (const { propertyName, name } of node.exportClause.elements)
      if (propertyName?.text.startsWith(`${name.text}$`))
        swaps.set(propertyName.text, name.text).set(name.text, propertyName.text)
  }
  const edits: Edit[] = []
  eachNode(file, (node) => {
    const to = ts.isIdentifier(node) ? swaps.get(node.text) : undefined
    if (to !== undefined && isTopLevelReference(node))
      edits.push({ start: node.getStart(), end: node.end, text: to })
  })
  return applyEdits(text, edits)
}

function isTopLevelReference(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isExportSpecifier(parent))
    return parent.propertyName ? parent.propertyName === node : isInNamespace(parent)
  if (
    ts.isTypeReferenceNode(parent) ||
    ts.isTypeQueryNode(parent) ||
    ts.isExpressionWithTypeArguments(parent)
  )
    return true
  if (ts.isQualifiedName(parent)) return parent.left === node
  const isNamed =
    ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isInterfaceDeclaration(parent)
  const isConst =
    ts.isVariableDeclaration(parent) || ts.isTypeAliasDeclaration(parent) || ts.isModuleDeclaration(parent)
  return (isNamed || isConst) && parent.name === node && !isInNamespace(parent)
}

function isInNamespace(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isModuleBlock) !== undefined
}
