// The command line: `npm run kata -- grade|check|new|build|schema|catalogue …`

import { cac } from 'cac'
import { buildCommand } from './build-command'
import { catalogueCommand } from './catalogue-command'
import { checkCommand } from './check-command'
import { gradeCommand } from './grade-command'
import { newCommand } from './new/new-command'
import { PackError } from './pack/problems'
import { schemaCommand } from './schema/write-schemas'
import { UsageError } from './usage-error'

const cli = cac('kata')

cli
  .command('grade <exercise> <file>', 'Say what the page would say of a solution')
  .option('--backend <name>', 'cpu, wasm or webgl', { default: 'cpu' })
  .option('--seed <number>', 'The seed of everything random', { default: 1 })
  .option('--json', 'Print the verdict as JSON')
  .example('  npm run kata -- grade vision/image-convolution my-solution.ts --backend webgl')
  .action(gradeCommand)

cli
  .command(
    'check [...paths]',
    'Prove exercises: reference, starter, accepted and rejected solutions, on every backend, and mutants of the reference',
  )
  .option('--backend <name>', 'Only this backend')
  .option('--seeds <number>', 'How many seeds the right solutions are tried with', { default: 3 })
  .option('--no-mutants', 'Leave out the mutants of the reference')
  .option('--mutant <id>', 'Try this one mutant, and print its whole verdict')
  .option(
    '--quick',
    'On other backends than cpu, try only the reference and the starter; on webgl only what takes little time',
  )
  .option('--no-cache', 'Prove anew what was proved before')
  .option('--json', 'Print the results as JSON')
  .option('--markdown <file>', 'Write the results as Markdown')
  .example('  npm run kata -- check exercises')
  .example('  npm run kata -- check exercises/vision/image-convolution')
  .action(checkCommand)

cli
  .command('new <exercise>', 'Make an exercise to change into your own')
  .example('  npm run kata -- new vision/max-pooling')
  .action(newCommand)

cli
  .command('build <pack>', 'Write a pack as one file, to hand on')
  .option('--out <file>', 'Where to; <pack>-<version>.kata.zip when absent')
  .example('  npm run kata -- build exercises/vision')
  .action(buildCommand)

cli
  .command(
    'schema',
    'Write docs/schemas and the tables of docs/authoring.md anew, from the schemas of the program',
  )
  .action(schemaCommand)

cli
  .command('catalogue', 'Write the list of exercises in docs/catalogue.md anew, from the exercises')
  .action(catalogueCommand)

cli.help()

try {
  cli.parse(process.argv, { run: false })
  if (!cli.matchedCommand && !cli.options.help) {
    cli.outputHelp()
    process.exitCode = 2
  }
  await cli.runMatchedCommand()
} catch (error) {
  const isExpected =
    error instanceof PackError || error instanceof UsageError || (error as Error).name === 'CACError'
  console.error(isExpected ? (error as Error).message : error)
  process.exitCode = 2
}
// Realms that are being ended may outlive the answer; nothing is left to wait for.
process.exit()
