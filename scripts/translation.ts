// What a language still lacks, as YAML to fill in: node scripts/translation.ts de
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type ParsedMessage, parseMessagesFile } from '@wxt-dev/i18n/build'
import { declaredText } from '../extension/declared-text.ts'

const language = process.argv[2]
if (!language) {
  console.error('Name the language, e.g. node scripts/translation.ts de')
  process.exit(1)
}

const fileOf = (name: string) => fileURLToPath(new URL(`../extension/locales/${name}.yml`, import.meta.url))
const idOf = ({ key }: ParsedMessage) => key.join('.')
const isOwn = (message: ParsedMessage) => !idOf(message).startsWith('@@')
const messagesOf = async (path: string) =>
  existsSync(path) ? (await parseMessagesFile(path)).filter(isOwn) : []

/** A text, or the forms of a plural by number. */
type Tree = { [key: string]: string | Tree }

function place(tree: Tree, [first = '', ...rest]: string[], value: string | Tree): void {
  if (rest.length === 0) {
    tree[first] = value
    return
  }
  const branch = typeof tree[first] === 'object' ? tree[first] : {}
  tree[first] = branch
  place(branch, rest, value)
}

function printed(tree: Tree, indent = ''): string {
  const lines = Object.entries(tree).map(([key, value]) =>
    typeof value === 'string'
      ? `${indent}${key}: ${JSON.stringify(value)}`
      : `${indent}${key}:\n${printed(value, `${indent}  `)}`,
  )
  return lines.join('\n')
}

const has = new Set((await messagesOf(fileOf(language))).map(idOf))
const lacking: Tree = {}
for (const message of await messagesOf(fileOf('en'))) {
  const value = message.type === 'plural' ? (message.plurals as unknown as Tree) : message.message
  if (!has.has(idOf(message))) place(lacking, message.key, value)
}
for (const [id, english] of Object.entries(declaredText())) {
  if (!has.has(id.replaceAll('-', '_'))) place(lacking, id.replaceAll('-', '_').split('.'), english)
}
console.log(printed(lacking))
