/** Text as a spreadsheet opens it: RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), with a mark that says UTF-8. */
type Cell = string | number | null

/**
 * A value that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises
 * (https://owasp.org/www-community/attacks/CSV_Injection): also a phone number that begins with +. Numbers stay numbers.
 */
const formulaStarts = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']
const needsQuotes = /[",\r\n]/
/** Excel takes a file without it for one in the local code page. */
const byteOrderMark = '\ufeff'

/** The first row is the heading. Lines end with CR LF, the last one too. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = formulaStarts.includes(value.charAt(0)) ? `'${value}` : value
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
