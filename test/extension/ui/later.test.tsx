import { act } from 'preact/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { later } from '../../../extension/ui/later.tsx'
import { draw } from '../screen.tsx'

const Waiting = () => <p>One moment</p>
const Screen = ({ name }: { name: string }) => <p>Screen of {name}</p>

describe('a screen that is fetched later', () => {
  it('shows something in its place until it is there, and fetches it once', async () => {
    const fetchScreen = vi.fn(async () => Screen)
    const Later = later(fetchScreen, Waiting)
    const drawn = await draw(
      <>
        <Later name="Mara" />
        <Later name="Sela" />
      </>,
    )
    await drawn.says('Screen of Mara')
    expect(drawn.text()).toContain('Screen of Sela')
    expect(fetchScreen).toHaveBeenCalledTimes(1)
  })

  it('is drawn at once where it was fetched before', async () => {
    const Later = later(async () => Screen, Waiting)
    await act(async () => Later.load())
    const drawn = await draw(<Later name="Mara" />)
    expect(drawn.text()).toBe('Screen of Mara')
  })

  it('says so when its files are gone', async () => {
    const Later = later(async (): Promise<typeof Screen> => {
      throw new TypeError('Failed to fetch')
    }, Waiting)
    const drawn = await draw(<Later name="Mara" />)
    await drawn.says('This page could not be opened.')
    expect(drawn.button('Load it again')).toBeDefined()
  })
})
