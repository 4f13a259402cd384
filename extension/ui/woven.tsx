import type { ComponentChildren } from 'preact'

/**
 * A message with drawn parts in it, where the language wants them: the message comes with `{name}` in it,
 * e.g. `woven(message, { name: <Foreign>…</Foreign> })` of one that was asked for with `{ name: '{name}' }`.
 */
export function woven(message: string, parts: Record<string, ComponentChildren>): ComponentChildren {
  return message.split(/\{(\w+)\}/).map((text, index) => (index % 2 === 0 ? text : parts[text]))
}
