import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseMessagesFile } from '@wxt-dev/i18n/build'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../extension/', import.meta.url))
const exclude = (path: string) => /^\.wxt|^wxt\.config/.test(path)
const files = globSync('**/*.{ts,tsx}', { cwd: root, exclude })
const locales = globSync('locales/*.yml', { cwd: root })
const textOf = (file: string) => readFileSync(root + file, 'utf8')

/** The product's name, how addresses begin, and glyphs: the same in every language. */
const notTranslated = /^(?:[^\p{L}]|Sidelight|https:\/\/)*$/u
/** What is shown or read out, of elements and of our own components. */
const textAttributes =
  /^(?:label|title|subtitle|text|word|what|still|help|note|placeholder|heading|summary|reading|blank|aside|alt|aria-(?:label|description|roledescription|valuetext|placeholder))$/

/** A node of the tree that Vite's parser makes (ESTree with JSX). */
interface Node {
  type: string
  start: number
  [key: string]: unknown
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

/** Text that stands in an expression as it is: also in the branches of a choice. */
function literalsIn(node: Node): string[] {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : []
    case 'TemplateLiteral':
      return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)
    case 'JSXExpressionContainer':
      return literalsIn(node.expression as Node)
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap((branch) => literalsIn(branch as Node))
    case 'LogicalExpression':
    case 'BinaryExpression': {
      // A comparison shows nothing of what it compares.
      if (node.type === 'BinaryExpression' && node.operator !== '+') return []
      const sides = node.operator === '&&' ? [node.right] : [node.left, node.right]
      return sides.flatMap((side) => literalsIn(side as Node))
    }
    default:
      return []
  }
}

/** Literal text of an element's children and of the attributes that are shown or read out. */
function textsOf(node: Node): string[] {
  const { name, value } = node as { name?: { name?: unknown }; value?: unknown }
  if (node.type === 'JSXText') return [String(value)]
  if (node.type === 'JSXAttribute') {
    const texts = isNode(value) ? literalsIn(value) : []
    if (textAttributes.test(String(name?.name))) return texts
    // Of a form control, or of what is drawn.
    return name?.name === 'name' ? texts.filter((text) => /^[A-Z]|\s/.test(text)) : []
  }
  // Tables of words: `{ title: '…' }`.
  if (node.type === 'Property') {
    const isText = textAttributes.test(String((node.key as { name?: unknown }).name))
    return isText && isNode(value) ? literalsIn(value).filter((text) => /[A-Z ]/.test(text)) : []
  }
  if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return []
  return (node.children as Node[])
    .filter(({ type }) => type === 'JSXExpressionContainer')
    .flatMap((child) => literalsIn(child).filter((text) => !/^[a-z-]+$/.test(text)))
}

function literalTexts(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source)
  expect(errors).toEqual([])
  const found: string[] = []
  const look = (node: Node) => {
    found.push(...textsOf(node).filter((text) => !notTranslated.test(text)))
    childrenOf(node).forEach(look)
  }
  look(program as unknown as Node)
  return found.map((text) => `${file}: ${text.trim()}`)
}

const isOwn = ({ key }: { key: string[] }) => !key[0]?.startsWith('@@')
const messages = (await parseMessagesFile(`${root}locales/en.yml`)).filter(isOwn)
const ids = messages.map(({ key }) => key.join('.'))
/** Of a code that is chosen at run time; the manifest's names. */
const foundByOther = /^(?:error\.extension|extension)\./

describe('text of the extension', () => {
  it('stands in messages, not in the source', () => {
    expect(files.length).toBeGreaterThan(200)
    expect(files.flatMap((file) => literalTexts(file, textOf(file)))).toEqual([])
  })

  it.each([
    ['<p>Hello there</p>'],
    ['<p>{isOn ? "Switched on" : null}</p>'],
    ['<Row title="Hello" />'],
    ['<Row label={"Of " + name} />'],
    ['<button aria-label={off ?? "Go"} />'],
    ['<p>{count} persons</p>'],
    ['{ title: isOn ? "Switched on" : "" }'],
  ])('is found where it is literal: %s', (jsx) => {
    expect(literalTexts('made-up.tsx', `export const drawn = ${jsx}`)).not.toEqual([])
  })

  it.each([
    ['<p class="row is-open">{name} · {i18n.t("a.b")}</p>'],
    ['<Tag tone={a ? "warning" : "good"} />'],
  ])('is not seen where there is none: %s', (jsx) => {
    expect(literalTexts('made-up.tsx', `export const drawn = ${jsx}`)).toEqual([])
  })
})

describe('messages', () => {
  it('are each used, and each that is used is there', () => {
    const used = files.flatMap((file) =>
      [...textOf(file).matchAll(/i18n\.t\(\s*'([^']+)'/g)].map(([, id]) => id),
    )
    expect([...new Set(used)].sort()).toEqual(ids.filter((id) => !foundByOther.test(id)).sort())
  })

  it('have names that browsers take, and none twice: they do not tell capitals', () => {
    const names = ids.map((id) => id.replaceAll('.', '_').toLowerCase())
    expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  // A value that is put in by number would be searched for the mark between the forms of a plural.
  it.each(locales)('put values in by name alone: %s', async (file) => {
    const all = (await parseMessagesFile(root + file)).filter(isOwn)
    const texts = all.flatMap((message) =>
      message.type === 'plural' ? Object.values(message.plurals) : [message.message],
    )
    expect(texts.filter((text) => /\$|\s\|\s/.test(text))).toEqual([])
  })

  it.each(locales)(
    'have both forms where they have one, and put in what English puts in: %s',
    async (file) => {
      const english = new Map(messages.map((message) => [message.key.join('.'), message]))
      for (const message of (await parseMessagesFile(root + file)).filter(isOwn)) {
        const own = english.get(message.key.join('.'))
        if (message.type === 'plural') expect(Object.keys(message.plurals)).toEqual(['1', 'n'])
        if (!own) continue
        expect(message.type).toBe(own.type)
        expect(message.namedSubstitutions.toSorted()).toEqual(own.namedSubstitutions.toSorted())
      }
    },
  )
})
