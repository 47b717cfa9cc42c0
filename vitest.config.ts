import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const alias = { '@tensorkata/kit': path('./src/kit/kit.ts'), '@tensorkata/show': path('./src/kit/show.ts') }

/** Everything that drives a browser shares two cores with it, so its files run one after another. */
const inBrowser = (name: string, seconds: number, ...setup: readonly string[]) => ({
  resolve: { alias },
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    environment: 'node',
    testTimeout: seconds * 1000,
    hookTimeout: 180_000,
    fileParallelism: false,
    globalSetup: ['tests/support/prepare.ts', ...setup],
  },
})

const inNode = (name: string, include: string[], more: TestProjectInlineConfiguration['test'] = {}) => ({
  plugins: [svelte()],
  resolve: { alias, conditions: ['browser'] },
  test: { name, include, environment: 'node' as const, testTimeout: 20_000, ...more },
})

export default defineConfig({
  test: {
    projects: [
      // TF.js is loaded once for many files, not once for each.
      inNode('unit', ['tests/unit/**/*.test.ts', 'tests/session/**/*.test.ts'], {
        ...{ exclude: ['tests/unit/workers/**'], isolate: false },
      }),
      // What runs in a realm changes the globals of its world, so each of these files has one of its own.
      inNode('unit-workers', ['tests/unit/workers/**/*.test.ts']),
      inBrowser('browser', 60),
      inBrowser('attacks', 60, 'tests/support/prepare-engines.ts'),
      inBrowser('e2e', 120),
    ],
  },
})
