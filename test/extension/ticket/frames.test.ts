import { describe, expect, it } from 'vitest'
import { isCardFrame } from '../../../extension/ticket/frames.ts'

const shell = 'https://ww5.autotask.net/AutotaskOnyx/LandingPage?view=1'
const ticket = (id: number) => `https://ww5.autotask.net/Mvc/ServiceDesk/TicketDetail.mvc?ticketId=${id}`

interface Plan {
  address: string
  size?: [width: number, height: number]
  inner?: Plan[]
}
type Frame = Window & Record<number, Window>

/** Windows as far as frames see each other; an address of "" is that of another origin, which tells nothing. */
function build({ address, size = [1200, 800], inner = [] }: Plan, parent: Frame | null = null): Frame {
  const location = {
    get href() {
      if (!address)
        throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError')
      return address
    },
  }
  const frame = {
    location,
    innerWidth: size[0],
    innerHeight: size[1],
    length: inner.length,
  } as unknown as Frame
  Object.assign(frame, { parent: parent ?? frame, top: parent ? parent.top : frame })
  for (const [index, plan] of inner.entries()) Object.assign(frame, { [index]: build(plan, frame) })
  return frame
}

/** Addresses of the frames that draw a card for what their own address shows. */
function cardsIn(frame: Frame): string[] {
  const inner = Array.from({ length: frame.length }, (_none, index) => cardsIn(frame[index] as Frame)).flat()
  try {
    const isTicket = frame.location.href.includes('ticketId')
    return [...(isTicket && isCardFrame(frame, 'autotask') ? [frame.location.href] : []), ...inner]
  } catch {
    return inner
  }
}

describe('in a page of frames there is exactly one card', () => {
  it('in the ticket’s frame inside the shell', () => {
    expect(cardsIn(build({ address: shell, inner: [{ address: ticket(1) }] }))).toEqual([ticket(1)])
  })

  it('in the outer frame of a ticket with frames of the same ticket inside', () => {
    const page = { address: ticket(1), inner: [{ address: ticket(1), inner: [{ address: ticket(1) }] }] }
    expect(cardsIn(build(page))).toEqual([ticket(1)])
  })

  it('in the first of several tickets that can be seen, and in none that is hidden or a small part', () => {
    const inner: Plan[] = [
      { address: ticket(1), size: [0, 0] },
      { address: ticket(2), size: [200, 150] },
      { address: ticket(3) },
      { address: ticket(4) },
    ]
    expect(cardsIn(build({ address: shell, inner }))).toEqual([ticket(3)])
  })

  it('whatever frames of other origins stand around and beside it', () => {
    const page = {
      address: '',
      inner: [{ address: '' }, { address: shell, inner: [{ address: ticket(1) }] }],
    }
    expect(cardsIn(build(page))).toEqual([ticket(1)])
  })

  it('in the page itself where there are no frames', () => {
    expect(cardsIn(build({ address: ticket(1), size: [200, 100] }))).toEqual([ticket(1)])
  })
})
