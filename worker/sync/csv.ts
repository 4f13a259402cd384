/**
 * Rows of a comma-separated text (RFC 4180): fields in quotes may hold commas, line ends and doubled quotes. A quote
 * inside a field that did not begin with one is an ordinary character.
 */
export function csvRows(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  // Sticky: each field begins where the one before ended, so the text is walked once.
  const field = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))[^,\r\n]*(,|\r\n|\n|\r|$)/y
  while (field.lastIndex < text.length) {
    const found = field.exec(text)
    if (!found) break
    const [, quoted, plain = '', end] = found
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',' && field.lastIndex < text.length) continue
    if (end === ',') row.push('')
    rows.push(row)
    row = []
  }
  return rows
}
