// Asks the type checker whether two expressions could stand in each other's place.

import path from 'node:path'
import ts from 'typescript'
import { ROOT } from '../realms/build-realms'
import type { Scene } from './operators/operator'

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2022.d.ts'],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  // A pack may lie outside of this folder; TF.js is the one of this folder all the same.
  paths: { '@tensorflow/tfjs': [path.join(ROOT, 'node_modules/@tensorflow/tfjs')] },
}

/** TF.js's and the language's declarations, parsed once for all exercises. */
const declarations = new Map<string, ts.SourceFile | undefined>()

/** `fileName` need not exist: its imports are looked for from where it would stand. */
export function typedFile(fileName: string, source: string): Scene {
  const host = ts.createCompilerHost(OPTIONS, true)
  const { getSourceFile } = host
  host.getSourceFile = (name, ...rest) => {
    if (path.resolve(name) === path.resolve(fileName))
      return ts.createSourceFile(name, source, ts.ScriptTarget.ES2022, true)
    if (!name.endsWith('.d.ts')) return getSourceFile(name, ...rest)
    if (!declarations.has(name)) declarations.set(name, getSourceFile(name, ...rest))
    return declarations.get(name)
  }
  const program = ts.createProgram([fileName], OPTIONS, host)
  const checker = program.getTypeChecker()
  const typeOf = (node: ts.Expression): ts.Type =>
    checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(node))
  return {
    file: program.getSourceFile(fileName)!,
    isOfLikeType: (a, b) => {
      const [first, second] = [typeOf(a), typeOf(b)]
      if ([first, second].some(({ flags }) => flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))) return false
      // In one direction: what a chain of operations gives is a tensor of any rank.
      return checker.isTypeAssignableTo(first, second) || checker.isTypeAssignableTo(second, first)
    },
  }
}
