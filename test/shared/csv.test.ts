import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from '#shared/csv.ts'

/** Reads RFC 4180 strictly: a quote inside an unquoted field, or a line that ends without CR LF, is an error. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let value = ''
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error('A quoted field never ends.')
        if (text[at] !== '"') value += text[at]
        else if (text[at + 1] === '"') {
          value += '"'
          at += 1
        } else break
      }
      at += 1
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
        if (text[at] === '"' || text[at] === '\n') throw new Error(`A bare ${text[at]} at ${at}.`)
        value += text[at]
        at += 1
      }
    }
    row.push(value)
    if (text[at] === ',') {
      at += 1
      // A comma at the very end would begin one more field.
      if (at >= text.length) throw new Error('The last line has no end.')
    } else if (text.slice(at, at + 2) === '\r\n') {
      at += 2
      rows.push(row)
      row = []
    } else throw new Error(`Neither comma nor line end at ${at}.`)
  }
  if (row.length > 0) throw new Error('The last line has no end.')
  return rows
}

const dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\r', '\n', '\t', "'", 'a', ' ', ';', '\u202e', ...dangerous),
  }),
  fc.tuple(fc.constantFrom(...dangerous), fc.string()).map(([first, rest]) => first + rest),
)
const table = fc
  .integer({ min: 1, max: 6 })
  .chain((width) => fc.array(fc.array(hostile, { minLength: width, maxLength: width }), { maxLength: 8 }))
const body = (rows: string[][]) => toCsv(rows).slice(1)

describe('CSV', () => {
  it('brings every value back, whatever stands in it, and adds nothing but the apostrophe', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const guarded = rows.map((row) =>
          row.map((value) => (dangerous.includes([...value][0] ?? '') ? `'${value}` : value)),
        )
        expect(readCsv(body(rows))).toEqual(guarded)
      }),
    )
  })

  it('never lets a text begin as a formula', () => {
    fc.assert(
      fc.property(table, (rows) => {
        for (const value of readCsv(body(rows)).flat()) expect(dangerous).not.toContain([...value][0])
      }),
    )
  })

  it('begins with the mark that tells Excel it is UTF-8, and ends every line with CR LF', () => {
    expect(toCsv([['Name'], ['Zoë']])).toBe('\ufeffName\r\nZoë\r\n')
  })

  it('keeps numbers as numbers and blanks blank', () => {
    expect(body([]) + toCsv([[-5, null, 'a"b']]).slice(1)).toBe('-5,,"a""b"\r\n')
  })
})
