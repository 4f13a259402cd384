import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PageRecord } from './pages.ts'
import { findSpot, obstaclesOf, type Size, type Spot } from './place.ts'

const corner: Spot = { side: 'right', bottom: 16 }

/** Keeps clear of the page's buttons: measured when something changes, and when scrolling or resizing ends. */
export function useSpot(place: { current: HTMLElement | null }, { avoid }: PageRecord, changes: unknown[]) {
  const [found, setFound] = useState<Found>({ spot: corner, fits: true })
  const openSize = useRef<Size>({ width: 320, height: 320 })
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const measure = () => {
      const element = place.current
      // Nothing moves under the pointer.
      if (!element || element.matches(':hover')) return
      const drawn = { width: element.offsetWidth, height: element.offsetHeight }
      const isOpen = !!element.querySelector('.card')
      if (isOpen) openSize.current = drawn
      setFound((before) => unlessSame(before, findNow(drawn, openSize.current, isOpen, avoid)))
    }
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(measure, 200)
    }
    measure()
    addEventListener('scroll', later, { passive: true, capture: true })
    addEventListener('resize', later)
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', later, { capture: true })
      removeEventListener('resize', later)
    }
  }, [...changes, found.fits])
  return found
}

interface Found {
  spot: Spot
  /** Whether the open card would have room. */
  fits: boolean
}
function findNow(drawn: Size, open: Size, isOpen: boolean, avoid: readonly string[]): Found {
  const page = { width: innerWidth, height: innerHeight }
  const obstacles = obstaclesOf(avoid)
  const spotOpen = findSpot(open, page, obstacles)
  const spot = isOpen ? spotOpen : findSpot(drawn, page, obstacles)
  return { spot: spot ?? corner, fits: spotOpen !== null }
}

function unlessSame(before: Found, next: Found): Found {
  const isSame =
    next.fits === before.fits &&
    next.spot.side === before.spot.side &&
    next.spot.bottom === before.spot.bottom
  return isSame ? before : next
}
