import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

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

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte()],
        resolve: { alias, conditions: ['browser'] },
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts', 'tests/session/**/*.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      inBrowser('browser', 60),
      inBrowser('attacks', 60, 'tests/support/prepare-engines.ts'),
      inBrowser('e2e', 120),
    ],
  },
})
