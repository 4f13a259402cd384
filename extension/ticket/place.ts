export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}
export interface Size {
  width: number
  height: number
}
/** Distances from the window's edges, in px. */
export interface Spot {
  side: 'right' | 'left'
  bottom: number
}
const edge = 16

/**
 * Where something of that size covers none of the obstacles: lower right, else raised above what is there,
 * else the same on the left; null = nowhere.
 */
export function findSpot(size: Size, window: Size, obstacles: readonly Box[]): Spot | null {
  for (const side of ['right', 'left'] as const) {
    const bottom = freeBottom(side, size, window, obstacles)
    if (bottom !== null) return { side, bottom }
  }
  return null
}

function freeBottom(side: Spot['side'], size: Size, window: Size, obstacles: readonly Box[]): number | null {
  let bottom = edge
  for (;;) {
    const box = boxAt({ side, bottom }, size, window)
    if (box.top < edge / 2) return null
    const inTheWay = obstacles.filter((obstacle) => overlap(box, obstacle))
    if (inTheWay.length === 0) return bottom
    bottom = window.height - Math.min(...inTheWay.map(({ top }) => top)) + edge / 2
  }
}

function boxAt({ side, bottom }: Spot, { width, height }: Size, window: Size): Box {
  const left = side === 'right' ? window.width - edge - width : edge
  return { left, right: left + width, top: window.height - bottom - height, bottom: window.height - bottom }
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

/** What of the page must stay free, as it stands in the window now. */
export function obstaclesOf(selectors: readonly string[], page: Document = document): Box[] {
  if (selectors.length === 0) return []
  return [...page.querySelectorAll(selectors.join(','))]
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, height, bottom, top }) => width > 0 && height > 0 && bottom > 0 && top < innerHeight)
}
