import type { Clock } from '../../clock.ts'

export interface LinkState {
  tenantId: string
  url: string
  issuedAt: number
  select: readonly string[]
  page: ListPage | DeltaPage | DeltaStart
}

/** A page of a list over the ids that were there at its first request. */
export interface ListPage {
  kind: 'list'
  ids: readonly string[]
  /** Where the page begins */
  start: number
  size: number
}

/** One object in a round, with a slice of its members where these are followed. */
export interface DeltaPiece {
  id: string
  members?: readonly string[]
}

/** A page inside a delta round. */
export interface DeltaPage {
  kind: 'skip'
  pages: DeltaPiece[][]
  /** Point of the change log at which the round began: its delta link starts there. */
  startedAt: number
  /** Point of the change log from which the round reads; null = everything. */
  since: number | null
}

/** A delta link: the next round reads changes after this point. */
interface DeltaStart {
  kind: 'delta'
  since: number
}

/**
 * The opaque links that Graph has handed out. A link is good only as it was handed out: another parameter, another
 * order or another tenant, and it is unknown.
 */
export function createLinks(clock: Clock) {
  const issued = new Map<string, LinkState>()
  let serial = 0
  return {
    /** Opaque and long, as Graph's are. */
    token(): string {
      serial += 1
      const bytes = new Uint8Array(48)
      crypto.getRandomValues(bytes)
      return `${serial.toString(36)}_${btoa(String.fromCharCode(...bytes))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')}`
    },
    issue(state: Omit<LinkState, 'issuedAt'>): string {
      issued.set(state.url, { ...state, issuedAt: clock.now() })
      return state.url
    },
    find(tenantId: string, url: string): (LinkState & { ageMs: number }) | null {
      const state = issued.get(url)
      if (!state || state.tenantId !== tenantId) return null
      return { ...state, ageMs: clock.now() - state.issuedAt }
    },
    /** Makes every link of a tenant older. */
    age(tenantId: string, ms: number): void {
      for (const state of issued.values()) if (state.tenantId === tenantId) state.issuedAt -= ms
    },
  }
}
export type Links = ReturnType<typeof createLinks>
