import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { IMPORT_RULES } from './import-rules.js'
import svelteConfig from './svelte.config.js'

const FOLDERS = Object.keys(IMPORT_RULES)

/** A folder's files may not name a folder that is not theirs to see. The test beside the table also resolves each path. */
const arrows = FOLDERS.map((folder) => {
  const allowed = [folder, ...IMPORT_RULES[folder].folders]
  const barred = FOLDERS.filter(
    (other) => !allowed.some((name) => name === other || name.startsWith(`${other}/`)),
  )
  const patterns = barred.map((other) => ({
    regex: `^(\\.\\./)+(src/)?${other.replace('src/', '')}/`,
    message: `${folder} may not import ${other}: see import-rules.js.`,
  }))
  return {
    files: [`${folder}/**/*.{ts,svelte}`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  }
})

export default tseslint.config(
  { ignores: ['build/', 'node_modules/', '.cache/', 'exercises/**/data/', 'tests/cases/'] },
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.worker } },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'off',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
    rules: {
      // Addresses are hashes of this one page; there is no router to resolve them.
      'svelte/no-navigation-without-resolve': 'off',
      // State is replaced whole in $state.raw, never changed in place; and pictures are redrawn whole.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/require-each-key': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  { files: ['scripts/**', 'vite/**', 'src/cli/**', 'tests/**'], languageOptions: { globals: globals.node } },
  {
    // A starter leaves its parameters to the learner, and a wrong solution may ignore them: that is its mistake.
    files: ['exercises/*/*/{starter.ts,accepted/*.ts,rejected/*.ts}'],
    rules: {
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  ...arrows,
)
