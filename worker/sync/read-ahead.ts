import type { Graph, GraphPage } from '../graph/client.ts'

/**
 * Asks for the next page while the present one is written, at most one ahead. It is used only where the cursor stands
 * exactly as the present page leaves it: whoever else moved it (a person was refreshed, another run took over) may
 * have written what is newer than a page read before.
 */
export interface Reader {
  page(address: string, version: number): Promise<GraphPage>
  /** `version` is the cursor's once the present page is written. */
  askAhead(address: string, version: number): Promise<void>
}

export function createReader(graph: Pick<Graph, 'page'>): Reader {
  let ahead: { address: string; version: number; page: Promise<GraphPage> } | null = null
  return {
    page(address, version) {
      const asked = ahead
      ahead = null
      return asked?.address === address && asked.version === version ? asked.page : graph.page(address)
    },
    async askAhead(address, version) {
      const page = graph.page(address)
      // Raised where the page is used; a page that is not used need not have arrived.
      page.catch(() => undefined)
      ahead = { address, version, page }
      // The request leaves when the isolate has a moment; parsing the present page would take that moment.
      await new Promise((resolve) => setTimeout(resolve, 0))
    },
  }
}
