// Reads an exercise's folder: its front matter, its files, its submissions that prove the tests.

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { FrontMatter } from '../../core/pack/schema'
import { type Located, parseYamlWithLines, splitFrontMatter } from './front-matter'
import { PackError, type PackProblem } from './problems'

export interface ExerciseSource {
  readonly folder: string
  /** "<pack>/<slug>" */
  readonly id: string
  readonly frontMatter: FrontMatter
  /** The line in exercise.md of what stands at the end of these keys of the front matter. */
  readonly lineOf: Located<unknown>['lineOf']
  /** Markdown, and the line in exercise.md on which it starts. */
  readonly statement: string
  readonly statementLine: number
  /** Markdown. */
  readonly debrief: string
  readonly starter: string
  readonly files: readonly string[]
}

export interface ProofSubmission {
  /** e.g. "rejected/flipped-kernel.ts" */
  readonly name: string
  readonly source: string
}

export interface RejectedSubmission extends ProofSubmission {
  readonly rejectedBy: string
  readonly says: string
}

const REQUIRED = ['exercise.md', 'starter.ts', 'solution.ts', 'tests.ts', 'debrief.md']

/** Throws PackError with all that is wrong. */
export async function readExercise(folder: string): Promise<ExerciseSource> {
  const files = await readdir(folder).catch(() => {
    throw new PackError([
      {
        file: folder,
        message: 'There is no such folder.',
        remedy: 'Check the path, or make it with `kata new`.',
      },
    ])
  })
  const missing: PackProblem[] = REQUIRED.filter((name) => !files.includes(name)).map((name) => ({
    file: path.join(folder, name),
    message: 'The file is missing.',
    remedy: 'Every exercise has one.',
  }))
  if (missing.length > 0) throw new PackError(missing)
  const file = path.join(folder, 'exercise.md')
  const { yaml, body, bodyLine } = splitFrontMatter(await readFile(file, 'utf8'), file)
  const { value: frontMatter, lineOf } = parseYamlWithLines(yaml, FrontMatter, file, 2, 'exercise')
  const [pack, slug] = path.resolve(folder).split(path.sep).slice(-2)
  if (frontMatter.id !== slug)
    throw new PackError([
      {
        ...{ file, line: lineOf(['id']), path: 'id' },
        message: `is "${frontMatter.id}", but the folder is "${slug}".`,
        remedy: 'Give both one name.',
      },
    ])
  const [starter, debrief] = await Promise.all(
    ['starter.ts', 'debrief.md'].map((name) => readFile(path.join(folder, name), 'utf8')),
  )
  return {
    ...{ folder, id: `${pack}/${slug}`, frontMatter, lineOf, files },
    ...{ statement: body, statementLine: bodyLine, debrief: debrief!, starter: starter! },
  }
}

export async function readAccepted({ folder }: ExerciseSource): Promise<ProofSubmission[]> {
  return readSubmissions(folder, 'accepted')
}

/** Throws PackError when one does not open with who rejects it, and with which words. */
export async function readRejected({ folder }: ExerciseSource): Promise<RejectedSubmission[]> {
  return (await readSubmissions(folder, 'rejected')).map((submission) => {
    const match = /^\/\/ rejected by: (.+?) · says: (.+)$/m.exec(submission.source)
    if (match) return { ...submission, rejectedBy: match[1]!.trim(), says: match[2]!.trim() }
    throw new PackError([
      {
        file: path.join(folder, submission.name),
        line: 1,
        message: 'The file does not open with what rejects it.',
        remedy: 'Write "// rejected by: <test title> · says: <part of the message>" in its first line.',
      },
    ])
  })
}

async function readSubmissions(folder: string, kind: 'accepted' | 'rejected'): Promise<ProofSubmission[]> {
  const names = await readdir(path.join(folder, kind)).catch(() => [])
  const sources = names.filter((name) => name.endsWith('.ts')).sort()
  return Promise.all(
    sources.map(async (name) => ({
      name: `${kind}/${name}`,
      source: await readFile(path.join(folder, kind, name), 'utf8'),
    })),
  )
}
