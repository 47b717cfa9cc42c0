// What a person does on the exercise page, for tests and benchmarks.

import type { Page } from 'playwright-core'

/** Replaces all code, as by Ctrl+A and Ctrl+V. Works in Monaco and in the plain editor. */
export async function pasteCode(page: Page, code: string): Promise<void> {
  const field = page.locator('[data-editor] textarea, [data-editor] .native-edit-context').first()
  await field.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.evaluate((text) => navigator.clipboard.writeText(text), code)
  await page.keyboard.press('ControlOrMeta+v')
}
