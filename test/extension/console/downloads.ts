import { vi } from 'vitest'

/** What the browser is given as files: their names and texts, in order. */
export function catchDownloads(): { name: string; text: string }[] {
  const files: { name: string; text: string }[] = []
  const blobs = new Map<string, Blob>()
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const address = `blob:${blobs.size}`
    blobs.set(address, blob as Blob)
    return address
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const name = this.download
    blobs
      .get(this.href)
      ?.arrayBuffer()
      .then((bytes) =>
        files.push({ name, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) }),
      )
  })
  return files
}
