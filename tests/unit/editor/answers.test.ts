// What the editor says of the code that comes with the exercises: nothing, or it would call a right answer wrong.

import { readFileSync } from 'node:fs'
import { libFileMap } from 'monaco-editor/languages/features/typescript/lib/lib'
import { typescript as ts } from 'monaco-editor/languages/features/typescript/lib/typescriptServices'
import type tsTypes from 'typescript'
import { expect, test } from 'vitest'
import { exercisesOf } from '../../../src/cli/find-exercises'
import { compileExercise } from '../../../src/cli/pack/compile-exercise'
import { ROOT } from '../../../src/cli/realms/build-realms'
import { COMPILER_OPTIONS } from '../../../src/editor/language-options'
import { LEARNER_WORLD } from '../../../src/editor/learner-world'
import { publicFiles } from '../../../src/editor/public-files'
import { tfjsTypesFile } from '../../../vite/tfjs-types'

const WORLD = '/learner-world.d.ts'
const LEARNERS = /\/(?:starter|solution|accepted-[^/]*)\.ts$/

/** All of one world, so that TF.js is read once: by the editor's own TypeScript, which is older than ours. */
async function textsByPath(): Promise<Map<string, string>> {
  const texts = new Map(Object.entries(libFileMap).map(([name, text]) => [`/lib/${name}`, text]))
  texts.set(WORLD, LEARNER_WORLD)
  texts.set('/node_modules/@tensorflow/tfjs/index.d.ts', readFileSync(await tfjsTypesFile(ROOT), 'utf8'))
  for (const folder of await exercisesOf([])) {
    const { page, answers } = await compileExercise(folder)
    for (const { filePath, content } of publicFiles(`file:///${page.id}`, page.files))
      texts.set(new URL(filePath).pathname, content)
    texts.set(`/${page.id}/starter.ts`, page.starter)
    texts.set(`/${page.id}/solution.ts`, answers.reference)
    for (const { name, code } of answers.accepted) texts.set(`/${page.id}/accepted-${name}.ts`, code)
  }
  return texts
}

function hostOf(texts: ReadonlyMap<string, string>): tsTypes.CompilerHost {
  return {
    getSourceFile: (file, version) =>
      texts.has(file) ? ts.createSourceFile(file, texts.get(file)!, version, true) : undefined,
    getDefaultLibFileName: () => '/lib/lib.es2022.d.ts',
    getDefaultLibLocation: () => '/lib',
    fileExists: (file) => texts.has(file),
    directoryExists: (folder) => [...texts.keys()].some((file) => file.startsWith(`${folder}/`)),
    readFile: (file) => texts.get(file),
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (file) => file,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    writeFile: () => {},
  }
}

test('marks nothing in any starter, reference or other right solution', { timeout: 120_000 }, async () => {
  const texts = await textsByPath()
  const learners = [...texts.keys()].filter((file) => LEARNERS.test(file))
  expect(learners.length).toBeGreaterThan(50)
  const options = { ...COMPILER_OPTIONS, lib: ['lib.es2022.d.ts'] }
  const program = ts.createProgram([...learners, WORLD], options, hostOf(texts))
  const found = learners.flatMap((file) => {
    const source = program.getSourceFile(file)!
    const all = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return all.map(({ start = 0, messageText }) => {
      const line = source.getLineAndCharacterOfPosition(start).line + 1
      return `${file}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  })
  expect(found).toEqual([])
})
