const longestName = 80

/** What a file may be called everywhere: letters, digits and dashes of the words, then the ending. */
export function fileNameOf(words: readonly string[], ending: string): string {
  const plain = words
    .join(' ')
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '')
  return `${plain || 'sidelight'}.${ending}`
}

/** Hands a text to the browser as a file. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the file by the next turn; until then the address must hold.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
