// A learner's code, and below it the call of a case, as one program. What comes from the case is data: names that could do
// harm are replaced, texts stay in comments, values in literals.

import { literalOf } from './literal'
import { NdArray } from './nd-array'
import { Handle, isTypedArray, type Value } from './value'

export interface Call {
  /** The learner's own text. */
  readonly source: string
  readonly name: string
  readonly args: readonly { readonly name: string; readonly value: Value }[]
  /** What was called: in words, for a comment. */
  readonly title: string
  /** What the verdict says was expected. */
  readonly expected?: string
}

export function callProgram({ source, name, args, title, expected }: Call): string {
  const names = namesOf(args, name)
  const typed = (value: Value, i: number): string =>
    isPlain(value) ? `${names[i]}: Parameters<typeof ${name}>[${i}]` : names[i]!
  const declarations = args.map(({ value }, i) => `  const ${typed(value, i)} = ${literalOf(value, '  ')}`)
  return [
    source.trimEnd(),
    '',
    ...comment(title),
    ...(IMPORTS_TF.test(source) ? [] : ["import * as tf from '@tensorflow/tfjs'"]),
    '{',
    ...declarations,
    `  console.log(await ${name}(${names.join(', ')}))`,
    '}',
    ...(expected === undefined ? [] : comment(`Expected:\n${expected}`)),
    '',
  ].join('\n')
}

/** On its own, 'same' in an object is any text to TypeScript, and [0, 1] any numbers, which the function may not take. */
const isPlain = (value: Value): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof NdArray || value instanceof Handle || isTypedArray(value))

/** As `tf`, by default or as a namespace. */
const IMPORTS_TF = /^\s*import\s+(\*\s*as\s+)?tf\b[^;\n]*from\s*['"]@tensorflow\/tfjs['"]/m

const comment = (text: string): string[] =>
  text.split(/\r\n|[\n\r\u2028\u2029]/).map((line) => `// ${line}`.trimEnd())

/** Names that stand for something else. In a block of their own, all others may be declared anew. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'arguments await break case catch class console const continue debugger default delete do else enum eval export ' +
    'extends false finally for function if implements import in instanceof interface let new null package private ' +
    'protected public return static super switch tf this throw true try typeof undefined var void while with yield'
  ).split(' '),
)

function namesOf(args: Call['args'], called: string): string[] {
  const taken = new Set([...TAKEN, called])
  return args.map(({ name }, i) => {
    const own = /^[A-Za-z_$][\w$]*$/.test(name) && !taken.has(name) ? name : `argument${i + 1}`
    taken.add(own)
    return own
  })
}
