import { recordAt } from './pages.ts'

/** Smaller frames hold parts of a page, or are hidden. */
const least = { width: 280, height: 200 }

/**
 * Whether the card belongs into this frame: one large enough to be read, with no frame around it and none beside it
 * before it that shows a record too. Frames of other origins tell nothing of themselves.
 */
export function isCardFrame(frame: Window, psa: string): boolean {
  if (frame === frame.top) return true
  if (!isReadable(frame)) return false
  for (let inner = frame; inner !== inner.parent; inner = inner.parent) {
    if (showsRecord(inner.parent, psa)) return false
    for (let index = 0; index < inner.parent.length; index += 1) {
      const beside = inner.parent[index]
      if (!beside || beside === inner) break
      if (showsRecord(beside, psa) && isReadable(beside)) return false
    }
  }
  return true
}

const isReadable = ({ innerWidth, innerHeight }: Window) =>
  innerWidth >= least.width && innerHeight >= least.height

function showsRecord(frame: Window, psa: string): boolean {
  try {
    return recordAt(frame.location.href, psa) !== null
  } catch {
    return false
  }
}
