import type { CardAnswer } from '../messages.ts'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { Mark } from '../ui/mark.tsx'
import { Frame, Pill } from './frame.tsx'
import type { Fold } from './overlay.tsx'

export interface Ways {
  openPanel: () => void
  openSettings: () => void
  askAgain: () => void
}
interface MessageProps {
  answer: Exclude<CardAnswer, { state: 'person' }>
  fold: Fold
  ways: Ways
}

/** Nobody to show: a sentence that says why, and the way on. */
export function Message({ answer, fold, ways }: MessageProps) {
  const { title, short, icon, way, foot } = wordsFor(answer, ways)
  if (fold.isFolded) {
    const state = { tone: 'neutral', word: short } as const
    return <Pill picture={<Round icon={icon} size={28} />} title={title} state={state} {...fold.pill} />
  }
  return (
    <Frame
      {...fold.frame}
      picture={<Round icon={icon} size={48} />}
      title={title}
      about={answer.state === 'nobody' ? answer.contact : null}
      footer={
        <span class="freshness">
          <Mark size={16} /> {foot}
        </span>
      }
    >
      <p class="sentence">
        {answer.text} {'next' in answer && answer.next}
      </p>
      <div class="ways">
        <button type="button" class={`way ${way.isMain ? 'way-primary' : ''}`} onClick={way.go}>
          {way.word}
        </button>
      </div>
    </Frame>
  )
}

interface Words {
  title: string
  short: string
  icon: string
  way: { word: string; go: () => void; isMain?: boolean }
  foot: string
}
function wordsFor(answer: MessageProps['answer'], ways: Ways): Words {
  const again = { word: 'Try again', go: ways.askAgain }
  switch (answer.state) {
    case 'nobody':
      return {
        title: answer.title,
        short: 'Why',
        icon: icons.personQuestion,
        way: { word: 'Open panel', go: ways.openPanel },
        foot: 'Asked just now',
      }
    case 'signedOut':
      return {
        title: 'Signed out',
        short: 'Sign in',
        icon: icons.signIn,
        way: { word: 'Sign in', go: ways.openPanel, isMain: true },
        foot: 'Sidelight',
      }
    case 'notSetUp':
      return {
        title: 'Not set up yet',
        short: 'Set up',
        icon: icons.infoLine,
        way: { word: 'Open settings', go: ways.openSettings, isMain: true },
        foot: 'Sidelight',
      }
    case 'away':
      return {
        title: 'Server is away',
        short: 'Why',
        icon: icons.unplugged,
        way: again,
        foot: 'Nothing is lost',
      }
    case 'refused':
      return { title: 'No answer', short: 'Why', icon: icons.danger, way: again, foot: 'Nothing was changed' }
  }
}

function Round({ icon, size }: { icon: string; size: 28 | 48 }) {
  return (
    <span class={`avatar avatar-${size} round`} aria-hidden="true">
      <Icon of={icon} size={size === 48 ? 24 : 16} />
    </span>
  )
}
