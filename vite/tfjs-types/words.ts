// Which declarations keep words to hover over: those a learner meets get theirs back, inner ones stay silent.
import ts from 'typescript'
import { eachNode, parse, type Edit } from './edits.ts'
import { docKey, type Sources } from './sources.ts'

/** Corners for people who write backends: typed like the rest, without hover texts. */
const INNER_NAMESPACES = /_(util|impls)$|^(shared|serialization)$/

/** Of interfaces and aliases the members' words are read, hardly ever their own. */
export function shapeDocs(text: string): Edit[] {
  return parse(text)
    .statements.filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
    .map((node) => ({ start: node.getFullStart(), end: node.getStart(), text: '\n' }))
}

export function missingDocs(text: string, { docs }: Sources): Edit[] {
  const file = parse(text)
  const offered = namesOnOffer(file)
  return file.statements.flatMap((statement) => {
    const key = docKey(statement)
    const name = ts.isFunctionDeclaration(statement) ? statement.name?.text : undefined
    const isHidden = name !== undefined && !statement.getText().startsWith('export') && !offered.has(name)
    if (!key || isHidden || ts.getLeadingCommentRanges(text, statement.pos)) return []
    const doc = docs.get(key.replace('(', '_(')) ?? docs.get(key)
    return doc ? [{ start: statement.getStart(), end: statement.getStart(), text: `${doc}\n` }] : []
  })
}

/** The local names that an export list, at the top or in a namespace for learners, hands out. */
function namesOnOffer(file: ts.SourceFile): Set<string> {
  const names = new Set<string>()
  eachNode(file, (node) => {
    if (!ts.isExportSpecifier(node)) return
    const namespace = ts.findAncestor(node, ts.isModuleDeclaration)?.name.text ?? ''
    if (!INNER_NAMESPACES.test(namespace)) names.add((node.propertyName ?? node.name).text)
  })
  return names
}
