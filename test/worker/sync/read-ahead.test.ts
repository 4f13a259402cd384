import { describe, expect, it } from 'vitest'
import { createReader } from '../../../worker/sync/read-ahead.ts'

/** Pages that tell the order in which they were asked for. */
function counting(fails: string[] = []) {
  const asked: string[] = []
  return {
    asked,
    async page(address: string) {
      asked.push(address)
      if (fails.includes(address)) throw new Error(`No ${address}.`)
      return { items: [asked.length], nextLink: null, deltaLink: null }
    },
  }
}

describe('a page that was asked for ahead', () => {
  it('is asked for once where the cursor stands as foreseen', async () => {
    const graph = counting()
    const reader = createReader(graph)
    await reader.askAhead('b', 5)
    expect((await reader.page('b', 5)).items).toEqual([1])
    expect(graph.asked).toEqual(['b'])
  })

  it('is read anew when the cursor was moved by someone else meanwhile', async () => {
    const graph = counting()
    const reader = createReader(graph)
    await reader.askAhead('b', 5)
    expect((await reader.page('b', 6)).items).toEqual([2])
    expect((await reader.page('b', 5)).items).toEqual([3])
  })

  it('is not given for another address', async () => {
    const graph = counting()
    const reader = createReader(graph)
    await reader.askAhead('b', 5)
    await reader.page('c', 5)
    expect(graph.asked).toEqual(['b', 'c'])
  })

  it('fails where it is used, and nowhere when it is not', async () => {
    const graph = counting(['b'])
    const reader = createReader(graph)
    await reader.askAhead('b', 5)
    await expect(reader.page('b', 5)).rejects.toThrow('No b.')
    await reader.askAhead('b', 6)
    await reader.page('c', 7)
  })
})
