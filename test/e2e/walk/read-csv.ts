/** The rows of a CSV file by its heading (RFC 4180). */
export function readCsv(file: string): Record<string, string>[] {
  const cells = [...file.replace(/^\ufeff/, '').matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g)]
  const rows: string[][] = [[]]
  for (const [, cell = '', end = ''] of cells) {
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === '\r\n') rows.push([])
  }
  const [heading = [], ...lines] = rows
  return lines
    .filter((line) => line.length === heading.length)
    .map((line) => Object.fromEntries(heading.map((name, at) => [name, line[at] ?? ''])))
}
