// `kata catalogue`: docs/catalogue.md's table of topics and their exercises, from the exercises themselves.

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Topic } from '../core/pack/schema'
import { topicName } from '../core/topic-name'
import { fillBetween } from './fill-between'
import { exercisesOf } from './find-exercises'
import { formatted } from './formatted'
import { type ExerciseSource, readExercise } from './pack/read-exercise'
import { ROOT } from './realms/build-realms'

const CATALOGUE = path.join(ROOT, 'docs/catalogue.md')

export async function catalogueCommand(): Promise<void> {
  await writeFile(CATALOGUE, await generatedCatalogue())
  console.log(path.relative(ROOT, CATALOGUE))
}

/** The content that docs/catalogue.md should have. */
export async function generatedCatalogue(): Promise<string> {
  const exercises = await Promise.all((await exercisesOf([])).map(readExercise))
  const text = await readFile(CATALOGUE, 'utf8')
  return formatted(
    CATALOGUE,
    fillBetween(text, '<!-- topics -->', '<!-- end of topics -->', topicTable(exercises)),
  )
}

/** A row for each topic with an exercise, under the exercise's first topic: its others follow its summary. */
function topicTable(exercises: readonly ExerciseSource[]): string {
  const rows = Topic.options.flatMap((topic) =>
    exercises
      .filter(({ frontMatter }) => frontMatter.topics[0] === topic)
      .map((exercise, i) => `| ${i === 0 ? topicName(topic) : ''} | ${cells(exercise).join(' | ')} |`),
  )
  return ['| topic | exercise | what it asks for | minutes |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  )
}

function cells({ id, frontMatter }: ExerciseSource): string[] {
  const { title, summary, topics, minutes, variationOf } = frontMatter
  const also = topics.slice(1).map((topic) => topicName(topic).toLowerCase())
  const notes = [
    ...(also.length > 0 ? [`Also ${also.join(', ')}.`] : []),
    ...(variationOf === undefined ? [] : [`For the review of ${variationOf}.`]),
  ]
  return [
    `[${title}](../exercises/${id}/exercise.md)`,
    notes.length > 0 ? `${summary} _${notes.join(' ')}_` : summary,
    String(minutes),
  ]
}
